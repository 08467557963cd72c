"""What the page's own layout says about an extracted story: what stands above its title, what is only a link, its lead.

Extractors see blocks one by one; here the whole page is looked at again with the story in hand.
"""

import re
from dataclasses import dataclass

from archive.records.article import Cut
from pipeline.page.cleaning.engine import is_story, is_teaser
from pipeline.page.tree import Block, letters

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALL_LINK = 0.95
_STEM = 40  # letters that a description must have to be recognised
_LEAD = 130  # characters; a shorter line below the title is a subtitle that repeats it (25 of 36 told apart rightly)
_BELOW = 0.7  # share of the story that must stand below the heading before what is above it is cut
_SAME = 60  # letters by which a description is recognised in the page; descriptions are often cut
_MIN_LINK = 15  # characters; a shorter line of links may be a name that ends a story
_LINKED_STORY = 0.5  # share of the story inside links from which links say nothing (some pages link every paragraph)
_LABELLED = 0.5  # share of a line inside a link from which a label before it makes it a pointer to another story
_POINTER = 150  # characters of a label and a link
_ADDRESS = re.compile(r"https?://\S+$")  # a link that is printed as its address is what the story tells
_LABEL = re.compile(r"^.{0,45}?(?:[:|»>]|\s[-–—])\s")
# What publishers call a first paragraph set apart; `dek`, `subtitle` and `strapline` name a second headline.
_LEAD_NAME = re.compile(
    r"(?:^|[^a-z])(?:\w*lead|leadtext|lead-?text|intro(?:duction)?|preamble|abstract|summary|ringkasan|teaser|excerpt|"
    r"description|standfirst|element-?lead)(?:$|[^a-z])",
    re.IGNORECASE,
)
_SECOND_HEADLINE = re.compile(r"(?:^|[^a-z])\w*dek(?:$|[^a-z])|strapline|sub-?(?:title|head|line)", re.IGNORECASE)
_PICTURE = re.compile(r"caption|credit|media|image|photo|foto|figure|bild", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][\w .,()/'’-]{1,40}?(?:\s*[-–—:]|\.)\s+\S")
_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LEAD_LEAST = 40  # characters
_LEAD_BLOCKS = 14  # blocks below the heading in which a lead stands


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands in the page.

    Args:
        first: Its first block.
        last: Its last block.
        linked: Share of its characters inside links, 0..1.
        headline: It stands as headline only.
        heads: It stands as a heading of any level only.
        kind: Of its last block.
    """

    first: int
    last: int
    linked: float
    headline: bool
    heads: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A story trimmed by its page's layout."""

    lines: tuple[str, ...]
    cuts: tuple[Cut, ...]


def shape(lines: tuple[str, ...], page: list[Block], title: str | None, description: str | None) -> Shaped:
    """Trim a story by where its lines stand in the page.

    Args:
        lines: The story as extracted.
        page: All visible blocks of the page, in order.
        title: The article's title; None when unknown.
        description: What metadata gives as description; None when absent.

    Returns:
        The story without teasers that stand above its heading and its headline, without lines that are only a link to
        another story, with the lead that stands between heading and story when the extractor left it out.
    """
    places = _places(page)
    heading = _heading(page, title)
    if heading is not None and not _mostly_below(lines, places, heading):
        heading = None
    pointers = _pointers(lines, places)
    kept: list[str] = []
    cuts: list[Cut] = []
    for line in lines:
        where = places.get(letters(line))
        if heading is not None and where and where.last < heading:
            cuts.append(Cut(line[:200], "above-title"))
        elif not kept and where and where.headline:
            cuts.append(Cut(line[:200], "title"))
        elif line in pointers:
            cuts.append(Cut(line[:200], "link"))
        else:
            kept.append(line)
    while len(kept) > 1 and is_teaser(kept[-1]) and (last := places.get(letters(kept[-1]))) and last.heads:
        cuts.append(
            Cut(kept.pop()[:200], "last-heading")
        )  # it heads what was cut or stands in another part of the page
    leads = _leads(kept, page, places, heading, description)
    return Shaped((*leads, *kept), tuple(cuts))


def _places(page: list[Block]) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for index, block in enumerate(page):
        key = letters(block.text)
        seen = found.get(key)
        found[key] = _Place(
            seen.first if seen else index,
            index,
            min(block.linked, seen.linked) if seen else block.linked,
            block.tag == "h1" and (seen is None or seen.headline),
            block.tag in _HEADINGS and (seen is None or seen.heads),
            block.kind,
        )
    return found


def _pointers(lines: tuple[str, ...], places: dict[str, _Place]) -> frozenset[str]:
    """Return the lines that are only a link to another story, or a label and such a link (`Related post: ...`)."""

    def linked(line: str) -> float:
        place = places.get(letters(line))
        return place.linked if place else 0.0

    whole = [
        line for line in lines if len(line) >= _MIN_LINK and linked(line) >= _ALL_LINK and not _ADDRESS.match(line)
    ]
    labelled = [
        line
        for line in lines
        if len(line) <= _POINTER and _LABEL.search(line) and _LABELLED <= linked(line) < _ALL_LINK
    ]
    if sum(map(len, whole)) > _LINKED_STORY * sum(map(len, lines)):
        own = {
            place.kind
            for line in lines
            if is_story(line) and (place := places.get(letters(line))) and place.linked < _LINKED_STORY
        }
        whole = [line for line in whole if is_teaser(line) or (own and places[letters(line)].kind not in own)]
    return frozenset((*whole, *labelled))


def _heading(page: list[Block], title: str | None) -> int | None:
    """Return the place of the last heading that is the title; None when there is none."""
    key = letters(title or "")
    if not key:
        return None
    found = [index for index, block in enumerate(page) if block.tag in {"h1", "h2"} and letters(block.text) == key]
    return found[0] if found else None


def _mostly_below(lines: tuple[str, ...], places: dict[str, _Place], heading: int) -> bool:
    stories = [line for line in lines if is_story(line)] or lines
    known = [(len(line), where.last) for line in stories if (where := places.get(letters(line)))]
    total = sum(size for size, _ in known)
    return total > 0 and sum(size for size, place in known if place > heading) >= _BELOW * total


def _is_description(line: str, description: str | None) -> bool:
    stem = letters(description or "")[:_SAME]
    return len(stem) >= _STEM and letters(line).startswith(stem)


def _leads(
    kept: list[str], page: list[Block], places: dict[str, _Place], heading: int | None, description: str | None
) -> tuple[str, ...]:
    """Return what stands between heading and story, belongs to it and was left out; nothing else of what stands there.

    A block is taken that its markup calls a lead, that opens with a dateline, or that is long and repeated by metadata
    as the description: other lines there are bylines, captions and second headlines.
    """
    if heading is None or not kept:
        return ()
    opening = places.get(letters(kept[0]))
    first = opening.first if opening else len(page)
    told = letters(" ".join(kept))
    found = []
    for block in page[heading + 1 : min(first, heading + _LEAD_BLOCKS)]:
        if block.linked >= _ALL_LINK or block.tag.startswith("h") or len(block.text) < _LEAD_LEAST:
            continue
        if _is_lead(block, description) and letters(block.text)[:_SAME] not in told:
            found.append(block.text)
    return tuple(dict.fromkeys(found))


def _is_lead(block: Block, description: str | None) -> bool:
    own = block.kind.rpartition(" > ")[2]
    long = len(block.text) >= _LEAD
    if long and _is_description(block.text, description) and "dek" not in own.lower():
        return True
    if not _SENTENCE.search(block.text) or _SECOND_HEADLINE.search(own) or _PICTURE.search(block.kind):
        return False
    return bool(_LEAD_NAME.search(block.kind)) or (long and bool(_DATELINE.match(block.text)))
