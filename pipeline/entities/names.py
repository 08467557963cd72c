"""Reads one personal name: titles and degrees stripped, initials, `bin`, single letters."""

from dataclasses import dataclass

from base.quick import quick
from pipeline.entities.degrees import inside_degree, is_degree, is_dotted, is_slogan, past_spaced, short_first
from pipeline.entities.letters import Letters
from pipeline.entities.long_regions import is_region, past_region
from pipeline.entities.model import Region
from pipeline.entities.name_ends import after_letter, apostrophe, goes_on_as_pair, is_pair, past_apostrophe
from pipeline.entities.name_signs import (
    BALINESE,
    CALLED_SO,
    LONGEST_PIECE,
    MAX_NAME,
    MIN_LETTERS,
    NOUN,
    OF_OTHERS,
    OPENS,
    PAIR_OF_LETTERS,
    PILGRIMS,
    POLICE,
    POSSESSED,
    SPACES,
    SURE_BEFORE,
    TITLE_INITIALS,
)
from pipeline.entities.name_words import begins_name, ends_name, is_noun
from pipeline.entities.phrases import Phrases
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

_NUMERALS = frozenset(["V", "X"])
"""Letters that number a part before a name: `Kepala Lingkungan V Tiurma Hutasoit`."""


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """A name as read.

    Args:
        text: Without titles and degrees.
        first: Index of its first word.
        after: Index after its last word.
        initials: True for `RL`, `A.S.`.
    """

    text: str
    first: int
    after: int
    initials: bool


class NameReader:
    """Reads names in one article.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        offices: Words of office names.
        blocked: Indexes of words that are something else: roles, bodies, the outlet in the dateline.
        places: Indexes of words that name places.
        gazetteer: Names of regions.
        apposed: Indexes of initials that an office beside them tells.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        offices: frozenset[str],
        blocked: set[int],
        places: set[int],
        gazetteer: Terms[tuple[Region, ...]],
        apposed: set[int],
    ) -> None:
        self._reading = reading
        self._phrases = phrases
        self._offices = offices
        self._blocked = blocked
        self._places = places
        self._gazetteer = gazetteer
        self.apposed = apposed
        self._letters = Letters(reading, phrases, blocked, places, apposed)

    def name_at(self, first: int, *, trusted: bool) -> Name | None:
        """Return the name that begins here; None when none does.

        Args:
            first: Index of the word (titles before the name may begin here).
            trusted: True where the words before announce a name.
        """
        start = self._past_titles(first)
        if start >= len(self._reading.words) or (self._degree_at(start) and not self._siti(start)):
            return None
        if self._letters.stand_at(start, announced=trusted):
            letters = self._letters.end(start)
            after = self._past_surname(start, letters)
            return Name(" ".join(self._text(start, after).split()), start, after, initials=after == letters)
        region = past_region(self._reading, self._phrases, self._gazetteer, start)
        start = self._past_titles(region) if region > start else start
        after = self._end(start, trusted=trusted)
        if (
            after == start
            or goes_on_as_pair(self._reading, after)
            or (not trusted and is_slogan(self._reading, start, after))
        ):
            return None
        if after - start == 1 and start > first and self._reading.low[start - 1] in CALLED_SO:
            start -= 1  # `Haji Tutu`, `Papa Ical`
        text = self._text(start, after)
        if sum(map(str.isalpha, text)) < MIN_LETTERS:
            return None
        if after - start == 1 and self._says_nothing(start):
            return None
        mark = apostrophe(self._reading, start, after)
        return Name(" ".join(text.split()) + mark, start, after + len(mark), initials=False)

    def initials_at(self, index: int, *, announced: bool = False) -> bool:
        """Tell whether initials of a person can stand here: `RL`, `A.S.`, `AB`."""
        return self._letters.stand_at(index, announced=announced)

    def is_titled(self, index: int, name: Name) -> bool:
        """Tell whether titles that only persons have stand between an index and the name read there."""
        titles = self._reading.low[index : name.first]
        if titles[:2] == ["h", "."]:
            return name.after - name.first > 1
        return any(len(title) > 1 and title in self._phrases.titles and title not in OF_OTHERS for title in titles)

    def _says_nothing(self, index: int) -> bool:
        """Tell whether one word alone is no name: an everyday word, a way to address somebody, a region."""
        word = self._reading.low[index]
        return (
            word in self._phrases.common
            or word in self._phrases.around["addresses"]
            or is_region(self._reading, self._gazetteer, index)
        )

    def _degree_at(self, index: int) -> bool:
        """Tell whether a degree with full stops, or a later part of one, stands here: `S.Sos.`, `M.Si`."""
        if inside_degree(self._reading, self._phrases.degrees, index):
            return True
        short = len(self._reading.words[index]) <= LONGEST_PIECE
        dotted = short and is_dotted(self._reading, index) and is_degree(self._reading, self._phrases.degrees, index)
        return dotted or past_spaced(self._reading, self._phrases.degrees, index) > index

    def _siti(self, index: int) -> bool:
        """Tell whether `St.` is short for a first name rather than a degree: `Hj. St. Aminah`."""
        reading, after = self._reading, index + 2
        if reading.low[index] != "st" or after >= len(reading.low) or reading.low[index + 1] != ".":
            return False
        return reading.gap(after) == " " and reading.words[after].istitle() and index > 0

    def _glued_degree(self, index: int) -> bool:
        """Tell whether a degree stands behind a name without a comma: `Muhammad Arsyad S.Sos`."""
        return len(self._reading.words[index]) <= PAIR_OF_LETTERS and self._degree_at(index)

    def _text(self, first: int, after: int) -> str:
        return self._reading.whole[self._reading.starts[first] : self._reading.ends[after - 1]]

    def _past_titles(self, here: int) -> int:
        reading, low = self._reading, self._reading.low
        while here + 1 < len(low) and low[here] in self._phrases.titles and not reading.gap(here).strip(" \t\n"):
            if (self._letters.announced_at(here) and reading.words[here].isupper()) or here in self.apposed:
                break
            if reading.words[here].isupper() and len(low[here]) == 2 and low[here] not in TITLE_INITIALS:  # noqa: PLR2004 - initials
                break
            here += 2 if low[here + 1] == "." else 1
        return here

    def _end(self, start: int, *, trusted: bool) -> int:
        """Return the index after the name's last word; `start` when no name stands there."""
        reading, low, count, here = self._reading, self._reading.low, len(self._reading.low), start
        here += short_first(reading, start)
        while here < count and here - start < MAX_NAME and self._fits(here, start, trusted=trusted):
            here += 1
            short = (
                len(low[here - 1]) == 1
                or low[here - 1] in self._phrases.links
                or low[here - 1] in self._phrases.around["shortened"]
            )
            short = short or (low[here - 1] in PILGRIMS and here - 1 > start)
            here += here < count and low[here] == "." and short
            here = past_apostrophe(reading, start, here)
            if here < count and (reading.gap(here) not in SPACES or self._glued_degree(here)):
                break
        while here > start and self._dangling(here - 1, start):
            here -= 1
        return here

    def _dangling(self, index: int, start: int) -> bool:
        low = self._reading.low
        if low[index] == ".":
            before = low[index - 1]
            return not (index > start and (len(before) == 1 or before in self._phrases.around["shortened"]))
        return low[index] in self._phrases.links or (low[index] in self._phrases.degrees and index > start)

    def _fits(self, index: int, start: int, *, trusted: bool) -> bool:
        """Tell whether a word can be part of a name that began at `start`."""
        reading = self._reading
        word, low = reading.words[index], reading.low[index]
        if index > start and low in self._phrases.links and not word.isupper():
            return True
        royal = index == start and reading.words[index : index + 2] == ["Anak", "Agung"]  # `Anak Agung Ayu Laksmi`
        rank = (
            index > start
            and len(low) > PAIR_OF_LETTERS
            and low in self._phrases.titles
            and low not in self._phrases.around["soft_titles"]
        )
        if not royal and (not word[0].isupper() or rank or self._is_other(index)):  # `Udayana Kolonel Inf Agung Putra`
            return False
        if len(word) == 1 or royal:
            return index > start or word not in _NUMERALS or reading.low[index + 1 : index + 2] == ["."]
        if low in self._phrases.common or low in reading.lowered or low.split("-")[0] in self._phrases.common:
            later = index > start and "-" not in low and not after_letter(reading, index, start)
            later = later and (trusted or reading.low[start] in BALINESE or self._phrases.is_given(reading.low[start]))
            begins = index == start and self._goes_on(index, trusted=trusted)
            inside = begins and (low == "lalu" or (trusted and not self._opens(index)))
            return (inside or low not in reading.lowered) and (later or begins)
        if word.isupper():
            whole = len(word) > MIN_LETTERS or self._closes(index, start)
            after = index + 1  # `operator SIKS Dedi Rahman`: a short form, no name in capitals
            goes_on = index == start and after < len(reading.words) and reading.words[after].istitle()
            return low not in self._phrases.acronyms and whole and not (goes_on and reading.gap(after) == " ")
        return not (low in self._phrases.degrees and index > start)

    def _goes_on(self, index: int, *, trusted: bool) -> bool:
        """Tell whether an everyday word begins a name, by the word that follows: `Bagus Setyawan`, `Lalu Dahlan`."""
        reading, after = self._reading, index + 1
        if after >= len(reading.low) or not reading.capital[after] or reading.gap(after) != " ":
            return False
        inside = reading.capital[index - 1] and reading.gap(index) == " " and not self._opens(index - 1)
        inside = (
            inside and index - 1 not in self._blocked and reading.low[index - 1] not in self._phrases.around["tails"]
        )
        inside = inside and reading.low[index - 1] not in self._offices
        if reading.low[index] == "lalu" and self._lalu(index):
            return True  # `dibawa Lalu Mahsun Wirajaya`: an everyday word has no capital inside a sentence
        if (self._opens(index) and not trusted) or (inside and reading.low[index - 1] not in self._phrases.titles):
            return False
        word, before = reading.low[after], reading.low[index - 1]
        if self._is_other(after) or reading.words[index].isupper() or word in self._phrases.common:
            return False
        titled = not self._phrases.titles.isdisjoint(reading.low[max(0, index - 2) : index])  # `dr. Maya Sari`
        sure = trusted and (before in SURE_BEFORE or titled)
        return sure or self._phrases.is_given(word)

    def _lalu(self, index: int) -> bool:
        """Tell whether `Lalu` stands inside a sentence: behind a word without a capital, a comma or a title."""
        before = self._reading.low[index - 1]
        titled = before == "." and self._reading.low[index - 2] in self._phrases.titles  # `dr. Lalu Hadian`
        inside = self._reading.words[index - 1].islower() or before == "," or before in self._phrases.around["tails"]
        return titled or (inside and not self._opens(index))

    def _opens(self, index: int) -> bool:
        """Tell whether a word begins a sentence, where every word has a capital."""
        return index <= 0 or self._reading.low[index - 1] in OPENS or index in self._reading.lines

    def _closes(self, index: int, start: int) -> bool:
        """Tell whether two capitals end a name: `Mursalin MS,`, but not `Sukaraja SM` (a village and initials)."""
        reading, low = self._reading, self._reading.low
        known = low[index] not in self._phrases.degrees and any(map(self._phrases.is_given, low[start:index]))
        ends = index + 1 >= len(low) or not reading.capital[index + 1]
        return known and ends and len(low[index]) == PAIR_OF_LETTERS

    def _is_other(self, index: int) -> bool:
        """Tell whether the word is known as something else than a name."""
        low = self._reading.low[index]
        if (
            index in self._blocked
            or index in self._places
            or (low in self._offices and not ends_name(self._reading, self._phrases, index))
        ):
            return True
        never = low in self._phrases.never or low in self._phrases.described
        if never and not (
            begins_name(self._reading, self._phrases, index) or ends_name(self._reading, self._phrases, index)
        ):
            return True
        if low[-3:] == "nya" and len(low) > POSSESSED:  # `Ketiganya`, `Sopirnya`; `Sefanya Wally` is a name
            return self._opens(index) or "-" in low or low[:-3] in self._phrases.common
        if low[:2] == "di" and low[-3:] == "kan" and len(low) > NOUN:
            return self._opens(index)  # `Ditambahkan Rahmat, ...`
        paired = "-" in low and is_pair(self._reading, self._phrases, index)
        return paired or (low[0] in "kpdwm" and (low.startswith(POLICE) or is_noun(low)))  # `Kasatlantas`

    def _past_surname(self, start: int, after: int) -> int:
        """Return the index after the surname behind dotted letters (`A.Y. Renwarin`, `R boru Sitompul`), or `after`."""
        reading = self._reading
        if after >= len(reading.low) or reading.gap(after) != " " or after - start < PAIR_OF_LETTERS:
            return after
        word = reading.low[after]
        surname = reading.words[after].istitle() and word not in self._phrases.common and not self._is_other(after)
        return self._end(start, trusted=True) if surname and word not in reading.lowered else after
