"""Where a story ends on its page: what is teased beside it, told below it or labelled as something else is none of it.

Extractors take the paragraphs of a page's other stories for more of the same. The page's order and names tell them
apart: a teaser follows a linked headline, another story has a headline of its own, furniture is called so.
"""

import re
from collections import Counter
from itertools import pairwise

from archive.records.article import Cut
from pipeline.page.cleaning.engine import is_label, is_story, is_teaser
from pipeline.page.tree import Block, is_junk_name, letters

_ALL_LINK = 0.95
_HEADLINE = 20  # characters of a link that may be another story's headline
_PLAIN = frozenset({"p", "div", "td", "span", "body", "section", "header", "footer", "center"})
_DATELINE = re.compile(r"^(?:[A-Z][\w .,()/|'’-]{1,60}?\s[-–—]\s|[A-Z][A-Z .'’-]{2,40}(?:\s*\([^()]{1,30}\))?,\s)")
_DASHES = ("-", "–", "—")  # a dateline that stands in an element of its own ends so
_UNIFORM = 0.6  # share of a story that is of one kind before what looks otherwise is suspected
_FLAT_LINES = 2  # an extraction whose lines stand nowhere in the page is the whole page run together
_FLAT = 2_000  # characters; more of it holds a story
_BRIEF = 400  # characters of paragraphs of an item of one or two
_NEARLY = 0.8  # share of the paragraphs of a kind
_LABEL = 60  # characters of a line that says what the links below it are


def within(lines: tuple[str, ...], page: list[Block], title: str | None) -> tuple[tuple[str, ...], tuple[Cut, ...]]:
    """Return the lines that belong to the story, and what was cut.

    Args:
        lines: The story as extracted.
        page: All visible blocks of the pruned page, in order.
        title: The article's title; None when unknown.
    """
    keys = [letters(block.text) for block in page]
    own_title = letters(title or "")
    heading = _heading(page, keys, own_title)
    places = _places(lines, keys, heading)
    teasers = _teasers(page)
    opening = next((line for line in lines if _opens(line, places, page, heading, teasers)), None)
    if opening is None:
        seen = [page[places[line]] for line in lines if line in places and is_story(line)]
        flat = not places and len(lines) <= _FLAT_LINES and sum(map(len, lines)) <= _FLAT
        listed = flat or (bool(seen) and all(_is_listed(block, teasers) for block in seen))
        below = _below(page, heading, teasers) if listed else ()
        return (below, tuple(Cut(line[:200], "teaser") for line in lines)) if below else (lines, ())
    first = places[opening]
    own = page[first].kind
    end = next(
        (at for at in range(first + 1, len(page)) if page[at].tag == "h1" and keys[at] != letters(title or "")),
        len(page),
    )
    last = max(at for at, block in enumerate(page) if block.kind == own)
    told = [line for line in lines if line in places and page[places[line]].kind == own]
    brief = _is_brief(lines, places, page, teasers)
    if brief:
        stories = (at for at, block in enumerate(page) if block.kind == own and not is_teaser(block.text))
        last = max(stories, default=last)  # all of a page that is one line may read like a teaser
    uniform = brief or sum(map(len, told)) >= _UNIFORM * sum(map(len, lines))
    dated = bool(_DATELINE.match(opening))
    kept: list[str] = []
    cuts: list[Cut] = []
    for line in lines:
        place = places.get(line)
        why = _why(line, place, page, own, end, teasers)
        if why is None and place is not None:
            bounds = (heading, first, last)
            why = _beside(line, place, page[place], own, bounds, uniform=uniform, dated=dated, brief=brief)
        if why is None:
            kept.append(line)
        else:
            cuts.append(Cut(line[:200], why))
    return tuple(kept), tuple(cuts)


def _why(line: str, place: int | None, page: list[Block], own: str, end: int, teasers: frozenset[str]) -> str | None:
    """Return the name of the rule by which a line is none of the story's; None when it is."""
    if place is None:
        return None
    kind = page[place].kind
    if place > end and kind != own:
        return "other-story"
    if kind != own and is_junk_name(kind) and not is_junk_name(own):
        return "named"
    if kind != own and kind in teasers:
        return "teaser"
    return "link-label" if len(line) <= _LABEL and is_label(line) and _interrupts(page, place, own) else None


def _interrupts(page: list[Block], place: int, own: str) -> bool:
    """Tell whether links to other stories stand right below a place and the story goes on below them."""
    at = place + 1
    while at < len(page) and _is_headline(page[at]):
        at += 1
    return place + 1 < at < len(page) and page[at].kind == own


def _heading(page: list[Block], keys: list[str], title: str) -> int:
    """Return the place of the headline, marked as one or not; -1 when the page shows none."""
    same = [at for at, key in enumerate(keys) if key == title] if title else []
    return next((at for at in same if page[at].tag in {"h1", "h2"}), same[0] if same else -1)


def _beside(
    line: str,
    place: int,
    block: Block,
    own: str,
    bounds: tuple[int, int, int],
    *,
    uniform: bool,
    dated: bool,
    brief: bool,
) -> str | None:
    """Name what stands before or after the story and has neither its look nor the form of a paragraph; None otherwise.

    Nothing between a headline and a paragraph with a dateline is the story's: captions, names and times stand there.
    """
    heading, first, last = bounds
    in_head = 0 <= heading < place < first
    if in_head and (dated or (uniform and block.kind != own and block.tag in _PLAIN)) and not is_story(line):
        return None if line.endswith(_DASHES) else "head"
    if brief and not is_story(line) and (place < heading or place > last):
        return "beside"  # menus, lists and labels around an item of a paragraph or two
    odd = uniform and block.kind != own and block.tag in _PLAIN and is_teaser(line)
    if not odd or line.endswith(_DASHES):
        return None
    return "head" if in_head else "after" if place > last else None


def _opens(line: str, places: dict[str, int], page: list[Block], heading: int, teasers: frozenset[str]) -> bool:
    place = places.get(line, -1)
    return place > heading and is_story(line) and not _is_listed(page[place], teasers)


def _is_brief(lines: tuple[str, ...], places: dict[str, int], page: list[Block], teasers: frozenset[str]) -> bool:
    """Tell whether a story is of a paragraph or two: its extraction holds more of what stands around it."""
    known = (line for line in lines if is_story(line) and line in places)
    return sum(len(line) for line in known if not _is_listed(page[places[line]], teasers)) < _BRIEF


def _is_listed(block: Block, teasers: frozenset[str]) -> bool:
    return block.kind in teasers or block.kind.startswith("li.")


def _below(page: list[Block], heading: int, teasers: frozenset[str]) -> tuple[str, ...]:
    """Return the paragraphs of one kind right below the heading: extractors find more on a page than a short item."""
    found: list[str] = []
    kind = ""
    for block in page[heading + 1 :] if heading >= 0 else ():
        if found and block.tag.startswith("h"):
            break
        if is_story(block.text) and block.linked < _ALL_LINK and not _is_listed(block, teasers):
            kind = kind or block.kind
            found += [block.text] if block.kind == kind else []
    return tuple(found)


def _teasers(page: list[Block]) -> frozenset[str]:
    """Return the kinds of paragraphs that nearly always stand under linked headlines, more than once or in a list."""
    under: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for before, block in pairwise(page):
        if block.linked < _ALL_LINK and not block.tag.startswith("h"):
            every[block.kind] += 1
            under[block.kind] += _is_headline(before) and before.kind != block.kind
    return frozenset(
        kind
        for kind, count in under.items()
        if count >= _NEARLY * every[kind] and (count > 1 or kind.startswith("li."))
    )


def _is_headline(block: Block) -> bool:
    return block.linked >= _ALL_LINK and len(block.text) >= _HEADLINE


def _places(lines: tuple[str, ...], keys: list[str], heading: int) -> dict[str, int]:
    """Return where each line stands: its first place below the heading, else its first."""
    where: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key not in where or where[key] <= heading < at:
            where[key] = at
    return {line: where[key] for line in lines if (key := letters(line)) in where}
