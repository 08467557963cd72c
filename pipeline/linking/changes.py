"""What changed in which case since a time: a fold over the history, for digests and updates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.records.incident import IncidentEvent


@dataclass(frozen=True, slots=True)
class CaseChange:
    """Everything that happened to one case since a time.

    Args:
        incident_id: The case.
        opened: It is new since then.
        steps: Stages reached since then, in order, those taken back again left out.
        level_from: Level at the time; None when it did not change or the case is new.
        level_to: Level now; None likewise.
        cleared: It ended without a finding since then and still stands so.
        denied: A first denial was told since then.
        corrected: Something told earlier was taken back.
        articles: New articles that are no copies.
        copies: New copies.
        decided: People decided something.
        merged_into: Code of the case it was merged into; None when it was not.
        last: When the last of it happened, aware UTC.
    """

    incident_id: int
    opened: bool = False
    steps: tuple[str, ...] = ()
    level_from: str | None = None
    level_to: str | None = None
    cleared: bool = False
    denied: bool = False
    corrected: bool = False
    articles: int = 0
    copies: int = 0
    decided: bool = False
    merged_into: str | None = None
    last: datetime | None = None


def changes_since(events: Iterable[IncidentEvent], since: datetime) -> tuple[CaseChange, ...]:
    """Return one summary a case, in the order of ids.

    Args:
        events: Of any cases, in any order; those at or before `since` are ignored.
        since: Aware.
    """
    by_case: dict[int, list[IncidentEvent]] = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        if event.at > since:
            by_case.setdefault(event.incident_id, []).append(event)
    return tuple(_summary(case, found) for case, found in sorted(by_case.items()))


def _summary(case: int, events: list[IncidentEvent]) -> CaseChange:
    kinds = [event.type for event in events]
    steps: dict[str, None] = {}
    for event in events:
        if event.type == "step":
            steps[str(event.payload.get("stage"))] = None
        elif event.type == "corrected" and event.payload.get("field") == "stage":
            for gone in str(event.payload.get("from")).split(","):
                steps.pop(gone, None)
    levels = [event for event in events if event.type == "severity"]
    first, last = (levels[0].payload.get("from"), levels[-1].payload.get("to")) if levels else (None, None)
    new = "opened" in kinds
    moved = bool(levels) and first != last and not new
    merged = next((event.payload.get("into") for event in reversed(events) if event.type == "merged"), None)
    articles = [event for event in events if event.type == "article"]
    copies = sum(bool(event.payload.get("copy")) for event in articles)
    ends = [event for event in events if event.type == "cleared" or event.payload.get("field") == "end"]
    return CaseChange(
        incident_id=case,
        opened=new,
        steps=tuple(steps),
        level_from=str(first) if moved else None,
        level_to=str(last) if moved else None,
        cleared=bool(ends) and ends[-1].type == "cleared",
        denied="denied" in kinds,
        corrected="corrected" in kinds,
        articles=len(articles) - copies,
        copies=copies,
        decided="decision" in kinds,
        merged_into=str(merged) if merged else None,
        last=events[-1].at,
    )
