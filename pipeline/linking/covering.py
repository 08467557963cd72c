"""Which hidden names stand in a text, and the text without them: for pages, exports and messages alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from urllib.parse import unquote, urlsplit

from archive.records.incident import Incident
from archive.words import distinct, fold
from pipeline.linking.hidden import HiddenNames, Words
from pipeline.linking.names import hides_names, is_low_rank, masked
from pipeline.linking.people import initials

LEAST = 4  # letters of a single word of a name that is hidden where it stands alone; shorter ones are common words


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one reader must not see in a text.

    Args:
        own: Names of the text's own case or article: their single words are hidden, too.
        others: Names that are hidden everywhere, whole.
        spared: Names that this text may tell: those its own case shows.
    """

    own: tuple[str, ...] = ()
    others: HiddenNames | None = None
    spared: frozenset[Words] = frozenset()


Names = Sequence[str] | Hidden


class Person(Protocol):
    """Somebody an article tells of."""

    @property
    def name(self) -> str | None:
        """As printed."""

    @property
    def role(self) -> str | None:
        """Position."""

    @property
    def part(self) -> str:
        """Part in the story."""


def hidden_names(case: Incident | None, actors: Iterable[Person], *, may_see_names: bool) -> tuple[str, ...]:
    """Return the names to hide in a text: of low ranks, while their case is open and for good when it found nothing.

    Args:
        case: Of the article; None when it belongs to none, then the article's own persons count.
        actors: Persons of the article, or of all articles of the case.
        may_see_names: The reader has the right and asked for them.
    """
    if may_see_names or (case is not None and not hides_names(case)):
        return ()
    told = [(actor.name, actor.role) for actor in actors if actor.part in {"alleged", "victim"}]
    actors_ = case.actors if case is not None else ()
    told += [(name, actor.role) for actor in actors_ for name in (actor.name, *actor.aliases)]
    found = {name for name, role in told if name and is_low_rank(role) and not initials(name)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def hides_in(text: str, names: Names) -> bool:
    """Tell whether a hidden name stands in a text."""
    return bool(places_of(text, names))


def cover(text: str, names: Names) -> str:
    """Return the text with the names as initials."""
    parts, at = [], 0
    for start, end, short in places_of(text, names):
        parts += [text[at:start], short]
        at = end
    return "".join((*parts, text[at:]))


def places_of(text: str, names: Names) -> list[tuple[int, int, str]]:
    """Return (start, end, initials) of every hidden name, without overlaps."""
    told = names if isinstance(names, Hidden) else Hidden(tuple(names))
    found: list[tuple[int, int, str]] = []
    for name in told.own:
        for pattern, short in _patterns(name):
            for hit in pattern.finditer(text):
                if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
                    found.append((hit.start(), hit.end(), short))
    for start, end, short in told.others.find(text, told.spared) if told.others else ():
        if not any(low < end and start < high for low, high, _ in found):
            found.append((start, end, short))
    return sorted(found)


@lru_cache(maxsize=4_096)
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return how a name stands in a text of its case: whole (also written as one word), as a handle, word by word."""
    parts = re.findall(r"[^\W_]+", name)
    words = [part for part in parts if len(part) >= LEAST]
    patterns = [_whole(parts)] if parts else []
    if words:
        patterns.append(rf"(?<=[@#])[\w.]*(?:{'|'.join(map(re.escape, words))})[\w.]*")
    if len(words) > 1:  # bambangsutris..., bambang.sutrisno: of an account, an address
        later = "|".join(re.escape(word[:LEAST]) for word in words[1:])
        patterns.append(rf"(?<![^\W_]){re.escape(words[0])}[._-]?(?:{later})\w*")
    found = [(re.compile(pattern, re.IGNORECASE), masked(name)) for pattern in patterns]
    return tuple(found) + tuple(
        (re.compile(rf"(?<![^\W_])(?:{re.escape(word)}|{re.escape(word.upper())})(?![^\W_])"), f"{word[0]}.")
        for word in words
        if word[:1].isupper()
    )


def _whole(parts: Sequence[str]) -> str:
    pattern = re.escape(parts[0])
    for left, right in pairwise(parts):
        least = 0 if min(len(left), len(right)) >= LEAST - 1 else 1  # `M. Ali` is not the word `mali`
        pattern += rf"[\W_]{{{least},3}}{re.escape(right)}"
    return rf"(?<![^\W_]){pattern}(?![^\W_])"


def names_in_address(url: str, names: Names) -> bool:
    """Tell whether an address spells a hidden name: as most do, which are made of the headline."""
    told = names if isinstance(names, Hidden) else Hidden(tuple(names))
    path = unquote(url.partition("://")[2].partition("/")[2])
    words = {fold(word) for name in told.own for word in re.findall(r"[^\W_]+", name) if len(word) >= LEAST}
    return bool(words and not words.isdisjoint(distinct(path))) or bool(places_of(path, told))


def cover_url(url: str, names: Names) -> str:
    """Return the address, of which only the host where the rest spells a hidden name."""
    return host_of(url) if names_in_address(url, names) else url


def host_of(url: str) -> str:
    """Return an address without what follows its host; empty when it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}/" if parts.hostname else ""
