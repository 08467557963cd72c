"""A case told in passing inside an article about something else: the officer's second look.

Found where a sentence names an official and an act or an accusation as having happened, and this or the next sentence
tells a step or an end. Its summary is made of normalised parts, never of the article's words.
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
    found: list[Secondary] = []
    used = -1
    for position, sentence in enumerate(reading.sentences):
        if sentence.index <= used or not sentence.mask & specific or not sentence.mask & official:
            continue
        own = _told(reading.findings, sentence.index, sentence.index)
        if not (sentence.mask & accusing or any(f.frame.claim.startswith(("act:", "step:")) for f in own)):
            continue
        last = reading.sentences[min(position + _REACH, len(reading.sentences) - 1)].index
        near = _told(reading.findings, sentence.index, last)
        steps = [f for f in near if f.frame.claim.startswith("step:")]
        if not steps and not any(f.frame.claim.startswith("act:") for f in own):
            continue
        elsewhere = bool(sentence.mask & apart)
        found.append(_case(sentence, [*own, *steps], entities, () if elsewhere else regions, reading))
        used = last
    return tuple(found[:MOST])


def _told(findings: Sequence[Finding], first: int, last: int) -> list[Finding]:
    return [f for f in findings if first <= f.sentence <= last and f.mood in {Mood.REAL, Mood.OTHER}]


def _case(
    sentence: Sentence, findings: Sequence[Finding], entities: Entities, regions: tuple[str, ...], reading: Reading
) -> Secondary:
    stages = [Stage(f.frame.claim[5:]) for f in findings if f.frame.claim.startswith("step:")]
    ends = [stage for stage in stages if stage not in ORDER]
    stage = ends[-1] if ends else max(stages, key=ORDER.__getitem__, default=None)
    start, end = reading.words.starts[sentence.first], reading.words.ends[sentence.last - 1]
    role = next((r for r in entities.roles if r.span.where == "text" and start <= r.span.start < end), None)
    who = role.role.replace("_", " ") if role else say("an official")
    what = say(_STEPS[stage] if stage else "said to have breached the rules")
    acts = sorted({f.frame.claim[4:] for f in findings if f.frame.claim.startswith("act:")})
    summary = f"{who}: {what}" + (f" ({', '.join(acts)})" if acts else "")
    actor = None if role is None else _actor(role)
    return Secondary(summary, stage, actor, regions, tuple(dict.fromkeys(f.span for f in findings))[:4])


def _actor(role: RoleFind) -> Actor:
    part: ActorPart = "alleged"
    return Actor(None, role.role, role.institution, role.status, part, role.count, (role.span,), 0.5)
