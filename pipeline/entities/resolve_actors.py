"""Decides who plays which part: who is accused, who speaks, who complains, whose side is helped."""

import re
from collections import Counter

from archive.records.analysis import Act, Actor, ActorPart, ActorStatus, Step
from pipeline.entities.accused import features, heard_of
from pipeline.entities.accusing import Accusing
from pipeline.entities.appositions import GENERIC
from pipeline.entities.bonus import Bonus
from pipeline.entities.group import EMPLOYMENT, JOBS, Group
from pipeline.entities.groups import groups_of
from pipeline.entities.lineup import Line, line_of, one_of
from pipeline.entities.model import Entities, Person, RoleFind
from pipeline.entities.surroundings import Surroundings
from pipeline.entities.suspects import candidates
from pipeline.text.document import Document

_ENOUGH = 0.45
_SHARE = 0.55
"""How likely somebody must be to be accused, alone and beside the likeliest; chosen with one hand left out."""
_COUNTED = 0.12
"""How likely one of those whom the headline counts must be accused: somebody must be."""
_LEAST = 0.2
"""How likely somebody must be to be accused where nobody is likely enough: better nobody than a wrong one."""
_LEAST_NAMED = 0.4
"""The same for whoever is named: of some 3,000 articles three name somebody below it, one of them wrongly."""
_SURE = 0.6
"""How likely somebody without an office must be accused beside an office without a name: .5 to .7 do alike."""
_SAID_OF_THEM = 0.1
"""How likely the bearers of a status must be accused for the status to be that of the accused."""
_BEARER = 0.35
"""How likely the only person of an office must be accused to be the one whom the story calls by the office alone."""
_ONE_A_REGION = frozenset(["kepala_daerah", "pj_kepala_daerah"])
_SERIES = 30
"""Characters between two offices of one enumeration."""
_STATUS = re.compile(r"berstatus|\bsk\b|\bsebagai\b", re.IGNORECASE)
"""Words inside a term that say what somebody became: `SK P3K`."""
_NEARLY = 0.85
_PRESENTED = 2.0
"""A score from which a full name without an office is given that of the unnamed bearer the story speaks of."""


def resolve_actors(
    document: Document,
    entities: Entities,
    acts: tuple[Act, ...],
    steps: tuple[Step, ...],
    accusing: Accusing,
    *,
    case: bool = True,
) -> tuple[Actor, ...]:
    """Return the actors, the alleged first, each person or role group once.

    Args:
        document: The article.
        entities: Its finds.
        acts: The acts found: their sentences tell who did them.
        steps: The steps found: their sentences tell who underwent them.
        accusing: What weighs how much in who is accused.
        case: False for an article that reports no case: nobody is accused there, whatever it warns of.
    """
    bonus = Bonus.of(document, entities, acts, steps)
    groups = groups_of(entities, bonus)
    if not case:
        return tuple(_actor(entities, group, _voice(group)) for group in groups if group.person is not None)
    alleged = _alleged(groups, entities, bonus, accusing)
    actors = [_actor(entities, group, "alleged", likely) for group, likely in alleged]
    done = {id(group) for group, _likely in alleged}
    named = {group.person for group, _likely in alleged if group.person is not None}
    for group in groups:
        part = _part(group)
        if id(group) not in done and group.person not in named and part is not None:
            actors.append(_actor(entities, group, part))
    return tuple(actors)


def _alleged(groups: list[Group], entities: Entities, bonus: Bonus, accusing: Accusing) -> list[tuple[Group, float]]:
    """Return the groups that are accused with how likely each is, most certain first."""
    possible = candidates(groups, entities, bonus.codes)
    if not possible:
        return []
    line = line_of(entities, bonus, possible)
    around = Surroundings(bonus.document)
    words = {id(group): around.sum(heard_of(group, line), accusing.words) for group in possible}
    likely = {id(group): accusing.chance(features(group, line), words[id(group)]) for group in possible}
    limit = max(_ENOUGH, _SHARE * max(likely.values()))
    chosen = [group for group in possible if likely[id(group)] >= limit]
    chosen = _without_cleared(_all_counted(chosen, possible, likely, line), entities)
    if not chosen and (bonus.acts or bonus.steps):
        # Somebody did what is told; but nobody is accused whom next to nothing accuses.
        least = {True: _LEAST, False: _LEAST_NAMED}
        sure = [group for group in possible if likely[id(group)] >= least[group.person is None]]
        chosen = [max(sure, key=lambda group: likely[id(group)])] if sure else []
    chosen = _by_name(chosen, possible, likely)
    unnamed = sorted((group for group in possible if group.person is None), key=lambda group: -likely[id(group)])
    others = [group for group in unnamed if not any(group is one for one in chosen)]
    statuses = [group for group in others if likely[id(group)] >= _SAID_OF_THEM or group.role == "pppk"]
    chosen = _without_doubles(_with_status(_with_roles(chosen, unnamed, entities, likely), statuses))
    return sorted(((group, likely[id(group)]) for group in chosen), key=lambda pair: -pair[1])


def _without_cleared(chosen: list[Group], entities: Entities) -> list[Group]:
    """Return the accused without those who were cleared, where others by name, or of another office, were not."""
    kept = [group for group in chosen if group.person is None or not entities.persons[group.person].cleared]
    roles = {group.role for group in chosen if not any(group is one for one in kept)}
    return kept if any(group.person is not None or group.role not in roles for group in kept) else chosen


def _by_name(chosen: list[Group], possible: list[Group], likely: dict[int, float]) -> list[Group]:
    """Return the accused, an office told without a name as the one person who holds it and may well be accused."""
    named: list[Group] = []
    for group in chosen:
        bearers = [one for one in possible if one.person is not None and one.role == group.role]
        alone = group.person is None and len(bearers) == 1 and not any(find.plural for find in group.finds)
        if alone and (likely[id(bearers[0])] >= _BEARER or group.role in _ONE_A_REGION):
            likely[id(bearers[0])] = max(likely[id(bearers[0])], likely[id(group)])
            group = bearers[0]  # noqa: PLW2901 - the same accused, by name
        if not any(group is one for one in named):
            named.append(group)
    return named


def _all_counted(chosen: list[Group], possible: list[Group], likely: dict[int, float], line: Line) -> list[Group]:
    """Return the accused with the next likely ones told by office, until they are as many as the headline counts."""
    found = [group for group in chosen if max((find.weight for find in group.finds), default=1.0) > GENERIC]
    for group in sorted(possible, key=lambda group: -likely[id(group)]):
        known = sum(max((find.count or 1 for find in one.finds), default=1) for one in found)
        if likely[id(group)] < _COUNTED or known >= line.several:
            break
        if not any(group is one for one in found) and one_of(group, line):
            found.append(group)
            chosen = [*chosen, group]
    return chosen


def _with_roles(chosen: list[Group], unnamed: list[Group], entities: Entities, likely: dict[int, float]) -> list[Group]:
    """Give accused persons without an office that of the unnamed bearer the story speaks of, the surest first.

    Who is hardly likely to be accused is none where an office is accused that he does not hold.
    """
    offices = [group for group in unnamed if group.finds[0].weight > GENERIC] or unnamed
    offices = [group for group in offices if group.score > 0 or _in_headline(group)]
    kept = []
    for group in chosen:
        if group.person is None or group.role is not None:
            kept.append(group)
            continue
        person = entities.persons[group.person]
        headline = any(span.where == "title" for span in person.spans)
        if person.described:
            continue  # `advokat Joko Susanto` holds no office that is told without a name
        told = next(
            (one for one in offices if _in_headline(one) and not _is_crowd(one)), offices[0] if offices else None
        )
        if told is not None and (person.initials or group.score >= _PRESENTED or _in_headline(told)):
            group.role = told.role
            group.finds = list(told.finds)
        if group.role is not None or headline or told is None or likely[id(group)] >= _SURE:
            kept.append(group)
    return kept


def _is_crowd(group: Group) -> bool:
    return any(find.plural for find in group.finds)


def _in_headline(group: Group) -> bool:
    return any(find.span.where == "title" for find in group.finds)


def _with_status(chosen: list[Group], statuses: list[Group]) -> list[Group]:
    """Let `berstatus PPPK`, `mereka tenaga harian` say what an accused teacher or employee is."""
    told = [group for group in statuses if group.role in EMPLOYMENT and _told_status(group)]
    for group in chosen:
        if told and group.role in JOBS:
            group.role = told[0].role
            group.finds = told[0].finds + group.finds
    return chosen


def _told_status(group: Group) -> bool:
    """Tell whether the status is said of somebody in the story rather than of all who have it."""
    return any(
        _STATUS.search(find.span.text) is not None
        or (find.role == "honorer" and find.cues.accused > 0)
        or (find.role == "pppk" and find.span.where == "title")
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
        work = group.role in (JOBS - {"guru"} if "pppk" in roles else ()) or (group.role == "pppk" and "guru" in roles)
        if group.person is None and work:
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
    if any(find.count for find in job.finds) and not any(find.plural for find in status.finds):
        return True  # `Sebelas petugas damkar ... Mereka tenaga harian`
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


def _actor(entities: Entities, group: Group, part: ActorPart, likely: float = 0.6) -> Actor:
    person: Person | None = entities.persons[group.person] if group.person is not None else None
    finds = [find for find in group.finds if find.role == group.role] or group.finds
    status: ActorStatus = finds[0].status if finds else "other"
    office = next((find.institution for find in finds if find.institution), None)
    count = _count(finds) if person is None else None
    spans = tuple(find.span for find in finds[:4]) + (person.spans[:4] if person is not None else ())
    return Actor(
        name=person.name if person is not None else None,
        role=group.role,
        institution=office,
        status=status,
        part=part,
        count=count,
        spans=spans,
        confidence=round(likely, 2),
        aliases=person.aliases if person is not None else (),
    )
