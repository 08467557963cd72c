"""Reads the verb behind a mention: what it says of the one who stands before it."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import takewhile

from base.quick import quick
from pipeline.entities.deeds import of_others
from pipeline.entities.model import NOTHING, Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.refusals import befell_for_refusing, opens_refusing, stands_up
from pipeline.entities.words import Reading

_AHEAD = 12
"""Words after a mention in which its verb is sought."""
_SURE = 1.5
_SOON = 6
_CLOSE = 6
_FAR = 0.7
"""A verb further from the mention than `_CLOSE` words may be another's."""
_BROUGHT = 14
"""Words from `menyerahkan` to whom."""
_EXPLAINED = 32
"""Words from `mendatangi kantor Bawaslu` to what for."""
_THERE = Cues(stops=0.8)
_PRESENT = frozenset(["hadir", "ikut", "berada"])
_TOWARDS = frozenset(["ke", "kepada", "pada"])
_ROOMS = frozenset(["kantor", "ketua", "anggota", "petugas", "pihak", "sentra", "penyidik"])
_QUOTES = frozenset(['"', "“", "”"])
_VERB = 4
_LONG = 3
"""Words of the longest phrase that says something of the mention before it."""
_VERBAL = ("me", "ter", "di")
_SPEAKS_UP = Cues(complains=2.0)
_REFUSES = Cues(stops=1.5)
_PUNISHED = Cues(suffers=3.0)
_ENDS = Cues(stops=1.5)
_EVENT = 4
"""Words from `membubarkan` to what is ended."""


def verb_after(reading: Reading, phrases: Phrases, first: int, after: int, borders: AbstractSet[int]) -> Cues:
    """Return what the first telling verb after the mention says; in a headline, the verb that accuses most.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
        after: Index after its last word (and its office).
        borders: Where other mentions begin: behind the mention's own verb, what follows is said of them.
    """
    return NOTHING if after >= len(reading.low) else _Clause(reading, phrases, first, after, borders).told()


@quick
@dataclass(frozen=True, slots=True)
class _Clause:
    """The words from a mention to the end of its sentence."""

    reading: Reading
    phrases: Phrases
    first: int
    after: int
    borders: AbstractSet[int]

    def told(self) -> Cues:
        """Return what the verb says, or a surer one shortly behind it."""
        low, headline = self.reading.low, self.reading.starts[self.after - 1] < self.reading.base
        limit = until = min(len(low), self.after + _AHEAD)
        told, passed = NOTHING, False
        for here in self._stirring(limit):
            if here >= until or self._ends(here, told, passed=passed):
                break
            if low[here] == "yang" and not passed and stands_up(self.reading, self.phrases, here + 1):
                return _SPEAKS_UP  # `guru yang merekam justru diperiksa`
            if told is NOTHING and low[here] in self.phrases.causes and stands_up(self.reading, self.phrases, here + 1):
                return _PUNISHED  # `memindahkan Nurbaiti karena tak mau menempelkan stiker`
            found = self._said_at(here, limit)
            passed = passed or found is not None or self._is_verbal(low[here])
            if found is None:
                continue
            found = self._fitting(here, found)
            if headline and (found.complains or found.stops) and "," in low[self.after : here]:
                break  # `Kepala Ohoi Tahan Raskin, Imam Masjid Mengadu`
            if told is NOTHING or found is _PUNISHED:
                told = found
                if found.suffers or not (headline or _weak(found)):
                    break
                until = limit if headline else min(limit, here + _SOON)
            elif found.accused > told.accused or ((found.complains or found.stops) and not headline):
                told = found  # `memotret mobil itu dan melaporkannya`
        return told

    def _stirring(self, limit: int) -> list[int]:
        """Return where words of the clause stand that may say something; most say nothing wherever they stand."""
        starts, borders, stirring = self.reading.starts, self.borders, self.phrases.stirring
        bounds = self.reading.sentence_bounds(self.reading.sentence(starts[self.after - 1]))
        end = bisect_left(starts, bounds[1], self.after, limit)
        return [
            here
            for here, word in enumerate(self.reading.low[self.after : end], self.after)
            if word in stirring or here in borders or word.startswith(_VERBAL)
        ]

    def _ends(self, here: int, told: Cues, *, passed: bool) -> bool:
        """Tell whether what is said of the mention ends: at a quotation, a comma behind its verb, at somebody else."""
        word = self.reading.low[here]
        if word in _QUOTES or (word == "," and told is not NOTHING):
            return True
        clause = self.reading.low[self.after] == "yang"  # `Dosen yang dikenal mahasiswanya sebagai Pak Ge dicopot`
        # `Sekda minta inspektorat periksa dua kabid yang berpose`
        return passed and not clause and (here in self.borders or word == "yang")

    def _said_at(self, here: int, limit: int) -> Cues | None:
        """Return what the verb at an index says of whoever stands before it; None where no telling verb stands."""
        low, phrases, word = self.reading.low, self.phrases, self.reading.low[here]
        refusal = (word in phrases.refuses or word in phrases.denies) and low[here - 1] not in phrases.causes
        if self._is_spared(here) or (refusal and stands_up(self.reading, phrases, here)):
            return _REFUSES
        if word == "menurut" or (word in self.phrases.around["seen"] and low[here - 1] in self.phrases.around["not"]):
            return None  # `Lurah Kaharuddin, menurut tiga saksi, berdiri di pintu`
        found = self._brings(here) if word in phrases.hands_in else None
        found = _ENDS if self._ends_event(here) else found
        found = _THERE if word == "yang" and self._only_there(here + 1) else found
        if found is not None:
            return found
        if word not in phrases.telling_firsts:
            told = phrases.telling.get(word[:-3]) if word.endswith("nya") and word.startswith("me") else None
            if told is not None:
                return told  # `menyayangkannya`
            befell = word.startswith("di") and len(word) > _VERB and befell_for_refusing(self.reading, phrases, here)
            return _PUNISHED if befell else None
        return self._longest(here, limit)

    def _longest(self, here: int, limit: int) -> Cues | None:
        """Return what the longest phrase at an index says: `digiring ke lapas` before `digiring`."""
        low, telling = self.reading.low, self.phrases.telling
        near = low[here : min(limit, here + _LONG)]
        pair = " ".join(["#" if word.isdigit() and place else word for place, word in enumerate(near[:2])])
        return telling.get(" ".join(near)) or telling.get(pair) or telling.get(near[0])

    def _ends_event(self, verb: int) -> bool:
        """Tell whether somebody ends another's campaign or turns its people away: `menyuruh pulang tim`."""
        low, around = self.reading.low, self.phrases.around
        if low[verb] not in around["ends"]:
            return False
        near = list(takewhile(lambda word: not self._is_verbal(word), low[verb + 1 : verb + 1 + _EVENT]))
        away = low[verb] not in around["makes_go"] or not around["goes"].isdisjoint(near)
        return away and not around["of_campaigns"].isdisjoint(near)

    def _brings(self, verb: int) -> Cues | None:
        """Return what it says to call on an authority, or to bring something to one; None where nobody does."""
        called = self._called_on(verb)
        return _SPEAKS_UP if called is None and self._is_to_authority(verb) else called

    def _is_spared(self, here: int) -> bool:
        """Tell whether something did not befall somebody with others: `tidak ikut diteruskan`."""
        low = self.reading.low
        passive = low[here] == "ikut" and any(word.startswith("di") for word in low[here + 1 : here + 2])
        return passive and low[here - 1] in self.phrases.around["not"]

    def _is_to_authority(self, verb: int) -> bool:
        """Tell whether something is brought to those who look into a case."""
        low = self.reading.low
        end = self.reading.sentence_bounds(self.reading.sentence(self.reading.starts[verb]))[1]
        for here in range(verb + 1, min(len(low) - 2, verb + _BROUGHT)):
            if self.reading.starts[here] >= end:
                return False
            office = low[here + 1 : here + 3] if low[here + 1] in _ROOMS else low[here + 1 : here + 2]
            if low[here] in _TOWARDS and not self.phrases.authorities.isdisjoint(office):
                given, around = low[verb + 1 : here], self.phrases.around
                # `mengantar bapaslon ke KPU`, `memberikan klarifikasi kepada Bawaslu`
                return around["runners"].isdisjoint(given) and around["summoned"].isdisjoint(given)
        return False

    def _called_on(self, verb: int) -> Cues | None:
        """Return what it says to go to those who look into a case: to be asked, or to report; None where nobody goes.

        The next sentence may tell it: `menyambangi Panwascam, Senin. Ia dicecar ...`.
        """
        low, reading, phrases = self.reading.low, self.reading, self.phrases
        office = low[verb + 1 : verb + 4]
        if low[verb] not in phrases.around["calls_on"] or phrases.authorities.isdisjoint(office):
            return None
        sentence = reading.sentence(reading.starts[verb])
        for here in range(verb + 2, min(len(low), verb + _EXPLAINED)):
            later = reading.sentence(reading.starts[here]) - sentence
            if later > 1 or here in reading.lines or (later and here in self.borders):
                break  # what follows is said of somebody else
            if low[here] in phrases.complained:
                return _SPEAKS_UP
            if low[here] in phrases.around["summoned"]:
                return phrases.telling["diperiksa"]
        return None if reading.starts[verb] < reading.base else _SPEAKS_UP

    def _only_there(self, verb: int) -> bool:
        """Tell whether somebody only was where others were told what to do: `, yang ikut dalam rapat, diam`."""
        low, meetings = self.reading.low, self.phrases.around["meetings"]
        where = low[verb + 1 : verb + 2] in (["dalam"], ["di"], ["pada"]) and low[verb - 2] == ","
        where = where and low[verb] in _PRESENT
        near = low[verb + 2 : verb + 5]
        return where and "," in near and not meetings.isdisjoint(near[:1])

    def _is_verbal(self, word: str) -> bool:
        """Tell whether a word is a verb that says nothing of the part somebody plays: `menyampaikan`, `terparkir`."""
        verb = word.startswith(_VERBAL) and len(word) > _VERB and word not in self.phrases.around["participles"]
        return verb or word in self.phrases.bare  # but `suami caleg terpilih Budi` has none

    def _fitting(self, here: int, found: Cues) -> Cues:
        """Return what a verb says where it stands: less of an accusation far from the mention, or said of others."""
        if found.accused and self._is_for_refusing(here):
            return _PUNISHED
        if here - self.after >= _CLOSE and found.accused:
            found = replace(found, accused=found.accused * _FAR, weak=found.weak * _FAR)
        return of_others(self.reading, self.phrases, here, found)

    def _is_for_refusing(self, here: int) -> bool:
        """Tell whether a verb tells what befell somebody because he did not take part, or spoke up."""
        if befell_for_refusing(self.reading, self.phrases, here):
            return True
        return self.reading.low[here].startswith("di") and opens_refusing(self.reading, self.phrases, self.first)


def _weak(cues: Cues) -> bool:
    """Tell whether a verb only says that something was done (`ikut`): a surer one may follow (`ikut terseret`)."""
    return 0 < cues.accused < _SURE and not cues.speaks
