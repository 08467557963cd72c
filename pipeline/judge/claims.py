"""From findings to acts, steps and sanctions: each claim once, with its evidence and a confidence."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, cast

from archive.records.analysis import Act, Sanction, Stage, Step
from pipeline.judge.calendar import ElectionKind
from pipeline.judge.mistaken import reached
from pipeline.judge.reading import Finding, Mood, Reading
from pipeline.judge.weighing import sureness, told_spans
from pipeline.text.lexicon import Lexicon

Severity = Literal["moral", "ringan", "sedang", "berat", "pidana", "other"]

DEEP_STEP = 0.75
"""How much a step told only deep in the story counts: there the article mostly tells what is planned or usual."""
SPECIFIC = {"teguran lisan": "teguran", "teguran tertulis": "teguran"}
GENERAL = ("hukuman disiplin", "disanksi", "teguran", "sanksi moral")
"""Labels that say nothing when a more exact one stands beside them."""

GRADED = ("hukuman disiplin ringan", "hukuman disiplin sedang", "hukuman disiplin berat")
"""Labels that tell the class of a punishment and not which one it is."""

ORDER = {
    stage: index
    for index, stage in enumerate(
        [
            Stage.S1,
            Stage.S2,
            Stage.S3,
            Stage.S4,
            Stage.P1,
            Stage.S5,
            Stage.S6,
            Stage.P2,
            Stage.P3,
            Stage.S7,
            Stage.P4,
        ]
    )
}
"""How far a step is when both tracks are told; a criminal step outranks the handling it follows from."""
_STAGES = {stage.value: stage for stage in Stage}
"""Looked up a dozen times an article, and quicker so than `Stage(value)`."""


def real(findings: Iterable[Finding], prefix: str) -> list[Finding]:
    """Return the findings of a claim that the article tells as having happened."""
    told = Mood.REAL
    return [found for found in findings if found.mood is told and found.frame.claim.startswith(prefix)]


def charged(acts: tuple[Act, ...], stage: Stage | None, steps: Sequence[Step]) -> tuple[Act, ...]:
    """Return the acts, with A13 where the case reached investigation, trial or verdict for more than a campaign team.

    Officials are charged under UU 10/2016 ps 188 or UU 7/2017 ps 490 and 547, which punish a decision or deed that
    benefits or harms a candidate and nothing else; A19 (not told) gives way to it. Work in a campaign team (A11) is
    charged under UU 7/2017 ps 494 instead.
    """
    if stage not in {Stage.P2, Stage.P3, Stage.P4} or any(act.code in {"A11", "A13"} for act in acts):
        return acts
    spans = next((step.spans for step in steps if step.stage is stage), ())
    return (*(act for act in acts if act.code != "A19"), Act("A13", spans, 0.6))


def steps_of(findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Return the steps told as reached, each once, in order of the tracks."""
    grouped: dict[Stage, list[Finding]] = {}
    for found in real(reached(findings), "step:"):
        grouped.setdefault(_STAGES[found.frame.claim[5:]], []).append(found)
    return tuple(
        Step(stage, told_spans(group), None, round(sureness(group, deep=DEEP_STEP), 3))
        for stage, group in sorted(grouped.items(), key=lambda item: item[0].value)
    )


def furthest(steps: Sequence[Step], findings: Sequence[Finding]) -> Stage | None:
    """Return the furthest step reached; an end (X1, X2) counts where title or opening tells it."""
    told = real(reached(findings), "step:")
    ends = [found for found in told if found.frame.claim[5] == "X" and found.paragraph < 1]
    ended = {found.sentence for found in ends}
    reach = 1 if -1 in ended else _OPENING
    named = ended if -1 not in ended else {found.sentence for found in told}
    beyond = {
        found.frame.claim[5:]
        for found in told
        if found.paragraph < reach and not (found.sentence in named and found.frame.claim[5:] in _ENDING)
    } & _BEYOND
    if ends and not beyond:
        return _STAGES[min(ends, key=_end_order).frame.claim[5:]]
    sanctioned = any(step.stage is Stage.S7 for step in steps)
    if sanctioned and (_only_interim(findings) or _posts_taken(findings) or _only_asked(findings)):
        told = [found for found in told if found.frame.claim != "step:S7"]
        steps = [step for step in steps if step.stage is not Stage.S7]
    headline = max((_place(found) for found in told if found.sentence < 0), default=-1)
    opening = {found.frame.claim[5:] for found in told if found.paragraph < _LEAD}
    opens = {found.frame.claim[5:] for found in told if found.paragraph == 0}
    far = [
        step.stage
        for step in steps
        if step.stage in ORDER
        and step.confidence >= _least(step.stage)
        and (headline not in _TELLING or step.stage.value in opening or step.confidence >= _CERTAIN)
    ]
    if far:
        furthest_told = max(far, key=ORDER.__getitem__)
        return furthest_told if furthest_told.value in opens else _unless_asked(furthest_told, steps)
    others = [step.stage for step in steps]
    return others[0] if others else None


def _unless_asked(stage: Stage, steps: Sequence[Step]) -> Stage:
    """Return S6 for S7 where the sanction is told far more surely as asked for than as imposed."""
    sure = {step.stage: step.confidence for step in steps}
    asked = sure.get(Stage.S6, 0.0) - sure.get(Stage.S7, 0.0) >= _ASKED
    return Stage.S6 if stage is Stage.S7 and asked else stage


def _only_interim(findings: Sequence[Finding]) -> bool:
    """Tell whether the only sanction told is that somebody was taken off duty while the case is examined."""
    labels = {found.frame.claim.partition(":")[2] for found in real(findings, "sanction:")}
    return labels <= _REMOVALS and any(found.frame.claim == "cue:interim" for found in findings)


def _only_asked(findings: Sequence[Finding]) -> bool:
    """Tell whether every sanction told is but named beside the recommendation of it (`KASN: Pernyataan Tertutup`)."""
    asked = {found.sentence for found in real(findings, "step:S6")}
    told = real(findings, "step:S7")
    return bool(asked and told) and all(
        not _IMPOSED.search(found.span.text) and any(found.sentence - back in asked for back in range(_AFTER + 1))
        for found in told
    )


def _posts_taken(findings: Sequence[Finding]) -> bool:
    """Tell whether posts were taken or given against the ban (A17): the act itself, and nobody's sanction."""
    labels = {found.frame.claim.partition(":")[2] for found in real(findings, "sanction:")}
    return labels <= _REMOVALS and any(found.frame.claim == _ROTATION for found in findings)


def _end_order(found: Finding) -> tuple[bool, bool]:
    """Sort the ends told: the headline's first, and there that a report was withdrawn before that it was closed."""
    return found.sentence >= 0, found.sentence >= 0 or found.frame.claim != "step:X2"


def _place(found: Finding) -> int:
    return ORDER.get(_STAGES[found.frame.claim[5:]], -1)


_OPENING = 3
_LEAD = 2
_JUDGED = {Stage.S6, Stage.S7, Stage.P4}
_LEAST = {
    Stage.S3: 0.44,
    Stage.S4: 0.55,
    Stage.S5: 0.55,
    Stage.S6: 0.5,
    Stage.S7: 0.6,
    Stage.P1: 0.42,
    Stage.P3: 0.6,
    Stage.P4: 0.6,
}
"""How sure a step must be to count: best on the development articles; late steps are often only spoken of."""
_AFTER = 2  # sentences behind a recommendation in which its content is told
_IMPOSED = re.compile(
    r"(?i)\b(?:di(?=[bcfghjklmpt]\w{4})|men\w{4}|mem\w{4}|meng\w{3}|jatuhkan|hukum|sanksi|copot|kena|tegur)"
)
_REMOVALS = frozenset({"pembebasan dari jabatan", "pemberhentian", "skorsing", "mutasi"})
_ROTATION = "act:A17"
_ASKED = 0.15
_TELLING = {place for stage, place in ORDER.items() if stage is Stage.S3 or place >= ORDER[Stage.S5]}
_CERTAIN = 0.9
"""Where the headline tells of a report or of a late step, a step told only further down is mostly another person's or
only meant: it counts when it is told twice."""
_ENDING = {"P2", "P3"}
"""Steps that are named where they are ended (`penyidikan dihentikan`), or behind a headline that ends them."""
_BEYOND = {"S5", "S6", "S7", "P2", "P3", "P4"}
"""Steps beside which an end is that of one track only (`pidana gugur, etik jalan ke BKN`): in title or opening, or in
title or first paragraph where the title itself tells the end."""


def _least(stage: Stage) -> float:
    return _LEAST.get(stage, 0.5)


def sanctions_of(findings: Sequence[Finding], stage: Stage | None) -> tuple[Sanction, ...]:
    """Return sanctions imposed or recommended, each label once.

    What is told only further down, in a case that no authority has judged yet, is another person's or an interim
    measure; who is taken off duty while the case is examined, and the news says so first, is sanctioned. A court that
    acquits imposes nothing.
    """
    judged = stage in _JUDGED and not _only_interim(findings)
    acquitted = any(found.paragraph < _LEAD for found in real(findings, "acquitted"))
    grouped: dict[str, list[Finding]] = {}
    for found in [] if _posts_taken(findings) else real(findings, "sanction:"):
        if (judged or found.paragraph < _LEAD) and not (acquitted and found.frame.severity == "pidana"):
            grouped.setdefault(found.frame.claim.partition(":")[2], []).append(found)
    for general in (GENERAL, GRADED):
        if any(label not in general for label in grouped):
            grouped = {label: group for label, group in grouped.items() if label not in general}
    if not grouped and judged and stage is not None and not acquitted:
        return _untold(findings, stage)
    recommending = {found.sentence for found in real(findings, "step:S6")}
    only_asked = stage is Stage.S6 or stage is Stage.S5
    if only_asked and not _only_interim(findings):  # named where it is asked for, whatever mood that is told in
        recommending |= {found.sentence for found in findings if found.frame.claim in {"step:S5", "step:S6"}}
    return tuple(
        Sanction(
            label,
            cast("Severity", group[0].frame.severity or "other"),
            imposed=any(found.sentence not in recommending for found in group),
            spans=told_spans(group),
        )
        for label, group in grouped.items()
    )


def _untold(findings: Sequence[Finding], stage: Stage) -> tuple[Sanction, ...]:
    """Return the sanction of a case that was judged in words that name none (`Tiga bulan penjara. Denda Rp4 juta.`)."""
    spans = told_spans(real(findings, f"step:{stage.value}"))
    if stage is Stage.S7 and any(found.frame.claim == _ROTATION for found in real(findings, "act:")):
        return ()  # posts taken and given back
    if stage is Stage.P4:
        return (Sanction("hukuman pidana", "pidana", imposed=True, spans=spans),)
    return (Sanction("disanksi", "other", imposed=stage is Stage.S7, spans=spans),)


def mobilised(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    """Return the classes (`asn`, `desa`) of those who were made to come (A15), where the evidence names them."""
    village = lexicon.mask("office_desa")
    service = lexicon.mask("asn_word", "office_asn", "office_nonasn", "pegawai")
    whole = lexicon.mask("generic_asn", "whole_asn")  # `para kepala desa`: names no class by itself
    words = {sentence.index: sentence for sentence in reading.all()}
    found: set[str] = set()
    for finding in real(reading.findings, "act:A15"):
        for hit in words[finding.sentence].hits:
            if finding.first < hit.first and hit.last <= finding.last and not hit.mask & whole:
                found |= {name for name, mask in (("desa", village), ("asn", service)) if hit.mask & mask}
    return frozenset(found)


def candidates_open(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether there are no candidates yet: a time long before is told, or only those who want to become some."""
    wanting, fixed = lexicon.mask("would_be_candidate"), lexicon.mask("fixed_candidate")
    early = lexicon.mask("long_before")
    return bool(reading.whole & early or (reading.whole & wanting and not reading.whole & fixed))


def acting_village_head(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether title or opening name a head of a village for the time being, who is a civil servant."""
    acting = lexicon.mask("acting_village_head")
    return bool(reading.whole & acting) and any(s.mask & acting for s in reading.all() if s.paragraph < _LEAD)


def election_of(reading: Reading, lexicon: Lexicon) -> ElectionKind | None:
    """Return which kind of election the article speaks of more; None when neither or both alike."""
    pilkada, pemilu = lexicon.mask("pilkada_words"), lexicon.mask("pemilu_words")
    balance = sum([bool(s.mask & pilkada) - bool(s.mask & pemilu) for s in reading.all()])
    return None if balance == 0 else "pilkada" if balance > 0 else "pemilu"
