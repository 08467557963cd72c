"""What an extractor dropped from the midst of a story: paragraphs that look like its own, words inside links.

Extractors judge a paragraph alone and drop the ones with many links, and here and there a link out of its sentence. A
page's markup tells more: the paragraphs of one story have the same element, class and holder.
"""

import re
from collections import Counter

from pipeline.page.cleaning.engine import is_story
from pipeline.page.tree import Block, letters

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESS = re.compile(r"https?://\S+$")  # a link that is printed as its address is what the story tells
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_PLAIN_ITEMS = frozenset({"ul. > li.", "ol. > li."})  # lists of menus and of other stories have classes
_CLOSED = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$|[\"”»]$")
_LEAST = 40  # characters of a paragraph that is put back
_KNOWN = 60  # characters of a paragraph that tells what the story's paragraphs look like
_ENOUGH = 3  # such paragraphs of one kind
_ALL_LINK = 0.95
_INSIDE = 20  # letters at both ends by which a paragraph is recognised that lost words between them
_LONGER = 2.0  # times; a paragraph that is longer than this beside what is left of it is another one
_MOST = 2_000  # blocks of a page; the longest real article page seen has 900
_AFTER = 6  # paragraphs after the last known one that are looked at


def fill(lines: tuple[str, ...], page: list[Block], cut: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Put back what stands between a story's paragraphs and is of their kind.

    Args:
        lines: The story as extracted.
        page: All visible blocks of the pruned page, in order.
        cut: Lines, or their first characters, that were cut from the story for their place in the page.

    Returns:
        The story with the paragraphs it lacked, in the page's order; the same story when nothing is missing.
    """
    if len(page) > _MOST:
        return lines
    lines = _whole(lines, page)
    places = _places(lines, page)
    held = set(places.values())
    kinds = Counter(page[place].kind for place in held if len(page[place].text) >= _KNOWN)
    own = {kind for kind, count in kinds.items() if count >= _ENOUGH}
    brief = not own  # a paragraph or two tell what the others look like
    own = own or {page[place].kind for number, place in places.items() if is_story(lines[number])}
    if not own:
        return lines
    told = letters(" ".join((*lines, *cut)))
    after: dict[int, list[str]] = {}
    last_line = -1
    by_place = {place: number for number, place in places.items()}
    first, last = min(held), max(held)
    beyond = 0
    for index in range(first, len(page)):
        block = page[index]
        if index in by_place:
            last_line = max(last_line, by_place[index])
            continue
        if index > last:
            beyond += 1
            if beyond > _AFTER or (block.tag in _HEADINGS if brief else block.kind not in own):
                break
        key = letters(block.text)
        announced = block.tag == "li" and block.linked < _ALL_LINK and _announced(page, index, by_place)
        inside = index < last and key not in told and _is_part(block, page[index + 1], own)
        if announced or inside or (_belongs(block, own) and key not in told):
            after.setdefault(last_line, []).append(block.text)
            told += key
    if not after:
        return lines
    return tuple(text for number, line in enumerate(lines) for text in (line, *after.get(number, ())))


def _whole(lines: tuple[str, ...], page: list[Block]) -> tuple[str, ...]:
    """Return the lines with the words that were lost between their first and last ones."""
    known = {letters(block.text) for block in page}
    ends: dict[tuple[str, str], str] = {}
    for block in page:
        if len(block.text) >= _KNOWN:
            ends[_ends(block.text)] = block.text
    whole = []
    for line in lines:
        full = ends.get(_ends(line)) if len(line) >= _LEAST and letters(line) not in known else None
        lost = full is not None and len(line) < len(full) <= _LONGER * len(line)
        whole.append(full if full is not None and lost else line)
    return tuple(whole)


def _ends(text: str) -> tuple[str, str]:
    key = letters(text)
    return key[:_INSIDE], key[-_INSIDE:]


def _announced(page: list[Block], index: int, known: dict[int, int]) -> bool:
    """Tell whether an item belongs to a list that a paragraph of the story ends with a colon before."""
    at = index
    while at > 0 and page[at].kind == page[index].kind:
        at -= 1
    return at in known and page[at].text.rstrip().endswith(":")


def _is_part(block: Block, after: Block, own: set[str]) -> bool:
    """Tell whether a block between a story's paragraphs is a subhead beside them, a plain list's item, an address."""
    if block.kind in own and _ADDRESS.match(block.text):
        return True
    if block.linked >= _ALL_LINK / 2:
        return False
    holder = block.kind.partition(" > ")[0]
    if block.tag in _SUBHEADS:
        headed = after.kind in own or after.kind in _PLAIN_ITEMS
        return headed and any(kind.partition(" > ")[0] == holder for kind in own)
    return block.kind in _PLAIN_ITEMS


def _belongs(block: Block, own: set[str]) -> bool:
    return (
        block.kind in own
        and len(block.text) >= _LEAST
        and block.linked < _ALL_LINK
        and bool(_CLOSED.search(block.text))
    )


def _places(lines: tuple[str, ...], page: list[Block]) -> dict[int, int]:
    """Return the place in the page of each line that is found there, each place once and in order where it can be."""
    where: dict[str, list[int]] = {}
    for index, block in enumerate(page):
        where.setdefault(letters(block.text), []).append(index)
    found: dict[int, int] = {}
    last = -1
    for number, line in enumerate(lines):
        spots = where.get(letters(line), [])
        spot = next((one for one in spots if one > last), None)
        if spot is not None:
            found[number] = last = spot
    return found
