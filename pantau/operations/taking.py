"""Who takes the work that waits: living workers and the schedule's holder, on PostgreSQL; and what to say of it.

A worker's queue sessions carry its queues in their `application_name`, which every role may see; they end with its
process. Of a machine that was cut off they stay, and the heartbeats end: without a heartbeat nobody lives.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, inspect, select, text

from archive.tables.operations import outlet_state
from base.catalogue import Catalogue
from base.errors import ArchiveError
from crawlers.outlets import load_outlets
from pantau.operations.current import current
from pantau.operations.exposition import Metric
from pantau.operations.finding import Finding
from pantau.operations.turn import holder
from pantau.settings import Settings

QUEUES = ("crawl", "analyse", "deliver")  # of pantau.sharing.engine
NAME = "pantau worker"  # of a worker's queue sessions: pantau worker crawl,deliver PID@HOST
ALIVE = timedelta(seconds=10)  # of pantau.sharing.schedule.STALLED
LATE_JOB = timedelta(minutes=1)
LATE_OUTLET = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes work.

    Args:
        shared: Work is shared through a queue (PostgreSQL); False: the monitor does all of it in its own process.
        workers: Living workers by queue.
        held: The schedule is kept.
        jobs: Age of the oldest job that waits, by queue.
        sign: Time since a worker last gave a sign; None when none ever did.
        overdue: Outlets that should have been crawled an hour ago.
        longest: How long the longest overdue one has waited.
    """

    shared: bool = False
    workers: Mapping[str, int] = field(default_factory=dict)
    held: bool = False
    jobs: Mapping[str, timedelta] = field(default_factory=dict)
    sign: timedelta | None = None
    overdue: int = 0
    longest: timedelta = timedelta(0)


def taking(connection: Connection, enabled: Collection[str], now: datetime) -> Taking:
    """Return who takes work now.

    Args:
        connection: For reading.
        enabled: Ids of the outlets that are to be watched.
        now: Present instant; ages of jobs and heartbeats are told by the server's clock, which wrote them.
    """
    query = select(outlet_state.c.next_due_at).where(outlet_state.c.outlet.in_(list(enabled)))
    waits = [now - due for (due,) in connection.execute(query) if due is not None]
    late: dict[str, Any] = {
        "overdue": sum(wait > LATE_OUTLET for wait in waits),
        "longest": max([timedelta(0), *waits]),
    }
    if connection.dialect.name != "postgresql" or not inspect(connection).has_table("procrastinate_jobs"):
        return Taking(**late)
    sign = connection.execute(text("SELECT now() - max(last_heartbeat) FROM procrastinate_workers")).scalar()
    oldest = text(
        "SELECT j.queue_name, now() - min(coalesce(j.scheduled_at, e.at)) AS age FROM procrastinate_jobs j "
        "JOIN procrastinate_events e ON e.job_id = j.id WHERE j.status = 'todo' GROUP BY 1"
    )
    jobs = {row.queue_name: max(row.age, timedelta(0)) for row in connection.execute(oldest) if row.age is not None}
    alive = sign is not None and sign <= ALIVE
    workers = _living(connection) if alive else dict.fromkeys(QUEUES, 0)
    held = holder(connection) is not None
    return Taking(shared=True, workers=workers, held=held, jobs=jobs, sign=sign, **late)


def _living(connection: Connection) -> dict[str, int]:
    names = text(
        "SELECT DISTINCT application_name FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name LIKE :name"
    )
    told = [str(row[0]).removeprefix(NAME).split() for row in connection.execute(names, {"name": f"{NAME} %"})]
    queues = [set(parts[0].split(",")) for parts in told if parts]
    return {queue: sum(queue in some for some in queues) for queue in QUEUES}


def named(queues: Iterable[str], process: int, host: str) -> str:
    """Return what a worker calls its queue sessions; PostgreSQL keeps 63 letters of it."""
    return f"{NAME} {','.join(sorted(queues))} {process}@{host}"[:63]


def untaken(found: Taking) -> str | None:
    """Return the message id of what is wrong; None when somebody takes what waits."""
    late = found.overdue > 0 or any(age > LATE_JOB for age in found.jobs.values())
    if not found.shared:
        return "Nobody crawls: {overdue} outlets wait, the longest {longest}" if found.overdue else None
    if not any(found.workers.values()):
        return "No worker lives, and work waits: jobs {oldest}, {overdue} outlets {longest}" if late else None
    if any(age > LATE_JOB and not found.workers.get(queue) for queue, age in found.jobs.items()):
        return "No worker takes the queue {queues}, where jobs wait {oldest}"
    if not found.held:
        return "Nobody keeps the schedule: {overdue} outlets wait, the longest {longest}" if late else None
    return None


def told(found: Taking, t: Catalogue) -> str | None:
    """Return what is wrong, for a reader; None when somebody takes what waits."""
    problem = untaken(found)
    if problem is None:
        return None
    oldest = max([timedelta(0), *found.jobs.values()])
    empty = sorted(queue for queue, age in found.jobs.items() if age > LATE_JOB and not found.workers.get(queue))
    return t(
        problem,
        overdue=found.overdue, longest=_span(found.longest), oldest=_span(oldest), queues=", ".join(empty),
    )  # fmt: skip


def examined(t: Catalogue, found: Taking) -> Iterator[Finding]:
    """Yield what is found of those who take work."""
    problem = told(found, t)
    if problem is not None:
        advice = (
            t("Start a worker: systemctl start pantau-worker@1 (or: pantau worker), and read why the last one ended")
            if found.shared
            else t("Start the monitor: systemctl start pantau (or: pantau run), and read why it ended")
        )
        yield Finding("workers", "bad", problem, advice)
    elif found.shared and any(found.workers.values()):
        counts = ", ".join(f"{queue} {number}" for queue, number in found.workers.items())
        yield Finding("workers", "ok", t("Workers live: {counts}", counts=counts))


def work(t: Catalogue, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what `pantau doctor` finds of those who take work; nothing where there is no archive."""
    try:
        enabled = [outlet.id for outlet in load_outlets(settings.config).values() if outlet.enabled]
        with current(settings) as connection:
            found = None if connection is None else taking(connection, enabled, now)
    except ArchiveError:
        return  # told by the examination of the archive
    if found is not None:
        yield from examined(t, found)


def metrics(found: Taking) -> Iterator[Metric]:
    """Yield the figures of a shared archive; nothing where nothing is shared."""
    if not found.shared:
        return
    workers = tuple(({"queue": queue}, float(found.workers.get(queue, 0))) for queue in QUEUES)
    yield Metric("pantau_workers", "gauge", "Living workers, by queue.", workers)
    meaning = "Whether a machine keeps the schedule (1) or none (0)."
    yield Metric("pantau_schedule_held", "gauge", meaning, (({}, float(found.held)),))
    nothing = timedelta(0)
    ages = tuple(({"queue": queue}, found.jobs.get(queue, nothing).total_seconds()) for queue in QUEUES)
    yield Metric("pantau_job_lag_seconds", "gauge", "Age of the oldest job that nobody has taken, by queue.", ages)
    if found.sign is not None:
        age = max(0.0, found.sign.total_seconds())
        meaning = "Time since a worker last gave a sign."
        yield Metric("pantau_worker_sign_age_seconds", "gauge", meaning, (({}, age),))


def _span(age: timedelta) -> str:
    minutes, seconds = divmod(int(age.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
