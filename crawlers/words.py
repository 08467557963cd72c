"""What crawls and health checks say, in the reader's language; reports are stored in English so that they add up."""

import re
from functools import cache
from pathlib import Path

from base.catalogue import Language, catalogue
from crawlers.health import Alarm

_PLACE = re.compile(r"\\\{(\w+)\\\}")


def reason_in(text: str, language: Language) -> str:
    """Return a stored reason or note in a language; addresses, numbers and days in it stay as they are.

    `feed /feed/: no answer in time` -> `feed /feed/: tidak ada jawaban pada waktunya`
    """
    known = _patterns(language)
    for start in (0, text.rfind(": ") + 2):
        for pattern, translated in known:
            match = pattern.fullmatch(text, start)
            if match:
                places = {name: reason_in(value, language) for name, value in match.groupdict().items()}
                return text[:start] + translated.format(**places)
    return text


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each message as an expression with a group for each of its places."""
    texts = catalogue(Path(__file__).parent, language).texts
    return tuple((re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(message))), text) for message, text in texts.items())


def alarm_text(alarm: Alarm, language: Language) -> str:
    """Return an alarm's sentence in a language."""
    return catalogue(Path(__file__).parent, language)(alarm.reason, **dict(alarm.values))
