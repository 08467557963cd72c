"""Applies the furniture rules to a story's lines until nothing more is cut: cleaning twice equals cleaning once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.records.article import Cut
from pipeline.page.bylines import Byline, read_byline, split_code
from pipeline.page.cleaning import (
    adverts,
    amp,
    code,
    comments,
    consent,
    datelines,
    footers,
    parts,
    read_also,
    related,
    share,
    trailers,
)
from pipeline.page.cleaning.captions import is_caption
from pipeline.page.cleaning.rule import Rule
from pipeline.page.furniture import recurring

RULES: tuple[Rule, ...] = tuple(
    one
    for family in (
        code,
        amp,
        datelines,
        adverts,
        read_also,
        consent,
        share,
        comments,
        parts,
        related,
        footers,
        trailers,
    )
    for one in family.RULES
)
_LINE_RULES = tuple(one for one in RULES if one.scope == "line")
_INLINE_RULES = tuple(one for one in RULES if one.scope == "inline")
_TAIL_RULES = tuple(one for one in RULES if one.scope == "tail")
_LEAD_RULES = tuple(one for one in RULES if one.scope == "lead")
RECURRING = "recurring"  # the rule of what was learnt
_SHOWN = 200
_STORY = 80  # characters; a line of this length that ends like a sentence is a story paragraph
_TEASER = 140
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$|[\"”]$")
_TAIL_SHARE = 0.6  # of the story before it; related lists with teasers stay below this
_CLOSING_LINES = 4  # bylines and codes stand in the last lines
_OPEN_DATELINE = re.compile(r"^[A-Z][\w .,()/'’-]{2,50}\s*[-–—]$")
_NOT_WORD = re.compile(r"\W+")


@dataclass(slots=True)
class Cleaned:
    """Lines of a story and what was taken from them.

    Args:
        lines: What is left, in order.
        cuts: What was removed and by which rule.
        captions: Photo captions and credits.
        byline: Names that stood in byline lines.
        code: Initials and site of the code after the last sentence; weaker than names.
    """

    lines: list[str]
    cuts: list[Cut] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    byline: Byline = field(default_factory=Byline)
    code: Byline = field(default_factory=Byline)

    def cut(self, text: str, rule: str) -> None:
        """Record a removal."""
        self.cuts.append(Cut(" ".join(text.split())[:_SHOWN], rule))


def clean(lines: Iterable[str], *, title: str | None = None, furniture: frozenset[str] = frozenset()) -> Cleaned:
    """Remove furniture from a story's lines.

    Args:
        lines: Paragraphs in order.
        title: The article's title, which is no part of its text; None when unknown.
        furniture: Hashes of lines that recur on the outlet's pages.

    Returns:
        The cleaned story; a line that no rule knows is kept.
    """
    state = Cleaned(_join_datelines([" ".join(line.split()) for line in lines if line.strip()]))
    while True:
        before = list(state.lines)
        _cut_repeats(state)
        _cut_leads(state)
        _cut_lines(state, title)
        _cut_tail(state)
        _take_captions(state)
        _take_bylines(state)
        if state.lines == before and not _cut_recurring(state, furniture):
            return state


def is_story(line: str) -> bool:
    """Tell whether a line is a paragraph of a story by its form: long and closed like a sentence."""
    return len(line) >= _STORY and bool(_SENTENCE_END.search(line))


def is_teaser(line: str) -> bool:
    """Tell whether a line has the form of a headline: short, not closed like a sentence, no quotation."""
    return len(line) <= _TEASER and not _SENTENCE_END.search(line) and line[:1] not in "\"“'-"


def is_label(line: str) -> bool:
    """Tell whether a line announces links to other stories: a known heading of such lists, or one ending in a colon."""
    known = any(len(line) <= one.limit and one.pattern.search(line) for one in (*_LEAD_RULES, *_TAIL_RULES))
    return known or line.rstrip().endswith((":", "»"))


def _join_datelines(lines: list[str]) -> list[str]:
    """Return the lines with a dateline that stands alone (`Jakarta -`) joined to the paragraph it opens."""
    joined: list[str] = []
    for line in lines:
        if joined and _OPEN_DATELINE.match(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _cut_lines(state: Cleaned, title: str | None) -> None:
    kept: list[str] = []
    heading = _NOT_WORD.sub("", title or "").lower()
    for original in state.lines:
        line = _cut_inline(state, original)
        known = next((one for one in _LINE_RULES if len(line) <= one.limit and one.pattern.search(line)), None)
        if not line:
            continue
        if known is not None:
            state.cut(line, known.name)
        elif heading and _NOT_WORD.sub("", line).lower() == heading:
            state.cut(line, "title")
        elif not re.search(r"\w", line):
            state.cut(line, "empty")
        else:
            kept.append(line)
    state.lines = kept


def _cut_recurring(state: Cleaned, furniture: frozenset[str]) -> bool:
    """Cut what the outlet prints on all its pages; tell whether that was anything."""
    gone = recurring(state.lines, furniture)
    state.cuts += [
        Cut(state.lines[index], RECURRING) for index in sorted(gone)
    ]  # whole: a later reading knows it again
    state.lines = [line for index, line in enumerate(state.lines) if index not in gone]
    return bool(gone)


def _cut_inline(state: Cleaned, line: str) -> str:
    for one in _INLINE_RULES:
        match = one.pattern.search(line)
        while match is not None and match.group().strip():
            state.cut(match.group(), one.name)
            line = " ".join((line[: match.start()] + " " + line[match.end() :]).split())
            match = one.pattern.search(line)
    return line


def _cut_tail(state: Cleaned) -> None:
    seen_story = False
    for index, line in enumerate(state.lines):
        if seen_story:
            for one in _TAIL_RULES:
                if len(line) <= one.limit and one.pattern.search(line):
                    end = len(state.lines) if _ends_story(state.lines, index) else index + 1
                    for gone in state.lines[index:end]:
                        state.cut(gone, one.name)
                    del state.lines[index:end]
                    return
        seen_story = seen_story or is_story(line)


def _ends_story(lines: list[str], index: int) -> bool:
    """Tell whether little story stands after a line; a heading in the midst of a story ends nothing."""
    before = sum(len(line) for line in lines[:index] if is_story(line))
    after = sum(len(line) for line in lines[index:] if is_story(line))
    return after <= before * _TAIL_SHARE


def _cut_leads(state: Cleaned) -> None:
    kept: list[str] = []
    led: Rule | None = None
    for line in state.lines:
        lead = next((one for one in _LEAD_RULES if len(line) <= one.limit and one.pattern.search(line)), None)
        if lead is not None:
            led = lead
            state.cut(line, lead.name)
        elif led is not None and is_teaser(line):
            state.cut(line, led.name)
        else:
            led = None
            kept.append(line)
    state.lines = kept


def _take_captions(state: Cleaned) -> None:
    kept: list[str] = []
    for line in state.lines:
        if is_caption(line, len(kept)):
            state.captions.append(line)
        else:
            kept.append(line)
    if any(is_story(line) for line in kept) or not any(is_story(line) for line in state.lines):
        state.lines = kept


def _take_bylines(state: Cleaned) -> None:
    """Take byline lines wherever they stand, what stands as short lines after the last of them, and the final code."""
    kept: list[str] = []
    closed = False
    half = len(state.lines) // 2
    for index, line in enumerate(state.lines):
        byline = read_byline(line)
        if byline is not None:
            state.byline = state.byline.over(byline)
            state.cut(line, "byline")
            closed = index >= half
        elif closed and is_teaser(line) and len(line.split()) <= 6:  # noqa: PLR2004 - the name over an author box
            state.cut(line, "byline")
        else:
            closed = False
            kept.append(line)
    state.lines = kept
    for index in range(len(state.lines) - 1, max(-1, len(state.lines) - 1 - _CLOSING_LINES), -1):
        found = split_code(state.lines[index])
        if found is None:
            continue
        line, code, text = found
        state.code = state.code.over(code)
        state.cut(text, "byline")
        state.lines[index : index + 1] = [line] if line else []
        return


def _cut_repeats(state: Cleaned) -> None:
    seen: set[str] = set()
    kept: list[str] = []
    for line in state.lines:
        if line in seen and len(line) >= _STORY // 2:
            state.cut(line, "repeated")
        else:
            seen.add(line)
            kept.append(line)
    state.lines = kept
