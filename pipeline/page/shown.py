"""Which words of raw markup a reader of the story may see, and how far from each other they stand: without parsing.

Words in scripts, in attributes and in the headlines of other stories do not count. It errs towards seeing: what is left
out here is never read again.
"""

import re
from bisect import bisect_right

from pipeline.page.matcher import Hit

Ranges = list[tuple[int, int]]
SCRIPTS = (r"</?script",)  # for the matcher
_HEADLINE = 45  # characters of a link's text from which it is another story's headline; links inside a story are short
_LINK = 1_200  # bytes in which the beginning of a link is looked for
_TAG_BYTES = 4_000  # bytes in which the beginning of a tag is looked for
_FAR = 20_000  # bytes between two words from which they are far apart whatever stands between
_TAG = re.compile(rb"<[^<>]*>")
_SCRIPT = re.compile(rb"<(script|style)\b.*?(?:</\1|$)", re.IGNORECASE | re.DOTALL)
_AROUND = 200  # bytes beside a link in which the text that it is part of is looked for
_AFTER = re.compile(rb"</a\s*>(?:\s|</(?:b|strong|em|i|u|span|font)>)*[^<>\s]", re.IGNORECASE)
_DATA = re.compile(rb"json|__NEXT_DATA__|__NUXT", re.IGNORECASE)
_OPENING = 200  # bytes of a script's tag
_PROSE = re.compile(rb">[^<>]{80,}")


def scripts(body: bytes, ends: list[int]) -> Ranges:
    """Return the ranges of scripts that are programs; those that carry data (JSON) may hold the story.

    Args:
        body: Raw markup.
        ends: Ends of `SCRIPTS` in it.
    """
    found: Ranges = []
    start: int | None = None
    for end in ends:
        closes = body[end - 8 : end - 6] == b"</"
        if start is not None and closes:
            found.append((start, end))
            start = None
        elif start is None and not closes and not _DATA.search(body[end : end + _OPENING].partition(b">")[0]):
            start = end
    return found if start is None else [*found, (start, len(body))]


def shown(body: bytes, ends: list[tuple[int, int]], unseen: Ranges, reach: int) -> list[Hit]:
    """Return the hits that a reader may see as part of the story, with places in visible characters.

    Args:
        body: Raw markup.
        ends: Group and end of every hit, by end.
        unseen: From `scripts`.
        reach: Distance in characters up to which distances must be right; longer ones may be too long.
    """
    found: list[Hit] = []
    place = last = until = 0
    ranges, first, last_unseen = iter(unseen), 0, 0
    for group, end in ends:
        if end <= until:
            continue
        while last_unseen < end:  # both are in order: the range that ends at or after this word
            first, last_unseen = next(ranges, (len(body), len(body) + 1))
        if first < end:
            continue
        until = _hidden(body, end)
        if until:
            continue
        place += _distance(body[last:end], reach) if found else 0
        last = end
        found.append(Hit(group, place, place))
    return found


def is_brief(body: bytes, unseen: Ranges, most: int) -> bool:
    """Tell whether a page has less than so many bytes of running text: pieces of at least 80 bytes between tags."""
    found = 0
    for match in _PROSE.finditer(body):
        if not _inside(match.start() + 1, unseen):
            found += match.end() - match.start()
            if found >= most:
                return False
    return True


def _inside(place: int, ranges: Ranges) -> bool:
    index = bisect_right(ranges, (place, place)) - 1
    return index >= 0 and ranges[index][0] < place <= ranges[index][1]


def _hidden(body: bytes, end: int) -> int:
    """Return up to where words are hidden, in an attribute or in a link that is no part of a sentence; 0 when seen."""
    opened = body.rfind(b"<", end - _TAG_BYTES if end > _TAG_BYTES else 0, end)
    if opened >= 0 and body.find(b">", opened, end) < 0:
        return 0 if body[opened : opened + 5].lower() == b"<meta" else end
    link = body.rfind(b"<a ", end - _LINK if end > _LINK else 0, end)
    if link < 0 or body.find(b"</a", link, end) >= 0:
        return 0
    close = body.find(b"</a", end, end + _LINK)
    if close < 0:
        return 0
    before = body[link - _AROUND if link > _AROUND else 0 : link].rstrip()
    if before.endswith(b">") and not _AFTER.match(body, close, close + _AROUND):
        return close  # an entry of a list or a card, no words of a sentence
    text = _TAG.sub(b"", body[body.find(b">", link) + 1 : close])
    return close if len(b" ".join(text.split())) >= _HEADLINE else 0


def _distance(between: bytes, reach: int) -> int:
    if len(between) <= reach or len(between) > _FAR:
        return len(between)
    return len(b" ".join(_TAG.sub(b" ", _SCRIPT.sub(b" ", between)).split()))
