"""Decides relevance and kind from the model's probabilities, with the features that decided as reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.records.analysis import Kind
from archive.records.reason import Reason
from archive.records.span import Span
from pipeline.judge.features import TITLE_ONLY, Features
from pipeline.judge.model import KindModel
from pipeline.judge.reading import Finding, Mood

CASES = (Kind.INCIDENT, Kind.FOLLOW_UP)
OTHERS = (Kind.APPEAL, Kind.STATISTICS, Kind.REGULATION, Kind.COMMENTARY)
LEAST_SURE = 0.5
"""How sure it must be that an article, or a title alone, is relevant and a case: best on written stories of hands left
out, and on real headlines, titles and digests in cross-validation (0.3 to 0.55 tried)."""
TITLE_CASE = 0.5
"""How likely a title alone, or a text of few words, must be a case; of articles the model file tells."""
TITLE_RELEVANT = 0.7
"""How likely a title alone must be relevant: with .6, and .4 for both, case F1 of real headlines in cross-validation is
.86, with these .90; titles of pages and digests stay."""
_DISPUTED = ("rotation_asked", f"{TITLE_ONLY}rotation_asked")
_DISPUTED_CASE, _DISPUTED_SURE = 0.3, 0.25
"""How likely a case, and how sure it must be, where a rotation is held to be forbidden: its telling is full of the
law's words, yet of 34 development articles that tell of such a dispute 32 are cases; the explained ban is one at .05.
"""
_OF_COMMENT = ("essay", "weighed")
"""What makes a writer's thoughts relevant, and no report: a case must be about neutrality without them."""
_CLAIM_OF = {"act": "act:", "step": "step:", "cue": "cue:", "breach": "act:A19", "deny": "deny", "clear": "clear"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind an article is.

    Args:
        relevant: Whether it is about neutrality at all.
        relevance: Probability of that.
        kind: By main topic.
        confidence: Probability of the kind (of a case: of both kinds of case together).
        reasons: The features that decided.
    """

    relevant: bool
    relevance: float
    kind: Kind
    confidence: float
    reasons: tuple[Reason, ...]


def decide(
    about: Features,
    features: Features,
    model: KindModel,
    findings: Sequence[Finding],
    worded: Callable[[], Features] = dict,
) -> Verdict:
    """Return the verdict: first whether it is relevant, then whether it is a case, then which kind.

    Args:
        about: Features of relevance.
        features: Features of kind.
        model: Fitted weights.
        findings: Claims, for the evidence of the reasons.
        worded: Gives the roots in the text (`pipeline.judge.wording`); not asked where they could change nothing.
    """
    titled = "bias" not in about
    roots = None if titled else model.heard(about, worded)
    relevance = model.relevance_of(about, roots)
    why = [Reason("relevant", name, round(weight, 3)) for name, weight in model.why_relevant(about, roots)]
    if relevance < max(model.relevance_threshold, TITLE_RELEVANT if titled else 0.0):
        return _unrelated(relevance, why)
    chances = model.kinds_of(features, None if titled else worded())
    case = sum(chances[kind] for kind in CASES)
    least, sure = (TITLE_CASE if titled else model.case_threshold), LEAST_SURE
    if any(name in about for name in _DISPUTED):
        least, sure = _DISPUTED_CASE, _DISPUTED_SURE
    told = case >= least and relevance * case >= sure
    if told and any(name in about for name in _OF_COMMENT):
        without = {name: value for name, value in about.items() if name not in _OF_COMMENT}
        reported = model.relevance_of(without, roots)
        if reported < model.relevance_threshold:
            return _unrelated(reported, why)
    kind = max(CASES if told else OTHERS, key=chances.__getitem__)
    confidence = relevance * (case if kind in CASES else chances[kind])
    why.extend(
        Reason(f"kind:{kind.value}", name, round(weight, 3), _evidence(name, findings))
        for name, weight in model.why_kind(features, kind)
    )
    return Verdict(True, round(relevance, 4), kind, round(confidence, 4), tuple(why))  # noqa: FBT003


def _unrelated(relevance: float, why: Sequence[Reason]) -> Verdict:
    return Verdict(False, round(relevance, 4), Kind.UNRELATED, round(1 - relevance, 4), tuple(why))  # noqa: FBT003


def _evidence(feature: str, findings: Sequence[Finding]) -> tuple[Span, ...]:
    """Return spans behind a feature that counts claims, such as `lead:act:real`."""
    zone, _, rest = feature.removeprefix(TITLE_ONLY).partition(":")
    name, _, mood = rest.partition(":")
    head = name.split("_", 1)[0]
    if head not in _CLAIM_OF or zone not in {"title", "lead", "body", "all"}:
        return ()
    wanted = mood != "unreal"
    start = "cue:" + name[4:] if head == "cue" else _CLAIM_OF[head]
    spans = [
        found.span
        for found in findings
        if found.frame.claim.startswith(start) and (found.mood is Mood.REAL) == wanted and _in_zone(found, zone)
    ]
    return tuple(spans[:3])


def _in_zone(found: Finding, zone: str) -> bool:
    own = "title" if found.sentence < 0 else "lead" if found.paragraph < 2 else "body"  # noqa: PLR2004 - the opening
    return zone in {"all", own}
