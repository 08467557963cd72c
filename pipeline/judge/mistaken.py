"""Leaves out steps that only seem reached: by a letter that asks, a verdict set for later, the end of another's case.

The rules look at the whole article, where a frame sees a sentence: a headline is told in full only by the text.
No development article is touched by the first two; they follow from the plain meaning of the words.
"""

import re
from collections.abc import Container, Sequence

from archive.records.analysis import Stage
from pipeline.judge.reading import Finding, Mood

_ASKS = "s2_asks_answers"
_JOINT = "p1_examines"
_BREACH_FOUND = frozenset(["s4_rules", "s4_sure", "s4_study_done"])
_HANDED_ON = "step:S5"
_VERDICT = "step:P4"
_ENDS = frozenset(["step:X1", "step:X2", "clear"])
_AHEAD, _OTHERS = "cue:verdict_later", "cue:others_end"
_CRIME_DROPPED = "cue:crime_dropped"
_ON = frozenset(["step:S5", "step:S6", "step:S7"])
_DROPPED = frozenset(["step:X1", "step:P2", "clear"])
_TRIED = frozenset(["step:P2", "step:P3", "step:P4"])
_WRITES = re.compile(r"(?i)^(?:di|men|ber)?(?:s|y)urat")


def reached(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings without steps that the whole article shows not to be reached in this case.

    Args:
        findings: All claims of an article.
    """
    gone = [*_asking_letters(findings), *(_verdicts(findings) if _verdict_ahead(findings) else ()), *_ends(findings)]
    gone += [*_dropped(findings), *_freed(findings), *_joint(findings)]
    left_out = set(map(id, gone))  # they are many in a long text, and each is one of the findings
    return [found for found in findings if id(found) not in left_out] if gone else findings


def impossible(findings: Sequence[Finding]) -> frozenset[Stage]:
    """Return the stages that plain words must not tell: a verdict set for later, an end that is another person's."""
    ahead = {Stage.P4} if _verdict_ahead(findings) else set()
    others = _ends(findings) and not any(_told(found, _ENDS) for found in reached(findings))
    return frozenset(ahead | ({Stage.X1, Stage.X2} if others else set()))


def _told(found: Finding, claims: Container[str]) -> bool:
    return _is_real(found) and found.frame.claim in claims


def _is_real(found: Finding) -> bool:
    return found.mood is Mood.REAL


def _verdict_ahead(findings: Sequence[Finding]) -> bool:
    """Tell whether the text sets the verdict for a later day, and tells of none as given."""
    ahead = any(found.frame.claim == _AHEAD for found in findings)
    return ahead and not any(found.sentence >= 0 for found in _verdicts(findings))


def _verdicts(findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if _told(found, {_VERDICT})]


def _ends(findings: Sequence[Finding]) -> list[Finding]:
    """Return the ends told of another report or another person: `laporan terhadap guru lain dihentikan`."""
    others = {found.sentence for found in findings if found.frame.claim == _OTHERS}
    return [found for found in findings if found.sentence in others and _told(found, _ENDS)] if others else []


def _dropped(findings: Sequence[Finding]) -> list[Finding]:
    """Return what is told of a criminal track that ended while the other goes on (`pidana gugur, berkas ke BKN`).

    It rests on 23 development articles, all labelled S5 to S7, and on four of 22 wrong stages of a new hand. Where
    somebody was heard and no other sentence tells an end, the case goes on as well: three articles, none of them ended.
    """
    ended = {found.sentence for found in findings if found.frame.claim == _CRIME_DROPPED}
    if not ended or any(_told(found, _TRIED) and found.sentence not in ended for found in findings):
        return []
    gone = [found for found in findings if found.sentence in ended and _told(found, _DROPPED)]
    if any(_told(found, _ON) or (found.frame.name in _BREACH_FOUND and _is_real(found)) for found in findings):
        return gone + [found for found in findings if _told(found, {"step:P1"})]
    heard = any(_told(found, {"step:S4"}) for found in findings)
    closed = any(_told(found, _ENDS) and found.sentence not in ended for found in findings)
    return gone if heard and not closed else []


def _freed(findings: Sequence[Finding]) -> list[Finding]:
    """Return the ends told in a sentence in which a court acquits: that is a verdict (`hakim: tidak terbukti`).

    Its weight in the development articles is nil: there a court that acquits is told in sentences without other ends.
    """
    courts = {found.sentence for found in findings if _told(found, {"acquitted"})}
    return [found for found in findings if found.sentence in courts and _told(found, {"step:X1", "clear"})]


def _joint(findings: Sequence[Finding]) -> list[Finding]:
    """Return the hearings that supervisors, police and prosecutors hold together (`diperiksa di kantor Gakkumdu`).

    Fourteen development cases tell of such a one, ten labelled P1 and the others further; none is S4.
    """
    held = {found.sentence for found in findings if found.frame.name == _JOINT and _is_real(found)}
    return [found for found in findings if found.sentence in held and _told(found, {"step:S4"})] if held else []


def _asking_letters(findings: Sequence[Finding]) -> list[Finding]:
    """Return the headline's `surati bupati` where the text tells a letter that only asks, and nothing handed on."""
    handed = [found for found in findings if _told(found, {_HANDED_ON})]
    if any(found.sentence >= 0 or not _WRITES.match(found.span.text) for found in handed):
        return []
    asks = any(one.frame.name == _ASKS and one.sentence >= 0 and one.mood is Mood.REAL for one in findings)
    return handed if asks else []
