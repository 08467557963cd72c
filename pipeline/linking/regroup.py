"""Brings the cases around some articles into the state that the stored facts demand, and writes what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from archive.records.incident import Incident, IncidentEvent
from archive.store.incident_decisions import (
    Decision,
    article_decisions,
    case_decisions,
    drop_suggestions,
    suggest,
)
from archive.store.incident_links import CaseArticle, StoredPair, case_articles, settle, unsettle
from archive.store.incidents import (
    add_events,
    load_incidents,
    mentions,
    merged_away,
    reserve,
    save_incident,
)
from pipeline.linking.build import Identity, build
from pipeline.linking.cases import Constraint, group, pair_of
from pipeline.linking.claims import claim
from pipeline.linking.corrections import correct
from pipeline.linking.events import Happening, happenings
from pipeline.linking.member import Member
from pipeline.linking.rulings import Ruling
from pipeline.linking.scene import Scene, complete, followers, gather
from pipeline.linking.suggesting import uncertain


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why cases are looked at anew.

    Args:
        now: Aware UTC.
        alertable: Goes into the events.
        article_id: The article that brought it; None for a person's act.
        force: Cases to write even when their articles did not change (a decision was made on them).
        keep: Cases that keep their id before all others when cases are merged or split.
    """

    now: datetime
    alertable: bool
    article_id: int | None = None
    force: frozenset[int] = frozenset()
    keep: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What regrouping came to.

    Args:
        changed: Ids of the cases that changed, ascending.
        homes: Case of every article whose case was written.
        pairs: Stored scores among the articles of the scene.
    """

    changed: tuple[int, ...]
    homes: dict[int, Incident]
    pairs: tuple[StoredPair, ...]


def regroup(connection: Connection, seeds: Iterable[int], occasion: Occasion) -> Regrouped:
    """Group the articles around the seeds anew and store every case that changed."""
    scene = gather(connection, seeds)
    groups, homes = _changed(_group(scene), scene.homes, occasion)
    loaded = case_articles(connection, {article for members in groups for article in members})
    stored = load_incidents(connection, set(homes.values()))
    decided = frozenset(case for case in stored if stored[case].fixed or stored[case].notes)
    claims = claim(groups, homes, occasion.keep or decided)
    unsettle(connection, [article for article in homes if article not in scene.articles])
    placed: dict[int, Incident] = {}
    for position, members in enumerate(groups):
        before = stored.get(claims.owners.get(position, 0))
        placed[position] = _write(connection, scene, loaded, members, before, occasion)
    _end(connection, claims.merged, stored, placed, occasion)
    _tell_splits(connection, stored, placed, claims.owners, homes, occasion)
    for position, case in placed.items():
        suggest(connection, case.id, uncertain(connection, groups[position]), occasion.now)
    where = {article: placed[position] for position, members in enumerate(groups) for article in members}
    changed = {case.id for case in placed.values()} | set(claims.merged)
    return Regrouped(tuple(sorted(changed)), where, scene.pairs)


def _changed(
    groups: list[list[int]], homes: dict[int, int], occasion: Occasion
) -> tuple[list[list[int]], dict[int, int]]:
    """Return the groups to write, and the homes they concern: what stands as it is stored need not even be read."""
    residents: dict[int, set[int]] = {}
    for article, case in homes.items():
        residents.setdefault(case, set()).add(article)
    quiet: set[int] = set()
    for members in groups:
        case = homes.get(members[0], 0)
        same = residents.get(case) == set(members)
        if same and occasion.article_id not in members and case not in occasion.force:
            quiet.add(case)
    wanted = [members for members in groups if homes.get(members[0], 0) not in quiet]
    return wanted, {article: case for article, case in homes.items() if case not in quiet}


def _group(scene: Scene) -> list[list[int]]:
    led = {one: first for one, first in followers(scene.pairs).items() if first in scene.keys}
    spoken = {one for word in scene.constraints for one in (word.low, word.high)}
    led = {one: first for one, first in led.items() if one not in spoken and first not in led}
    names = {one: key for one, key in scene.keys.items() if one not in led}
    scores = {
        pair_of(names[pair.low], names[pair.high]): pair.score
        for pair in scene.pairs
        if pair.low in names and pair.high in names
    }
    said = [
        Constraint(pair_of(names[word.low], names[word.high]), word.same, word.order)
        for word in scene.constraints
        if word.low in names and word.high in names
    ]
    alive = {key: scene.profiles[key] for key in names.values()}
    scores = complete(scores, alive, [word.pair for word in said if word.same])
    ids = {key: article for article, key in names.items()}
    groups = [[ids[key] for key in keys] for keys in group(names.values(), scores, said).cases]
    where = {article: members for members in groups for article in members}
    for one, first in led.items():
        where[first].append(one)
    return groups


def _write(
    connection: Connection,
    scene: Scene,
    loaded: dict[int, CaseArticle],
    members: list[int],
    before: Incident | None,
    occasion: Occasion,
) -> Incident:
    first = min(loaded[article].published for article in members)
    identity = Identity(before.id, before.code) if before else Identity(*reserve(connection, first.year))
    rulings = [_ruling(made) for made in case_decisions(connection, identity.id)] if before else []
    passing = mentions(connection, identity.id) if before else ()
    people = _members(connection, scene, loaded, members)
    after = build(identity, people, rulings, changed=occasion.now, mentions=passing)
    save_incident(connection, after, before)
    settle(connection, after.id, _scores(scene, members))
    tell(connection, after, happenings(before, after, occasion.article_id), occasion, loaded)
    return after


def _members(
    connection: Connection, scene: Scene, loaded: dict[int, CaseArticle], members: list[int]
) -> tuple[Member, ...]:
    corrections = article_decisions(connection, members)
    originals = _originals(scene, loaded, members)
    found = []
    for article in members:
        facts = loaded[article]
        analysis = correct(facts.analysis, [_ruling(made) for made in corrections.get(article, [])])
        original = originals.get(article)
        copied = loaded[original].key if original is not None else None
        found.append(Member(article, facts.key, facts.published, facts.day, facts.source, analysis, copied))
    return tuple(found)


def _originals(scene: Scene, loaded: dict[int, CaseArticle], members: list[int]) -> dict[int, int]:
    """Return, for each copy, the earliest article of the case that it repeats."""
    inside = set(members)
    order = {article: (loaded[article].published, loaded[article].key) for article in members}
    found: dict[int, int] = {}
    for pair in scene.pairs:
        if pair.copy and pair.low in inside and pair.high in inside:
            early, late = sorted((pair.low, pair.high), key=order.__getitem__)
            if late not in found or order[early] < order[found[late]]:
                found[late] = early
    return found


def _scores(scene: Scene, members: list[int]) -> dict[int, tuple[int, str]]:
    """Return the best link that holds each article in its case, and whether a person put it there."""
    inside = set(members)
    best = dict.fromkeys(members, 0)
    for pair in scene.pairs:
        if pair.low in inside and pair.high in inside:
            best[pair.low] = max(best[pair.low], pair.score)
            best[pair.high] = max(best[pair.high], pair.score)
    said = {one for word in scene.constraints if word.same for one in (word.low, word.high)}
    return {article: (score, "person" if article in said else "auto") for article, score in best.items()}


def _end(
    connection: Connection,
    merged: dict[int, int | None],
    stored: dict[int, Incident],
    placed: dict[int, Incident],
    occasion: Occasion,
) -> None:
    """Close the cases that have no article left: merged into another, or without any report."""
    for case, position in merged.items():
        before = stored[case]
        drop_suggestions(connection, case)
        if position is None:
            save_incident(connection, merged_away(before, None, occasion.now), before)
            lost = Happening("corrected", {"field": "articles", "from": str(len(before.articles)), "to": "0"})
            tell(connection, before, (lost,), occasion)
            continue
        heir = placed[position]
        save_incident(connection, merged_away(before, heir.id, occasion.now), before)
        tell(connection, before, (Happening("merged", {"into": heir.code}),), occasion)
        tell(connection, heir, (Happening("merged", {"from": before.code}),), occasion)


def _tell_splits(
    connection: Connection,
    stored: dict[int, Incident],
    placed: dict[int, Incident],
    owners: dict[int, int],
    homes: dict[int, int],
    occasion: Occasion,
) -> None:
    """Write into both histories when articles of a living case became a case of their own."""
    for position, case in placed.items():
        if position in owners:
            continue
        for parent in sorted({homes[a] for a in case.articles if a in homes}):
            if parent in owners.values():
                tell(connection, stored[parent], (Happening("split", {"into": case.code}),), occasion)
                tell(connection, case, (Happening("split", {"from": stored[parent].code}),), occasion)


def tell(
    connection: Connection,
    case: Incident,
    found: tuple[Happening, ...],
    occasion: Occasion,
    loaded: Mapping[int, CaseArticle] | None = None,
) -> None:
    """Write what happened to a case into its history."""
    loaded = loaded or {}
    events = []
    for happening in found:
        article = happening.article_id
        published = loaded[article].published if article is not None and article in loaded else None
        events.append(
            IncidentEvent(
                incident_id=case.id,
                at=occasion.now,
                type=happening.type,
                level=case.severity.level,
                alertable=occasion.alertable,
                payload=happening.payload,
                article_id=article,
                published_at=published,
            )
        )
    add_events(connection, events)


def _ruling(made: Decision) -> Ruling:
    return Ruling(made.field, made.value, made.by, made.at, made.reason)
