"""What an event says in words: one short line, in the reader's language."""

from alerts.decide import is_clearing
from alerts.model import Event
from alerts.wording import STAGES, level_name
from base.catalogue import Catalogue

REVIEWS = {
    "verified": "confirmed by an officer",
    "dismissed": "no case, an officer decided",
    "unreviewed": "review reopened",
}

FIELDS = {
    "act": "form of breach corrected",
    "stage": "stage corrected",
    "place": "place corrected",
    "actor": "person corrected",
    "event_day": "day of the act corrected",
    "election": "election corrected",
    "kind": "kind of an article corrected",
}

PLAIN = {
    "opened": "New case",
    "article": "Another report",
    "denied": "Denial",
    "merged": "Merged with another case",
    "split": "Case split",
}


def change_line(event: Event, t: Catalogue) -> str:
    """Return what happened in one line: `Tahap baru: klarifikasi (S4)`."""
    told = event.payload
    after = str(told.get("to") or "")
    if event.type == "step":
        return t("New step: {stage}", stage=_stage(str(told.get("stage") or after), t))
    if event.type == "severity":
        before = level_name(str(told.get("from") or ""), t)
        return t("Level: {before} → {after}", before=before, after=level_name(after or event.level, t))
    if event.type == "cleared":
        return t("Ended: {stage}", stage=t(STAGES.get(after, STAGES["X1"])))
    if event.type == "corrected":
        return _correction(event, t)
    if event.type == "decision":
        return _decision(event, t)
    return t(PLAIN.get(event.type, event.type))


def _decision(event: Event, t: Catalogue) -> str:
    """Return an officer's word on the case; of a correction only what it is about, for its value may be a name."""
    field, value = str(event.payload.get("field") or ""), str(event.payload.get("value") or "")
    told = REVIEWS.get(value) if field == "review" else FIELDS.get(field)
    return t("Officer's decision: {value}", value=t(told or "the case was corrected"))


def _correction(event: Event, t: Catalogue) -> str:
    if event.payload.get("field") == "end":
        return t("Correction: the case is open again")
    stages = [_stage(stage, t) for stage in str(event.payload.get("from") or "").split(",") if stage in STAGES]
    if stages:
        return t("Correction: {stages} is taken back", stages=", ".join(stages))
    return t("Correction or right of reply")


def _stage(stage: str, t: Catalogue) -> str:
    return f"{t(STAGES[stage])} ({stage})" if stage in STAGES else stage


def change_lines(events: tuple[Event, ...], t: Catalogue) -> tuple[str, ...]:
    """Return what happened to one case: new case, clearings, steps in one line, the level from first to last, the rest.

    Mere reports are told only when nothing else happened; a new case's level is no news of its own.
    """
    by_type = {kind: [event for event in events if event.type == kind] for kind in {event.type for event in events}}
    lines = [change_line(event, t) for event in by_type.get("opened", [])[:1]]
    lines += [change_line(event, t) for event in events if is_clearing(event)]
    steps = [str(event.payload.get("stage") or event.payload.get("to") or "") for event in by_type.get("step", [])]
    if steps:
        lines.append(t("New step: {stage}", stage=", ".join(_stage(stage, t) for stage in dict.fromkeys(steps))))
    levels = by_type.get("severity", [])
    if levels and "opened" not in by_type:
        first, last = (
            level_name(str(v or ""), t) for v in (levels[0].payload.get("from"), levels[-1].payload.get("to"))
        )
        if first != last:
            lines.append(t("Level: {before} → {after}", before=first, after=last))
    told = ("opened", "step", "severity", "article")
    lines += [change_line(event, t) for event in events if event.type not in told and not is_clearing(event)]
    if not lines:
        lines = [change_line(event, t) for event in events]
    return tuple(dict.fromkeys(lines))
