"""How far a case has come: a small model weighs the steps claimed, what the rules make of them, and plain words.

Rules alone (`pipeline.judge.claims.furthest`) read a step as reached wherever a frame says so. On four hands that
neither lexicon nor fit had seen (151 cases) they gave the stage in .80 of cases and within one step in .89; the model,
which also sees what is only asked for, where each step is told and in which words, .86 and .95 with each hand left out.
The likeliest stage is told though no frame claims it: to ask .4 of such a one changed nothing where the lexicon knew
the words, and on 18 hands read by the lexicon that had not met them (990 cases) it cost .012 (.836, now .848; within
one .923, now .932).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.records.analysis import Stage, Step
from archive.records.reason import Reason
from pipeline.judge.claims import furthest, steps_of
from pipeline.judge.features import Features
from pipeline.judge.mistaken import impossible, reached
from pipeline.judge.model import KindModel
from pipeline.judge.reading import Finding, Mood, Reading
from pipeline.judge.wording import Wording

RULE = 1.5
"""How much the answer of the rules counts beside single claims; a penalty in the fit holds all alike."""
BY = "by:"
"""Before the name of the frame that claims a step: frames of one step are not equally to be trusted. On eight hands
that the lexicon had not met six of ten wrong stages had the right step and the one told both claimed as reached. Frames
weighed one by one lift the stage there from .819 to .832 (within one .924 to .930), on two newer ones .804 to .825."""
_OPENING = 2  # paragraphs
_ENDS = frozenset([Stage.X1, Stage.X2])
"""A withdrawn report is told with all that reported it, and claims of that outweigh it: where the rules find one in the
title or the opening, 40 of 42 labelled cases are withdrawn and two were ended otherwise."""
_OTHERS = {"clear", "acquitted", *(f"cue:{name}" for name in ("interim", "not_yet", "silent", "chief", "one_track"))}


@dataclass(frozen=True, slots=True)
class Staged:
    """How far a case has come.

    Args:
        stage: The likeliest.
        steps: Those told, the stage among them unless it is a mere allegation; none of its track beyond it.
        reasons: What weighed most for it.
    """

    stage: Stage
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]


def ruled(findings: Sequence[Finding]) -> Stage:
    """Return the stage by rules alone; a case without any step told is an allegation."""
    return furthest(steps_of(findings), findings) or Stage.S1


def stage_features(findings: Sequence[Finding], by_rule: Stage) -> Features:
    """Return what is claimed of steps and sanctions: which, as reached or only asked for, where, by which frame.

    The answer of the rules stands beside them.

    Args:
        findings: All claims of an article.
        by_rule: Of `ruled`.
    """
    values = {"bias": 1.0, f"rule:{by_rule}": RULE}
    for found in reached(findings):
        step = _weighed(found)
        if step is None:
            continue
        told = f"{step}:{'real' if found.mood is Mood.REAL else 'unreal'}"
        place = "title" if found.sentence < 0 else "opening" if found.paragraph < _OPENING else "below"
        by = f"{BY}{found.frame.name}:{'real' if found.mood is Mood.REAL else 'unreal'}"
        values[told] = values[f"{told}:{place}"] = values[by] = 1.0
    return values


def _weighed(found: Finding) -> str | None:
    """Return under which name a claim is weighed: its step, a sanction's or an end's; None for what tells no step."""
    claim = found.frame.claim
    if claim.startswith("step:"):
        return claim[5:]
    if claim.startswith("sanction:"):
        return "prison" if found.frame.severity == "pidana" else "sanction"
    return claim.removeprefix("cue:") if claim in _OTHERS else None


def staged(reading: Reading, model: KindModel, wording: Wording) -> Staged:
    """Return how far a case has come; without weights for stages the rules decide."""
    steps = steps_of(reading.findings)
    by_rule = furthest(steps, reading.findings) or Stage.S1
    if not model.stages:
        return Staged(by_rule, steps, ())
    features = stage_features(reading.findings, by_rule)
    chances = model.stages_of(features, wording.features)
    chances = {**chances, **dict.fromkeys(impossible(reading.findings), 0.0)}
    if by_rule is Stage.X2:
        chances = {one: chance if one in _ENDS else 0.0 for one, chance in chances.items()}
    told = {step.stage for step in steps}
    stage = max(chances, key=lambda one: (chances[one], one in told))
    why = tuple(Reason(f"stage:{stage}", name, round(weight, 3)) for name, weight in model.why_stage(stage, features))
    kept = tuple(step for step in steps if step.stage.track != stage.track or step.stage <= stage)
    if stage is Stage.S1 or any(step.stage is stage for step in kept):
        return Staged(stage, kept, why)
    added = Step(stage, wording.spans(model.stage_weights(stage, wording.features)), None, round(chances[stage], 3))
    return Staged(stage, tuple(sorted((*kept, added), key=lambda step: step.stage.value)), why)
