"""Decides who plays which part: who is accused, who speaks, who complains, whose side is helped."""

from collections import Counter

from archive.records.analysis import Act, Actor, ActorPart, ActorStatus, Step
from pipeline.entities.appositions import GENERIC
from pipeline.entities.bonus import Bonus
from pipeline.entities.groups import CHIEFS, EMPLOYMENT, JOBS, Group, groups_of, is_bound
from pipeline.entities.model import Entities, Person, RoleFind
from pipeline.text.document import Document

_ENOUGH = 1.6
_SHARE = 0.42
_COMPANY = 1.3
_SERIES = 30
"""Characters between two offices of one enumeration."""
_CROWD = 10
"""From this number on a group is an audience or a list of witnesses rather than company of the accused."""
_NEARLY = 0.85
_FIRM = 0.9
"""What a mention must say beyond `diperiksa` and a number to accuse."""
_CLEAR = 6.0
"""A score beyond which more evidence for the main accused says nothing against the others."""


def resolve_actors(
    document: Document, entities: Entities, acts: tuple[Act, ...], steps: tuple[Step, ...], *, case: bool = True
) -> tuple[Actor, ...]:
    """Return the actors, the alleged first, each person or role group once.

    Args:
        document: The article.
        entities: Its finds.
        acts: The acts found: their sentences tell who did them.
        steps: The steps found: their sentences tell who underwent them.
        case: False for an article that reports no case: nobody is accused there, whatever it warns of.
    """
    bonus = Bonus.of(document, entities, acts, steps)
    groups = groups_of(entities, bonus)
    if not case:
        return tuple(_actor(entities, group, _voice(group)) for group in groups if group.person is not None)
    alleged = _alleged(groups, entities, sure=bool(acts or steps))
    actors = [_actor(entities, group, "alleged") for group in alleged]
    done = {id(group) for group in alleged}
    named = {group.person for group in alleged if group.person is not None}
    for group in groups:
        part = _part(group)
        if id(group) not in done and group.person not in named and part is not None:
            actors.append(_actor(entities, group, part))
    return tuple(actors)


def _alleged(groups: list[Group], entities: Entities, *, sure: bool) -> list[Group]:
    """Return the groups that are accused, most certain first."""
    possible = [group for group in groups if is_bound(group) or (group.person is not None and not group.finds)]
    possible = [group for group in possible if group.score > 0]
    if not possible:
        return []
    best = max(group.score for group in possible)
    limit = max(_ENOUGH, _SHARE * min(best, _CLEAR))
    chosen = [group for group in possible if group.score >= (min(limit, _COMPANY) if _is_company(group) else limit)]
    chosen += [group for group in possible if group not in chosen and _is_beside(group, chosen)]
    chosen = [group for group in chosen if not (_only_heard(group) and any(_is_accused(one) for one in chosen))]
    if chosen and all(_only_heard(group) for group in chosen):
        spoken = [group for group in possible if is_bound(group) and not _only_heard(group) and group.score >= _COMPANY]
        chosen = spoken or chosen
    if not chosen and sure:
        likely = [group for group in possible if group.finds] or possible
        chosen = [group for group in likely if group.score >= _NEARLY * max(one.score for one in likely)]
    others = [group for group in groups if not any(group is one for one in chosen)]
    chosen = _with_status(_with_roles(chosen, possible, entities), others)
    return sorted(_without_doubles(chosen), key=lambda group: -group.score)


def _only_heard(group: Group) -> bool:
    """Tell whether of unnamed persons no more is told than that a body heard or counted them: witnesses are, too."""
    chief = group.role in CHIEFS
    several = [find for find in group.finds if (find.plural or group.heard or chief) and find.cues.accused > 0]
    return group.person is None and bool(several) and all(_firm(find) < _FIRM for find in several)


def _is_accused(group: Group) -> bool:
    """Tell whether more is told of a group than that it was heard."""
    if group.person is not None:
        return group.cues.accused - group.cues.weak >= _FIRM or is_bound(group)
    return not _only_heard(group) and any(_firm(find) >= _FIRM for find in group.finds)


def _firm(find: RoleFind) -> float:
    """Return how much a mention accuses beyond what is said of witnesses."""
    return find.cues.accused - find.cues.weak


def _is_beside(group: Group, chosen: list[Group]) -> bool:
    """Tell whether an office is enumerated with one that is accused: `seorang perbekel dan satu kelian`."""
    return group.score >= _COMPANY and any(
        find.span.where == other.span.where == "text"
        and find.cues.accused == other.cues.accused >= 1.0
        and 0 < max(find.span.start - other.span.end, other.span.start - find.span.end) < _SERIES
        for find in group.finds
        for one in chosen
        for other in one.finds
    )


def _is_company(group: Group) -> bool:
    """Tell whether a few unnamed persons of one office did something beside the main accused."""
    return (
        group.person is None
        and group.cues.accused >= 1.0 > group.cues.speaks
        and any(find.count is not None and find.count < _CROWD and find.weight > GENERIC for find in group.finds)
    )


def _with_roles(chosen: list[Group], possible: list[Group], entities: Entities) -> list[Group]:
    """Give accused persons without an office the office of the unnamed bearer the story speaks of."""
    unnamed = sorted(
        (group for group in possible if group.person is None and not group.finds[0].weight <= GENERIC),
        key=lambda group: -group.score,
    ) or [group for group in possible if group.person is None]
    kept = []
    for group in chosen:
        if group.person is None or group.role is not None:
            kept.append(group)
            continue
        person = entities.persons[group.person]
        headline = any(span.where == "title" for span in person.spans)
        if unnamed and (person.initials or group.score >= _ENOUGH + 0.4):
            group.role = unnamed[0].role
            group.finds = list(unnamed[0].finds)
        if group.role is not None or headline or not unnamed:
            kept.append(group)
    return kept


def _with_status(chosen: list[Group], groups: list[Group]) -> list[Group]:
    """Let `berstatus PPPK`, `mereka tenaga harian` say what an accused teacher or employee is."""
    told = [group for group in groups if group.role in EMPLOYMENT and group.person is None and _told_status(group)]
    if told:
        best = max(told, key=lambda group: group.score)
        for group in chosen:
            if group.role in JOBS:
                group.role = best.role
                group.finds = best.finds + group.finds
    return chosen


def _told_status(group: Group) -> bool:
    """Tell whether the status is said of somebody in the story rather than of all who have it."""
    return any(
        "berstatus" in find.span.text.lower() or (find.role == "honorer" and find.cues.accused > 0)
        for find in group.finds
    )


def _without_doubles(chosen: list[Group]) -> list[Group]:
    """Drop unnamed bearers of a role that a named person bears, and general words beside a special one."""
    named = {group.role for group in chosen if group.person is not None}
    roles = {group.role for group in chosen}
    special = any(group.finds and max(find.weight for find in group.finds) > GENERIC for group in chosen)
    kept = []
    for group in chosen:
        if group.person is None and group.role in named:
            continue
        if group.role in (JOBS - {"guru"} if "pppk" in roles else ()) or (group.role == "pppk" and "guru" in roles):
            continue  # one person told by work and by employment: teachers go by their work
        if any(_are_the_same(group, one) for one in chosen):
            continue
        weight = max((find.weight for find in group.finds), default=1.0)
        if group.person is None and special and weight <= GENERIC and not _are_others(group, chosen):
            continue
        kept.append(group)
    return kept


def _are_the_same(job: Group, status: Group) -> bool:
    """Tell whether persons told by work are those told by honorary status: `Enam anggota Satpol PP Non-ASN`."""
    if job.role not in JOBS or status.role != "honorer" or job.person is not None or status.person is not None:
        return False
    if all(find.span.where == "title" for find in job.finds):
        return True
    counts = {find.count for find in job.finds if find.count} & {find.count for find in status.finds if find.count}
    return bool(counts) or any(
        find.span.where == other.span.where and 0 <= other.span.start - find.span.end < _SERIES
        for find in job.finds
        for other in status.finds
    )


def _are_others(group: Group, chosen: list[Group]) -> bool:
    """Tell whether `tujuh ASN` are others than those accused by office: village heads are no civil servants."""
    told = any(word in find.span.text.lower() for find in group.finds for word in ("asn", "pns", "sipil"))
    offices = [find for one in chosen for find in one.finds if find.weight > GENERIC]
    return told and any(find.plural for find in group.finds) and all(find.status == "desa" for find in offices)


def _part(group: Group) -> ActorPart | None:
    """Return the part of one who is not accused; None for unnamed bearers nothing is said of."""
    side = group.finds[0].side if group.finds else None
    cues = group.cues
    if cues.complains > 0 and cues.complains >= cues.speaks * 0.5 and side != "handler":
        return "complainant"
    if cues.suffers > cues.accused:
        return "victim"
    if side == "contender" and group.role == "calon":
        return "beneficiary"
    if group.person is None:
        return None
    return _voice(group)


def _voice(group: Group) -> ActorPart:
    """Return the part of a named person nothing is alleged of."""
    return "speaker" if group.cues.speaks > 0 else "mentioned"


def _count(finds: list[RoleFind]) -> int | None:
    """Return the number told of the accused: of the mentions that accuse, not of a crowd named in passing."""
    counted = [find for find in finds if find.count is not None]
    if not counted:
        return None
    best = max(finds, key=_weight_of)
    surest = max(counted, key=_weight_of)
    sure = max(_weight_of(find) for find in counted) >= 1.0 or surest.span.where == "title"
    if not sure and not best.plural and _weight_of(surest) < _NEARLY * _weight_of(best):
        return None
    accusing = [find for find in counted if _weight_of(find) > 0]
    told = Counter(find.count for find in accusing)
    return (
        max(accusing, key=lambda find: (find.span.where == "title", told[find.count], _weight_of(find))).count
        if told
        else None
    )


def _weight_of(find: RoleFind) -> float:
    return find.cues.accused - find.cues.addressed - find.cues.suffers


def _actor(entities: Entities, group: Group, part: ActorPart) -> Actor:
    person: Person | None = entities.persons[group.person] if group.person is not None else None
    finds = [find for find in group.finds if find.role == group.role] or group.finds
    status: ActorStatus = finds[0].status if finds else "other"
    office = next((find.institution for find in finds if find.institution), None)
    count = _count(finds) if person is None else None
    spans = tuple(find.span for find in finds[:4]) + (person.spans[:4] if person is not None else ())
    confidence = 0.5 + 0.08 * min(5.0, max(0.0, group.score)) if part == "alleged" else 0.6
    return Actor(
        name=person.name if person is not None else None,
        role=group.role,
        institution=office,
        status=status,
        part=part,
        count=count,
        spans=spans,
        confidence=round(confidence, 2),
        aliases=person.aliases if person is not None else (),
    )
