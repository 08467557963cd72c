"""Tells who can be accused at all: no witness, victim, complainant, or chief of the accused."""

from pipeline.entities.appositions import GENERIC
from pipeline.entities.group import Group, is_bound
from pipeline.entities.group_signs import commands
from pipeline.entities.model import Entities

_SURELY = 2.5
"""What must be said against somebody who is described as another than an official."""
_RANKS = frozenset(["tni", "polri"])
_OWN = 4.0
"""What is said against the accused themselves: more than chiefs are told who apologise for their people."""
_HEADS = 2.0
_FIRM = 1.0
"""What must be said of a witness beyond his being heard to make him one of the accused."""
_WRONGED = 1.5
"""What is said of a victim, who is no accused unless more is said against him."""
_MUCH = 4.0
"""What is said of a victim of whom little else is told: whoever is dismissed for refusing is no accused."""
_REPORTS = 2.0
"""What is said of somebody who reports others, and is no accused."""
_STOPS = 1.5
"""What is said of somebody who ended the deed, or refused to take part in it."""
_MOVES = "A17"
_BESIDE_MOVES = frozenset(["A13", "A16"])
_APPOINTS = frozenset(["kepala_daerah", "pj_kepala_daerah"])
"""Officials are moved or appointed: only heads of a region can break UU 10/2016 ps 71(2), whoever else is named."""


def candidates(groups: list[Group], entities: Entities, acts: frozenset[str] = frozenset()) -> list[Group]:
    """Return who can be accused: whoever holds a bound office, and named persons without one; no mere witness.

    Args:
        groups: From `groups_of`.
        entities: The article's finds.
        acts: Codes of the acts found.
    """
    possible = [
        group
        for group in groups
        if (is_bound(group) or (group.person is not None and not group.finds) or _was_bound(group))
        and not _plays_another_part(group)
        and not _is_somebody_else(group, entities)
    ]
    accused = [group for group in possible if group.cues.accused - group.cues.weak >= _FIRM]
    possible = [
        group for group in possible if not (_is_chief(group) and any(_may_be_his(one, group) for one in accused))
    ]  # who says that he rebuked his people is none of them
    possible = [group for group in possible if not _commands_them(group, accused)]
    heads = [group for group in possible if group.role in _APPOINTS]
    return heads if heads and _MOVES in acts and not acts - {_MOVES} - _BESIDE_MOVES else possible


def _plays_another_part(group: Group) -> bool:
    """Tell whether somebody is a witness, a victim, a complainant, or ended the deed, and less is said against him."""
    cues, firm = group.cues, group.cues.accused - group.cues.weak
    heard = cues.heard > 0 and firm < _FIRM * cues.heard
    suffers = cues.suffers >= _WRONGED and cues.accused < (1.0 if cues.suffers >= _MUCH else 0.5) * cues.suffers
    complains = cues.complains >= _REPORTS and cues.accused < cues.complains
    return heard or suffers or complains or (cues.stops >= _STOPS and firm < cues.stops)


def _may_be_his(one: Group, chief: Group) -> bool:
    """Tell whether one accused may be of a chief's people: of another office, or a soldier or policeman of his."""
    return bool(one.finds) and one is not chief and (one.role != chief.role or one.role in _RANKS)


def _is_chief(group: Group) -> bool:
    """Tell whether somebody speaks of what his people did, and less is said against himself than of an accused."""
    own = group.cues.accused - group.cues.weak
    return group.cues.chief > 0 and own < _OWN


def _commands_them(group: Group, accused: list[Group]) -> bool:
    """Tell whether somebody commands those accused: `Dandim, Letkol Arm Bagas,` of a story of a `Babinsa`."""
    own = group.cues.accused - group.cues.weak
    return commands(group) and own < _FIRM and any(one.role == group.role and one is not group for one in accused)


def _was_bound(group: Group) -> bool:
    """Tell whether somebody is accused by name of what he did in an office he has left: `mantan Kadis dituntut`."""
    firm = group.person is not None and group.cues.accused - group.cues.weak >= _FIRM
    heads = group.cues.accused - group.cues.weak >= _HEADS and group.role == "asosiasi"  # `Ketua paguyuban kades`
    return firm and (heads or any(find.side == "bound" for find in group.finds))


def _is_somebody_else(group: Group, entities: Entities) -> bool:
    """Tell whether a person is described as somebody without an office (`advokat`, `ajudannya`, `paslon`)."""
    if group.person is None or group.role in _APPOINTS:
        return False  # incumbents are candidates too
    person = entities.persons[group.person]
    if not person.described and not _is_in_pair(person.name, entities):
        return False
    offices = [find for find in group.finds if find.weight > GENERIC and find.side == "bound"]
    office = any(not find.span.text.lower().endswith("nya") for find in offices)
    return not office and group.cues.accused - group.cues.weak < _SURELY


def _is_in_pair(name: str, entities: Entities) -> bool:
    """Tell whether somebody is one of a pair of candidates named in the text: `Pak Yusron` of `Yusron-Kartika`."""
    words = {*name.lower().split()}
    running = [{*one.lower().split()} for pair in entities.candidates for one in pair.label.split(" - ")]
    return any(one and (one <= words or words <= one) for one in running)
