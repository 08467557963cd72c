"""Makes the record of a case from its articles and what people decided: a pure function."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from archive.records.analysis import EventDate, Rule, Sanction, Stage
from archive.records.incident import Incident, IncidentPlace, IncidentSource
from pipeline.linking.actors import actors, persons
from pipeline.linking.acts import acts
from pipeline.linking.election import election
from pipeline.linking.label import label
from pipeline.linking.member import Member, in_order
from pipeline.linking.overlay import apply
from pipeline.linking.rulings import Ruling
from pipeline.linking.severity import severity
from pipeline.linking.status import Status, status
from pipeline.linking.timeline import denials, timeline


@dataclass(frozen=True, slots=True)
class Identity:
    """What stays when a case regroups.

    Args:
        id: Archive id.
        code: Shown to people.
    """

    id: int
    code: str


def build(
    identity: Identity,
    members: Iterable[Member],
    rulings: Iterable[Ruling] = (),
    *,
    changed: datetime,
    mentions: tuple[int, ...] = (),
    place_names: Mapping[str, str] | None = None,
) -> Incident:
    """Return the case.

    Args:
        identity: Id and code.
        members: Its articles, at least one, in any order.
        rulings: People's decisions on the case, oldest first; they win over what the articles tell.
        changed: Aware UTC, stamped on the record.
        mentions: Articles that speak of the case in passing.
        place_names: Official names by code, for places that articles bring without one.
    """
    told = _told(identity, in_order(tuple(members)), changed, place_names or {})
    return worded(apply(replace(told, mentions=mentions), rulings))


def _told(identity: Identity, found: tuple[Member, ...], changed: datetime, names: Mapping[str, str]) -> Incident:
    """Return the case as its articles alone tell it, without a label."""
    analyses = tuple(member.analysis for member in found)
    steps = timeline(found)
    stand, sources, event = status(found, steps), independent(found), _event(found)
    numbers = _once(mention.label for analysis in analyses for mention in analysis.case_numbers)
    return Incident(
        id=identity.id,
        code=identity.code,
        label="",
        label_en="",
        places=_places(found, names),
        actors=actors(found),
        acts=acts(found),
        rules=_rules(found),
        discipline=stand.discipline,
        criminal=stand.criminal,
        end=stand.end,
        steps=steps,
        denials=denials(found),
        sanctions=_sanctions(found, stand),
        severity=severity(found, len(sources), stand.end),
        event_day=event.day if event else None,
        event_day_confidence=event.confidence if event else 0.0,
        election=election(analyses, event.day if event else found[0].day),
        known_day=min(member.day for member in found),
        first_published=found[0].published,
        last_published=found[-1].published,
        changed=changed,
        articles=tuple(member.article_id for member in found),
        copies=tuple(member.article_id for member in found if member.copy_of is not None),
        sources=sources,
        persons=persons(found),
        reports=len(numbers) or None,
        case_numbers=numbers,
        parties=_by_count(mention.label for analysis in analyses for mention in analysis.parties),
        candidates=_by_count(mention.label for analysis in analyses for mention in analysis.candidates),
        institutions=_by_count(mention.label for analysis in analyses for mention in analysis.institutions),
        closed_day=stand.closed,
    )


def worded(incident: Incident) -> Incident:
    """Return the case with its label in both languages."""
    return replace(incident, label=label(incident, "id"), label_en=label(incident, "en"))


def independent(members: tuple[Member, ...]) -> tuple[IncidentSource, ...]:
    """Return the independent newsrooms: outlets of one network count once, and who only copies does not count.

    A copy's id stands with the newsroom that wrote the text.
    """
    writers = {member.key: member.source or member.key for member in members}
    copied = {member.key: member.copy_of for member in members}
    groups: dict[str, list[int]] = {}
    for member in members:
        first = member.key
        while (earlier := copied.get(first)) in writers:
            first = earlier
        groups.setdefault(writers[first], []).append(member.article_id)
    return tuple(IncidentSource(name, tuple(sorted(ids))) for name, ids in sorted(groups.items()))


def _places(members: tuple[Member, ...], names: Mapping[str, str]) -> tuple[IncidentPlace, ...]:
    """Return the places: the one most articles tell first; a province is left out when one of its regencies is told."""
    weight: Counter[str] = Counter()
    best: dict[str, float] = {}
    printed: dict[str, str] = {}
    for member in members:
        confidence: dict[str, float] = {}
        for place in member.analysis.places:
            if place.part != "event":
                continue
            code = ".".join(place.code.split(".")[:2])
            confidence[code] = max(confidence.get(code, 0.0), place.confidence)
            if code == place.code:
                printed.setdefault(code, place.name)
        for code, value in confidence.items():
            weight[code] += round(1000 * value)
            best[code] = max(best.get(code, 0.0), value)
    codes = [code for code in weight if not any(other != code and other.startswith(f"{code}.") for other in weight)]
    ranked = sorted(codes, key=lambda code: (-weight[code], code))
    return tuple(IncidentPlace(code, names.get(code) or printed.get(code) or code, best[code]) for code in ranked)


def _event(members: tuple[Member, ...]) -> EventDate | None:
    """Return the day of the act that the articles support most strongly."""
    weight: Counter[date] = Counter()
    best: dict[date, EventDate] = {}
    for member in members:
        told = member.analysis.event_date
        if told is not None and told.day <= member.day and member.copy_of is None:
            weight[told.day] += round(1000 * told.confidence)
            if told.day not in best or told.confidence > best[told.day].confidence:
                best[told.day] = told
    day = min(weight, key=lambda value: (-weight[value], value), default=None)
    return best[day] if day is not None else None


def _rules(members: tuple[Member, ...]) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    for member in members:
        for rule in member.analysis.rules:
            found.setdefault(rule.code, rule)
    return tuple(found[code] for code in sorted(found))


def _sanctions(members: tuple[Member, ...], stand: Status) -> tuple[Sanction, ...]:
    """Return each sanction once; none counts as imposed before a competent body decided."""
    decided = stand.discipline is Stage.S7 or stand.criminal is Stage.P4
    found: dict[str, Sanction] = {}
    for member in members:
        for told in member.analysis.sanctions:
            sanction = told if decided else replace(told, imposed=False)
            held = found.get(sanction.label)
            if held is None or (sanction.imposed and not held.imposed):
                found[sanction.label] = sanction
    return tuple(sorted(found.values(), key=lambda sanction: (not sanction.imposed, sanction.label)))


def _by_count(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
