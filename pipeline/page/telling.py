"""Extraction's notes and reasons in the reader's language; articles keep them in English, as the message ids."""

from pathlib import Path

from base.catalogue import Language
from base.retelling import retell

_ROOM = Path(__file__).parent


_BETWEEN = "; "


def tell(note: str, language: Language) -> str:
    """Return a note of an article in a language; unchanged where it is none that extraction writes."""
    return retell(note, _ROOM, language)


def tell_all(notes: str, language: Language) -> str:
    """Return notes that were joined by semicolons, as in the reason of an empty page; notes may hold semicolons."""
    parts = notes.split(_BETWEEN)
    told: list[str] = []
    while parts:
        ends = range(len(parts), 0, -1)
        known = ((end, found) for end in ends if (found := tell(note := _BETWEEN.join(parts[:end]), language)) != note)
        end, found = next(known, (1, parts[0]))
        told.append(found)
        del parts[:end]
    return _BETWEEN.join(told)
