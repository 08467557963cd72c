"""One case, as tables on the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from archive.records.analysis import Rule as Held
from archive.records.incident import Incident, IncidentEvent
from archive.store.incident_decisions import StoredSuggestion
from base.catalogue import Catalogue, Language
from pantau.incidents.history import details
from pantau.incidents.listing import level_text
from pantau.incidents.words import (
    CLOCKS,
    EVENTS,
    MODIFIERS,
    REVIEWS,
    day,
    left,
    wording,
    words,
)
from pantau.views.names import stage_name
from pipeline.judge.telling import tell
from pipeline.linking.clocks import incident_clocks
from pipeline.linking.label import ACTS, act_name, role_name
from web.data.laws import Law

EVENTS_SHOWN = 30
TITLE = 200  # letters of a headline


@dataclass(frozen=True, slots=True)
class Publication:
    """An article of a case, as a line shows it.

    Args:
        id: Archive id.
        day: Local day of publication.
        outlet: As known.
        title: With names hidden where they must be.
        url: Address.
        score: Log-odds of its best link; None when it stands alone.
        copy: It repeats another one.
    """

    id: int
    day: date | None
    outlet: str
    title: str
    url: str
    score: float | None
    copy: bool


@dataclass(frozen=True, slots=True)
class Denied:
    """A sentence that denies, with names hidden where they must be."""

    day: date | None
    text: str
    article: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case with all that is shown beside it; codes of other cases by id, rules by code."""

    case: Incident
    articles: Sequence[Publication]
    events: Sequence[IncidentEvent]
    suggestions: Sequence[StoredSuggestion]
    codes: dict[int, str]
    denied: Sequence[Denied]
    laws: Mapping[str, Law]


def show_case(
    console: Console, language: Language, steps: Catalogue, dossier: Dossier, now: datetime, zone: ZoneInfo
) -> None:
    """Print one case with its timeline, clocks, people, articles and history; days are those of the zone."""
    t, case = words(language), dossier.case
    console.print(Text.assemble((case.code, "bold"), "  ", level_text(t, case), "  ", wording(case, language)))
    if not case.found:
        console.print(t("According to press reports; no competent body has decided."), style="dim")
    for title, part in _parts(t, language, steps, dossier, now, zone):
        console.print(Rule(escape(title), align="left", style="dim"))
        console.print(Padding(part, (0, 0, 1, 2)))


def _parts(
    t: Catalogue, language: Language, steps: Catalogue, dossier: Dossier, now: datetime, zone: ZoneInfo
) -> Iterator[tuple[str, RenderableType]]:
    case = dossier.case
    yield t("Facts"), _grid(_facts(t, language, steps, case, dossier.laws))
    if case.steps:
        rows = [
            (
                day(s.day, language) + ("" if s.dated else " *"),
                stage_name(steps, s.stage),
                _told(t, s.articles),
                _by(t, s.by),
            )
            for s in case.steps
        ]
        yield t("Timeline (* day of the first report)"), _table(rows)
    clocks = [
        (t(CLOCKS[clock.limit.code]), day(clock.due, language), left(t, clock), clock.limit.basis)
        for clock in incident_clocks(case, now)
    ]
    if clocks:
        yield t("Time limits"), _table(clocks)
    if dossier.denied:
        denied = [(day(one.day, language), f"“{one.text}”", _told(t, (one.article,))) for one in dossier.denied]
        yield t("Denials"), _table(denied)
    if case.actors:
        misused = "victim" in case.severity.modifiers
        yield (
            t("Persons whose names were misused" if misused else "Persons alleged"),
            _table([_actor(language, actor) for actor in case.actors]),
        )
    parts = [
        (tell(p.name, language), f"{p.points}/{p.most}", _because(p.reason, language)) for p in case.severity.parts
    ]
    parts += [(t(MODIFIERS[code]), "", "") for code in case.severity.modifiers]
    if parts:
        yield t("Severity"), _table(parts)
    yield t("Articles"), _table([_article(t, language, article) for article in dossier.articles])
    if case.notes:
        yield t("Notes"), _table([(_on(n.at, zone, language), n.by, n.text) for n in case.notes])
    if dossier.suggestions:
        yield t("Perhaps the same case"), _table([_suggestion(case.id, s, dossier.codes) for s in dossier.suggestions])
    history = [
        (_on(event.at, zone, language), t(EVENTS[event.type]), ", ".join(details(t, steps, event)))
        for event in dossier.events[-EVENTS_SHOWN:]
    ]
    yield t("History"), _table(history)


def _facts(
    t: Catalogue, language: Language, steps: Catalogue, case: Incident, laws: Mapping[str, Law]
) -> Iterator[tuple[str, str]]:
    yield t("Place"), ", ".join(f"{place.name} ({place.code})" for place in case.places)
    yield t("Acts"), ", ".join(f"{code} {act_name(code, language)}" for code in case.acts)
    yield t("Rules"), "\n".join(_rule(rule, laws, language) for rule in case.rules)
    yield t("Day of the act"), day(case.event_day, language)
    yield t("Ethics and discipline"), stage_name(steps, case.discipline)
    yield t("Criminal"), stage_name(steps, case.criminal)
    if case.end:
        yield t("End"), stage_name(steps, case.end)
    if case.sanctions:
        yield (
            t("Sanctions"),
            ", ".join(s.label if s.imposed else f"{s.label} ({t('recommended')})" for s in case.sanctions),
        )
    yield (
        t("Counts"),
        t(
            "{persons} persons, {reports} reports, {articles} articles, {sources} independent sources",
            persons=case.persons or "?",
            reports=case.reports,
            articles=len(case.articles),
            sources=len(case.sources),
        )
        if case.reports
        else t(
            "{persons} persons, {articles} articles, {sources} independent sources",
            persons=case.persons or "?",
            articles=len(case.articles),
            sources=len(case.sources),
        ),
    )
    if case.parties or case.candidates:
        yield t("Parties and candidates"), ", ".join((*case.parties, *case.candidates))
    yield t("Review"), t(REVIEWS[case.review]) + (f": {case.review_reason}" if case.review_reason else "")
    yield t("Assigned to"), case.assignee or "-"
    if case.fixed:
        yield t("Set by people"), ", ".join(case.fixed)


def _rule(rule: Held, laws: Mapping[str, Law], language: Language) -> str:
    law = laws.get(rule.code)
    told = rule.code if law is None else f"{rule.code} {law.basis}: {law.text}"
    return f"{told}\n  {tell(rule.reason, language)}" if rule.reason else told


def _by(t: Catalogue, who: str) -> str:
    return t("by itself") if who == "auto" else who


def _because(reason: str, language: Language) -> str:
    return act_name(reason, language) if reason in ACTS else tell(reason, language)


def _told(t: Catalogue, articles: tuple[int, ...]) -> str:
    return t("articles {ids}", ids=", ".join(map(str, articles))) if articles else t("set by an officer")


def _actor(language: Language, actor: object) -> tuple[str, ...]:
    from archive.records.incident import IncidentActor

    if not isinstance(actor, IncidentActor):
        raise TypeError(actor)
    role = role_name(actor.role, language) if actor.role else "-"
    return actor.name or "-", role, actor.institution or "-", str(actor.count or "")


def _article(t: Catalogue, language: Language, one: Publication) -> tuple[str, ...]:
    how = t("copy") if one.copy else "" if one.score is None else f"{one.score:+.1f}"
    return str(one.id), day(one.day, language), one.outlet, _headline(one.title), how


def _headline(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[:TITLE].rstrip()}…"


def _suggestion(own: int, found: StoredSuggestion, codes: dict[int, str]) -> tuple[str, ...]:
    other = found.high if found.low == own else found.low
    return codes.get(other, str(other)), f"{found.score:+.1f}", "; ".join(found.reasons[:4])


def _on(at: datetime, zone: ZoneInfo, language: Language) -> str:
    return day(at.astimezone(zone).date(), language)


def _grid(rows: Iterator[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(escape(name), escape(value or "-"))
    return table


def _table(rows: Sequence[Sequence[str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(max((len(row) for row in rows), default=1)):
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    return table
