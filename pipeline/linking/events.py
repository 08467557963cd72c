"""What changed between two states of a case: the lines of its append-only history."""

from dataclasses import dataclass
from typing import Literal

from archive.records.analysis import Stage
from archive.records.incident import EventType, Incident

Payload = dict[str, str | int | bool | None]
_LEVELS = ("Rendah", "Sedang", "Tinggi", "Kritis")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event before it is stored.

    Args:
        type: See `EventType`.
        payload: What changed.
        article_id: What brought it; None when no single article did.
    """

    type: EventType
    payload: Payload
    article_id: int | None = None


def happenings(before: Incident | None, after: Incident, article_id: int | None) -> tuple[Happening, ...]:
    """Return what to write into the history, in order.

    Args:
        before: The case as it was stored; None for a new one.
        after: As it is now.
        article_id: The article whose linking brought the change; None for a person's act.
    """
    if before is None:
        return _opening(after, article_id)
    found = _articles(before, after)
    found += _steps(before, after, article_id)
    found += _ending(before, after, article_id)
    found += _denials(before, after)
    found += _severity(before, after, article_id)
    return tuple(found)


def _opening(after: Incident, article_id: int | None) -> tuple[Happening, ...]:
    first = article_id if article_id in after.articles else after.articles[0]
    payload: Payload = {
        "label": after.label,
        "level": after.severity.level,
        "score": after.severity.score,
        "stage": _stage(after),
        "articles": len(after.articles),
    }
    found = [Happening("opened", payload, first)]
    if after.cleared:
        found.append(Happening("cleared", {"from": None, "to": _value(after.end)}, first))
    elif after.denials:
        found.append(Happening("denied", {"text": after.denials[0].span.text}, after.denials[0].article_id))
    return tuple(found)


def _articles(before: Incident, after: Incident) -> list[Happening]:
    new = [article for article in after.articles if article not in before.articles]
    sources = len(after.sources)
    return [
        Happening(
            "article", {"copy": article in after.copies, "sources": sources, "articles": len(after.articles)}, article
        )
        for article in new
    ]


def _steps(before: Incident, after: Incident, article_id: int | None) -> list[Happening]:
    had = {step.stage: step for step in before.steps}
    has = {step.stage: step for step in after.steps}
    found: list[Happening] = []
    for stage, step in has.items():
        if stage in had or stage.track == "end":
            continue
        furthest = stage in {after.discipline, after.criminal}
        was = before.discipline if stage.track == "discipline" else before.criminal
        payload: Payload = {
            "stage": stage.value,
            "from": _value(was),
            "day": step.day.isoformat(),
            "furthest": furthest,
        }
        found.append(Happening("step", payload, step.article_id))
    gone = [stage for stage in had if stage not in has]
    if gone:  # an article was corrected, re-read or moved: officers who were told of the step hear of it
        payload = {"field": "stage", "from": ",".join(gone), "to": _stage(after)}
        found.append(Happening("corrected", payload, article_id))
    return found


def _ending(before: Incident, after: Incident, article_id: int | None) -> list[Happening]:
    if before.end == after.end:
        return []
    step = next((step for step in after.steps if step.stage is after.end), None)
    kind: Literal["cleared", "corrected"] = "cleared" if after.end else "corrected"
    payload: Payload = {"from": _value(before.end), "to": _value(after.end)}
    if kind == "corrected":
        payload["field"] = "end"
    return [Happening(kind, payload, step.article_id if step else article_id)]


def _denials(before: Incident, after: Incident) -> list[Happening]:
    had = {denial.article_id for denial in before.denials}
    if had or not after.denials:
        return []  # the first denial is news; its echoes are not
    first = after.denials[0]
    return [Happening("denied", {"text": first.span.text}, first.article_id)]


def _severity(before: Incident, after: Incident, article_id: int | None) -> list[Happening]:
    was, now = before.severity, after.severity
    if was.level == now.level:
        return []
    payload: Payload = {"from": was.level, "to": now.level, "score_from": was.score, "score_to": now.score}
    payload["raised"] = _LEVELS.index(now.level) > _LEVELS.index(was.level)
    return [Happening("severity", payload, article_id)]


def _stage(incident: Incident) -> str | None:
    return _value(incident.end or incident.criminal or incident.discipline)


def _value(stage: Stage | None) -> str | None:
    return stage.value if stage else None
