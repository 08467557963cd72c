"""What the words around a mention say of the part it plays in the story."""

from bisect import bisect_left
from dataclasses import replace

from pipeline.entities.model import Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_AHEAD = 12
"""Words after a mention in which its verb is sought."""
_SURE = 1.5
_SOON = 4
_FEW = 0.6
_CLOSE = 6
_FAR = 0.7
"""A verb further from the mention than `_CLOSE` words may be another's."""
_BACK = 3
_CLAUSE_BACK = 10
_QUOTES = frozenset(['"', "“", "”"])
_CLAUSE_ENDS = frozenset([".", '"', "”", "“", ";", ":"])
_ADVISERS = frozenset(["hukum", "pengacara", "pembela", "advokat", "keluarga", "istri", "suami", "anak", "kuasa"])
"""Before `terdakwa`: who speaks for the accused."""
_BREAKS = frozenset([".", '"', "”", "“", ";"])
_INITIALS = frozenset(["inisial", "berinisial"])
"""The Indonesian press names by initials whom it accuses."""
_SAID_BACK = 7
_AS = frozenset(["sebagai", "selaku", "jadi", "berstatus"])
_AS_WITNESS = 8
_SCOLDED = 32
"""Words from an office to what its bearer says of his people."""
_REBUKES = frozenset(["tegur", "bina", "nasihati", "sanksi", "ingatkan"])
_I = frozenset(["saya", "kami", "kita"])
_ORDERS = frozenset(
    "surat sk keputusan sanksi teguran rekomendasi pembebasan pemberhentian hukuman".split()  # noqa: SIM905
    + "kasus perkara masalah persoalan proses penanganan urusan sepenuhnya pembinaan pemeriksaan".split()  # noqa: SIM905
)
"""What a chief signs or hands over in a case of others."""
_MEASURES = frozenset(
    "sanksi teguran hukuman pemberhentian pembebasan pembinaan kasus perkara penanganan proses pemeriksaan".split()  # noqa: SIM905
)
"""What a chief decides on others."""
_PUNISHMENTS = frozenset(["sanksi", "teguran", "hukuman", "peringatan", "pembinaan"])
_FROM = frozenset(["dari", "oleh"])
_THEM = frozenset(["keduanya", "ketiganya", "mereka"])
_STATEMENTS = frozenset(["keterangan", "klarifikasi", "kesaksian", "penjelasan"])
_THROUGH = frozenset(["melalui", "lewat"])
"""A body speaks through somebody: `PGRI melalui ketuanya, La Ane, siap mendampingi`."""
_NOT = frozenset(["belum", "tidak", "tak", "enggan", "menolak", "ogah"])
_HEARD = 0.4
"""Who gives a statement (`memberi keterangan`) did nothing by that."""
_INVERTS = frozenset(
    "sudah telah turut ikut juga akan sedang usai setelah sebelum yang pun baru masih dan serta belum ,".split()  # noqa: SIM905
    + "mulai bisa kembali sempat selain dapat harus tak tidak resmi akhirnya kini lalu kemudian pernah segera".split()  # noqa: SIM905
)
"""Words before a passive verb after which its subject may follow."""
_WHICH_WITNESS = frozenset("lain lainnya pertama kedua ketiga keempat kelima".split())  # noqa: SIM905
_WITNESS_BACK = 8
"""Words from `Saksi lainnya` to its name."""
_FOR_PARTIES = frozenset(["partai", "parpol", "paslon", "pasangan", "calon", "caleg", "tps", "peserta", "mandat"])
"""Behind `saksi`: who watches the count for a party is no witness of a case."""
_RECEIVES = frozenset(["mendapat", "mendapatkan", "menerima", "memperoleh", "menjalani"])
"""Verbs of who is punished, though they are active: `mendapat teguran tertulis`."""
_USED = frozenset(["dicatut", "tercatut", "dicatutnya", "dicomot"])
_SOON_USED = 5
NOTHING = Cues()
_ADDRESSED = Cues(addressed=1.2)
_TITLE = 1.5
"""A headline names the accused first: its cues count more."""
_QUOTED = 0.5
"""What somebody says of others counts half."""


def cues_around(reading: Reading, phrases: Phrases, general: list[int], first: int, after: int) -> Cues:
    """Return the cues of one mention.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        general: Indexes of the words that open a clause of the general, in order.
        first: Index of the mention's first word.
        after: Index after its last word (and its office).
    """
    witness = "saksi" in reading.places_of
    if witness and (_is_heard(reading, after) or _is_called_witness(reading, first)):
        return Cues(speaks=1.0, heard=1.0)
    if first and reading.low[first - 1] == "bukan":
        return _ADDRESSED  # `pria itu bukan Kepala Desa Ngraji, Suwarno`
    told = _verb(reading, phrases, after) + _left(reading, phrases, first)
    if told.accused and _scolds(reading, after):
        told += Cues(chief=1.0)
    if not told.speaks and _said_by(reading, phrases, first, after):
        told += Cues(speaks=2.0)
    accused, speaks, addressed = told.accused, told.speaks, told.addressed
    if _general(reading, general, first):
        addressed += 1.0
        accused *= 0.3
    offset = reading.starts[first]
    suffers, weak = told.suffers, told.weak
    if offset < reading.base:
        accused *= _TITLE
        weak *= _TITLE
        suffers *= _TITLE
        addressed *= _TITLE
    elif reading.document.in_quotation(offset - reading.base):
        accused *= _QUOTED
        speaks *= _QUOTED
    return Cues(accused, speaks, told.complains, suffers, addressed, min(weak, accused), told.chief)


def _scolds(reading: Reading, after: int) -> bool:
    """Tell whether somebody goes on to say that he rebuked his people: `"Guru itu sudah saya tegur," katanya`."""
    near = reading.low[after : after + _SCOLDED]
    return any(word in _REBUKES and near[place - 1] in _I for place, word in enumerate(near) if place)


def _is_heard(reading: Reading, after: int) -> bool:
    """Tell whether somebody is named as a witness: `meminta keterangan Kepala Puskesmas, dr. Anton, sebagai saksi`."""
    near = reading.low[after : after + _AS_WITNESS]
    near = near[: near.index(".")] if "." in near else near
    return any(
        word == "saksi" and near[place - 1] in _AS and not _FOR_PARTIES.intersection(near[place + 1 : place + 2])
        for place, word in enumerate(near)
        if place
    )


def _is_called_witness(reading: Reading, first: int) -> bool:
    """Tell whether a mention follows `Saksi lainnya,`, `Saksi pertama, ketua RT bernama`."""
    low = reading.low
    for here in range(first - 2, max(0, first - _WITNESS_BACK), -1):
        if low[here] == "." or "\n" in reading.gap(here + 1):
            return False
        if low[here] in {"saksi", "saksinya"} and low[here + 1] in _WHICH_WITNESS:
            return True
    return False


def _verb(reading: Reading, phrases: Phrases, after: int) -> Cues:
    """Return what the first telling verb after the mention says; in a headline, the verb that accuses most."""
    low, limit = reading.low, min(len(reading.low), after + _AHEAD)
    if after >= len(low):
        return NOTHING
    headline = reading.starts[after - 1] < reading.base
    end = reading.sentence_bounds(reading.sentence(reading.starts[after - 1]))[1]
    told, until = NOTHING, limit
    for here in range(after, limit):
        word = low[here]
        if here >= until or reading.starts[here] >= end or word in _QUOTES or (word == "," and told is not NOTHING):
            break
        if word not in phrases.telling_firsts:
            continue
        found = phrases.telling.get(f"{word} {low[here + 1]}") if here + 1 < limit else None
        found = found or phrases.telling.get(word)
        if found is None:
            continue
        if here - after >= _CLOSE and found.accused:
            found = replace(found, accused=found.accused * _FAR, weak=found.weak * _FAR)
        found = _of_others(reading, phrases, here, found)
        if told is NOTHING:
            told = found
            if found.suffers or not (headline or _weak(found)):
                break
            until = limit if headline else min(limit, here + _SOON)
        elif found.accused > told.accused:
            told = found
    return told


def _weak(cues: Cues) -> bool:
    """Tell whether a verb only says that something was done (`ikut`): a surer one may follow (`ikut terseret`)."""
    return 0 < cues.accused < _SURE and not cues.speaks


def _of_others(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb, much less of an accusation where a chief speaks of his people or one explains."""
    if found.speaks and not _USED.isdisjoint(reading.low[verb + 1 : verb + _SOON_USED]):
        return Cues(suffers=2.0, speaks=1.0)  # `NS menyatakan namanya dicatut`
    if not found.accused:
        return found
    given = reading.low[verb].startswith("me") and reading.low[verb] not in _RECEIVES
    near = set(reading.low[verb + 1 : verb + 3])
    if given and (_MEASURES | _THEM | _ORDERS) & near:  # `meneken surat pembebasan tugas`, `menyerahkan keduanya`
        chief = 1.0 if (_MEASURES | _THEM) & near else 0.0
        return replace(found, accused=0.0, weak=0.0, speaks=found.speaks + 0.5, chief=chief)
    stated = verb + 1 < len(reading.low) and reading.low[verb + 1] in _STATEMENTS
    if stated and reading.low[verb - 1] not in _NOT:  # the accused are who `belum memberi keterangan`
        return replace(found, accused=_HEARD, weak=_HEARD)
    for here in range(verb, min(len(reading.low), verb + _AHEAD)):
        word = reading.low[here]
        if word == ".":
            break
        if word in phrases.subordinates and not _made_to(reading, phrases, here):
            return replace(found, accused=found.accused * 0.3, speaks=found.speaks + 1.0, chief=1.0)
    return found


def _made_to(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether somebody's people are those he made do something: `membantah mengumpulkan bawahannya`."""
    told = (phrases.telling.get(word) for word in reading.low[max(0, index - 2) : index])
    return any(cues is not None and cues.accused > 0 and not cues.speaks for cues in told)


def _left(reading: Reading, phrases: Phrases, first: int) -> Cues:
    """Return what the few words before the mention say."""
    low, told, here = reading.low, NOTHING, first - 1
    if _is_agent(reading, phrases, first):
        return _ADDRESSED
    if first > 1 and low[here] == "," and low[first - 2] in phrases.accused and low[first - 3] not in _ADVISERS:
        return Cues(accused=3.0)  # `Terlapor, Budi Santoso, ...`
    if first > 1 and low[here] in _FROM and _PUNISHMENTS.intersection(low[max(0, here - 2) : here]):
        return _ADDRESSED + Cues(chief=1.0)  # `berakhir dengan teguran lisan dari wali nagari`
    for step in range(_BACK):
        if here < 0 or low[here] in _BREAKS or "\n" in reading.gap(here + 1):
            break
        if low[here] in phrases.saying or reading.stems[here] in phrases.saying:
            return told + Cues(speaks=2.0)
        if low[here] == "keterangan" and step == 0:
            return told + Cues(accused=1.0, weak=1.0)  # `meminta keterangan Camat X`
        found = _word_before(low[here], phrases, next_to=step == 0)
        if found is not NOTHING:
            told += found
        if low[here] == ",":
            break
        here -= 1
    return told


def _is_agent(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether a mention did what was done to somebody else: `Irwandi ditegur wali nagari`.

    Indonesian turns the sentence round too (`telah diperiksa Camat X`): only behind somebody it is told so.
    """
    low, verb = reading.low, first - 1
    if verb < 1 or reading.starts[verb] < reading.base or not low[verb].startswith("di"):
        return False
    done = low[verb] in phrases.undergone or low[verb] in phrases.examined
    return done and low[verb - 1] not in _INVERTS and (low[verb - 1].isalpha() or low[verb - 1] == ",")


def _said_by(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether a mention in commas names who spoke: `kata pengurusnya, Karsono.`."""
    low = reading.low
    if first < 2 or low[first - 1] != "," or after >= len(low) or low[after] not in {",", ".", "("}:  # noqa: PLR2004
        return False
    for here in range(first - 2, max(-1, first - _SAID_BACK), -1):
        if low[here] in phrases.saying or low[here] in _THROUGH:
            return True
        if low[here] in _BREAKS or low[here] == ",":
            return False
    return False


def _word_before(word: str, phrases: Phrases, *, next_to: bool) -> Cues:
    """Return what one word before a mention says; less when other words stand between."""
    if word == "pelapor":
        return Cues(complains=3.0) if next_to else NOTHING
    named = next_to and (word in _INITIALS or word == "namanya")  # `... menyodorkan kalender. Namanya Rudi`
    if word in phrases.accused or named:
        return Cues(accused=1.5 if word == "namanya" else 3.0 if next_to else 1.0)
    if word in phrases.examines:
        return Cues(accused=1.0, weak=1.0)
    if word in phrases.few:
        return Cues(accused=_FEW, weak=_FEW)
    if word in phrases.about:
        return Cues(accused=1.5 if next_to else 0.8)
    return _ADDRESSED if word in phrases.addressed else NOTHING


def _general(reading: Reading, general: list[int], first: int) -> bool:
    """Tell whether the mention stands in a clause of the general, the forbidden or the future."""
    place = bisect_left(general, first) - 1
    if place < 0 or general[place] < first - _CLAUSE_BACK + 1:
        return False
    return not any(
        reading.low[here] in _CLAUSE_ENDS or "\n" in reading.gap(here + 1) for here in range(general[place], first)
    )
