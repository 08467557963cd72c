"""The steps and denials of a case, each with its day, its articles and its evidence."""

from dataclasses import replace

from archive.records.analysis import Stage, Step
from archive.records.incident import Denial, IncidentStep
from pipeline.linking.member import Member, in_order

DECISIONS = frozenset({Stage.S7, Stage.P4})
_LAW_ORDER = {stage: index for index, stage in enumerate(Stage)}


def timeline(members: tuple[Member, ...]) -> tuple[IncidentStep, ...]:
    """Return one entry a stage, by day and then by the order of the law.

    A decision (S7, P4) is taken only from articles whose news is a decision: before it, articles tell of sanctions that
    are proposed, possible, or were imposed on others. The day is the one an article states (the earliest such article
    decides), else the day of the first article that tells the step; evidence is the earliest article's that has spans.
    """
    told: dict[Stage, list[tuple[Member, Step]]] = {}
    for member in in_order(members):
        steps = {step.stage: step for step in member.analysis.steps}
        main = member.analysis.stage
        if main is not None and main not in steps:
            steps[main] = Step(main)
        for stage, step in steps.items():
            if stage not in DECISIONS or main in DECISIONS:
                told.setdefault(stage, []).append((member, step))
    found = _lawful({stage: _entry(stage, tellings) for stage, tellings in told.items()})
    return tuple(sorted(found, key=lambda entry: (entry.day, _LAW_ORDER[entry.stage])))


def _lawful(entries: dict[Stage, IncidentStep]) -> list[IncidentStep]:
    """Return the steps with an undated one moved before the later steps of its track: it was reached by then."""
    found: list[IncidentStep] = []
    for stage in sorted(entries, key=_LAW_ORDER.__getitem__, reverse=True):
        entry = entries[stage]
        later = [step.day for step in found if step.stage.track == stage.track and stage.track != "end"]
        if later and not entry.dated and min(later) < entry.day:
            entry = replace(entry, day=min(later))
        found.append(entry)
    return found


def _entry(stage: Stage, tellings: list[tuple[Member, Step]]) -> IncidentStep:
    first = tellings[0][0]
    # A stated day after the article that tells the step is a misreading.
    dated = next((step.day for member, step in tellings if step.day and step.day <= member.day), None)
    shown = next(((member, step) for member, step in tellings if step.spans), tellings[0])
    return IncidentStep(
        stage=stage,
        day=dated or first.day,
        dated=dated is not None,
        article_id=shown[0].article_id,
        spans=shown[1].spans,
        articles=tuple(sorted({member.article_id for member, _ in tellings})),
    )


def denials(members: tuple[Member, ...]) -> tuple[Denial, ...]:
    """Return the denials by publication; those of copies are left out."""
    return tuple(
        Denial(member.article_id, member.day, span)
        for member in in_order(members)
        if member.copy_of is None
        for span in member.analysis.denials
    )
