"""Stored sentences told in another language.

Reports, notes and reasons are stored as text, in one language, so that they add up and can be searched. Whoever shows
one has it told anew: the message it was made from is found by its form, and its places are filled again. So what was
stored long ago is told in every language too.
"""

import re
from functools import cache
from pathlib import Path

from base.catalogue import Language, catalogue
from base.counting import agree

_PLACE = re.compile(r"\\?\{(\w+)\\?\}")
_PART = ": "


def retell(sentence: str, room: Path, language: Language) -> str:
    """Return a stored sentence in a language; what is none of the room's stays as it is.

    Values that are sentences of the room are told anew too, and so is what follows a colon:
    `feed /feed/: no answer in time` becomes `feed /feed/: tidak ada jawaban pada waktunya`.

    Args:
        sentence: As stored, English or Indonesian.
        room: The package whose `locale/` has the sentence.
        language: To tell it in.
    """
    for forms, told in _messages(room):
        for form in forms:
            found = form.fullmatch(sentence)
            if found:
                values = {name: retell(value, room, language) for name, value in found.groupdict().items()}
                text = agree(told[language], values) if language == "en" else told[language]
                return text.format(**values) if values else text
    head, parted, rest = sentence.partition(_PART)
    return f"{head}{_PART}{retell(rest, room, language)}" if parted else sentence


@cache
def _messages(room: Path) -> tuple[tuple[tuple[re.Pattern[str], re.Pattern[str]], dict[Language, str]], ...]:
    """Return every message with its forms in English and Indonesian, the ones with most words of their own first."""
    texts = catalogue(room, "id").texts
    own = {en: len(_PLACE.sub("", en).strip()) for en in texts}
    ordered = sorted((item for item in texts.items() if own[item[0]]), key=lambda item: -own[item[0]])
    return tuple(((_form(en), _form(told)), {"en": en, "id": told}) for en, told in ordered)


def _form(template: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return re.compile(_PLACE.sub(place, re.escape(template)), re.DOTALL)
