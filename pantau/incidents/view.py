"""The list of cases and one case, as tables on the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table

from archive.records.incident import Incident, IncidentEvent
from archive.store.incident_decisions import StoredSuggestion
from base.catalogue import Catalogue, Language
from pantau.incidents.words import (
    CLOCKS,
    EVENTS,
    LEVEL_STYLES,
    LEVELS,
    MODIFIERS,
    REVIEWS,
    day,
    left,
    standstill,
    wording,
    words,
)
from pantau.views.names import stage_name
from pipeline.linking.clocks import incident_clocks
from pipeline.linking.label import act_name, role_name
from pipeline.linking.stalled import stalled

EVENTS_SHOWN = 30


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
class Dossier:
    """One case with all that is shown beside it; codes of other cases by id."""

    case: Incident
    articles: Sequence[Publication]
    events: Sequence[IncidentEvent]
    suggestions: Sequence[StoredSuggestion]
    codes: dict[int, str]


def show_list(console: Console, language: Language, steps: Catalogue, cases: Sequence[Incident], now: datetime) -> None:
    """Print cases, a line each.

    Args:
        console: Where.
        language: Of the words.
        steps: Texts that name the steps.
        cases: In the order to show.
        now: Aware; for what is left of the limits.
    """
    t = words(language)
    if not cases:
        console.print(t("No case matches."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in ((t("Case"), "left"), (t("Level"), "left"), (t("What"), "left"), (t("Status"), "left")):
        table.add_column(name, justify=justify, no_wrap=name == t("Case"))  # type: ignore[arg-type]
    table.add_column(t("Last news"), no_wrap=True)
    table.add_column(t("Articles (sources)"), justify="right")
    table.add_column(t("Next"), overflow="fold")
    for case in cases:
        table.add_row(
            case.code,
            _level(t, case),
            escape(wording(case, language)),
            _status(steps, case),
            day(case.last_published.date(), language),
            f"{len(case.articles)} ({len(case.sources)})",
            _next(t, case, now),
        )
    console.print(table)
    console.print(t("{n} cases. Reports in the press; not verified unless it says so.", n=len(cases)), style="dim")


def _level(t: Catalogue, case: Incident) -> str:
    style = LEVEL_STYLES[case.severity.level]
    score = "-" if case.severity.score is None else case.severity.score
    return f"[{style}]{t(LEVELS[case.severity.level])} {score}[/]"


def _status(steps: Catalogue, case: Incident) -> str:
    told = [stage_name(steps, stage) for stage in (case.discipline, case.criminal, case.end) if stage]
    return escape(" / ".join(told) or "-")


def _next(t: Catalogue, case: Incident, now: datetime) -> str:
    if case.review == "dismissed":
        return t(REVIEWS["dismissed"])
    running = [clock for clock in incident_clocks(case, now) if clock.state == "running"]
    if running:
        return f"{t(CLOCKS[running[0].limit.code])}: {left(t, running[0])}"
    found = stalled(case, now)
    return standstill(t, found) if found else "-"


def show_case(console: Console, language: Language, steps: Catalogue, dossier: Dossier, now: datetime) -> None:
    """Print one case with its timeline, clocks, people, articles and history."""
    t, case = words(language), dossier.case
    console.print(f"[bold]{case.code}[/]  {_level(t, case)}  {escape(wording(case, language))}")
    if not case.found:
        console.print(t("According to press reports; no competent body has decided."), style="dim")
    for title, part in _parts(t, language, steps, dossier, now):
        console.print(Rule(escape(title), align="left", style="dim"))
        console.print(Padding(part, (0, 0, 1, 2)))


def _parts(
    t: Catalogue, language: Language, steps: Catalogue, dossier: Dossier, now: datetime
) -> Iterator[tuple[str, RenderableType]]:
    case = dossier.case
    yield t("Facts"), _grid(_facts(t, language, steps, case))
    if case.steps:
        rows = [
            (day(s.day, language) + ("" if s.dated else " *"), stage_name(steps, s.stage), _told(t, s.articles), s.by)
            for s in case.steps
        ]
        yield t("Timeline (* day of the first report)"), _table(rows)
    clocks = [
        (t(CLOCKS[clock.limit.code]), day(clock.due, language), left(t, clock), clock.limit.basis)
        for clock in incident_clocks(case, now)
    ]
    if clocks:
        yield t("Time limits"), _table(clocks)
    if case.denials:
        yield t("Denials"), _table([(day(d.day, language), f"“{d.span.text}”") for d in case.denials])
    if case.actors:
        yield t("Persons alleged"), _table([_actor(language, actor) for actor in case.actors])
    parts = [(p.name, f"{p.points}/{p.most}", p.reason) for p in case.severity.parts]
    parts += [(t(MODIFIERS[code]), "", "") for code in case.severity.modifiers]
    if parts:
        yield t("Severity"), _table(parts)
    yield t("Articles"), _table([_article(t, language, article) for article in dossier.articles])
    if case.notes:
        yield t("Notes"), _table([(day(n.at.date(), language), n.by, n.text) for n in case.notes])
    if dossier.suggestions:
        yield t("Perhaps the same case"), _table([_suggestion(case.id, s, dossier.codes) for s in dossier.suggestions])
    yield t("History"), _table([_event(t, language, event) for event in dossier.events[-EVENTS_SHOWN:]])


def _facts(t: Catalogue, language: Language, steps: Catalogue, case: Incident) -> Iterator[tuple[str, str]]:
    yield t("Place"), ", ".join(f"{place.name} ({place.code})" for place in case.places)
    yield t("Acts"), ", ".join(f"{code} {act_name(code, language)}" for code in case.acts)
    yield t("Rules"), ", ".join(rule.code for rule in case.rules)
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
            reports=case.reports or "?",
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
    return str(one.id), day(one.day, language), one.outlet, one.title, how


def _suggestion(own: int, found: StoredSuggestion, codes: dict[int, str]) -> tuple[str, ...]:
    other = found.high if found.low == own else found.low
    return codes.get(other, str(other)), f"{found.score:+.1f}", "; ".join(found.reasons[:4])


def _event(t: Catalogue, language: Language, event: IncidentEvent) -> tuple[str, ...]:
    shown = {key: value for key, value in event.payload.items() if value is not None and key not in {"label", "text"}}
    detail = ", ".join(f"{key} {value}" for key, value in shown.items())
    return day(event.at.date(), language), t(EVENTS[event.type]), detail


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
