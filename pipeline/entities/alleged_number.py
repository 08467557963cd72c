"""Decides how many persons an article alleges something of: never the guests, witnesses or reports it counts."""

from itertools import pairwise

from archive.records.analysis import Actor
from pipeline.entities.appositions import GENERIC
from pipeline.entities.model import Entities, RoleFind

_RULERS = frozenset(["kepala_daerah", "pj_kepala_daerah"])
"""Who moves officials: numbers are those of the moved."""
_ANY = frozenset(["asn", "pns", "staf", "pppk", "honorer"])
"""Roles that stand for civil servants of any office."""
_JOINED = 14
"""Characters between two groups of one enumeration (`ASN dan sepuluh camat`)."""
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
    if total is None and _beside_many(entities, alleged):
        return None
    numbers = [_number(entities, actor) for actor in alleged]
    known = sum(number for number in numbers if number is not None) + _unnamed(entities, alleged)
    if total is not None:
        return max(total, known)
    return None if None in numbers else known


def _unnamed(entities: Entities, alleged: list[Actor]) -> int:
    """Return how many more of an office are accused than are named: `Lima kades diperiksa. Kades Tarmuji ...`."""
    more = 0
    for role in {actor.role for actor in alleged if actor.name and actor.role not in _RULERS}:
        if role is None or any(actor.name is None and actor.role == role for actor in alleged):
            continue
        told = (find.count or 0 for find in entities.roles if find.role == role and _is_told(find))
        more += max(0, max(told, default=0) - sum(actor.role == role for actor in alleged))
    return more


def _beside_many(entities: Entities, alleged: list[Actor]) -> bool:
    """Tell whether the accused are told together with a group of no number: `puluhan ASN dan lima camat`."""
    starts = {(span.where, span.start) for actor in alleged if actor.count for span in actor.spans}
    finds = [find for find in entities.roles if find.side == "bound"]
    for one, other in pairwise(finds):
        near = one.span.where == other.span.where and 0 <= other.span.start - one.span.end <= _JOINED
        pair = (one, other) if (other.span.where, other.span.start) in starts else (other, one)
        accused = (pair[1].span.where, pair[1].span.start) in starts and pair[1].count
        if near and accused and pair[0].plural and pair[0].count is None:
            return True
    return False


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


def _is_told(find: RoleFind) -> bool:
    """Tell whether headline or opening count officials and accuse them."""
    opening = find.span.where == "title" or find.span.start < _LEAD
    firm = find.cues.accused - find.cues.weak >= 1.0 and find.cues.accused > find.cues.addressed
    return opening and firm and find.side == "bound" and find.count is not None


def _is_total(find: RoleFind) -> bool:
    return find.weight <= GENERIC and _is_told(find)
