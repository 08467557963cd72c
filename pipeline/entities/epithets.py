"""Links an office that stands for a person just named: `Bawaslu memanggil Paijan. Kepala Desa Wonorejo itu ...`."""

from pipeline.entities.appositions import GENERIC
from pipeline.entities.holders import PersonHit
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_POINTERS = frozenset(["itu", "tersebut", "ini"])
_LONGEST = 10
"""Words of the place or office between a title and `itu` (`Kades Sugihwaras, Kecamatan Ngluyu, Nganjuk, itu`)."""
_NAMED = frozenset(["namanya", "inisialnya"])
_BEHIND = 2
"""Sentences from an office to one that tells its bearer's name."""
_RANKS = frozenset(["polri", "tni"])
_SIDES = ("wilayah", "utara", "selatan", "barat", "timur", "tengah")
_SMALL = frozenset(
    [*_SIDES, "di", "pada", "desa", "kecamatan", "kabupaten", "kota", "yang", "juga", "asal", "nonaktif", "aktif"]
)


def with_epithets(
    reading: Reading, phrases: Phrases, roles: list[RoleHit], hits: list[PersonHit], holders: dict[int, int]
) -> dict[int, int]:
    """Return the holders with those added whose office is told by an epithet in the next sentence.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        hits: Mentions of persons, in order of finding.
        holders: Index of a role to that of the person who holds it.
    """
    found, ordered = dict(holders), sorted(hits, key=lambda hit: hit.first)
    taken = {person for number, person in holders.items() if _settles(roles[number])}
    offices = {_called(reading, roles[number]) for number in holders}
    for number, role in enumerate(roles):
        if number in found or role.entry.side != "bound" or role.find.plural or role.find.former:
            continue
        if _called(reading, role) in offices or role.entry.weight <= GENERIC or not _points_back(reading, role):
            continue
        person = _named_before(reading, phrases, ordered, role)
        speaks = any(hit.person == person and _says(reading, phrases, hit, role) for hit in ordered)
        if person is not None and person not in taken and not speaks:
            found[number] = person
    return found


def with_names_behind(
    reading: Reading, roles: list[RoleHit], hits: list[PersonHit], holders: dict[int, int]
) -> dict[int, int]:
    """Return the holders with those added whose name has its own sentence: of a kabid, then `Namanya Budi`.

    It is that of the office told first in the sentence before, or in the one before that.

    Args:
        reading: The article's words.
        roles: Role finds, in order.
        hits: Mentions of persons.
        holders: Index of a role to that of the person who holds it.
    """
    found, held = dict(holders), set(holders.values())
    told = {entry.entry.role for number, entry in enumerate(roles) if number in holders}
    for hit in hits:
        if hit.person in held or not hit.first or reading.low[hit.first - 1] not in _NAMED:
            continue
        here = reading.sentence(reading.starts[hit.first])
        for number, role in enumerate(roles):
            if role.first >= hit.first:
                break
            near = 0 < here - reading.sentence(reading.starts[role.first]) <= _BEHIND
            office = role.entry.side == "bound" and not role.find.plural and role.entry.weight > GENERIC
            if near and office and number not in found and role.entry.role not in told:
                found[number] = hit.person
                held.add(hit.person)
                break
    return found


def _says(reading: Reading, phrases: Phrases, hit: PersonHit, role: RoleHit) -> bool:
    """Tell whether somebody speaks of the office's bearer: `Ahmad mengatakan penyuluh itu diundang`."""
    if not 0 < role.first - hit.after < _LONGEST:
        return False
    between = reading.low[hit.after : role.first]
    return "." not in between and not phrases.speech.isdisjoint(between)


def _called(reading: Reading, role: RoleHit) -> str:
    """Return an office, of policemen and soldiers with its word: the `Kapolres` is not the `Kapolsek`."""
    return f"{role.entry.role} {reading.low[role.first]}" if role.entry.role in _RANKS else role.entry.role


def _settles(role: RoleHit) -> bool:
    """Tell whether an office says so much of a person that an epithet means somebody else."""
    return role.entry.side != "bound" or (role.entry.weight > GENERIC and role.entry.role != "staf")


def _points_back(reading: Reading, role: RoleHit) -> bool:
    """Tell whether `itu` or `tersebut` closes the office with its place."""
    low, here = reading.low, role.head
    while here + 1 < len(low) and here < role.after + _LONGEST:
        if low[here] in _POINTERS:
            return True
        listed = low[here] == "," and (reading.capital[here + 1] or low[here + 1] in _POINTERS)
        if not (listed or reading.capital[here] or low[here].isdigit() or low[here] in _SMALL):
            return False
        here += 1
    return False


def _is_his(reading: Reading, phrases: Phrases, hit: PersonHit) -> bool:
    """Tell whether a name is that of somebody else's man, no epithet's: `bersama bendaharanya, Ucok Sanjaya`."""
    return reading.low[hit.first - 1] == "," and reading.low[hit.first - 2] in phrases.companions


def _named_before(reading: Reading, phrases: Phrases, hits: list[PersonHit], role: RoleHit) -> int | None:
    """Return the person named last in the sentence before (or earlier in this one); None when several or none are."""
    sentence = reading.sentence(reading.starts[role.first])
    near = [
        hit
        for hit in hits
        if hit.first < role.first and sentence - 1 <= reading.sentence(reading.starts[hit.first]) and hit.first
    ]
    near = [hit for hit in near if not _is_his(reading, phrases, hit)]
    same = [hit for hit in near if reading.sentence(reading.starts[hit.first]) == sentence]
    last = same or near
    return last[-1].person if last and reading.starts[last[-1].first] >= reading.base else None
