"""The persons of a case, united over its articles, and how many they are."""

from dataclasses import dataclass, field
from statistics import median_low

from archive.records.analysis import Actor, ActorPart, Analysis
from archive.records.incident import IncidentActor
from pipeline.linking.member import Member, in_order
from pipeline.linking.people import compare, initials


@dataclass
class _Slot:
    names: list[str] = field(default_factory=list)
    role: str | None = None
    institution: str | None = None
    actor: Actor | None = None
    count: int | None = None
    articles: set[int] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)

    def add(self, actor: Actor, article_id: int) -> None:
        self.actor = self.actor or actor
        if actor.name:
            self.names.append(actor.name)
        self.role = self.role or actor.role
        if actor.institution and len(actor.institution) > len(self.institution or ""):
            self.institution = actor.institution
        if actor.count is not None:
            self.count = max(self.count or 0, actor.count)
        self.articles.add(article_id)
        self.aliases.update(actor.aliases)

    def holds(self, actor: Actor) -> bool:
        if actor.name and self.names:
            return any(compare(name, actor.name) != "different" for name in self.names)
        if actor.name or self.names:
            # An unnamed camat in one newspaper is the named camat in the other, unless a group is meant.
            counts = (actor.count or 1, self.count or 1)
            return actor.role == self.role and self.role is not None and max(counts) == 1
        return actor.role == self.role


def actors(members: tuple[Member, ...]) -> tuple[IncidentActor, ...]:
    """Return the persons and groups alleged something, those told by most articles first.

    Who was wronged stands here only where nobody is alleged anything (names that a party misused): beside the accused
    a victim would read as one of them.
    """
    told = _of_part(members, "alleged") or _of_part(members, "victim")
    slots: list[_Slot] = []
    for article_id, actor in sorted(told, key=lambda item: _rank(item[1])):
        slot = next((slot for slot in slots if slot.holds(actor)), None)
        if slot is None:
            slot = _Slot()
            slots.append(slot)
        slot.add(actor, article_id)
    found = [_record(slot) for slot in slots]
    return tuple(sorted(found, key=lambda a: (-len(a.articles), a.name is None, a.name or "", a.role or "")))


def _of_part(members: tuple[Member, ...], part: ActorPart) -> list[tuple[int, Actor]]:
    return [
        (member.article_id, actor)
        for member in in_order(members)
        if member.copy_of is None
        for actor in member.analysis.actors
        if actor.part == part
    ]


def _rank(actor: Actor) -> tuple[int, str]:
    """Sort full names first, longest first, then initials, then unnamed groups."""
    if actor.name is None:
        return (2, actor.role or "")
    return (1, actor.name) if initials(actor.name) else (0, f"{999 - len(actor.name):03d}{actor.name}")


def _record(slot: _Slot) -> IncidentActor:
    full = [name for name in slot.names if not initials(name)]
    name = max(full or slot.names, key=lambda text: (len(text), text), default=None)
    status = slot.actor.status if slot.actor else "other"
    told = tuple(sorted(slot.articles)), tuple(sorted(slot.aliases))
    return IncidentActor(name, slot.role, slot.institution, status, slot.count, *told)


def persons(members: tuple[Member, ...]) -> int | None:
    """Return the number of persons alleged: the median of what the articles tell, the smaller of two middle ones.

    Newspapers tell 19 or 21 of one event; a misread number must not win, and no figure of ours overstates. An article
    that tells no number counts the persons it names; copies do not vote. None when no article names anybody or tells a
    number.
    """
    votes = [vote for member in members if member.copy_of is None if (vote := _told(member.analysis)) > 0]
    return median_low(votes) if votes else None


def _told(analysis: Analysis) -> int:
    named = sum(actor.count or 1 for actor in analysis.alleged if actor.name or actor.count)
    return analysis.persons or named
