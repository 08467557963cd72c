"""Where in an article something stands: the evidence of every claim."""

from dataclasses import dataclass
from typing import Literal

from base.quick import quick

Where = Literal["title", "text", "url"]


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's title, text or address.

    Args:
        start: First character, 0-based, in the field that `where` names.
        end: One past the last character.
        text: Those characters as they stand.
        where: The field.
    """

    start: int
    end: int
    text: str
    where: Where = "text"
