"""Leaves out that a case was handed on where only a headline says so, of a letter that asks: `Surati Bupati`."""

import re
from collections.abc import Sequence

from pipeline.judge.reading import Finding, Mood

_ASKS = "s2_asks_answers"
_HANDED_ON = "step:S5"
_WRITES = re.compile(r"(?i)^(?:di|men|ber)?(?:s|y)urat")


def without_asking_letters(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings without the headline's `surati bupati` where the text tells a letter that only asks.

    Nothing changes where the text itself tells that the case was handed on. No development article is touched: the rule
    is made from the plain meaning of such headlines.

    Args:
        findings: All claims of an article.
    """
    handed = [found for found in findings if found.frame.claim == _HANDED_ON and found.mood is Mood.REAL]
    if not handed or any(found.sentence >= 0 for found in handed):
        return findings
    asks = any(one.frame.name == _ASKS and one.sentence >= 0 and one.mood is Mood.REAL for one in findings)
    if not asks or not all(_WRITES.match(found.span.text) for found in handed):
        return findings
    return [found for found in findings if found not in handed]
