"""Lines inside a text that are no part of its story: bylines, captions' credits, links to other articles.

Extraction takes most of them out; a name in one that is left must never become that of an accused person.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from base.datafile import read_yaml
from base.listed import words
from pipeline.entities.words import Reading

_LISTS = ("begins", "inside", "heads", "lone")
_LONGEST = 240
"""Characters of the longest such line; a longer paragraph that begins so is a part of the story."""
_HEADLINE = 130
"""Characters of the longest headline in a list of links."""
_INITIALS = re.compile(r"\s*[\[(][A-Za-z]{2,12}(?:[/-][A-Za-z0-9]{1,12}){0,3}[\])]\s*")
"""A paragraph that is only the writers' marks: `(rud/ant)`."""
_BRACKETS = frozenset(")]")
_LINE = re.compile(r"[^\n]+")
_LEADS_ON = re.compile(r"[Jj]uga\s*:|JUGA\s*:|[Tt]erkait\s*:|[Ll]agi\s*:|[Pp]ula\s*:")
_BULLET = re.compile(r"\s*(?:[>•*→–-]|\d{1,2}[.)])\s*\S")
_ENDS = frozenset('.!?"”')
"""Signs with which sentences end, and headlines seldom."""


@dataclass(frozen=True)
class Furniture:
    """`lexicon/furniture.yaml`, ready to use.

    Args:
        begins: How a line begins that goes on with names or a link.
        inside: What in a longer line leads to a link.
        heads: A line above a list of links.
        lone: A line by itself.
        firsts: First words of all of these, in lower case.
    """

    begins: re.Pattern[str]
    inside: re.Pattern[str]
    heads: re.Pattern[str]
    lone: re.Pattern[str]
    firsts: frozenset[str]


def load_furniture(config: Path) -> Furniture:
    """Read `lexicon/furniture.yaml`.

    Raises:
        ConfigError: The file is missing or a list is.
    """
    source = read_yaml(config / "lexicon" / "furniture.yaml")
    known: dict[str, str] = {}
    firsts: set[str] = set()
    for key in _LISTS:
        terms = sorted((term.lower() for term in words(source, (key,))), key=len, reverse=True)
        firsts.update(term.split()[0].rstrip(".") for term in terms)
        known[key] = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)
    return Furniture(
        re.compile(rf"\s*[\[(]?\s*(?:{known['begins']})\s*[:/|](?=\s*\S)", re.IGNORECASE),
        re.compile(
            rf"(?:(?<=[.!?)\"”])|(?<=[.!?)\"”]\s))(?:{known['inside']})\s*:\s*[^\n.!?]{{8,160}}$", re.IGNORECASE
        ),
        re.compile(rf"\s*(?:{known['heads']})\s*:?\s*", re.IGNORECASE),
        re.compile(rf"\s*[\[(]?(?:{known['lone']})[\s\d:|→>»/,.dari]*(?:selanjutnya)?[\s→>»]*[\])]?\s*", re.IGNORECASE),
        frozenset(firsts),
    )


def furniture(reading: Reading, known: Furniture) -> set[int]:
    """Return the indexes of the words that stand in such lines."""
    found: set[int] = set()
    for start, end in _stretches(reading, known):
        found.update(range(bisect_left(reading.starts, start), bisect_left(reading.starts, end)))
    return found


def _may_be(line: str, known: Furniture) -> bool:
    """Tell whether a line begins as furniture does: a quick test before the patterns."""
    begin = line.lstrip(" \t[(").split(None, 1)
    word = begin[0].lower().rstrip(":.,/|") if begin else ""
    return word in known.firsts or word.split(":")[0] in known.firsts


def _stretches(reading: Reading, known: Furniture) -> Iterator[tuple[int, int]]:
    """Yield the offsets in `whole` of what is furniture."""
    words = reading.names_any(known.firsts)
    listed = False
    for match in _LINE.finditer(reading.whole, reading.base):
        line = match.group()
        if len(line) > _LONGEST and not words:
            continue
        if line.rstrip()[-1:] in _BRACKETS and _INITIALS.fullmatch(line):
            yield match.span()
        elif words and (listed or _may_be(line, known)):
            head = known.heads.fullmatch(line) is not None
            linked = listed and len(line) <= _HEADLINE and (line.rstrip()[-1:] not in _ENDS or _BULLET.match(line))
            short = len(line) <= _LONGEST and (known.begins.match(line) or known.lone.fullmatch(line))
            if head or linked or short:
                yield match.span()
            listed = head or bool(linked and line.strip())
        elif words:
            inside = known.inside.search(line) if ":" in line and _LEADS_ON.search(line) else None
            if inside is not None:
                yield match.start() + inside.start(), match.end()
