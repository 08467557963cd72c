"""Decides how many persons an article alleges something of: never the guests, witnesses or reports it counts."""

from archive.records.analysis import Actor
from pipeline.entities.appositions import GENERIC
from pipeline.entities.model import Entities, RoleFind

_RULERS = frozenset(["kepala_daerah", "pj_kepala_daerah"])
"""Who moves officials: numbers are those of the moved."""
_ANY = frozenset(["asn", "pns", "staf", "pppk", "honorer"])
"""Roles that stand for civil servants of any office."""
_LEAD = 400
"""Characters of the opening, where a story tells how many it is about."""


def alleged_number(entities: Entities, actors: tuple[Actor, ...]) -> int | None:
    """Return the number of persons alleged; None when the article does not tell it without doubt.

    Args:
        entities: The article's finds.
        actors: From `resolve_actors`.
    """
    alleged = [actor for actor in actors if actor.part == "alleged"]
    if not alleged:
        return None
    total = _told_of_all(entities, {actor.role for actor in alleged})
    numbers = [_number(entities, actor) for actor in alleged]
    known = sum(number for number in numbers if number is not None)
    if total is not None:
        return max(total, known)
    return None if None in numbers else known


def _number(entities: Entities, actor: Actor) -> int | None:
    """Return how many persons an actor is; None for a group without a number."""
    if actor.name is not None:
        return 1
    if actor.count is not None:
        return actor.count
    starts = {(span.where, span.start) for span in actor.spans}
    finds = [find for find in entities.roles if (find.span.where, find.span.start) in starts]
    accusing = [find for find in finds if find.cues.accused > find.cues.addressed] or finds
    return 1 if accusing and not any(find.plural for find in accusing) else None


def _told_of_all(entities: Entities, roles: set[str | None]) -> int | None:
    """Return the number that headline or opening tell of all civil servants accused (`Tujuh ASN dilaporkan`).

    Those whom a bupati moved (`Bupati lantik 21 pejabat`) or a village head spoke to (`di depan 14 ketua RT`) are none.
    """
    if roles <= _RULERS:
        return None
    told = [find for find in entities.roles if _is_total(find) and (find.role in roles or find.role in _ANY)]
    return max((find.count or 0 for find in told), default=None)


def _is_total(find: RoleFind) -> bool:
    opening = find.span.where == "title" or find.span.start < _LEAD
    firm = find.cues.accused - find.cues.weak >= 1.0 and find.cues.accused > find.cues.addressed
    return opening and firm and find.side == "bound" and find.count is not None and find.weight <= GENERIC
