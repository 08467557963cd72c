"""The data-quality section: which newsrooms were silent, what could not be read, what was held back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.numbers import format_percent
from sqlalchemy import Connection, func, select

from alerts.digest.data import Quality
from alerts.views import CaseView
from alerts.wording import clean_line, short_day
from archive.store.screening import Screened, screened
from archive.tables.operations import coverage, outlet_state
from base.catalogue import Catalogue, Language
from pipeline.page.recall import recall

HEALTHY = frozenset({"ok", "new"})
STATES = {
    "silent": "silent",
    "blocked": "blocks us",
    "unreachable": "unreachable",
    "robots": "forbidden by robots.txt",
    "busy": "asks us to slow down",
    "broken": "cannot be read any more",
    "clock": "its dates are shifted",
    "frozen": "its feed stands still",
    "few": "fewer articles than usual",
}
ADVICE = {
    "silent": "look at its pages; if they moved: pantau outlet probe",
    "blocked": "ask the newsroom to let Pantau in",
    "unreachable": "try it: pantau outlet test {outlet}",
    "robots": "ask the newsroom for leave, or set enabled: false",
    "busy": "raise its delay or poll, or write to the newsroom",
    "broken": "find its new ways: pantau outlet probe",
    "clock": "correct its timezone",
    "frozen": "its home page is read meanwhile",
    "few": "correct expect, or look for its ways: pantau outlet probe",
}
"""What to do about each state; a wall is never evaded."""
NOTES = {
    "cap": "{n} alerts were above the hourly cap and stand here instead.",
    "expired": "{n} alerts could not be sent in time and stand here instead.",
    "muted": "{n} changes of muted cases were held back.",
    "failed": "{n} messages could not be delivered; see: pantau outbox list",
}


def read_quality(
    connection: Connection,
    period: tuple[datetime, datetime],
    views: Sequence[CaseView],
    fates: dict[str, int],
    zone: ZoneInfo,
    t: Catalogue,
    *,
    sample_one_in: int = 0,
) -> Quality:
    """Return the quality of a period from the coverage ledger, the outlets' states and the cases themselves.

    Args:
        connection: For reading.
        period: Its start and its end, which is the present.
        views: Cases in the digest.
        fates: Numbers of events that were held back, by fate.
        zone: Of the reader.
        t: Texts.
        sample_one_in: Of the pages screened out, one in so many is read; 0: none is, and the screen stays unmeasured.
    """
    since, until = period
    states = connection.execute(
        select(outlet_state.c.outlet, outlet_state.c.health, outlet_state.c.last_success_at).order_by(
            outlet_state.c.outlet
        )
    ).all()
    troubled = tuple(
        _trouble(row.outlet, row.health, row.last_success_at, zone, t) for row in states if row.health not in HEALTHY
    )
    found, failed = connection.execute(
        select(func.sum(coverage.c.found), func.sum(coverage.c.failed)).where(
            coverage.c.hour > since, coverage.c.hour <= until
        )
    ).one()
    ill = len(troubled)
    if len(states) > 1 and all(row.health == "unreachable" for row in states):
        troubled = (t("No newsroom could be reached: see whether this machine has a network (pantau doctor)."),)
    notes = [t(text, n=fates[name]) for name, text in NOTES.items() if fates.get(name)]
    placeless = sum(not view.incident.places for view in views)
    if placeless:
        notes.append(t("{n} cases name no place.", n=placeless))
    undated = sum(view.incident.event_day is None for view in views)
    if undated:
        notes.append(t("{n} cases do not tell the day of the act.", n=undated))
    notes.extend(_screen(connection, until, sample_one_in, t))
    return Quality(len(states), len(states) - ill, troubled, found, int(failed or 0), tuple(notes))


def _trouble(outlet: str, health: str, last: datetime | None, zone: ZoneInfo, t: Catalogue) -> str:
    state = t(STATES.get(health, health))
    tail = f"; {t(ADVICE[health], outlet=outlet)}" if health in ADVICE else ""
    if last is None:
        return t("{outlet}: {state}, never read yet", outlet=clean_line(outlet, 60), state=state) + tail
    language: Language = t.language
    day = short_day(last.astimezone(zone).date(), language)
    return t("{outlet}: {state}, last read {day}", outlet=clean_line(outlet, 60), state=state, day=day) + tail


def _screen(connection: Connection, now: datetime, one_in: int, t: Catalogue) -> Iterator[str]:
    """Yield how many of the relevant articles the screen lets pass, where enough was sampled to tell."""
    if not one_in:
        return
    found = screened(connection, now, lambda _: None)
    told = recall(sum(found.values(), Screened()), one_in)
    if told is not None:
        low, share, high = (
            format_percent(one, "0.0%", locale=t.language) for one in (told.low, told.estimate, told.high)
        )
        yield t(
            "About {share} of the relevant articles pass the screen ({low} to {high}).", share=share, low=low, high=high
        )
