"""What an examination found: one line for people, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Args:
        check: Short stable name for machines (`database`, `disk` ...).
        state: `ok`; `warning`: works, but not as it should; `bad`: something fails or will soon.
        told: What was found, one sentence in the user's language.
        advice: What to do; empty when all is well.
    """

    check: str
    state: State
    told: str
    advice: str = ""


def worst(findings: Iterable[Finding]) -> State:
    """Return the worst state among findings; `ok` for none."""
    states = {finding.state for finding in findings}
    return "bad" if "bad" in states else "warning" if "warning" in states else "ok"
