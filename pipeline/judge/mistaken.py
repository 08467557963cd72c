"""Leaves out steps that only seem reached: a letter that asks hands nothing on, a verdict set for later is none yet.

Both rules look at the whole article, where a frame sees a sentence: a headline is told in full only by the text.
No development article is touched by either; they follow from the plain meaning of the words.
"""

import re
from collections.abc import Sequence

from pipeline.judge.reading import Finding, Mood

_ASKS = "s2_asks_answers"
_HANDED_ON = "step:S5"
_VERDICT = "step:P4"
_AHEAD = "cue:verdict_later"
_WRITES = re.compile(r"(?i)^(?:di|men|ber)?(?:s|y)urat")


def reached(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings without steps that the whole article shows not to be reached.

    Args:
        findings: All claims of an article.
    """
    gone = [*_asking_letters(findings), *(_verdicts(findings) if verdict_ahead(findings) else ())]
    return [found for found in findings if found not in gone] if gone else findings


def verdict_ahead(findings: Sequence[Finding]) -> bool:
    """Tell whether the text sets the verdict for a later day, and tells of none as given."""
    ahead = any(found.frame.claim == _AHEAD for found in findings)
    return ahead and not any(found.sentence >= 0 for found in _verdicts(findings))


def _verdicts(findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if found.frame.claim == _VERDICT and found.mood is Mood.REAL]


def _asking_letters(findings: Sequence[Finding]) -> list[Finding]:
    """Return the headline's `surati bupati` where the text tells a letter that only asks, and nothing handed on."""
    handed = [found for found in findings if found.frame.claim == _HANDED_ON and found.mood is Mood.REAL]
    if any(found.sentence >= 0 or not _WRITES.match(found.span.text) for found in handed):
        return []
    asks = any(one.frame.name == _ASKS and one.sentence >= 0 and one.mood is Mood.REAL for one in findings)
    return handed if asks else []
