"""Steps that are only talked of: rumours that officials put right, questions still open, conditions, demands.

Reporters tell what did not happen beside what did (`beredar kabar ia sudah dicopot`, `ke BKN atau berhenti, rapat Kamis
yang menentukan`, `baru dibuka bila ketiganya sepakat`). Of 22 wrong stages on a hand written with such sentences five
were rumours and three were left open or asked; on the 2,281 articles before it they are rare.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from pipeline.text.automaton import Hit
from pipeline.text.lexicon import Frame, Lexicon
from pipeline.text.words import Words

STEPS = ("step:", "sanction:", "clear", "acquitted")
_REPORTED = 7  # words over which a rumour reaches
_URGED = 12  # words over which `mendesak` reaches: it asks for several things
_QUESTION = 30  # letters from a step to the mark of its question
_CLOSING = 2
"""Words that may follow `rapat Kamis yang menentukan` where it closes a sentence: it leaves open all told before."""
_UNDONE = 2  # words behind a step in which it is said not to be done yet (`rekomendasi KASN belum turun`)
_NEXT = 2  # words before a part of a step in which a word of mood holds it
_ROW = 7  # words behind an imagined step in which its row goes on
_AND = frozenset({"dan", "serta", "atau", "lalu", "kemudian", "hingga", "bahkan"})
_OR = "atau"
_BUT = frozenset({"sudah", "telah", "namun", "tetapi", "tapi", "sedangkan", "sementara", "kini", "akhirnya", "yang"})
_DONE = frozenset({"sudah", "telah"})
_BEHIND = 3  # words behind a step in which its condition begins


_BARE = re.compile(r"(?!di|ter|me|ber(?!henti|i))\w")
"""How the form of a verb begins in which somebody demands (`Pecat!`, `Copot Lurah Itu`)."""
_COLON = re.compile(r"[^:.;]{0,40}:\W{1,4}")


class Claimed(Protocol):
    """A claim, how it is meant and where it stands."""

    @property
    def frame(self) -> Frame: ...  # noqa: D102 - as in `reading.Finding`
    @property
    def mood(self) -> str: ...  # noqa: D102
    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def last(self) -> int: ...  # noqa: D102


C = TypeVar("C", bound=Claimed)


class Talk(NamedTuple):
    """Masks of the groups that tell talk."""

    rumour: int
    confirmed: int
    undecided: int
    urging: int
    condition: int
    undone: int
    ahead_of: int
    crier: int

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Talk":
        """Return the masks of a lexicon."""
        return cls(*(lexicon.mask(name) for name in cls._fields))

    @property
    def all(self) -> int:
        """Return all groups together."""
        return self.rumour | self.undecided | self.urging | self.condition | self.undone | self.ahead_of | self.crier

    def holds(self, mask: int, hits: Sequence[Hit], end: int, used: Sequence[Hit], text: str, words: Words) -> bool:
        """Tell whether a step is only talked of.

        Args:
            mask: Groups of the sentence.
            hits: Of the sentence.
            end: Behind its last word.
            used: What fills the step's parts, first the verb that tells it.
            text: That the words stand in.
            words: Of title or text.
        """
        heard = 0 if mask & self.confirmed else self.rumour
        verb, last = used[0], max(own.last for own in used)
        return any(
            (hit.mask & self.undecided and (verb.first >= hit.first or end - hit.last <= _CLOSING))
            or (hit.mask & self.urging and 0 < verb.first - hit.last <= _URGED and not _done(hit, verb, words))
            or (hit.mask & heard and _before(hit, verb, text, words))
            or (hit.mask & self.undone and 0 < hit.first - last <= _UNDONE and _one_clause(verb, hit, text, words))
            or (hit.mask & self.condition and 0 < hit.first - last <= _BEHIND and _one_clause(verb, hit, text, words))
            or (hit.mask & self.ahead_of and any(hit.first < own.first <= hit.last for own in used))
            or (hit.mask & self.crier and _cried(hit, used, text, words))
            for hit in hits
        )


def carried(found: Sequence[C], words: Words) -> list[C]:
    """Return the steps that go on in a row with one only imagined (`meminta ia dicopot dan diseret ke jaksa`).

    With them those between which is still to be chosen (`diteruskan ke BKN atau dihentikan`). The rules' stage of one
    development article rests on each of the two, rightly.

    Args:
        found: What a sentence claims.
        words: Of title or text.
    """
    steps = [one for one in found if one.frame.claim.startswith(STEPS) and not one.frame.always]
    imagined = [one for one in found if one.mood == "unreal" and one.frame.claim.startswith(STEPS)]
    told = [one for one in steps if one.mood == "real"]
    row = [
        one
        for one in (told if imagined else ())
        if any(
            before.first <= one.first and before.last < one.last <= before.last + _ROW and _joined(before, one, words)
            for before in imagined
        )
    ]
    return row + _either(told, words)


def _either(told: Sequence[C], words: Words) -> list[C]:
    """Return the different steps that `atau` joins."""
    pairs = [
        (one, other)
        for one in told
        for other in told
        if 0 < other.first - one.last <= _ROW and one.frame.claim != other.frame.claim
    ]
    return [step for pair in pairs if _OR in words.texts[pair[0].last + 1 : pair[1].first] for step in pair]


def distance(used: Sequence[Hit], mood: Hit, *, inside: bool) -> int:
    """Return how many words before a step a word of mood stands; 0 or less where it does not hold it.

    The first part of a frame may tell who acts: `berkas akan dikirim ke bupati`, `tim lawan mengancam melapor`.
    The rules' stage of two development articles rests on it, both rightly; negations there (`dihukum tanpa penjara`)
    were wrong in all three that they touched.

    Args:
        used: The words that fill the step's parts, the verb or who acts first.
        mood: The word of mood.
        inside: Whether it may stand between the parts, right before one.
    """
    gap = used[0].first - mood.last
    if gap > 0 or not inside:
        return gap
    if any(own.first <= mood.last and mood.first <= own.last for own in used):
        return 0
    gaps = [own.first - mood.last for own in used]
    return min((gap for gap in gaps if 0 < gap <= _NEXT), default=0)


def _joined(before: C, one: C, words: Words) -> bool:
    between = words.texts[before.last + 1 : one.last + 1]
    return not _AND.isdisjoint(between) and _BUT.isdisjoint(between)


def asked(sentence: int, text: str, end: int) -> bool:
    """Tell whether a claim that ends at `end` closes a question (`Penetapan tersangka? Ia menggeleng.`).

    A headline asks about what happened (`Kades Dicopot, Siapa Penggantinya?`), so only sentences of the text are.
    """
    if sentence < 0:
        return False
    mark = text.find("?", end, end + _QUESTION)
    return mark >= 0 and not any(stop in text[end:mark] for stop in ".,;!\n")


def parted(negation: Hit, anchor: Hit, words: Words) -> bool:
    """Tell whether a comma or dash parts a negation from what follows it (`Pidana Tak Cukup, Berkas ke BKN`).

    It frees a step in four development articles, in three of them rightly.
    """
    starts, ends = words.starts, words.ends
    return any(starts[place + 1] - ends[place] > 1 for place in range(negation.last, anchor.first))


def _cried(crier: Hit, used: Sequence[Hit], text: str, words: Words) -> bool:
    """Tell whether a step is what somebody cries for (`Netizen: Pecat Camat Itu`, `Copot! Seruan Netizen`)."""
    behind = words.ends[crier.last]
    return all(_BARE.match(words.texts[own.first]) for own in used) and any(
        (len(used) > 1 and text.startswith("!", words.ends[own.last]))
        or (own.first > crier.last and _COLON.fullmatch(text[behind : words.starts[own.first]]))
        for own in used
    )


def _done(urging: Hit, verb: Hit, words: Words) -> bool:
    """Tell whether what stands behind a demand has happened (`warga meminta ia dicopot, Bawaslu sudah memeriksa`).

    No development article rests on it; it follows from the words.
    """
    return not _DONE.isdisjoint(words.texts[urging.last + 1 : verb.first + 1])


def _before(rumour: Hit, verb: Hit, text: str, words: Words) -> bool:
    near = rumour.first < verb.first and verb.first - rumour.last <= _REPORTED
    return near and _one_clause(rumour, verb, text, words)


def _one_clause(first: Hit, second: Hit, text: str, words: Words) -> bool:
    between = text[words.ends[first.last] : words.starts[second.first]] if second.first > first.last else ""
    return not any(mark in between for mark in ",;.")
