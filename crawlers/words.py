"""What crawls and health checks say, in the reader's language; reports are stored in English so that they add up."""

from pathlib import Path

from base.catalogue import Language, catalogue
from base.retelling import retell
from base.said import Said, retold
from crawlers.health import Alarm
from pipeline.page.telling import tell

_ROOM = Path(__file__).parent


def reason_in(text: str, language: Language) -> str:
    """Return a stored reason or note in a language; addresses, numbers and days in it stay as they are."""
    told = retell(text, _ROOM, language)
    if told == text:
        told = tell(text, language)  # why a page held no article is said by extraction
    return retold(text, language) if told == text else told


class Reason(Said):
    """A stored reason as a value of an error's sentence: told in the reader's language with it."""

    __slots__ = ()

    def tell(self, language: Language) -> str:
        """Return the reason in a language."""
        return reason_in(self, language)


def alarm_text(alarm: Alarm, language: Language) -> str:
    """Return an alarm's sentence in a language."""
    return catalogue(_ROOM, language)(alarm.reason, **dict(alarm.values))
