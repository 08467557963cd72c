"""A case as a reader sees it: its record, its articles' headlines and evidence, masked and hedged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, or_, select

from alerts.facts import BATCH, load_incidents
from alerts.quotes import denials_of, quotes_of
from alerts.wording import (
    clean_line,
    evidence,
    is_plain,
    label,
    reported_by,
    stage_text,
    standing,
    words,
)
from archive.records.incident import Incident
from archive.tables.articles import article
from archive.tables.incidents import incident_article
from base.catalogue import Catalogue, Language
from pipeline.linking.clocks import Clock, incident_clocks
from pipeline.linking.covering import Hidden, cover_url
from pipeline.linking.hiding import names_of_cases
from pipeline.linking.stalled import Stalled, stalled

CLOCK_ERROR = timedelta(hours=12)  # outlets whose clock is wrong are off by their zone, mostly
OVERDUE_SHOWN = timedelta(days=3)  # a missed limit is an officer's news for this long


@dataclass(frozen=True, slots=True)
class Headline:
    """An article as it may be sent out: link and metadata, masked.

    Args:
        url: Empty when the article has no address in the web (imports).
        public_url: Printed as text or read by machines: only the host where the rest spells a hidden name.
        source: Name of the newsroom.
        day: Local day of publication; None when unknown.
    """

    id: int
    title: str
    url: str
    public_url: str
    source: str
    day: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case ready to be shown in one language.

    Args:
        standing: Hedges, in order.
        sources: `diberitakan n media`.
        headlines: Earliest first, copies left out.
        quotes: Short masked quotations that show the act; only filled when asked for.
        denial: The first sentence with which the accused denies, short and masked; empty when no article tells any,
            or when no sources are loaded.
        clocks: Time limits of the law that run, or ended unmet in the last three days; soonest first.
        stalled: Since when nothing followed; None while the case moves.
    """

    incident: Incident
    label: str
    place: str
    stage: str
    standing: tuple[str, ...]
    sources: str
    headlines: tuple[Headline, ...]
    clocks: tuple[Clock, ...]
    stalled: Stalled | None
    quotes: tuple[str, ...] = ()
    denial: str = ""

    @property
    def code(self) -> str:
        """Return the code shown to people."""
        return self.incident.code

    @property
    def plain(self) -> bool:
        """Tell whether only the usual hedges hold, which a digest says once for all."""
        return is_plain(self.incident)

    @property
    def victims(self) -> bool:
        """Tell whether the civil servants of the case are victims: their names were misused."""
        return "victim" in self.incident.severity.modifiers

    @property
    def where(self) -> str:
        """Return the place, or nothing when the label names it already."""
        return "" if self.place in self.label else f"{self.place} · "

    @property
    def level(self) -> str:
        """Return the level of severity."""
        return self.incident.severity.level


def load_views(
    connection: Connection,
    ids: Iterable[int],
    language: Language,
    now: datetime,
    zone: ZoneInfo,
    *,
    sources: bool = True,
    quotes: bool = False,
) -> dict[int, CaseView]:
    """Return the cases as readers see them, by id.

    Args:
        connection: For reading.
        ids: Of incidents; those merged away are shown as the case they became part of.
        language: Of the reader.
        now: The present, for the clocks; articles published after it are not shown.
        zone: The reader's.
        sources: Load the headlines.
        quotes: Load the evidence too.
    """
    found = _living(connection, ids)
    names = names_of_cases(connection, found.values()) if sources or quotes else {}
    heads = _headlines(connection, found.values(), names, now, words(language)) if sources else {}
    proof = quotes_of(connection, found.values(), names) if quotes else {}
    denied = denials_of(connection, found.values(), names) if sources else {}
    return {
        key: replace(
            _view(case, heads.get(case.id, ()), proof.get(case.id, ()), language, now, zone),
            denial=denied.get(case.id, ""),
        )
        for key, case in found.items()
    }


def _living(connection: Connection, ids: Iterable[int]) -> dict[int, Incident]:
    found = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        found.update(load_incidents(connection, wanted[start : start + BATCH]))
    heirs = load_incidents(connection, {case.merged_into for case in found.values() if case.merged_into is not None})
    return {key: heirs.get(case.merged_into or 0, case) for key, case in found.items()}


def _headlines(
    connection: Connection, cases: Iterable[Incident], names: Mapping[int, Hidden], now: datetime, t: Catalogue
) -> Mapping[int, tuple[Headline, ...]]:
    known = {case.id: case for case in cases}
    found: dict[int, list[Headline]] = defaultdict(list)
    wanted = sorted(known)
    columns = (
        article.c.id,
        article.c.title,
        article.c.url,
        article.c.outlet_name,
        article.c.outlet,
        article.c.published_day,
    )
    for start in range(0, len(wanted), BATCH):
        rows = connection.execute(
            select(incident_article.c.incident_id, *columns)
            .join(article, article.c.id == incident_article.c.article_id)
            .where(
                incident_article.c.incident_id.in_(wanted[start : start + BATCH]),
                article.c.removed_at.is_(None),
                or_(article.c.published_at.is_(None), article.c.published_at <= now + CLOCK_ERROR),
            )
            .order_by(article.c.published_at, article.c.id)
        )
        for row in rows:
            if row.id not in known[row.incident_id].copies:
                found[row.incident_id].append(_headline(row, names[row.incident_id], t))
    return {key: tuple(lines) for key, lines in found.items()}


def _headline(row: Row[*tuple[Any, ...]], names: Hidden, t: Catalogue) -> Headline:
    return Headline(
        row.id,
        evidence(row.title, names) or t("(no title)"),
        web_address(row.url),
        web_address(cover_url(row.url, names)),
        clean_line(row.outlet_name or row.outlet or "", 60) or t("unknown outlet"),
        row.published_day,
    )


def _view(
    case: Incident,
    headlines: tuple[Headline, ...],
    quotes: tuple[str, ...],
    language: Language,
    now: datetime,
    zone: ZoneInfo,
) -> CaseView:
    t = words(language)
    return CaseView(
        incident=case,
        label=label(case, language),
        place=clean_line(case.places[0].name, 80) if case.places else t("place not told"),
        stage=stage_text(case, t),
        standing=standing(case, t),
        sources=reported_by(case, t),
        headlines=headlines,
        clocks=_clocks(case, now, zone),
        stalled=stalled(case, now, zone),
        quotes=quotes,
    )


def _clocks(case: Incident, now: datetime, zone: ZoneInfo) -> tuple[Clock, ...]:
    today = now.astimezone(zone).date()
    return tuple(
        clock
        for clock in incident_clocks(case, now, zone)
        if clock.state == "running" or (clock.state == "expired" and today - clock.due <= OVERDUE_SHOWN)
    )


def web_address(url: str) -> str:
    """Return the address when it may stand in a link, else an empty string."""
    return url if url.lower().startswith(("http://", "https://")) else ""
