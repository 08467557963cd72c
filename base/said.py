"""Sentences that can still be said in another language after they were made, for errors above all.

An error is raised deep in a room that knows no reader and shown by the command line or a page that does. Its sentence
is English text like any other; it also remembers its message id and values, so that whoever shows it can say it anew.
"""

from pathlib import Path

from base.catalogue import Language, catalogue
from base.counting import agree
from base.reasons import Reason, reason
from base.retelling import retell


class Said(str):
    """An English sentence with its message id and the values filled into it."""

    __slots__ = ("message", "values")
    message: str
    values: dict[str, object]

    def tell(self, language: Language) -> str:
        """Return the sentence in a language."""
        values = {name: tell(value, language) for name, value in self.values.items()}
        return catalogue(Path(__file__).parent, language)(self.message, **values)


def said(message: str, /, **values: object) -> Said:
    """Return a sentence that stands in `base/locale/`.

    Args:
        message: English, with `{name}` places; the id under which its translation stands.
        values: What fills the places; a value may itself be `Said`. An exception of the system or of a parser is told
            by what it means (`base.reasons`).
    """
    values = {name: meant(value) for name, value in values.items()}
    sentence = Said(agree(message, values).format(**values) if values else message)
    sentence.message, sentence.values = message, values
    return sentence


def meant(value: object) -> object:
    """Return what an exception of the system or of a parser means, as a sentence; anything else as it is."""
    known = reason(value) if isinstance(value, BaseException) else None
    return value if known is None else _sentence(known)


def _sentence(known: Reason) -> Said:
    message, values = known
    return said(message, **{name: _sentence(one) if isinstance(one, tuple) else one for name, one in values.items()})


def retold(sentence: str, language: Language) -> str:
    """Return an error that was stored as text in a language; what is none of ours stays as it is."""
    return retell(sentence, Path(__file__).parent, language)


def tell(value: object, language: Language) -> object:
    """Return a value as a reader of a language gets it: sentences are said anew, all else stays."""
    return value.tell(language) if isinstance(value, Said) else value
