"""Links an office that stands for a person just named: `Bawaslu memanggil Paijan. Kepala Desa Wonorejo itu ...`."""

from pipeline.entities.appositions import GENERIC
from pipeline.entities.holders import PersonHit
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_POINTERS = frozenset(["itu", "tersebut", "ini"])
_LONGEST = 10
"""Words of the place or office between a title and `itu` (`Kades Sugihwaras, Kecamatan Ngluyu, Nganjuk, itu`)."""
_SMALL = frozenset(
    ["di", "pada", "desa", "kecamatan", "kabupaten", "kota", "yang", "juga", "asal", "nonaktif", "aktif"]
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
    offices = {roles[number].entry.role for number in holders}
    for number, role in enumerate(roles):
        if number in found or role.entry.side != "bound" or role.find.plural or role.find.former:
            continue
        if role.entry.role in offices or role.entry.weight <= GENERIC or not _points_back(reading, role):
            continue
        person = _named_before(reading, phrases, ordered, role)
        speaks = any(hit.person == person and _says(reading, phrases, hit, role) for hit in ordered)
        if person is not None and person not in taken and not speaks:
            found[number] = person
    return found


def _says(reading: Reading, phrases: Phrases, hit: PersonHit, role: RoleHit) -> bool:
    """Tell whether somebody speaks of the office's bearer: `Ahmad mengatakan penyuluh itu diundang`."""
    if not 0 < role.first - hit.after < _LONGEST:
        return False
    between = reading.low[hit.after : role.first]
    return "." not in between and not phrases.speech.isdisjoint(between)


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
