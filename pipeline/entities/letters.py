"""Tells initials that stand for somebody from other capitals: `berinisial RL`, `A.S.`, `Kades dimaksud, Y, ...`."""

import re

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_PAIR_OF_LETTERS = 2
_INITIALS = re.compile(r"[A-Z]{2,3}")
_ANNOUNCED = re.compile(r"[A-Z]{1,5}")
_LONGEST_DOTTED = 8
_FOUR = 4
_RANKS = frozenset("aiptu aipda bripka brigadir briptu bripda ipda iptu akp kompol serda sertu kopda praka".split())  # noqa: SIM905
_ADDRESSES = frozenset(["nyonya", "saudara", "saudari"])
_INITIAL = frozenset(["inisial", "berinisial", "inisialnya"])
AGE = re.compile(r"\(\s?\d{1,2}(?:\s*tahun)?\s?\)")
"""An age in brackets after a name."""
_DOCTORS = frozenset(["dr", "drg", "drh", "ns"])


_FEW_WORDS = 30
"""Fewer words may be a headline in capitals, where letters are initials as elsewhere."""


class Letters:
    """Reads initials in one article.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        blocked: Indexes of words that are something else.
        places: Indexes of words that name places.
        apposed: Indexes of initials that an office beside them tells.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, blocked: set[int], places: set[int], apposed: set[int]
    ) -> None:
        self._reading = reading
        self._phrases = phrases
        self._blocked = blocked
        self._places = places
        self._apposed = apposed
        self._shouted = _is_shouted(reading)

    def stand_at(self, index: int, *, announced: bool = False) -> bool:
        """Tell whether initials of a person can stand here: `RL`, `A.S.`, `AB`."""
        reading = self._reading
        if index >= len(reading.words) or not reading.words[index].isupper():
            return index < len(reading.words) and self._is_mixed(index)
        word, known = reading.words[index], index in self._blocked or index in self._places
        known = known or self._shouted  # `DILAPORKAN KE BAWASLU`: two capitals tell nothing where all are
        if self._is_numbered(index) or self._is_degree(index) or (known and not self.announced_at(index)):
            return False
        if len(word) == 1 and word.isupper() and (self.end(index) > index + 2 or self._is_letter(index)):
            return True
        if reading.low[index] in self._phrases.acronyms and not self._is_somebody(index, announced=announced):
            return False
        if not self.announced_at(index) and self._begins_office(index):
            return False
        four = announced and len(word) == _FOUR and reading.count(word.lower()) > 1  # `perawat IGAS`
        return four or (_ANNOUNCED if self.announced_at(index) else _INITIALS).fullmatch(word) is not None

    def _is_numbered(self, index: int) -> bool:
        """Tell whether a number follows as in names of offices (`UP3`) and of cars (`DT 12 H`)."""
        reading, after = self._reading, index + 1
        if after >= len(reading.words) or not reading.low[after].isdigit():
            return False
        behind = reading.words[after + 1] if after + 1 < len(reading.words) else ""
        plate = behind.isupper() or (behind != "tahun" and not self.announced_at(index))  # `DN 70-an`
        return plate or not reading.gap(after)

    def _is_degree(self, index: int) -> bool:
        """Tell whether letters are a degree behind a name's comma: `Ardiwinata, SH menilai`."""
        reading = self._reading
        known = reading.low[index] in self._phrases.degrees and index > 1 and reading.low[index - 1] == ","
        return known and reading.words[index - 2].istitle() and index not in self._apposed

    def _is_mixed(self, index: int) -> bool:
        """Tell whether two letters, the second small, are announced as initials: `berinisial Hs diduga ...`."""
        word, after = self._reading.words[index], index + 1
        if len(word) != _PAIR_OF_LETTERS or not word.istitle() or word.lower() in self._phrases.titles:
            return False
        if not self.announced_at(index):
            return False
        return after >= len(self._reading.words) or not self._reading.capital[after]

    def _begins_office(self, index: int) -> bool:
        """Tell whether capitals are the first word of a longer proper name: `guru SDI Waioti`."""
        reading, after = self._reading, index + 1
        in_text = reading.starts[index] >= reading.base
        follows = after < len(reading.words) and reading.capital[after] and reading.gap(after) == " "
        return in_text and follows and not reading.words[after].isupper()

    def _is_somebody(self, index: int, *, announced: bool) -> bool:
        """Tell whether letters that often stand for a thing are a person's: `berinisial RW`, `RW (38)`, `Sekda JS`."""
        reading = self._reading
        if len(reading.words[index]) != _PAIR_OF_LETTERS:
            return self.announced_at(index)
        if self.announced_at(index) or AGE.match(reading.whole, min(reading.ends[index] + 1, len(reading.whole))):
            return True
        if reading.low[index - 1] in _RANKS | _ADDRESSES:
            return True  # `Aiptu SD`, `Nyonya RS`
        joined = reading.low[index - 1] in {"dan", "serta", ","} and self._are_two(index - 2)  # `DM, RS, dan HP`
        joined = joined or (reading.low[index] == "rs" and reading.low[index - 1] in self._phrases.around["before_rs"])
        thing = reading.low[index] in self._phrases.around["letters_of_things"]
        return announced and (index in self._apposed or joined or not thing)

    def _are_two(self, index: int) -> bool:
        """Tell whether two capitals stand at an index that are no short form of a thing."""
        word = self._reading.low[index]
        thing = word in self._phrases.around["letters_of_things"] and word != "rs"
        return self._reading.words[index].isupper() and not thing

    def _is_letter(self, index: int) -> bool:
        """Tell whether one letter stands for somebody: `berinisial M (45)`, `Kades dimaksud, Y, memimpin ...`."""
        if index in self._apposed:
            return True
        if self.announced_at(index) or (index and self._reading.low[index - 1] in _RANKS):
            after = index + 1
            goes_on = (
                after < len(self._reading.low) and self._reading.capital[after] and self._reading.gap(after) == " "
            )
            return self.announced_at(index) or not (
                goes_on and self._reading.low[index] == "i"
            )  # `Aiptu Y`, `AKP I Made`
        low, reading = self._reading.low, self._reading
        if index > 1 and low[index - 1] == "." and low[index - 2] in _DOCTORS:
            here = index + 1
            return here >= len(low) or not (reading.capital[here] or low[here] == ".")  # `dr. Y mengakui`
        commas = 0 < index < len(low) - 1 and low[index - 1] == "," and low[index + 1] in {",", "("}
        return commas and reading.starts[index] >= reading.base and not low[index - 2].isupper()

    def announced_at(self, index: int) -> bool:
        """Tell whether one letter is announced as somebody's initial: `berinisial M (45)`."""
        low = self._reading.low
        titles = self._phrases.titles
        while index > 1 and (
            low[index - 1] in {".", ":"} or (low[index - 1] in titles and low[index - 1] not in _INITIAL)
        ):
            index -= 1  # `berinisial Dr. BPS`
        return index > 0 and low[index - 1] in _INITIAL

    def end(self, index: int) -> int:
        """Return the index after the initials that begin here: after `A.S.` its last full stop, where one is."""
        words, here, end = self._reading.words, index, index
        if (
            len(words[index]) > 1
            or index in self._apposed
            or (self._is_letter(index) and words[index + 1 : index + 2] != ["."])
        ):
            return index + 1
        while here + 1 < len(words) and self._dotted(here) and here < index + _LONGEST_DOTTED:
            here += 2
            end = here
            if here < len(words) and self._reading.gap(here):
                return end
        if end > index and here < len(words) and len(words[here]) == 1 and words[here].isupper():
            end = here + 1
        return end

    def _dotted(self, index: int) -> bool:
        words = self._reading.words
        return len(words[index]) == 1 and words[index].isupper() and words[index + 1] == "."


def _is_shouted(reading: Reading) -> bool:
    """Tell whether an article is printed in capitals from end to end."""
    return len(reading.words) > _FEW_WORDS and 2 * sum(map(str.isupper, reading.words)) > len(reading.words)
