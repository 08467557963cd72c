"""Figures for monitoring, counted from the archive's tables when they are asked for: they survive every restart.

Every state that exists is told with 0 when nothing is in it, so that an alarm can be set on it before it happens.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy import Connection, case, func, inspect, select, text

from archive.store.outlets import Health
from archive.tables.alerts import outbox, outbox_item
from archive.tables.articles import article, entry
from archive.tables.incidents import incident, incident_event
from archive.tables.operations import crawl, outlet_state
from pantau import __version__
from pantau.operations import taking
from pantau.operations.exposition import Metric, render

WINDOW = timedelta(days=7)  # of the delays
QUANTILES = (0.5, 0.95)
QUEUES = ("crawl", "analyse", "deliver")  # of pantau.sharing.engine
OUTCOMES = ("ok", "unchanged", "unreachable", "blocked", "robots", "busy", "failed")
ENTRIES = ("kept", "updated", "unchanged", "unrelated", "screened_out", "empty", "gone", "robots", "failed", "blocked")
MESSAGES = ("waiting", "claimed", "sent", "expired", "failed", "merged", "muted")
LEVELS = ("Kritis", "Tinggi", "Sedang", "Rendah")

Samples = tuple[tuple[Mapping[str, str], float], ...]


def exposition(connection: Connection, enabled: Collection[str], now: datetime) -> str:
    """Return all figures in Prometheus' text form.

    Args:
        connection: For reading; one state of the archive.
        enabled: Ids of the outlets that are to be watched.
        now: Present instant.
    """
    return render(figures(connection, enabled, now))


def figures(connection: Connection, enabled: Collection[str], now: datetime) -> Iterable[Metric]:
    """Yield the figures; arguments as for `exposition`."""
    yield Metric("pantau_info", "gauge", "Version of Pantau.", (({"version": __version__}, 1),))
    yield from _outlets(connection, enabled, now)
    yield _counted(connection, "pantau_crawls_total", "Crawls that ended, by outcome.", crawl.c.outcome, OUTCOMES)
    yield _counted(
        connection, "pantau_entries_total", "Entries found, by the state they reached.", entry.c.state, ENTRIES
    )
    articles = float(connection.execute(select(func.count()).select_from(article)).scalar_one())
    yield Metric("pantau_articles", "gauge", "Articles kept.", (({}, articles),))
    yield _cases(connection)
    yield _counted(connection, "pantau_outbox_messages", "Messages, by state.", outbox.c.state, MESSAGES, kind="gauge")
    yield from _waiting(connection, now)
    yield _delays(connection, now)
    yield from _jobs(connection)
    yield from taking.metrics(taking.taking(connection, enabled, now))


def _counted(
    connection: Connection, name: str, told: str, column: "object", known: Iterable[str], *, kind: str = "counter"
) -> Metric:
    label = getattr(column, "key", "state")
    counts = dict.fromkeys(known, 0.0)
    query = select(column, func.count()).group_by(column)  # type: ignore[call-overload]
    counts |= {value: float(number) for value, number in connection.execute(query) if value is not None}
    samples: Samples = tuple(({label: value}, number) for value, number in counts.items())
    return Metric(name, "gauge" if kind == "gauge" else "counter", told, samples)


def _outlets(connection: Connection, enabled: Collection[str], now: datetime) -> Iterable[Metric]:
    wanted = set(enabled)
    columns = (outlet_state.c.outlet, outlet_state.c.health, outlet_state.c.last_success_at, outlet_state.c.next_due_at)
    rows = [row for row in connection.execute(select(*columns)) if row.outlet in wanted]
    counts = dict.fromkeys(get_args(Health), 0.0)
    for row in rows:
        counts[row.health] = counts.get(row.health, 0.0) + 1
    counts["new"] += len(wanted) - len(rows)
    health: Samples = tuple(({"health": name}, number) for name, number in counts.items())
    yield Metric("pantau_outlets", "gauge", "Enabled outlets, by health.", health)
    overdue = [(now - row.next_due_at).total_seconds() for row in rows if row.next_due_at is not None]
    lag = max([0.0, *overdue])
    yield Metric("pantau_crawl_lag_seconds", "gauge", "How long the longest overdue outlet has waited.", (({}, lag),))
    since: Samples = tuple(
        ({"outlet": row.outlet}, (now - row.last_success_at).total_seconds())
        for row in sorted(rows, key=lambda row: str(row.outlet))
        if row.last_success_at is not None
    )
    yield Metric("pantau_outlet_success_age_seconds", "gauge", "Time since an outlet was last crawled through.", since)


def _cases(connection: Connection) -> Metric:
    alive = select(incident.c.level, func.count()).where(incident.c.merged_into.is_(None)).group_by(incident.c.level)
    counts = dict.fromkeys(LEVELS, 0.0) | {level: float(number) for level, number in connection.execute(alive)}
    samples: Samples = tuple(({"level": level}, number) for level, number in counts.items())
    return Metric("pantau_cases", "gauge", "Cases, by level.", samples)


def _waiting(connection: Connection, now: datetime) -> Iterable[Metric]:
    """Yield the lag of the two queues: events nobody has decided on, and messages that are due."""
    decided = select(outbox_item.c.event_id)
    oldest = connection.execute(
        select(func.min(incident_event.c.at)).where(incident_event.c.id.not_in(decided))
    ).scalar()
    due = (outbox.c.state.in_(("waiting", "claimed")), outbox.c.due_at <= now)
    late = connection.execute(select(func.min(outbox.c.due_at)).where(*due)).scalar()
    ages = (("events", oldest), ("messages", late))
    samples: Samples = tuple(
        ({"queue": name}, max(0.0, (now - at).total_seconds()) if at is not None else 0.0) for name, at in ages
    )
    yield Metric("pantau_queue_lag_seconds", "gauge", "Age of the oldest thing that waits, by queue.", samples)


def _jobs(connection: Connection) -> Iterable[Metric]:
    """Yield the jobs of the queue that machines share; nothing where there is none."""
    name = "procrastinate_jobs"
    if connection.dialect.name != "postgresql" or not inspect(connection).has_table(name):
        return
    query = text(
        "SELECT queue_name, status::text AS status, count(*) AS number FROM procrastinate_jobs "
        "WHERE status IN ('todo', 'doing') GROUP BY 1, 2"
    )
    counts = {(queue, state): 0.0 for queue in QUEUES for state in ("todo", "doing")}
    counts |= {(row.queue_name, row.status): float(row.number) for row in connection.execute(query)}
    samples: Samples = tuple(({"queue": queue, "state": state}, number) for (queue, state), number in counts.items())
    yield Metric("pantau_jobs", "gauge", "Work shared by the machines that waits or is done.", samples)


def _delays(connection: Connection, now: datetime) -> Metric:
    """Return p50 and p95 from publication to the instant alert, by outlet, of the last seven days."""
    by_outlet: dict[str, list[float]] = defaultdict(list)
    for outlet, delay in alert_delays(connection, now - WINDOW):
        by_outlet[outlet].append(delay.total_seconds())
    samples: Samples = tuple(
        ({"outlet": outlet, "quantile": f"{share:g}"}, quantile(delays, share))
        for outlet, delays in sorted(by_outlet.items())
        for share in QUANTILES
    )
    told = "From publication to the first instant alert, of alerts sent in the last 7 days."
    return Metric("pantau_publication_to_alert_seconds", "gauge", told, samples)


def alert_delays(connection: Connection, since: datetime) -> list[tuple[str, timedelta]]:
    """Return (outlet, delay from publication to the first instant alert) of each article that rang since an instant."""
    first = func.min(case((outbox.c.form == "instant", outbox.c.sent_at))).label("first")
    query = (
        select(article.c.outlet, article.c.published_at, first)
        .join(incident_event, incident_event.c.article_id == article.c.id)
        .join(outbox_item, outbox_item.c.event_id == incident_event.c.id)
        .join(outbox, outbox.c.id == outbox_item.c.outbox_id)
        .where(outbox.c.sent_at >= since, outbox.c.form == "instant", article.c.published_at.is_not(None))
        .group_by(article.c.id)
    )
    return [(row.outlet or "-", row.first - row.published_at) for row in connection.execute(query)]


def quantile(values: Collection[float], share: float) -> float:
    """Return the value below which a share of all values lies: the nearest rank, so that it is one that occurred."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # ceiling
    return ordered[max(int(rank), 1) - 1]
