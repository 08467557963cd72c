"""What crawls and health checks say, in the reader's language; reports are stored in English so that they add up."""

from pathlib import Path

from base.catalogue import Language, catalogue
from crawlers.health import Alarm


def said(text: str, language: Language) -> str:
    """Return a reason or note of a report in a language; the part that names an address or a number stays as it is.

    `feed /feed/: no answer in time` -> `feed /feed/: tidak ada jawaban pada waktunya`
    """
    texts = catalogue(Path(__file__).parent, language)
    head, mark, tail = text.rpartition(": ")
    whole = texts(text)
    return whole if whole != text or not mark else f"{head}{mark}{texts(tail)}"


def alarm_text(alarm: Alarm, language: Language) -> str:
    """Return an alarm's sentence in a language."""
    return catalogue(Path(__file__).parent, language)(alarm.reason, **dict(alarm.values))
