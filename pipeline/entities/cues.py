"""What the words around a mention say of the part it plays in the story."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet

from pipeline.entities.agents import hands_in, is_agent, is_doer, is_made_to
from pipeline.entities.excuses import excuses_himself
from pipeline.entities.model import NOTHING, Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.verbs import verb_after
from pipeline.entities.witnesses import heard
from pipeline.entities.words import Reading

_FEW = 0.6
_BACK = 3
_CLAUSE_BACK = 10
_CLAUSE_ENDS = frozenset([".", '"', "”", "“", ";", ":"])
_QUOTES = frozenset(['"', "“", "”"])
_BREAKS = frozenset([".", '"', "”", "“", ";"])
_INITIALS = frozenset(["inisial", "berinisial", "inisialnya"])
"""The Indonesian press names by initials whom it accuses."""
_SAID_BACK = 7
_SCOLDED = 32
"""Words from an office to what its bearer says of his people."""
_OWN_NAME = 6
"""Words from an office to the end of its holder's name."""
_MYSELF = frozenset(["saya"])
"""`Kami panggil` is what supervisors say of the accused."""
_I = frozenset(["saya", "kami", "kita"])
_PUNISHED_BACK = 9
"""Words from a verb of punishing to `kepada`."""
_CALLED_BACK = 5
"""Words from `pelapornya,` over an office to `bernama`."""
_LAYS = ("menjatuhkan", "dijatuhkan", "memberi", "diberi", "melayangkan", "dilayangkan", "mengeluarkan", "jatuhkan")
_COMPLAINANTS = frozenset(["pelapor", "pelapornya"])
_MEANT = frozenset(["bersangkutan", "dimaksud"])
_TO = frozenset(["kepada", "terhadap", "untuk", "bagi"])
_FROM = frozenset(["dari", "oleh"])
_THROUGH = frozenset(["melalui", "lewat"])
"""A body speaks through somebody: `PGRI melalui ketuanya, La Ane, siap mendampingi`."""
_DOES = Cues(accused=2.0)
_ADDRESSED = Cues(addressed=1.2)
_TITLE = 1.5
"""A headline names the accused first: its cues count more."""
_QUOTED = 0.5
"""What somebody says of others counts half."""


def cues_around(
    reading: Reading,
    phrases: Phrases,
    general: list[int],
    first: int,
    after: int,
    borders: AbstractSet[int],
    begin: int | None = None,
) -> Cues:
    """Return the cues of one mention.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        general: Indexes of the words that open a clause of the general, in order.
        first: Index of the mention's first word.
        after: Index after its last word (and its office).
        borders: Where other mentions begin: behind the mention's own verb, what follows is said of them.
        begin: Index of the first word of the office right before a name; None where none stands there.
    """
    begin = first if begin is None else begin
    witness = heard(reading, phrases, first, after)
    if witness:
        return Cues(speaks=1.0, heard=witness)
    if first and reading.low[first - 1] == "bukan":
        return _ADDRESSED  # `pria itu bukan Kepala Desa Ngraji, Suwarno`
    if hands_in(reading, phrases, begin, after):
        return Cues(complains=2.0)
    made = is_made_to(reading, phrases, begin)
    tells = _only_tells(reading, phrases, first, after)
    # What follows `ditegur camat`, `diancam Kadis, Hamsir, karena tak mau mendukung` is said of the other.
    acts = _acts(reading, phrases, begin)
    said = verb_after(reading, phrases, first, after, borders) if acts is NOTHING and not (made or tells) else NOTHING
    told = said + _left(reading, phrases, first, acts if begin == first else _acts(reading, phrases, first))
    if _is_one_of_accused(reading, phrases, after):
        told += Cues(accused=3.0)
    if _scolded(reading, phrases, begin) or (
        (told.accused or told.speaks) and _scolds(reading, phrases, after, borders)
    ):
        told += Cues(chief=1.0)
    if excuses_himself(reading, phrases, first, after, borders):
        told += Cues(speaks=1.0, chief=1.0)
    if not told.speaks and _said_by(reading, phrases, first, after):
        told += Cues(speaks=2.0)
    return _weighed(told, reading, first, general=_general(reading, general, first))


def _weighed(told: Cues, reading: Reading, first: int, *, general: bool) -> Cues:
    """Return the cues of a mention, more of them in the headline, less in a quotation and where all are meant."""
    if told is NOTHING and not general:
        return told
    accused, speaks, addressed = told.accused, told.speaks, told.addressed
    if general:
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
    return Cues(accused, speaks, told.complains, suffers, addressed, min(weak, accused), told.chief, stops=told.stops)


def _only_tells(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether what follows a mention is what it says of others: `menurut Damianus, empat kampung mendapat ...`.

    So it is of `Keduanya, lanjut Rina, terbukti mengemudikan kendaraan`.
    """
    before = reading.low[first - 1] if first else ""
    closed = reading.low[after : after + 1] == [","] and reading.low[first - 2 : first - 1] == [","]
    return before == "menurut" or (before in phrases.saying and closed)


def _is_one_of_accused(reading: Reading, phrases: Phrases, after: int) -> bool:
    """Tell whether a mention is one of those accused: `UU, salah seorang terdakwa`."""
    low, here = reading.low, after + 1
    if low[after : after + 1] != [","]:
        return False
    while here < len(low) and low[here] in phrases.around["one_of"]:
        here += 1
    return here < len(low) and low[here] in phrases.accused and low[here + 1 : here + 2] in ([","], ["."])


def _scolds(reading: Reading, phrases: Phrases, after: int, borders: AbstractSet[int]) -> bool:
    """Tell whether somebody goes on to say that he rebuked his people: `"Guru itu sudah saya tegur," katanya`."""
    rebukes = phrases.around["rebukes"]
    if not reading.names_any(rebukes):
        return False
    until = min(len(reading.low), after + _SCOLDED)
    until = next((here for here in range(after, until) if here in reading.lines), until)
    near = reading.low[after:until]
    return not rebukes.isdisjoint(near) and any(
        word in rebukes
        and near[place - 1] in (_I if word != "panggil" else _MYSELF)
        and near[place - 2] not in phrases.causes  # `dendam lantaran kami tegur`
        and not _is_anothers(reading, borders, after + _OWN_NAME, after + place)
        for place, word in enumerate(near)
        if place > 1
    )


def _is_anothers(reading: Reading, borders: AbstractSet[int], after: int, place: int) -> bool:
    """Tell whether somebody else is told of, outside of what is quoted, before a word."""
    return any(
        here in borders and not reading.document.in_quotation(reading.starts[here] - reading.base)
        for here in range(after, place)
    )


def _scolded(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether somebody said right before that he rebuked his people: `"Sudah kami tegur," ujar Ramli`."""
    low, here = reading.low, first - 2
    if here < 1 or low[here] not in _QUOTES or low[first - 1] not in phrases.saying:
        return False
    rebukes, here = phrases.around["rebukes"] | phrases.around["calls_up"], here - 1
    for place in range(here, max(0, here - _SCOLDED), -1):
        if low[place] in _QUOTES:
            return False
        if low[place] in rebukes and low[place - 1] in _I:
            return True
    return False


def _acts(reading: Reading, phrases: Phrases, first: int) -> Cues:
    """Return what a mention did to somebody else, as the words before it tell; nothing where they do not."""
    if is_doer(reading, phrases, first):
        return _DOES
    return _ADDRESSED if is_agent(reading, phrases, first) else NOTHING


def _left(reading: Reading, phrases: Phrases, first: int, acts: Cues) -> Cues:
    """Return what the few words before the mention say, where it did nothing to somebody else (`_acts`)."""
    if acts is not NOTHING:
        return acts
    low, here = reading.low, first - 1
    told = Cues(accused=1.5) if _is_meant(reading, phrases, here) else _as_accused(reading, phrases, first)
    for step in range(0 if told is NOTHING else _BACK, _BACK):
        if here < 0 or low[here] in _BREAKS or here + 1 in reading.lines:
            break
        if low[here] in phrases.saying or reading.stems[here] in phrases.saying:
            return (told if told.accused >= _DOES.accused else NOTHING) + Cues(speaks=2.0)  # `kata seorang guru`
        if low[here] == "keterangan" and step == 0:
            return told + Cues(accused=1.0, weak=1.0)  # `meminta keterangan Camat X`
        if low[here] in phrases.done_by and low[here - 1] in phrases.around["formal_acts"]:
            break  # `Pelantikan dipimpin Camat Banggae`
        found = _word_before(low[here], phrases, next_to=step == 0)
        if found is not NOTHING:
            told += found
        if low[here] == ",":
            break
        here -= 1
    return told


def _is_meant(reading: Reading, phrases: Phrases, here: int) -> bool:
    """Tell whether a name is that of the one spoken of: `Yang bersangkutan, Ny. Selvina, tidak bisa menunjukkannya`."""
    low = reading.low
    while here > 1 and (low[here] == "." or low[here] in phrases.titles):
        here -= 1
    return here > 0 and low[here] == "," and low[here - 1] in _MEANT


def _as_accused(reading: Reading, phrases: Phrases, first: int) -> Cues:
    """Return what says who is accused or punishes another right before a mention; nothing where nothing does."""
    low, here = reading.low, first - 1
    if first <= 1:
        return NOTHING
    if low[here] == ",":
        return _called(low, phrases, first - 2)
    if low[here] in _TO and _is_punished(reading, phrases, here):
        return Cues(accused=2.0)  # `menjatuhkan hukuman disiplin berat kepada Wahab`
    if low[here] == "bernama" and _COMPLAINANTS.intersection(low[max(0, here - _CALLED_BACK) : here]):
        return Cues(complains=3.0)  # `Pelapornya, guru SD bernama Sitti Aminah`
    if low[here] == "pelapor" and reading.words[first].islower():
        return Cues(accused=1.0)  # `Pelapor guru SD di Cidaun mencabut laporannya`
    # `berakhir dengan teguran lisan dari wali nagari`, `datang atas penugasan Camat Budi`
    rebuked = low[here] in _FROM and phrases.around["punishments"].intersection(low[max(0, here - 2) : here])
    sent = phrases.around["sent"].intersection(
        low[here : first + (low[here] == "atas")]
    )  # `tugas` begins `tugas kades`
    return _ADDRESSED + Cues(chief=1.0) if rebuked or sent else NOTHING


def _called(low: list[str], phrases: Phrases, here: int) -> Cues:
    """Return what the word before a comma makes of a name: `Terlapor, Budi Santoso`, `Pelapor, Irfan Syarif`."""
    if low[here] in _COMPLAINANTS:
        return Cues(complains=3.0)
    if low[here] in phrases.around["superiors"] and low[here - 1] in phrases.around["sent"]:
        return _ADDRESSED + Cues(chief=1.0)  # `mengaku diutus pimpinannya, Camat Budi`
    accused = low[here] in phrases.accused and not _speaks_for(phrases, low, here - 1)
    return Cues(accused=3.0) if accused else NOTHING


def _is_punished(reading: Reading, phrases: Phrases, here: int) -> bool:
    """Tell whether a punishment was laid on whom `kepada` names: `memberi teguran tertulis kepada empat kasi`."""
    near = reading.low[max(0, here - _PUNISHED_BACK) : here]
    near = near[-near[::-1].index(".") :] if "." in near else near
    laid = any(word.startswith(_LAYS) for word in near)
    return laid and not phrases.around["punishments"].isdisjoint(near) and not phrases.around["may"].intersection(near)


def _speaks_for(phrases: Phrases, low: list[str], here: int) -> bool:
    """Tell whether somebody else stands before `terdakwa`: `Kuasa hukum para tersangka, Sutarno, ...`."""
    while here > 0 and low[here] in phrases.around["each"]:
        here -= 1
    return low[here] in phrases.around["advisers"]


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
    if word in _COMPLAINANTS:
        return Cues(complains=3.0) if next_to else NOTHING
    named = next_to and (word in _INITIALS or word == "namanya")  # `... menyodorkan kalender. Namanya Rudi`
    if word in phrases.accused or named:
        return Cues(accused=1.5 if word == "namanya" else 3.0 if next_to else 1.0)
    if word in phrases.present or word in phrases.examines:
        return Cues(accused=1.0, weak=float(word in phrases.examines))
    if word in phrases.few:
        return Cues(accused=_FEW, weak=_FEW)
    if word in phrases.about or (next_to and word in phrases.done_by):  # `Kemudinya dipegang Suhardi`
        return Cues(accused=1.5 if next_to else 0.8)
    return _ADDRESSED if word in phrases.addressed else NOTHING


def _general(reading: Reading, general: list[int], first: int) -> bool:
    """Tell whether the mention stands in a clause of the general, the forbidden or the future."""
    place = bisect_left(general, first) - 1
    if place < 0 or general[place] < first - _CLAUSE_BACK + 1:
        return False
    return not any(
        reading.low[here] in _CLAUSE_ENDS or here + 1 in reading.lines for here in range(general[place], first)
    )
