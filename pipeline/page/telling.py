"""Extraction's notes and reasons in the reader's language.

Articles keep them in English, as the message ids of `locale/id.po` with their places filled. `tell` finds the message
that a stored note was made from, so that articles stored long ago are told in both languages as well.
"""

import re
from functools import cache
from pathlib import Path

from base.catalogue import Language, catalogue

_ROOM = Path(__file__).parent
_PLACE = re.compile(r"\\?\{(\w+)\\?\}")


def tell(note: str, language: Language) -> str:
    """Return a note of an article in a language; unchanged where it is none that extraction writes."""
    if language == "en":
        return note
    for pattern, told in _messages():
        found = pattern.fullmatch(note)
        if found:
            return told.format(**found.groupdict())
    return note


@cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    texts = catalogue(_ROOM, "id").texts
    return tuple((re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(message))), told) for message, told in texts.items())
