"""Lines inside a text that are no part of its story: bylines, captions' credits, links to other articles.

Extraction takes most of them out; a name in one that is left must never become that of an accused person.
"""

import re
from bisect import bisect_left

from pipeline.entities.words import Reading

_LINE = re.compile(
    r"\s*(?:baca(?:\s+(?:juga|lagi|pula|selengkapnya))?|simak(?:\s+(?:juga|video))?|lihat\s+juga|tonton(?:\s+juga)?|berita\s+terkait|artikel\s+terkait|"
    r"penulis|editor|reporter|pewarta|wartawan|kontributor|jurnalis|redaktur|laporan|foto|fotografer|dok|sumber|ilustrasi|tags?|uploader)"
    r"\s*[:/|](?=\s*\S)",
    re.IGNORECASE,
)
"""How such a line begins: `Baca juga: ...`, `Penulis: ...`, `Foto: Dok/...`."""
_LONGEST = 240
"""Characters of the longest such line; a longer paragraph that begins so is a part of the story."""
_INITIALS = re.compile(r"\s*[\[(][A-Za-z]{2,12}(?:[/-][A-Za-z0-9]{1,12}){0,3}[\])]\s*")
"""A paragraph that is only the writers' marks: `(rud/ant)`."""


def furniture(reading: Reading) -> set[int]:
    """Return the indexes of the words that stand in such lines."""
    found: set[int] = set()
    for piece in reading.document.paragraphs:
        start = piece.start
        for line in reading.document.text[piece.start : piece.end].split("\n"):
            short = len(line) <= _LONGEST
            if short and (_LINE.match(line) or _INITIALS.fullmatch(line)):
                first = bisect_left(reading.starts, start + reading.base)
                found.update(range(first, bisect_left(reading.starts, start + len(line) + reading.base)))
            start += len(line) + 1
    return found
