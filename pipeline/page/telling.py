"""Extraction's notes and reasons in the reader's language; articles keep them in English, as the message ids."""

from pathlib import Path

from base.catalogue import Language
from base.retelling import retell

_ROOM = Path(__file__).parent


def tell(note: str, language: Language) -> str:
    """Return a note of an article in a language; unchanged where it is none that extraction writes."""
    return retell(note, _ROOM, language)
