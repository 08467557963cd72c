"""What an event says in words: one short line, in the reader's language."""

from alerts.decide import CLEARING
from alerts.model import Event
from alerts.wording import STAGES, clean_line, level_name
from base.catalogue import Catalogue

REVIEWS = {
    "verified": "confirmed by an officer",
    "dismissed": "no case, an officer decided",
    "unreviewed": "review reopened",
}


PLAIN = {
    "opened": "New case",
    "article": "Another report",
    "denied": "Denial",
    "corrected": "Correction or right of reply",
    "merged": "Merged with another case",
    "split": "Case split",
}


def change_line(event: Event, t: Catalogue) -> str:
    """Return what happened in one line: `Tahap baru: klarifikasi (S4)`."""
    after = str(event.payload.get("to") or event.payload.get("stage") or event.payload.get("value") or "")
    if event.type == "step":
        return t("New step: {stage}", stage=f"{t(STAGES[after])} ({after})" if after in STAGES else after)
    if event.type == "severity":
        before = level_name(str(event.payload.get("from") or ""), t)
        return t("Level: {before} → {after}", before=before, after=level_name(after or event.level, t))
    if event.type == "cleared":
        return t("Ended: {stage}", stage=t(STAGES.get(after, STAGES["X1"])))
    if event.type == "decision":
        return t("Officer's decision: {value}", value=t(REVIEWS[after]) if after in REVIEWS else clean_line(after, 80))
    return t(PLAIN.get(event.type, event.type))


def change_lines(events: tuple[Event, ...], t: Catalogue) -> tuple[str, ...]:
    """Return the lines of several events, each once, clearings first; mere reports only when nothing else happened."""
    weighty = [event for event in events if event.type != "article"] or list(events)
    ordered = sorted(weighty, key=lambda event: (event.type not in CLEARING, event.id))
    return tuple(dict.fromkeys(change_line(event, t) for event in ordered))
