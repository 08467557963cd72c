"""Paragraphs that an extractor broke: it starts a new line where bold type or a table in a cell ends.

`**TIDORE (MB)**, Spanduk ...` comes out as two lines, so that the dateline is a line of its own and the sentence begins
with a comma; no rule that looks for the line in its page finds either.
"""

from pipeline.page.tree import Block, letters

_PIECES = 6  # lines that one paragraph was broken into at most


def rejoin(lines: tuple[str, ...], page: list[Block]) -> tuple[str, ...]:
    """Return the lines with those put together that are one paragraph of the page.

    Args:
        lines: The story as extracted.
        page: All visible blocks of the pruned page, in order.
    """
    whole = {key: block.text for block in page if (key := letters(block.text))}
    joined: list[str] = []
    at = 0
    while at < len(lines):
        text, after = _longest(lines, at, whole)
        joined.append(text)
        at = after
    return tuple(joined)


def _longest(lines: tuple[str, ...], at: int, whole: dict[str, str]) -> tuple[str, int]:
    """Return the paragraph that begins with a line, or the line itself, and the place of the line after it."""
    key = letters(lines[at])
    if key and key not in whole:
        for end in range(at + 1, min(at + _PIECES, len(lines))):
            key += letters(lines[end])
            if key in whole:
                return whole[key], end + 1
    return lines[at], at + 1
