"""The judge's own sentences in the reader's language.

Analyses keep them in Bahasa Indonesia, the language of the officers, made from the English message ids of
`locale/id.po`. `tell` turns a stored sentence into the other language by finding the message it was made from, so that
articles stored long ago are told in both languages as well.
"""

import re
from functools import cache
from pathlib import Path

from base.catalogue import Language, catalogue

_ROOM = Path(__file__).parent
_PLACE = re.compile(r"\\?\{(\w+)\\?\}")
_LIST = ": "


def say(message: str, **values: object) -> str:
    """Return the sentence to be stored: Indonesian, with `{name}` places filled.

    Args:
        message: English message id of this room's catalogue.
        values: What fills the places; words of the catalogue among them are translated by `tell` too.
    """
    return catalogue(_ROOM, "id")(message, **values)


def tell(sentence: str | None, language: Language) -> str:
    """Return a stored sentence in a language; unchanged where it is none of this room's, empty for None."""
    if not sentence:
        return ""
    for pattern, original, indonesian in _messages():
        for known in pattern:
            found = known.fullmatch(sentence)
            if found:
                values = {name: tell(value, language) for name, value in found.groupdict().items()}
                target = indonesian if language == "id" else original
                return target.format(**values) if values else target
    head, parted, rest = sentence.partition(_LIST)
    return f"{head}{_LIST}{tell(rest, language)}" if parted else sentence


@cache
def _messages() -> tuple[tuple[tuple[re.Pattern[str], re.Pattern[str]], str, str], ...]:
    """Return every message with its patterns in Indonesian and English, the ones with most words of their own first."""
    texts = catalogue(_ROOM, "id").texts
    ordered = sorted(texts.items(), key=lambda item: -len(_PLACE.sub("", item[0])))
    return tuple(((_pattern(told), _pattern(message)), message, told) for message, told in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
