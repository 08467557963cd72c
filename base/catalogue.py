"""Text catalogues: everything a person reads exists in Bahasa Indonesia and English.

A room that shows text ships `locale/<language>.po` beside its code. The message ids are English sentences; the English
catalogue is therefore empty and a missing Indonesian entry shows as English (a test refuses that).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from babel.messages.pofile import read_po

from base.counting import agree

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one room in one language."""

    language: Language
    texts: dict[str, str]

    def __call__(self, message: str, **values: object) -> str:
        """Return the text for an English message id, with `{name}` places filled from `values`."""
        text = self.texts.get(message, message)
        if self.language == "en" and values:
            text = agree(text, values)
        return text.format(**values) if values else text


@cache
def catalogue(room: Path, language: Language) -> Catalogue:
    """Load the texts of a room.

    Args:
        room: The folder of the room's package, which holds `locale/`.
        language: `id` or `en`.
    """
    path = room / "locale" / f"{language}.po"
    if not path.exists():
        return Catalogue(language, {})
    with path.open("rb") as stream:
        entries = read_po(stream, locale=language, charset="utf-8")
    return Catalogue(language, {str(m.id): str(m.string) for m in entries if m.id and m.string})
