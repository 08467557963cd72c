"""What the page's own layout says about an extracted story: what stands above its title, what is only a link, its lead.

Extractors see blocks one by one; here the whole page is looked at again with the story in hand.
"""

import re
from dataclasses import dataclass

from archive.records.article import Cut
from pipeline.page.cleaning.engine import is_teaser
from pipeline.page.tree import Block

_LETTERS = re.compile(r"\W+")
_ALL_LINK = 0.95
_STEM = 40  # letters that a description must have to be recognised
_LEAD = 130  # characters; a shorter line below the title is a subtitle that repeats it (25 of 36 told apart rightly)
_BELOW = 0.7  # share of the story that must stand below the heading before what is above it is cut
_SAME = 60  # letters by which a description is recognised in the page; descriptions are often cut
_MIN_LINK = 15  # characters; a shorter line of links may be a name that ends a story


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
        The story without teasers that stand above its heading, without lines that are only a link to another story,
        with the lead that stands between heading and story when the extractor left it out.
    """
    places: dict[str, list[int]] = {}
    for index, block in enumerate(page):
        places.setdefault(_key(block.text), []).append(index)
    heading = _heading(page, title)
    if heading is not None and not _mostly_below(lines, places, heading):
        heading = None
    kept: list[str] = []
    cuts: list[Cut] = []
    for line in lines:
        where = places.get(_key(line), [])
        if heading is not None and where and max(where) < heading:
            cuts.append(Cut(line[:200], "above-title"))
        elif where and len(line) >= _MIN_LINK and is_teaser(line) and all(page[at].linked >= _ALL_LINK for at in where):
            cuts.append(Cut(line[:200], "link"))
        else:
            kept.append(line)
    lead = _lead(kept, page, places, heading, description)
    return Shaped((lead, *kept) if lead else tuple(kept), tuple(cuts))


def _key(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _heading(page: list[Block], title: str | None) -> int | None:
    """Return the place of the last heading that is the title; None when there is none."""
    key = _key(title or "")
    if not key:
        return None
    found = [index for index, block in enumerate(page) if block.tag in {"h1", "h2"} and _key(block.text) == key]
    return found[0] if found else None


def _mostly_below(lines: tuple[str, ...], places: dict[str, list[int]], heading: int) -> bool:
    known = [(len(line), max(where)) for line in lines if (where := places.get(_key(line)))]
    total = sum(size for size, _ in known)
    return total > 0 and sum(size for size, place in known if place > heading) >= _BELOW * total


def _is_description(line: str, description: str | None) -> bool:
    stem = _key(description or "")[:_SAME]
    return len(stem) >= _STEM and _key(line).startswith(stem)


def _lead(
    kept: list[str], page: list[Block], places: dict[str, list[int]], heading: int | None, description: str | None
) -> str | None:
    """Return the lead that stands right below the heading and that the story lacks; None when there is none.

    Only a block that metadata repeats as the description is taken: other lines there are bylines and captions.
    """
    if heading is None or not kept or not description or any(_is_description(line, description) for line in kept[:3]):
        return None
    first = min(places.get(_key(kept[0]), [len(page)]))
    for block in page[heading + 1 : min(first, heading + 12)]:
        long = len(block.text) >= _LEAD and not block.tag.startswith("h")
        if long and _is_description(block.text, description) and block.linked < _ALL_LINK:
            return block.text
    return None
