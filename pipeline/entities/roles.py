"""Finds offices and kinds of workers, with the office they belong to, their number and what stands before them."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from archive.records.analysis import ActorStatus
from base.datafile import Located, read_yaml
from base.listed import entries, words
from base.quick import quick
from base.said import said
from pipeline.entities.institutions import Institutions
from pipeline.entities.model import RoleFind, Side
from pipeline.entities.numbers import number_before
from pipeline.entities.phrases import Phrases
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading
from pipeline.text.offices import load_offices

_ACTING = frozenset(["pj", "pjs", "plt", "plh", "penjabat", "pelaksana", "tugas", "sementara", "harian", "(", ")"])
_PENJABAT = frozenset(["pj", "pjs", "plt", "plh", "penjabat", "pelaksana"])
_FORMER = frozenset(["mantan", "eks", "bekas", "mendiang", "almarhum"])
_ADDRESSES = frozenset(["pak", "bu", "bapak", "ibu", "sang", "si"])
_OF_SOMEBODY = frozenset(["rumah", "netralitas", "perintah", "instruksi", "ponsel"])
"""Words of a rule that is also said of one: `netralitas ASN`, but `netralitas Sekda`."""
_SEATS = frozenset(["kursi", "jabatan", "posisi"])
_GENERIC = 0.55
_SURNAMES = frozenset(["hakim", "jaksa"])
_BEFORE_JUDGES = frozenset(["majelis", "ketua", "anggota", "para", "wakil", "panitera", "tim", "sang", "oknum"])
"""Words with a capital before a judge; behind any other one `Hakim` ends a name."""
_REGIONS_TOO = frozenset(["Kaur"])
"""Offices that are also called like a region."""
_FILL = frozenset(["orang", "oknum", "pejabat", "tenaga"])
_STATUS = 3
_RANK_REACH = 3
_WORD_ENDS = frozenset(["."])
_KIN = frozenset(["istri", "suami", "anak"])
_MISSPELT = (("sekretaris", "sekertaris"), ("wali kota", "walikota"), ("puskesmas", "pkm"), ("sekolah", "sekola"))
"""Words of titles as printed wrongly or short, next to how they are spelt."""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """One entry of `lexicon/roles.yaml`.

    Args:
        own: How many words at the end of the term name the office it is of (`kepala disdik`: 1).
        rank: True for a rank, which says something only where no office stands beside it.
    """

    role: str
    status: ActorStatus
    side: Side
    weight: float
    own: int = 0
    rank: bool = False


@quick
@dataclass(frozen=True, slots=True)
class RoleHit:
    """A role find with its words.

    Args:
        find: The find.
        entry: Its lexicon entry.
        first: Index of its first word, `Plt` and numbers not counted.
        after: Index after its last word and its institution.
        head: Index after the words of the role alone, the name of its office not counted.
    """

    find: RoleFind
    entry: RoleEntry
    first: int
    after: int
    head: int


@dataclass(frozen=True)
class Roles:
    """The role lexicon, ready to search."""

    terms: Terms[RoleEntry]
    sides: dict[str, tuple[Side, float]]


def load_roles(config: Path) -> Roles:
    """Read `lexicon/roles.yaml`.

    Raises:
        ConfigError: The file is missing or an entry is malformed.
    """
    source, offices = read_yaml(config / "lexicon" / "roles.yaml"), load_offices(config)
    terms: Terms[RoleEntry] = Terms()
    sides: dict[str, tuple[Side, float]] = {}
    for number, item in enumerate(entries(source, (), "role", "status", "side", "terms", "examples")):
        entry = _entry(source, item, number)
        for place in range(len(words(source, (number, "terms")))):
            for form, own in offices.forms_at(source, (number, "terms", place)):
                for spelt in _spellings(form):
                    terms.add(spelt, replace(entry, own=own) if own else entry)
        known = sides.get(entry.role)
        sides[entry.role] = entry.side, max(entry.weight, known[1] if known else 0.0)
    return Roles(terms, sides)


def _spellings(form: str) -> tuple[str, ...]:
    """Return a term as it is spelt, and as it is often misspelt."""
    return form, *(form.replace(right, wrong) for right, wrong in _MISSPELT if right in form)


def _entry(source: Located, item: dict[str, object], number: int) -> RoleEntry:
    if item["status"] not in get_args(ActorStatus):
        raise source.error(
            said("unknown status {status}", status=item["status"]), (number, "status"), ", ".join(get_args(ActorStatus))
        )
    if item["side"] not in get_args(Side):
        raise source.error(said("unknown side {side}", side=item["side"]), (number, "side"), ", ".join(get_args(Side)))
    weight = item.get("weight", 1)
    if not isinstance(weight, int | float):
        raise source.error(said("must be a number"), (number, "weight"))
    rank = bool(item.get("rank"))
    return RoleEntry(str(item["role"]), item["status"], item["side"], float(weight), rank=rank)  # type: ignore[arg-type]


def find_roles(
    reading: Reading, phrases: Phrases, roles: Roles, institutions: Institutions, places: dict[int, int]
) -> list[RoleHit]:
    """Return the roles of title and text in order.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: From `load_roles`.
        institutions: Words of office names.
        places: First word of each place find to the index after its last.
    """
    hits: list[RoleHit] = []
    for index, found, after in roles.terms.matches(reading, stems=True):
        entry = _as_neighbour(reading, phrases, found, index)
        if index in places and after == index + 1 and reading.words[index] in _REGIONS_TOO:
            continue  # `Bupati Kaur`
        if _is_in_name(reading, entry, index, after) or (entry.rank and _beside_office(reading, hits, index, after)):
            continue
        goes_on = index > 0 and index not in reading.lines
        kin = entry.role != "perangkat_desa" or reading.low[index - 1] in _KIN
        if goes_on and reading.low[index - 1] in phrases.around["office_of"] and kin:
            general = entry.weight <= _GENERIC or not reading.capital[index]
            lost = (
                reading.low[index - 1] in _SEATS and reading.low[index - 2] == "dari"
            )  # `dicopot dari kursi Asisten I`
            named = reading.low[after : after + 1] == [","] and reading.capital[after + 1 : after + 2] == [True]
            if named and reading.low[index - 1] in _OF_SOMEBODY:
                lost = True  # `instruksi kadisnya, Arifuddin Sappe`
            if not lost and (general or reading.low[index - 1] not in _OF_SOMEBODY):
                continue
        hit = _build(reading, entry, index, after, institutions, places)
        status = hits and "berstatus" in reading.low[hits[-1].head : index] and index - hits[-1].head <= _STATUS
        if status and entry.side != "public":  # but a worker `berstatus saksi` stays one
            if entry.role == "staf" and hits[-1].entry.weight > entry.weight:
                continue  # `perawat berstatus PNS`
            hits.pop()  # `stafnya yang berstatus honorer` is one person
        hits.append(hit)
    return hits


def _as_neighbour(reading: Reading, phrases: Phrases, entry: RoleEntry, index: int) -> RoleEntry:
    """Return the entry, or that of a citizen where somebody else's office is named: `Tetangga Pak Bayan, Karno`."""
    of_somebody = phrases.around["office_of"]
    addressed = index > 1 and reading.low[index - 1] in _ADDRESSES and reading.low[index - 2] in of_somebody
    return replace(entry, role="warga", status="other", side="public", weight=_GENERIC) if addressed else entry


def in_yogyakarta(reading: Reading, hits: list[RoleHit]) -> list[RoleHit]:
    """Return the finds; where the text tells of a kalurahan and of no kelurahan, a lurah is head of a village.

    So he is where only people who are quoted speak of a lurah, in a story of one kades.

    Source: Perda Istimewa DIY 1/2018: the villages of Yogyakarta are called kalurahan, their heads lurah.
    """
    heads = [hit for hit in hits if hit.entry.role == "lurah"]
    if not heads or reading.count("kelurahan"):
        return hits
    if not reading.count("kalurahan") and not _is_said_of_kades(reading, hits, heads):
        return hits
    return [_as_village_head(hit) if hit.entry.role == "lurah" else hit for hit in hits]


def _is_said_of_kades(reading: Reading, hits: list[RoleHit], heads: list[RoleHit]) -> bool:
    """Tell whether `pak lurah` is what villagers who are quoted call the one village head told of: so in all Java."""
    said = all(
        reading.starts[hit.first] >= reading.base
        and reading.document.in_quotation(reading.starts[hit.first] - reading.base)
        for hit in heads
    )
    told = [hit for hit in hits if hit.entry.role == "kades"]
    return said and bool(told) and not any(hit.find.plural for hit in told + heads)


def _as_village_head(hit: RoleHit) -> RoleHit:
    entry = replace(hit.entry, role="kades", status="desa")
    return replace(hit, entry=entry, find=replace(hit.find, role="kades", status="desa"))


def _beside_office(reading: Reading, hits: list[RoleHit], index: int, after: int) -> bool:
    """Tell whether a rank is that of somebody whose office stands beside it: `Kasi Propam, Iptu Sudarsono`."""
    near = bool(hits) and 0 <= index - hits[-1].after <= _RANK_REACH
    stop = reading.low[index - 1] in _WORD_ENDS and reading.capital[index - 2]  # `S.Sos. Iptu`
    before = near and (stop or reading.low[index - 1] in {",", "("})
    alone = after >= len(reading.low) or not reading.capital[after] or reading.gap(after) not in {" ", ""}
    return before or (bool(hits) and hits[-1].after == index) or (alone and reading.capital[index])


def _is_in_name(reading: Reading, entry: RoleEntry, index: int, after: int) -> bool:
    """Tell whether a word is part of a longer proper name: `Kampung Dwi Warga Tunggal Jaya`, `Lukman Hakim`."""
    if entry.role in _SURNAMES and after == index + 1 and index > 0 and reading.capital[index]:
        joined = reading.capital[index - 1] and reading.gap(index) == " "
        return joined and reading.low[index - 1] not in _BEFORE_JUDGES and reading.starts[index] >= reading.base
    if entry.side != "public" or not reading.capital[index] or reading.starts[index] < reading.base:
        return False
    inside = index > 0 and after < len(reading.low) and reading.gap(index) == " " == reading.gap(after)
    return inside and reading.capital[index - 1] and reading.capital[after]


def _build(
    reading: Reading, entry: RoleEntry, first: int, head: int, institutions: Institutions, places: dict[int, int]
) -> RoleHit:
    start = first
    while start and reading.low[start - 1] in _ACTING and start not in reading.lines:
        start -= 1
    while start < first and reading.low[start] in {"(", ")"}:
        start += 1
    before = reading.low[start:first]
    if entry.role == "kepala_daerah" and any(word in _PENJABAT for word in before):
        entry = RoleEntry("pj_kepala_daerah", "pj", "bound", 1.0)
    goes_on = start > 0 and start not in reading.lines
    filled = goes_on and reading.low[start - 1] in _FILL  # `dua orang lurah`, `dua oknum guru`
    number, plural = number_before(reading.low, start - filled) if goes_on else (None, False)
    plural = plural or any(
        "-" in word and word.split("-")[0] == word.split("-")[-1] for word in reading.low[first:head]
    )
    into = entry.side != "contender"
    office, after = institutions.office_after(reading, first, head, places, into=into, own=entry.own)
    if office is not None and office.lower().startswith("nomor"):
        office = None  # `Paslon Nomor Urut 3`
    if entry.side == "contender" and reading.low[after : after + 2] == ["nomor", "urut"]:
        after = min(after + 3, len(reading.low))  # `pasangan calon bupati nomor urut 3, Drs. Budi`
    former = goes_on and reading.low[start - 1] in _FORMER
    find = RoleFind(
        role=entry.role,
        status=entry.status,
        span=reading.words_span(first, head),
        institution=office,
        count=number if number is not None and number > 1 else None,
        plural=plural or (number is not None and number > 1),
        side=entry.side,
        weight=entry.weight,
        former=former,
        single=number == 1,
    )
    return RoleHit(find, entry, start, after, head - entry.own)
