"""What in an article only sounds like other news: a disputed rotation, what a deed was paid with, excuses.

`Mutasi pejabat` is everyday news until somebody asks for the minister's consent; `dana hibah` is graft until it pays
for a candidate's shirts; that the witnesses `kerap bolos` is what the accused says of them.
"""

from dataclasses import replace

from pipeline.judge.marks import Marks
from pipeline.judge.reading import Mood, Reading, Sentence

_DISPUTED = "cue:moved"
_ROTATION = "act:A17"
_HANDLED = "step:S"
_LEAD = 2  # paragraphs of the opening


def is_disputed(reading: Reading, bit: Marks) -> bool:
    """Tell whether a rotation is told that somebody holds to be forbidden before an election (UU 10/2016 ps 71 (2))."""
    moved = _DISPUTED in reading.claims and _told(reading, _DISPUTED)
    if moved and reading.whole & (bit.leave | bit.contest | bit.polls | bit.supervisor):
        return True
    asked = reading.whole & bit.leave_missing and any(
        s.mask & bit.leave_missing and not s.mask & bit.imagined for s in reading.all()
    )
    return bool(asked) and _told(reading, _ROTATION)


def _told(reading: Reading, claim: str) -> bool:
    return any(f.frame.claim == claim and f.mood is Mood.REAL for f in reading.findings)


def cleared(reading: Reading, bit: Marks) -> Reading:
    """Return the reading without the groups of other news where they tell of the case itself."""
    apart = bit.crime | bit.other
    if not reading.whole & apart:
        return reading
    disputed = is_disputed(reading, bit)
    watched = bool(reading.whole & bit.supervisor)
    deeds = {f.sentence for f in reading.findings if f.frame.claim.startswith("act:") and f.mood is Mood.REAL}
    handled = watched and _handled(reading, bit)

    def clear(one: Sentence) -> Sentence:
        mask = one.mask
        if not mask & apart:
            return one
        if disputed and _only_usual(one, bit):
            mask &= ~bit.other
        deed = watched and one.index in deeds and mask & bit.official and mask & (bit.candidates | bit.campaign)
        if deed or (handled and one.quoted and mask & bit.crime):
            mask &= ~apart
        return one if mask == one.mask else replace(one, mask=mask)

    return replace(reading, title=clear(reading.title), sentences=tuple(map(clear, reading.sentences)))


def _handled(reading: Reading, bit: Marks) -> bool:
    """Tell whether title or opening tells that supervisors deal with it."""
    opening = {s.index for s in reading.all() if s.paragraph < _LEAD and s.mask & bit.supervisor}
    steps = (f for f in reading.findings if f.frame.claim.startswith(_HANDLED) and f.mood is Mood.REAL)
    return any(f.sentence in opening for f in steps)


def _only_usual(one: Sentence, bit: Marks) -> bool:
    return not any(hit.mask & bit.other and not hit.mask & bit.usual_move for hit in one.hits)
