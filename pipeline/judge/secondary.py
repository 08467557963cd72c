"""A case told in passing inside an article about something else: the officer's second look.

Found where a sentence tells of one official, or of a number of them, that a case was handled or punished (in another
election or place even without an office named), or that an act or an accusation happened and this or one of the next
sentences tells a step or an end. Its summary is made of normalised parts, never of the article's words.
"""

from collections.abc import Sequence

from archive.records.analysis import Actor, ActorPart, Kind, Secondary, Stage
from pipeline.entities.model import Entities, RoleFind
from pipeline.judge.claims import ORDER
from pipeline.judge.reading import Finding, Mood, Reading, Sentence
from pipeline.judge.telling import say
from pipeline.text.lexicon import Lexicon

MOST = 3
_REACH = 2  # sentences after the accusation in which its outcome may be told
_FEW = 15  # persons of one case; more are counted in several
_STEPS = {
    Stage.S1: "alleged", Stage.S2: "traced", Stage.S3: "reported", Stage.S4: "examined",
    Stage.S5: "forwarded", Stage.S6: "sanction recommended", Stage.S7: "sanctioned",
    Stage.P1: "handled by Gakkumdu", Stage.P2: "under investigation", Stage.P3: "on trial", Stage.P4: "sentenced",
    Stage.X1: "not proven or stopped", Stage.X2: "report withdrawn",
}  # fmt: skip


def secondary_cases(
    kind: Kind, reading: Reading, entities: Entities, lexicon: Lexicon, regions: tuple[str, ...]
) -> tuple[Secondary, ...]:
    """Return the cases told in passing; empty for incidents and follow-ups, whose case is the article itself.

    Args:
        kind: Of the article.
        reading: Its claims.
        entities: Its finds, for the office meant.
        lexicon: For the groups.
        regions: Codes of the article's place, which the case shares unless it is told elsewhere.
    """
    if kind.is_case or kind is Kind.UNRELATED:
        return ()
    specific, official = lexicon.mask("specific"), lexicon.mask("official")
    accusing, apart = lexicon.mask("hedge", "breach_words"), lexicon.mask("elsewhere", "other_poll")
    counting, lest = lexicon.mask("stat_count"), lexicon.mask("lest", "condition")
    found: list[Secondary] = []
    bound = [role for role in entities.roles if role.side == "bound" and role.span.where == "text" and not role.former]
    used = -1
    for position, sentence in enumerate(reading.sentences):
        if sentence.index <= used or sentence.mask & lest:
            continue
        roles = _meant(sentence, bound, reading)
        named = sentence.mask & specific and sentence.mask & official
        own = _told(reading.findings, sentence.index, sentence.index)
        compared = not sentence.mask & counting and any(_handles(f) and f.mood is Mood.OTHER for f in own)
        if not (roles or named or compared):
            continue
        last = reading.sentences[min(position + _REACH, len(reading.sentences) - 1)].index
        steps = [f for f in _told(reading.findings, sentence.index, last) if _handles(f)]
        accused = sentence.mask & accusing or any(f.frame.claim.startswith(("act:", "step:")) for f in own)
        told = accused and (steps or any(f.frame.claim.startswith("act:") for f in own))
        if not (compared or (told if named else any(_handles(f) for f in own) or (accused and steps))):
            continue
        elsewhere = bool(sentence.mask & apart)
        found.append(_case(sentence, [*own, *steps], roles, entities, () if elsewhere else regions, reading))
        used = last if steps else sentence.index
    return tuple(found[:MOST])


def _meant(sentence: Sentence, bound: Sequence[RoleFind], reading: Reading) -> list[RoleFind]:
    """Return which of some offices the sentence tells of as one, counted or named, and not as speaking."""
    start, end = reading.words.starts[sentence.first], reading.words.ends[sentence.last - 1]
    return [
        role
        for role in bound
        if start <= role.span.start < end
        and (role.single or role.person is not None or (role.count is not None and role.count <= _FEW))
        and (role.cues.speaks <= role.cues.accused or role.single)
    ]


def _handles(finding: Finding) -> bool:
    claim = finding.frame.claim
    return claim.startswith(("step:", "sanction:")) and claim != "step:S1"


def _told(findings: Sequence[Finding], first: int, last: int) -> list[Finding]:
    return [f for f in findings if first <= f.sentence <= last and f.mood in {Mood.REAL, Mood.OTHER}]


def _stage(findings: Sequence[Finding]) -> Stage | None:
    stages = [Stage(f.frame.claim[5:]) for f in findings if f.frame.claim.startswith("step:")]
    ends = [stage for stage in stages if stage not in ORDER]
    if ends:
        return ends[-1]
    if any(f.frame.claim.startswith("sanction:") and f.frame.severity != "pidana" for f in findings):
        stages.append(Stage.S7)
    return max(stages, key=ORDER.__getitem__, default=None)


def _case(
    sentence: Sentence,
    findings: Sequence[Finding],
    roles: Sequence[RoleFind],
    entities: Entities,
    regions: tuple[str, ...],
    reading: Reading,
) -> Secondary:
    stage = _stage(findings)
    start, end = reading.words.starts[sentence.first], reading.words.ends[sentence.last - 1]
    here = (r for r in entities.roles if r.side == "bound" and r.span.where == "text" and start <= r.span.start < end)
    role = roles[0] if roles else next(here, None)
    person = entities.persons[role.person].name if role and role.person is not None else None
    who = role.role.replace("_", " ") if role else say("an official")
    what = say(_STEPS[stage] if stage else "said to have breached the rules")
    acts = sorted({f.frame.claim[4:] for f in findings if f.frame.claim.startswith("act:")})
    summary = f"{who}: {what}" + (f" ({', '.join(acts)})" if acts else "")
    actor = None if role is None else _actor(role, person)
    return Secondary(summary, stage, actor, regions, tuple(dict.fromkeys(f.span for f in findings))[:4])


def _actor(role: RoleFind, name: str | None) -> Actor:
    part: ActorPart = "alleged"
    return Actor(name, role.role, role.institution, role.status, part, role.count, (role.span,), 0.5)
