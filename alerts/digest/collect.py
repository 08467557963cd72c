"""Collects a digest from the archive: scope -> views -> sections, counts, quality -> `DigestData`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, or_, select

from alerts.acknowledge import unanswered
from alerts.decide import is_internal
from alerts.digest.articles import count_appeals, list_articles
from alerts.digest.data import Counts, DigestData
from alerts.digest.quality import read_quality
from alerts.digest.recap import count_cases
from alerts.digest.scope import Scope, as_digest_reader
from alerts.digest.sections import Sorted, find_actions, sort_cases
from alerts.facts import load_cases
from alerts.match import Matcher
from alerts.model import Case, Event, Subscription, rank
from alerts.query import CaseQueries
from alerts.views import CaseView, load_views
from alerts.wording import words
from archive.query.regions import RegionNames
from archive.records.analysis import Kind
from archive.tables.incidents import incident
from base.catalogue import Catalogue

OPEN_FOR = timedelta(days=90)  # cases without news for longer are for the pages, not for the morning
MOST_OPEN = 2000


def collect(
    connection: Connection,
    subscription: Subscription,
    scope: Scope,
    day: date,
    now: datetime,
    regions: RegionNames | None = None,
    *,
    sample_one_in: int = 0,
) -> DigestData:
    """Return the digest of a scope for a reader.

    Args:
        connection: For reading, or inside the transaction that queues the digest.
        subscription: The reader.
        scope: What belongs into it.
        day: Local day it belongs to.
        now: The present, or the end of the period when a past day is shown.
        regions: For a subscription with a query.
        sample_one_in: Of the pages screened out, one in so many is read; 0: none is.
    """
    t = words(subscription.language)
    zone = ZoneInfo(subscription.timezone)
    told = (event for event in (*scope.waiting, *scope.alerted) if not is_internal(event))
    events = tuple(sorted(told, key=lambda event: event.id))
    views = load_views(connection, {event.case.id for event in events}, subscription.language, now, zone)
    found = sort_cases(events, _alerts(scope, views, t), views, subscription, now, t)
    shown = [line.view for line in (*found.new, *found.progress, *found.cleared)]
    silent = {key: at.astimezone(zone).date() for key, at in unanswered(connection, now, subscription.id).items()}
    waiting = _open_cases(connection, subscription, now, zone, regions, silent)
    actions = find_actions(waiting, (line.view for line in found.new), silent, subscription, t)
    return DigestData(
        subscription=subscription,
        day=day,
        since=scope.since,
        made_at=now,
        counts=_count(found, shown, len(actions), _of_now(events, views, found)),
        actions=actions,
        levels=found.levels,
        progress=found.progress,
        cleared=found.cleared,
        corrections=found.corrections,
        archive=found.archive,
        tables=count_cases(shown, t),
        appeals=count_appeals(connection, scope.since, now, subscription.regions),
        regulations=list_articles(connection, Kind.REGULATION, scope.since, now, subscription.regions, t),
        statistics=list_articles(connection, Kind.STATISTICS, scope.since, now, subscription.regions, t),
        quality=read_quality(connection, (scope.since, now), shown, scope.fates, zone, t, sample_one_in=sample_one_in),
    )


def _alerts(scope: Scope, views: Mapping[int, CaseView], t: Catalogue) -> dict[int, str]:
    """Return what became of the reader's alerts by case: one that was sent counts before one on its way."""
    found: dict[int, str] = {}
    for ids, told in ((scope.sending, t("its alert is on its way")), (scope.sent, t("alerted already"))):
        cases = (event.case.id for event in scope.alerted if event.id in ids)
        found |= {views[case].incident.id: told for case in cases if case in views}
    return found


def _of_now(events: Iterable[Event], views: Mapping[int, CaseView], found: Sorted) -> list[Event]:
    """Return the events without those of cases from the archive."""
    old = {line.view.incident.id for line in found.archive}
    return [event for event in events if event.case.id in views and views[event.case.id].incident.id not in old]


def _open_cases(
    connection: Connection,
    reader: Subscription,
    now: datetime,
    zone: ZoneInfo,
    regions: RegionNames | None,
    silent: Mapping[int, date],
) -> list[CaseView]:
    """Return the open cases of the reader's territory whose limits, standstill or unanswered alert ask for action."""
    ids = connection.scalars(
        select(incident.c.id)
        .where(
            incident.c.merged_into.is_(None),
            incident.c.end_stage.is_(None),
            incident.c.review != "dismissed",
            incident.c.first_published_at <= now,
            or_(incident.c.last_published_at > now - OPEN_FOR, incident.c.followed),
        )
        .order_by(incident.c.severity.desc(), incident.c.id)
        .limit(MOST_OPEN)
    ).all()
    matcher = Matcher((as_digest_reader(reader),), CaseQueries(connection, regions))
    mine = [case.id for case in load_cases(connection, ids).values() if any(matcher.match(_as_event(case, now)))]
    views = load_views(connection, mine, reader.language, now, zone, sources=False)
    return [view for view in views.values() if view.clocks or view.stalled or view.incident.id in silent]


def _as_event(case: Case, now: datetime) -> Event:
    return Event(0, case, "article", now, case.level, alertable=False)


def _count(found: Sorted, shown: Iterable[CaseView], actions: int, events: Iterable[Event]) -> Counts:
    views = list(shown)
    new = [line.view.incident for line in found.new]
    told = [case.persons for case in new if case.persons is not None]
    return Counts(
        new=len(new),
        grave=sum(rank(line.view.level) >= rank("Tinggi") for line in found.new),
        progress=len(found.progress),
        cleared=len(found.cleared),
        actions=actions,
        articles=len({event.article_id for event in events if event.article_id is not None}),
        newsrooms=len({source.name for view in views for source in view.incident.sources}),
        persons=sum(told) if told else None,
        denied=sum(bool(case.denials) for case in new),
        archive=len(found.archive),
    )
