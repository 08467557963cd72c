"""What the validation of settings found, as a sentence of ours that can be told in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from base.catalogue import Language
from base.errors import ConfigError
from base.said import Said, said


class WrongSettingsError(ConfigError):
    """Some settings are wrong: all are told, a line each.

    Args:
        each: At least one; place and problem of the first are this error's own.
    """

    def __init__(self, each: Sequence[ConfigError]) -> None:
        self.each = tuple(each)
        first = self.each[0]
        super().__init__(first.problem, file=first.file, line=first.line, allowed=first.allowed)

    def tell(self, language: Language) -> str:
        """Return all of them, for a reader."""
        return "\n".join(dict.fromkeys(one.tell(language) for one in self.each))


def explain(found: Mapping[str, Any]) -> Said:
    """Return the sentence for one error of pydantic; what none of ours fits is passed on as it stands.

    Args:
        found: One of `ValidationError.errors()`.
    """
    kind, context = str(found["type"]), found.get("ctx", {})
    own = context.get("error")
    if isinstance(own, Exception) and own.args and isinstance(own.args[0], Said):
        return own.args[0]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "literal_error":
        return said("must be one of {choices}", choices=str(context["expected"]).replace(" or ", ", "))
    if kind in _LIMITS:
        return said("must be {limit} {number}", limit=_LIMITS[kind][1], number=context[_LIMITS[kind][0]])
    if kind == "string_pattern_mismatch":
        return said("has not the form {pattern}", pattern=context["pattern"])
    return said("{problem}", problem=str(found["msg"]).removeprefix("Value error, "))


_WHOLE, _NUMBER, _YES = said("must be a whole number"), said("must be a number"), said("must be true or false")
_TEXT, _LIST, _SPAN = said("must be a text"), said("must be a list"), said("must be a span of time, such as PT48H")
_SENTENCES = {
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "bool_parsing": _YES,
    "bool_type": _YES,
    "string_type": _TEXT,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "time_delta_parsing": _SPAN,
    "time_delta_type": _SPAN,
    "time_parsing": said("must be a time of day, such as 07:00"),
    "time_type": said("must be a time of day, such as 07:00"),
    "missing": said("is missing"),
}
_LIMITS = {
    "greater_than_equal": ("ge", said("at least")),
    "greater_than": ("gt", said("more than")),
    "less_than_equal": ("le", said("at most")),
    "less_than": ("lt", said("less than")),
}
