"""Links offices that follow a name: `Budi, lurah di X`, `HZ, wali nagari`, `Budi selaku camat`."""

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.entities.degrees import past_degrees
from pipeline.entities.holders import PersonHit
from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_NEW_POST = 3
_AGE = 3
"""Words of `46 tahun,`."""
_BRACKET = 6
"""Words of `(46 tahun),`."""
_LONGEST_GAP = 4
"""Words between a name and its office."""
_CLAUSE = 12
"""Words between an office and the name that follows its clause."""
_LEAST = 2
"""Words before a name that tell its office."""
_LEADS = frozenset([",", "adalah", "ialah"])
_CLAUSES = frozenset(["saat", "ketika", "melalui", "lewat", "setelah", "usai"])
"""Words with which a clause begins that stands between an office and its bearer."""
_ACCORDING = frozenset(["menurut"])
_MEANT = frozenset(["maksud", "dimaksud", "selain", "kecuali"])
_STOPS = frozenset([".", ",", '"', "”", "“", ";", ":"])
GENERIC = 0.55
"""Up to this weight a word (`ASN`, `pegawai`) says that somebody is employed, not what he is."""
_HIS = ("jabatannya", "profesinya", "pekerjaannya", "statusnya")
_TOLD = 4
_LOST = 6
"""Words from the verb to the office lost."""


def with_appositions(
    reading: Reading,
    phrases: Phrases,
    roles: list[RoleHit],
    names: list[Name],
    hits: list[PersonHit],
    holders: dict[int, int],
) -> dict[int, int]:
    """Return the holders with those added whose office follows their name.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        names: Names of the persons.
        hits: Mentions of persons.
        holders: Index of a role to that of the person who holds it.
    """
    search = _Search.among(reading, phrases, roles, hits)
    found = dict(holders)
    for number, role in enumerate(roles):
        if number in found or role.entry.side == "public" or _is_new_post(reading, phrases, role):
            continue
        bearer = search.bearer(role, found)
        # The press names by initials whom it accuses, so `selain HZ, penyidik ...` is no apposition.
        if bearer is not None and (role.entry.side == "bound" or not names[bearer.person].initials):
            found[number] = bearer.person
    return _with_clauses(reading, phrases, roles, hits, found)


@dataclass(frozen=True, slots=True)
class _Search:
    """Seeks who bears an office that is told behind his name.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        hits: Mentions of persons.
        ends: The mention that ends before an index, with its degrees or without them.
        first_of: The first mention of each sentence.
    """

    reading: Reading
    phrases: Phrases
    roles: list[RoleHit]
    hits: list[PersonHit]
    ends: dict[int, PersonHit]
    first_of: dict[int, PersonHit]

    @classmethod
    def among(cls, reading: Reading, phrases: Phrases, roles: list[RoleHit], hits: list[PersonHit]) -> "_Search":
        """Seek among all mentions of an article."""
        ends = {end: hit for hit in hits for end in (hit.after, past_degrees(reading, phrases.degrees, hit.after))}
        first_of: dict[int, PersonHit] = {}
        for hit in sorted(hits, key=lambda hit: hit.first):
            first_of.setdefault(reading.sentence(reading.starts[hit.first]), hit)
        return cls(reading, phrases, roles, hits, ends, first_of)

    def bearer(self, role: RoleHit, found: dict[int, int]) -> PersonHit | None:
        """Return who bears an office, right before it or far; None when nobody does."""
        low = self.reading.low
        here, steps = _back_to_name(self.reading, self.phrases, role, self.ends)
        near = self.ends.get(here) if steps or low[role.first] == "maju" else None  # `Pak Otniel maju jalur independen`
        if near is None:
            return self._far(role, here, found)
        if _only_tells(self.reading, near, role) or _handles(self.roles, found, near, role):
            return None  # `Menurut Asrul, camat duduk di depan`
        if near.first and low[near.first - 1] in _MEANT:
            return None  # `Yang dimaksud Budi adalah salah satu camat`; `Selain YK, seorang tenaga harian ...`
        return near

    def _far(self, role: RoleHit, here: int, found: dict[int, int]) -> PersonHit | None:
        """Return whom an office that somebody bears, loses or is told to have means: `ia menjabat kabid`."""
        reading, phrases, low = self.reading, self.phrases, self.reading.low
        told = _bears(phrases, low[here : role.first])
        if not (told or _loses(phrases, low, role.first) or _is_told(phrases, low, role.first)):
            return None
        bearer = self.first_of.get(reading.sentence(reading.starts[role.first]))
        if bearer is None:
            free = [hit for hit in self.hits if hit.person not in found.values()]
            bearer = _meant_by_pronoun(reading, phrases, free, role)
        if bearer is None or not _may_bear(reading, phrases, bearer, role, set(found.values())):
            return None
        return None if _handles(self.roles, found, bearer, role) else bearer


def _back_to_name(reading: Reading, phrases: Phrases, role: RoleHit, ends: dict[int, PersonHit]) -> tuple[int, int]:
    """Return the index back at which a name ends before an office, and how many words stand between."""
    low, here, steps = reading.low, role.first, 0
    if here > _AGE and low[here - 1] == "," and low[here - 2] == "tahun" and low[here - _AGE].isdigit():
        here, steps = here - _AGE, 1  # `Andi Baso, 46 tahun, lurah yang baru`
    if low[here - 1] == "," and low[here - 2] == ")" and "(" in low[max(0, here - _BRACKET) : here]:
        here, steps = here - low[here - 1 :: -1].index("(") - 1, 1  # `Suwandi (45), guru SDN 2 Kuripan`
    while here and steps < _LONGEST_GAP and here not in ends and low[here - 1] in phrases.around["before_office"]:
        here, steps = here - 1, steps + 1  # `yang masih tercatat sebagai`
    return here, steps


def _handles(roles: list[RoleHit], found: dict[int, int], bearer: PersonHit, role: RoleHit) -> bool:
    """Tell whether who handles the case only tells of an office: `kata Meniati, kepala bidang itu terbukti`."""
    handler = any(roles[one].entry.side == "handler" for one, person in found.items() if person == bearer.person)
    return handler and role.entry.side == "bound"


def _only_tells(reading: Reading, bearer: PersonHit, role: RoleHit) -> bool:
    """Tell whether an office behind `menurut Budi,` is the subject of what he tells, for nothing closes it."""
    low = reading.low
    said = bearer.first > 0 and low[bearer.first - 1] in _ACCORDING
    opens = low[role.after : role.after + 1] not in ([","], ["yang"]) and not reading.capital[role.first]
    return said and low[bearer.after : role.first] == [","] and opens


def _loses(phrases: Phrases, low: list[str], first: int) -> bool:
    """Tell whether an office is the one somebody lost: `Yunus dicopot dari kursi Asisten Administrasi Umum`."""
    near = low[max(0, first - _LOST) : first]
    return "dari" in near[-3:] and not phrases.around["loses"].isdisjoint(near)


def _is_told(phrases: Phrases, low: list[str], first: int) -> bool:
    """Tell whether an office is what a pronoun's person is: `Ia juga perawat`, `Dia adalah lurah`."""
    here = first - 1
    while here > 0 and first - here <= _TOLD and low[here] in phrases.around["adverbs"]:
        here -= 1
    return here >= 0 and low[here] in {"ia", "dia", "beliau"}


def _bears(phrases: Phrases, words: list[str]) -> bool:
    """Tell whether `selaku`, `jabatannya` stands before an office, with no comma between."""
    return any(word in phrases.around["bears"] and not (word in _HIS and "," in words) for word in words)


def _with_clauses(
    reading: Reading, phrases: Phrases, roles: list[RoleHit], hits: list[PersonHit], holders: dict[int, int]
) -> dict[int, int]:
    """Return the holders with those named after a clause about their office: `caleg yang dibantu, EP, ...`.

    So also `Camat Cluring saat dikonfirmasi, Budi, ...`, `kades yang dilaporkan itu adalah Budi`, `dijabat oleh Budi`.
    """
    heads = {role.head: number for number, role in enumerate(roles)}
    found, held = dict(holders), set(holders.values())
    for hit in hits:
        start = _before_titles(reading, phrases, hit.first)
        lead = reading.low[start - 1] if start else ""
        filled = lead == "dijabat" or reading.low[max(0, start - 2) : start] == ["dijabat", "oleh"]
        if hit.person in held or start < _LEAST or not (filled or lead in _LEADS):
            continue
        for here in range(start - 1 - (lead == ","), max(0, start - _CLAUSE), -1):
            if reading.low[here] in _STOPS:
                break
            number = heads.get(here)
            if number is not None:
                if number not in found and (filled or _leads_on(reading, roles[number], here, lead)):
                    found[number] = hit.person
                    held.add(hit.person)
                break
    return found


def _before_titles(reading: Reading, phrases: Phrases, index: int) -> int:
    """Return the index of the first title before a name: `Hj.`, `Ir.`."""
    low = reading.low
    while index > 1 and (
        low[index - 1] in phrases.titles or (low[index - 1] == "." and low[index - 2] in phrases.titles)
    ):
        index -= 1
    return index


def _leads_on(reading: Reading, role: RoleHit, here: int, lead: str) -> bool:
    """Tell whether the clause between an office and a name tells of its bearer: `yang ...`, `saat dikonfirmasi`."""
    low = reading.low
    if low[here] == "yang":
        return True
    if role.entry.side != "bound" or role.find.plural:
        return False
    while here < len(low) and reading.capital[here]:
        here += 1
    return lead == "," and low[here] in _CLAUSES


def _meant_by_pronoun(reading: Reading, phrases: Phrases, hits: list[PersonHit], role: RoleHit) -> PersonHit | None:
    """Return the person whom `ia menjabat kabid`, `yang bersangkutan tercatat ...` means; None when nobody."""
    sentence = reading.sentence(reading.starts[role.first])
    begin = bisect_left(reading.starts, reading.sentence_bounds(sentence)[0])
    if phrases.around["pronouns"].isdisjoint(reading.low[begin : role.first]):
        return None
    last = sentence - 1
    before = [hit for hit in hits if hit.first < begin and reading.sentence(reading.starts[hit.after - 1]) == last]
    return max(before, key=lambda hit: hit.first, default=None)


def _may_bear(reading: Reading, phrases: Phrases, bearer: PersonHit, role: RoleHit, known: set[int]) -> bool:
    """Tell whether `selaku ASN` later in a sentence is said of its first person rather than of people in general."""
    if bearer.first >= role.first or (bearer.person in known and role.entry.weight <= GENERIC):
        return False
    between = reading.low[bearer.after : role.first]
    if not phrases.accused.isdisjoint(between) and reading.low[bearer.first - 1] not in phrases.accused:
        return False  # `Jaksa Rini Wulandar menguraikan bahwa terdakwa selaku kepala desa ...`
    return not any(word in phrases.around["if"] for word in between)


def _is_new_post(reading: Reading, phrases: Phrases, role: RoleHit) -> bool:
    """Tell whether the role is what somebody was made: `kini staf kecamatan`, `turun jadi pelaksana`."""
    before = reading.low[max(0, role.first - _NEW_POST) : role.first]
    return role.entry.role == "staf" and any(word in phrases.around["made"] for word in before)
