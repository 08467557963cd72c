"""The judge's own sentences in the reader's language; analyses keep them in Bahasa Indonesia, that of the officers."""

from pathlib import Path

from base.catalogue import Language, catalogue
from base.retelling import retell

_ROOM = Path(__file__).parent


def say(message: str, **values: object) -> str:
    """Return the sentence to be stored: Indonesian, with `{name}` places filled.

    Args:
        message: English message id of this room's catalogue.
        values: What fills the places; words of the catalogue among them are translated by `tell` too.
    """
    return catalogue(_ROOM, "id")(message, **values)


def tell(sentence: str | None, language: Language) -> str:
    """Return a stored sentence in a language; unchanged where it is none of this room's, empty for None."""
    return retell(sentence, _ROOM, language) if sentence else ""
