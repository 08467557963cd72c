"""Figures over cases: by form of breach, region, position, stage and month; and what the press could be read for.

A case counts once whatever the number of its articles. Dismissed cases are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, String, cast, distinct, func, select

from archive.store.incident_filter import STANDS, IncidentFilter, midnight, narrowed
from archive.tables.articles import article, article_facet
from archive.tables.incidents import incident, incident_article
from archive.tables.operations import coverage

COUNTED_IN = midnight(date(2024, 1, 1)).tzinfo  # months begin where the filter's days begin
NATION_CODE = 2  # letters of a province's code


@dataclass(frozen=True, slots=True)
class Bar:
    """A value and its cases."""

    value: str
    cases: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of first reports.

    Args:
        month: `2024-10`.
        cases: All that began.
        steady: Of these, told by a newsroom that was already read in the first month shown.
        newsrooms: Newsrooms with any article in the archive that month.
    """

    month: str
    cases: int
    steady: int
    newsrooms: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a province.

    Args:
        newsrooms: Newsrooms at home there that were ever read.
        articles: Articles of any kind about it.
    """

    newsrooms: int
    articles: int

    @property
    def blind(self) -> bool:
        """Tell whether no case may mean that nobody looked."""
        return not self.newsrooms and not self.articles


def by_region(connection: Connection, wanted: IncidentFilter) -> dict[str, int]:
    """Return cases by the code of their most certain place."""
    query = narrowed(select(incident.c.region, func.count().label("n")), wanted)
    query = query.where(incident.c.region.is_not(None)).group_by(incident.c.region)
    return {row.region: row.n for row in connection.execute(query)}


def by_province(regions: dict[str, int]) -> dict[str, int]:
    """Return the cases of provinces from those of their parts."""
    found: Counter[str] = Counter()
    for code, cases in regions.items():
        found[code[:NATION_CODE]] += cases
    return dict(found)


def by_facet(connection: Connection, field: str, wanted: IncidentFilter, *, most: int = 20) -> tuple[Bar, ...]:
    """Return cases by what their articles tell (`act`, `role`); a case counts once a value."""
    count = func.count(distinct(incident.c.id)).label("n")
    query = (
        narrowed(select(article_facet.c.value, count), wanted)
        .select_from(incident)
        .join(incident_article, incident_article.c.incident_id == incident.c.id)
        .join(article_facet, article_facet.c.article_id == incident_article.c.article_id)
        .where(article_facet.c.field == field)
        .group_by(article_facet.c.value)
        .order_by(count.desc(), article_facet.c.value)
        .limit(most)
    )
    return tuple(Bar(row.value, row.n) for row in connection.execute(query))


def by_stage(connection: Connection, wanted: IncidentFilter) -> tuple[Bar, ...]:
    """Return cases by where they stand: their end, else the criminal step, else the one of discipline."""
    query = narrowed(select(STANDS.label("stage"), func.count().label("n")), wanted)
    rows = connection.execute(query.group_by("stage").order_by("stage"))
    return tuple(Bar(row.stage, row.n) for row in rows)


def by_month(connection: Connection, wanted: IncidentFilter) -> tuple[Month, ...]:
    """Return the months of first reports, oldest first, with a guard against growth that is only more sources."""
    first = incident.c.first_published_at
    query = narrowed(select(incident.c.id, first, article.c.outlet, article.c.outlet_name), wanted)
    query = (
        query.select_from(incident)
        .join(incident_article, incident_article.c.incident_id == incident.c.id)
        .join(article, article.c.id == incident_article.c.article_id)
    )
    told: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in connection.execute(query):
        month = f"{row.first_published_at.astimezone(COUNTED_IN):%Y-%m}"
        told[month][row.id].add(row.outlet or row.outlet_name or "?")
    if not told:
        return ()
    active = _newsrooms(connection)
    steady = active.get(min(told), set())
    return tuple(
        Month(month, len(cases), sum(bool(outlets & steady) for outlets in cases.values()), len(active.get(month, ())))
        for month, cases in sorted(told.items())
    )


def _newsrooms(connection: Connection) -> dict[str, set[str]]:
    month = func.substr(cast(article.c.published_day, String), 1, 7)
    name = func.coalesce(article.c.outlet, article.c.outlet_name, "?")
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(month.label("month"), name.label("name")).distinct()):
        if row.month:
            found[row.month].add(row.name)
    return found


def seen(connection: Connection, homes: Sequence[tuple[str, str]]) -> dict[str, Seen]:
    """Return what can be seen of each province.

    Args:
        connection: For reading.
        homes: (outlet, code of its home) of the outlets of the configuration.
    """
    read = set(connection.execute(select(coverage.c.outlet).distinct()).scalars())
    rooms = Counter(code[:NATION_CODE] for outlet, code in homes if outlet in read)
    query = select(article_facet.c.value, func.count().label("n")).where(article_facet.c.field == "province")
    articles = {row.value: row.n for row in connection.execute(query.group_by(article_facet.c.value))}
    return {code: Seen(rooms[code], articles.get(code, 0)) for code in sorted(set(rooms) | set(articles))}


def period(since: date | None, until: date | None, region: str = "") -> IncidentFilter:
    """Return the filter of a period and region."""
    return IncidentFilter(region=region or None, since=since, until=until, counted=True)
