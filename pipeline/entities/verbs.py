"""Reads the verb behind a mention: what it says of the one who stands before it."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from base.quick import quick
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
_TOWARDS = frozenset(["ke", "kepada", "pada"])
_ROOMS = frozenset(["kantor", "ketua", "anggota", "petugas", "pihak", "sentra", "penyidik"])
_QUOTES = frozenset(['"', "“", "”"])
_THEM = frozenset(["keduanya", "ketiganya", "mereka"])
_STATEMENTS = frozenset(["keterangan", "klarifikasi", "kesaksian", "penjelasan"])
_HEARD = 0.4
"""Who gives a statement (`memberi keterangan`) did nothing by that."""
_KNOWS = 4
_TOLD_TO = ("disuruh", "diperintah", "diminta", "menjalankan perintah", "mengikuti perintah", "menuruti")
_ADMITS = frozenset(["mengaku", "mengakui", "ngaku"])
_SENSED = frozenset(["mendengar", "melihat", "menyaksikan", "memantau", "menyangka"])
_VERB = 4
_VERBAL = ("me", "ter", "di")
_USED = frozenset(["dicatut", "tercatut", "dicatutnya", "dicomot"])
_SOON_USED = 5
_KNOWS_NOTHING = Cues(speaks=1.0, stops=1.0)
_GETS = frozenset(["mendapat", "mendapatkan", "menerima", "memperoleh", "terima"])
_GOES_ON = frozenset(["dan", "lalu", "serta", "kemudian", "mestinya", "langsung", "harus", "seharusnya", "sambil"])
_ASKED = 9
"""Words from `meminta` to what is asked."""
_ASKS = Cues(accused=1.5)
_MADE_TO = Cues(speaks=0.6, suffers=1.0, stops=1.0)
_SPEAKS_UP = Cues(complains=2.0)
_REFUSES = Cues(stops=1.5)
_PUNISHED = Cues(suffers=3.0)


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
        low, starts, stirring = self.reading.low, self.reading.starts, self.phrases.stirring
        bounds = self.reading.sentence_bounds(self.reading.sentence(starts[self.after - 1]))
        end = bisect_left(starts, bounds[1], self.after, limit)
        return [
            here
            for here in range(self.after, end)
            if low[here] in stirring or here in self.borders or low[here].startswith(_VERBAL)
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
        if word in phrases.hands_in and self._is_to_authority(here):
            return _SPEAKS_UP  # `menyerahkan tiga payung kepada Panwascam`
        if word not in phrases.telling_firsts:
            told = phrases.telling.get(word[:-3]) if word.endswith("nya") and word.startswith("me") else None
            if told is not None:
                return told  # `menyayangkannya`
            befell = word.startswith("di") and len(word) > _VERB and befell_for_refusing(self.reading, phrases, here)
            return _PUNISHED if befell else None
        following = low[here + 1] if here + 1 < limit else ""
        found = phrases.telling.get(f"{word} {'#' if following.isdigit() else following}") if following else None
        return found or phrases.telling.get(word)

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
                return self.phrases.around["runners"].isdisjoint(low[verb + 1 : here])  # `mengantar bapaslon ke KPU`
        came = low[verb] == "mendatangi" and not self.phrases.authorities.isdisjoint(low[verb + 1 : verb + 3])
        return came and self.phrases.around["summoned"].isdisjoint(low[verb + 2 : verb + _BROUGHT])

    def _is_verbal(self, word: str) -> bool:
        """Tell whether a word is a verb that says nothing of the part somebody plays: `menyampaikan`, `terparkir`."""
        return (word.startswith(_VERBAL) and len(word) > _VERB) or word in self.phrases.bare

    def _fitting(self, here: int, found: Cues) -> Cues:
        """Return what a verb says where it stands: less of an accusation far from the mention, or said of others."""
        if found.accused and self._is_for_refusing(here):
            return _PUNISHED
        if here - self.after >= _CLOSE and found.accused:
            found = replace(found, accused=found.accused * _FAR, weak=found.weak * _FAR)
        return _of_others(self.reading, self.phrases, here, found)

    def _is_for_refusing(self, here: int) -> bool:
        """Tell whether a verb tells what befell somebody because he did not take part, or spoke up."""
        if befell_for_refusing(self.reading, self.phrases, here):
            return True
        return self.reading.low[here].startswith("di") and opens_refusing(self.reading, self.phrases, self.first)


def _weak(cues: Cues) -> bool:
    """Tell whether a verb only says that something was done (`ikut`): a surer one may follow (`ikut terseret`)."""
    return 0 < cues.accused < _SURE and not cues.speaks


def _of_others(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb, much less of an accusation where a chief speaks of his people or one explains."""
    if found.speaks and not _USED.isdisjoint(reading.low[verb + 1 : verb + _SOON_USED]):
        return Cues(suffers=2.0, speaks=1.0)  # `NS menyatakan namanya dicatut`
    if found.speaks and not found.accused and _asks_for_a_side(reading, phrases, verb):
        return _ASKS  # `meminta rohaniwan mendoakan kemenangan petahana`
    if reading.low[verb] in phrases.admits and found.accused > _SURE:
        return found  # `mengaku mengumpulkan 90 lembar dari pegawainya`
    if not found.accused:
        return replace(found, chief=1.0) if found.speaks and _of_his_people(reading, phrases, verb) else found
    return _of_a_deed(reading, phrases, verb, found)


def _asks_for_a_side(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody asks others to help a candidate: chiefs ask for much else."""
    low = reading.low
    if low[verb] not in phrases.makes or low[verb - 1] in _GOES_ON:
        return False  # `mengumpulkan guru dan meminta mereka memilih` is said of somebody before
    near = low[verb + 1 : verb + _ASKED]
    near = near[: near.index(".")] if "." in near else near
    return not phrases.sides.isdisjoint(near) and phrases.against_sides.isdisjoint(near)


def _of_a_deed(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb that accuses: of one who hands over, explains or knows of nothing it says less."""
    given = reading.low[verb].startswith("me") and reading.low[verb] not in phrases.around["receives"]
    near = set(reading.low[verb + 1 : verb + 3])
    if (
        given and (phrases.around["measures"] | _THEM | phrases.around["orders"]) & near
    ):  # `meneken surat pembebasan tugas`, `menyerahkan keduanya`
        chief = 1.0 if (phrases.around["measures"] | _THEM) & near else 0.0
        return replace(found, accused=0.0, weak=0.0, speaks=found.speaks + 0.5, chief=chief)
    if reading.low[verb] in phrases.orders_to and not phrases.authorities.isdisjoint(reading.low[verb + 1 : verb + 3]):
        return replace(found, accused=0.0, weak=0.0, speaks=1.0, chief=1.0)  # `memerintahkan inspektorat turun`
    excused = _excused(reading, phrases, verb)
    if excused is not None:
        return excused
    stated = verb + 1 < len(reading.low) and reading.low[verb + 1] in _STATEMENTS
    if stated and reading.low[verb - 1] not in phrases.around["not"]:  # the accused are who `belum memberi keterangan`
        return replace(found, accused=_HEARD, weak=_HEARD)
    if _of_his_people(reading, phrases, verb) or _for_kin(reading, phrases, verb):
        return replace(found, accused=found.accused * 0.3, speaks=found.speaks + 1.0, chief=1.0)
    return found


def _of_his_people(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether a verb's sentence speaks of its subject's people: `meminta maaf atas ulah anak buahnya`."""
    for here in range(verb, min(len(reading.low), verb + _AHEAD)):
        headline = reading.starts[here] < reading.base
        if reading.low[here] == "." or (headline and reading.low[here] == ","):
            return False  # `Kepala UPTD jadi pelaksana, stafnya ditegur`
        if reading.low[here] in phrases.subordinates and not _made_to(reading, phrases, here):
            return True
    return False


def _for_kin(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody denies what a relative is accused of: `membantah suaminya berkampanye`."""
    near = reading.low[verb + 1 : verb + 2]
    return reading.low[verb] in phrases.answer and not phrases.around["relatives"].isdisjoint(near)


def _excused(reading: Reading, phrases: Phrases, verb: int) -> Cues | None:
    """Return what is said of one who admits nothing of his own; None where a verb admits or no admission stands."""
    heard = reading.low[verb] in _GETS and reading.low[verb + 1 : verb + 2] and reading.low[verb + 1] in phrases.news
    if heard:
        return _KNOWS_NOTHING  # `belum mendapat laporan`
    if _had_to(reading, phrases, verb):
        return _MADE_TO  # `mengaku tidak kuasa menolak perintah`, `mengaku hanya disuruh`
    if _is_not_his(reading, phrases, verb):
        return _KNOWS_NOTHING  # `mengaku belum mengetahui persoalan itu`
    return None


def _had_to(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody says that he could not refuse what another told him to do."""
    near = reading.low[verb : verb + _KNOWS]
    if len(near) < _KNOWS or near[0] not in _ADMITS:
        return False
    helpless = near[1] in phrases.denies and near[2] in phrases.helpless
    return helpless or (near[1] in {"hanya", "cuma", "sekadar"} and " ".join(near[2:]).startswith(_TOLD_TO))


def _is_not_his(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody says that he knows nothing of a deed, which is another's then."""
    near = reading.low[verb : verb + _KNOWS]
    if not near or near[0] not in _ADMITS or near[1:2] == [] or near[1] not in phrases.around["not_known"]:
        return False
    known = len(near) == _KNOWS and near[2] in phrases.around["known"]
    if known and near[1] in {"belum", "baru"} and near[3] in {".", ","}:
        return True  # `mengaku belum tahu.`
    return known and (near[2] in _SENSED or near[3] in phrases.matters)


def _made_to(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether somebody's people are those he made do something: `membantah mengumpulkan bawahannya`."""
    told = (phrases.telling.get(word) for word in reading.low[max(0, index - 2) : index])
    return any(cues is not None and cues.accused > 0 and not cues.speaks for cues in told)
