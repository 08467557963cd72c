"""The form of a furniture rule."""

import re
from dataclasses import dataclass
from typing import Literal

Scope = Literal["line", "inline", "tail", "lead"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of furniture.

    Args:
        name: As shown in `Cut.rule`.
        scope: `line` cuts the whole line that matches; `inline` cuts the match out of its line; `tail` cuts the line and
            all that follow, once a story paragraph stands before it; `lead` cuts the line and the teasers right after it.
        pattern: Searched in the line; anchors are its own business.
        limit: Longest line in characters that a `line`, `tail` or `lead` rule may take; longer lines are stories.
    """

    name: str
    scope: Scope
    pattern: re.Pattern[str]
    limit: int = 220


def rule(name: str, scope: Scope, pattern: str, limit: int = 220) -> Rule:
    """Return a case-blind rule."""
    return Rule(name, scope, re.compile(pattern, re.IGNORECASE), limit)
