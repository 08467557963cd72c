"""What crawls and health checks say, in the reader's language; reports are stored in English so that they add up."""

from pathlib import Path

from base.catalogue import Language, catalogue
from base.retelling import retell
from crawlers.health import Alarm

_ROOM = Path(__file__).parent


def reason_in(text: str, language: Language) -> str:
    """Return a stored reason or note in a language; addresses, numbers and days in it stay as they are."""
    return retell(text, _ROOM, language)


def alarm_text(alarm: Alarm, language: Language) -> str:
    """Return an alarm's sentence in a language."""
    return catalogue(_ROOM, language)(alarm.reason, **dict(alarm.values))
