"""What is said of one is said of all it is told of together: series, couples, and lists behind `Keduanya yakni`."""

from bisect import bisect_left
from dataclasses import replace

from pipeline.entities.cues import cues_around
from pipeline.entities.forged import forged_sentences
from pipeline.entities.holders import PersonHit
from pipeline.entities.model import Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.pronouns import meant
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_SERIES = 9
"""Words between two members of an enumeration."""
_AND = frozenset([",", "dan", "serta", "bersama", "maupun", "&", "beserta", "juga"])
_COUNTING = frozenset(
    ["seorang", "satu", "dua", "tiga", "empat", "lima", "orang", "sejumlah", "beberapa", "lagi", "oknum"]
)
_SIGNS = frozenset([".", "(", ")", "tahun"])
"""Of titles and of an age: `Suwandi (45), guru SD, dan Hartini (38), staf`."""
_OPENERS = frozenset("yakni yaitu ialah adalah masing-masing antaranya lain meliputi terdiri merupakan".split())  # noqa: SIM905
"""Words behind which the members of a group are listed."""
_ALL_OF_THEM = frozenset("mereka keduanya ketiganya keempatnya kelimanya keenamnya ketujuhnya semuanya".split())  # noqa: SIM905
_OTHERS = frozenset(["lainnya"])
"""`Tiga lainnya: Meli, sekretaris dinas, ...`: the rest of a group."""
_MEMBERS = _ALL_OF_THEM | _OTHERS
_OPENERS_AND_COLON = _OPENERS | {":"}
_REACH = 45
"""Words from a group to the list of its members."""
_COUNTED = 9
"""Words before a list in which its members are counted and accused."""
_BEING = frozenset(["menjadi", "jadi", "sebagai", "selaku", "adalah", "merupakan", "menjabat", "berstatus"])
_REPORTED = 2.0
_CAUGHT = 4
"""Words around one arrested for a forgery."""
_SHOWN = 6.0
_TITLED = 6
"""Words of a place, a comma and titles between an office and its holder's name."""
_BULLETS = 12
"""Lines of the longest list of members."""


def cues_of(
    reading: Reading, phrases: Phrases, roles: list[RoleHit], hits: list[PersonHit]
) -> tuple[list[Cues], list[Cues]]:
    """Return the cues of each role and of each mention of a person, with what they share.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds with their holders, in order.
        hits: Mentions of persons, in order.
    """
    general = reading.where(phrases.general)
    borders = {hit.first for hit in roles if not _is_attribute(reading, hit)} | {hit.first for hit in hits}
    of_roles = [cues_around(reading, phrases, general, hit.first, hit.after, borders) for hit in roles]
    offices = _offices(reading, roles)
    of_persons = [
        cues_around(reading, phrases, general, hit.first, hit.after, borders, offices.get((hit.person, hit.first)))
        for hit in hits
    ]
    for number in range(1, len(roles)):
        if _in_series(reading, roles[number - 1], roles[number]):
            one, other = of_roles[number - 1], of_roles[number]
            accused, addressed = max(one.accused, other.accused), max(one.addressed, other.addressed)
            if (one.accused, one.addressed) != (other.accused, other.addressed):
                of_roles[number - 1] = replace(one, accused=accused, addressed=addressed)
                of_roles[number] = replace(other, accused=accused, addressed=addressed)
    _share_of_couples(reading, phrases, hits, of_persons, roles)
    _share_of_pronouns(reading, phrases, roles, hits, borders, of_roles, of_persons)
    handlers = {role.find.person for role in roles if role.entry.side != "bound"}
    for span in forged_sentences(reading, phrases):
        bound = [(role.first, role.after) if role.entry.side == "bound" else None for role in roles]
        _shown_in(reading, phrases, span, bound, of_roles)
        shown = [(hit.first, hit.after) if hit.person not in handlers else None for hit in hits]
        _shown_in(reading, phrases, span, shown, of_persons)
    for start, end, group in _lists(reading, phrases, roles, of_roles):
        for number, role in enumerate(roles):
            if start <= role.first < end and role.entry.side == "bound" and not role.find.plural:
                of_roles[number] = _accused_like(of_roles[number], group)
        for number, hit in enumerate(hits):
            if start <= hit.first < end and hit.person not in handlers:
                of_persons[number] = _accused_like(of_persons[number], group)
    return of_roles, of_persons


def _share_of_pronouns(
    reading: Reading,
    phrases: Phrases,
    roles: list[RoleHit],
    hits: list[PersonHit],
    borders: set[int],
    of_roles: list[Cues],
    of_persons: list[Cues],
) -> None:
    """Say of groups and couples what is said of `ketiganya`, `mereka`."""
    for one in meant(reading, phrases, roles, hits, borders):
        for number in one.roles:
            of_roles[number] += one.cues
        for number in one.hits:
            of_persons[number] += one.cues


def _shown_in(
    reading: Reading,
    phrases: Phrases,
    span: tuple[int, int, int],
    mentions: list[tuple[int, int] | None],
    cues: list[Cues],
) -> None:
    """Make those shown in a forged picture its victims: not who is caught for it."""
    _start, end, shown = span
    caught = phrases.around["caught"]
    for number, mention in enumerate(mentions):
        if mention is None or not shown <= reading.starts[mention[0]] < end:
            continue
        near = reading.low[max(0, mention[0] - _CAUGHT) : mention[0]] + reading.low[mention[1] : mention[1] + _CAUGHT]
        if caught.isdisjoint(near):
            cues[number] = Cues(suffers=_SHOWN)


def _offices(reading: Reading, roles: list[RoleHit]) -> dict[tuple[int, int], int]:
    """Return where the office right before a name begins, by person and the first word of the name."""
    found: dict[tuple[int, int], int] = {}
    for role in roles:
        if role.find.person is not None:
            for first in range(role.after, min(len(reading.low), role.after + _TITLED)):
                found.setdefault((role.find.person, first), role.first)
    return found


def _is_attribute(reading: Reading, role: RoleHit) -> bool:
    """Tell whether an office is only what somebody just named is: a rank, `menjadi tuan rumah`, `selaku lurah`."""
    return role.entry.rank or (role.first > 0 and reading.low[role.first - 1] in _BEING)


def _accused_like(cues: Cues, group: Cues) -> Cues:
    return replace(cues, accused=max(cues.accused, group.accused), weak=min(cues.weak, group.weak))


def _in_series(reading: Reading, one: RoleHit, other: RoleHit) -> bool:
    """Tell whether two roles stand in one enumeration of bound persons."""
    between = reading.low[one.after : other.first]
    text = reading.starts[one.first] >= reading.base  # names may stand between, but all words of headlines are capitals
    if one.entry.side != "bound" or other.entry.side != "bound" or len(between) > _SERIES:
        return False
    return any(word in _AND for word in between) and all(
        word in _AND
        or word in _COUNTING
        or word.isdigit()
        or word in _SIGNS
        or (text and reading.capital[one.after + number])
        for number, word in enumerate(between)
    )


def _share_of_couples(
    reading: Reading, phrases: Phrases, hits: list[PersonHit], cues: list[Cues], roles: list[RoleHit]
) -> None:
    """Let two persons joined by `dan` share an accusation: `Tarmin, dan seorang anggotanya, Engkos, ikut ...`."""
    outside = {role.find.person for role in roles if role.entry.side != "bound"}
    offices = {index for role in roles for index in range(role.first, role.after)}
    for number in range(1, len(hits)):
        one, other = hits[number - 1], hits[number]
        if one.person == other.person or {one.person, other.person} & outside:
            continue
        between = [reading.low[index] for index in range(one.after, other.first) if index not in offices]
        letters = reading.words[one.first].isupper() and reading.words[other.first].isupper()  # `RH, TS, dan BP`
        joined = any(word in _AND and (letters or word != ",") for word in between) and len(between) <= _SERIES
        if joined and all(word in _AND or word in _COUNTING or word in phrases.companions for word in between):
            accused = max(cues[number - 1].accused, cues[number].accused)
            weak = min(accused, max(cues[number - 1].weak, cues[number].weak))
            cues[number - 1] = replace(cues[number - 1], accused=accused, weak=weak)
            cues[number] = replace(cues[number], accused=accused, weak=weak)


def _lists(reading: Reading, phrases: Phrases, roles: list[RoleHit], cues: list[Cues]) -> list[tuple[int, int, Cues]]:
    """Return (first word, word after the last, what is said of the group) of each list of a group's members."""
    found: list[tuple[int, int, Cues]] = []
    for opener in reading.where(_OPENERS_AND_COLON):
        if reading.low[opener] == ":" and reading.low[opener - 1] not in _MEMBERS:
            continue
        group = _group_before(reading, roles, cues, opener) or _told_of(reading, phrases, opener)
        if group is None or (reading.low[opener] == ":" and group.accused < _REPORTED):
            continue  # `Nama mereka: ...` names witnesses as well
        bounds = reading.sentence_bounds(reading.sentence(reading.starts[opener]))
        end = next((here for here in range(opener, len(reading.low)) if reading.starts[here] >= bounds[1]), None)
        end = len(reading.low) if end is None else end
        found.append((opener, _past_bullets(reading, end) if reading.low[end - 1] == ":" else end, group))
    return found


def _told_of(reading: Reading, phrases: Phrases, opener: int) -> Cues | None:
    """Return what is said of `empat orang lainnya yakni`: that they are `turut dilaporkan`; None when nothing is."""
    low, start = reading.low, max(0, opener - _COUNTED)
    begin = bisect_left(reading.starts, reading.sentence_bounds(reading.sentence(reading.starts[opener]))[0])
    near = low[max(start, begin) : opener]
    counted = {"orang", "nama", "pejabat", "terlapor", "lainnya"} & set(near)
    return Cues(accused=_REPORTED) if counted and not phrases.undergone.isdisjoint(near) else None


def _group_before(reading: Reading, roles: list[RoleHit], cues: list[Cues], opener: int) -> Cues | None:
    """Return what is said of the group whose members are listed behind an opener; None when no group stands there."""
    named = [number for number, role in enumerate(roles) if role.head <= opener and role.entry.side == "bound"]
    groups = [number for number in named if roles[number].find.plural and opener - roles[number].head <= _REACH]
    if not groups:
        return None
    low, last = reading.low, groups[-1]
    same = reading.sentence(reading.starts[roles[last].first]) == reading.sentence(reading.starts[opener])
    pointed = not _MEMBERS.isdisjoint(low[max(0, opener - 3) : opener])
    if not pointed and not (same and low[opener] not in {"adalah", "merupakan", "ialah"}):
        return None
    role = roles[last].entry.role
    alike = [number for number in named if roles[number].find.plural and roles[number].entry.role == role]
    return max((cues[number] for number in alike), key=lambda told: told.accused)


def _past_bullets(reading: Reading, end: int) -> int:
    """Return the index after the lines of a list that begins at a paragraph."""
    low, here, lines = reading.low, end, 0
    while here < len(low) and lines < _BULLETS:
        if here in reading.lines:
            if not (low[here].isdigit() or low[here] in {"-", "•", "*", "–"}):
                break
            lines += 1
        here += 1
    return here
