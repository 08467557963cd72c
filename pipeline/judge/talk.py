"""Steps that are only talked of: rumours that officials put right, questions still open, conditions, demands.

Reporters tell what did not happen beside what did (`beredar kabar ia sudah dicopot`, `ke BKN atau berhenti, rapat Kamis
yang menentukan`, `baru dibuka bila ketiganya sepakat`). Of 22 wrong stages on a hand written with such sentences five
were rumours and three were left open or asked; on the 2,281 articles before it they are rare.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.text.automaton import Hit
from pipeline.text.lexicon import Lexicon
from pipeline.text.words import Words

_REPORTED = 7  # words over which a rumour reaches
_URGED = 12  # words over which `mendesak` reaches: it asks for several things
_QUESTION = 30  # letters from a step to the mark of its question
_CLOSING = 2
"""Words that may follow `rapat Kamis yang menentukan` where it closes a sentence: it leaves open all told before."""
_UNDONE = 2  # words behind a step in which it is said not to be done yet (`rekomendasi KASN belum turun`)
_BEHIND = 3  # words behind a step in which its condition begins


class Talk(NamedTuple):
    """Masks of the groups that tell talk."""

    rumour: int
    confirmed: int
    undecided: int
    urging: int
    condition: int
    undone: int

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Talk":
        """Return the masks of a lexicon."""
        return cls(*(lexicon.mask(name) for name in cls._fields))

    @property
    def all(self) -> int:
        """Return all groups together."""
        return self.rumour | self.undecided | self.urging | self.condition | self.undone

    def holds(self, mask: int, hits: Sequence[Hit], end: int, verb: Hit, last: int, text: str, words: Words) -> bool:
        """Tell whether a step is only talked of.

        Args:
            mask: Groups of the sentence.
            hits: Of the sentence.
            end: Behind its last word.
            verb: That tells the step.
            last: Its last word.
            text: That the words stand in.
            words: Of title or text.
        """
        heard = 0 if mask & self.confirmed else self.rumour
        return any(
            (hit.mask & self.undecided and (verb.first >= hit.first or end - hit.last <= _CLOSING))
            or (hit.mask & self.urging and 0 < verb.first - hit.last <= _URGED)
            or (hit.mask & heard and _before(hit, verb, text, words))
            or (hit.mask & self.undone and 0 < hit.first - last <= _UNDONE and _one_clause(verb, hit, text, words))
            or (hit.mask & self.condition and 0 < hit.first - last <= _BEHIND and _one_clause(verb, hit, text, words))
            for hit in hits
        )


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


def _before(rumour: Hit, verb: Hit, text: str, words: Words) -> bool:
    near = rumour.first < verb.first and verb.first - rumour.last <= _REPORTED
    return near and _one_clause(rumour, verb, text, words)


def _one_clause(first: Hit, second: Hit, text: str, words: Words) -> bool:
    between = text[words.ends[first.last] : words.starts[second.first]] if second.first > first.last else ""
    return not any(mark in between for mark in ",;.")
