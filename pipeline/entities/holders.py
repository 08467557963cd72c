"""Mentions of persons, and the offices they hold."""

from dataclasses import dataclass, replace

from archive.records.analysis import Mention
from base.quick import quick
from pipeline.entities.model import Cues, Person, RoleFind
from pipeline.entities.roles import RoleHit


@quick
@dataclass(frozen=True, slots=True)
class PersonHit:
    """One mention of a person.

    Args:
        person: Index of the person.
        first: Index of its first word.
        after: Index after its last word.
    """

    person: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds which office.

    Args:
        holders: Index of a role to that of the person who holds it.
        fellows: Further persons of an office of several: (role, person).
        seats: Index of a role to the place its office is named after, where that is no region.
    """

    holders: dict[int, int]
    fellows: list[tuple[int, int]]
    seats: dict[int, str]


def with_holders(roles: list[RoleHit], found: Held) -> list[RoleHit]:
    """Return the role finds with the persons that hold them; an office of several stands once for each."""
    placed = [_with_seat(role, found.seats.get(number)) for number, role in enumerate(roles)]
    held = [
        _with_find(role, role.find.held_by(found.holders[number])) if number in found.holders else role
        for number, role in enumerate(placed)
    ]
    fellows = [_with_find(placed[number], placed[number].find.held_by(one)) for number, one in found.fellows]
    return sorted([*held, *fellows], key=lambda role: role.first)


def _with_find(role: RoleHit, find: RoleFind) -> RoleHit:
    return RoleHit(find, role.entry, role.first, role.after, role.head)


def _with_seat(role: RoleHit, seat: str | None) -> RoleHit:
    """Return a role with the place that followed it as part of its office (`SMPN 4` and `Waihura`)."""
    if seat is None:
        return role
    office = role.find.institution
    return replace(role, find=replace(role.find, institution=f"{office} {seat}" if office else seat))


def of_candidates(persons: tuple[Person, ...], pairs: tuple[Mention, ...]) -> tuple[Person, ...]:
    """Return the persons, those whose name is a candidate's described as such: no office without a name is theirs."""
    spans = {(span.where, span.start) for pair in pairs for span in pair.spans}
    if not spans:
        return persons
    return tuple(
        replace(person, described=True) if any((span.where, span.start) in spans for span in person.spans) else person
        for person in persons
    )


def with_cues(persons: list[Person], mentions: list[PersonHit], cues: list[Cues]) -> tuple[Person, ...]:
    """Return the persons with the cues of each mention, in the order of their spans."""
    told: dict[int, list[Cues]] = {}
    for hit, cue in zip(mentions, cues, strict=True):
        told.setdefault(hit.person, []).append(cue)
    return tuple(person.with_cues(tuple(told.get(number, ()))) for number, person in enumerate(persons))
