"""`pantau read`: what every stage makes of one page or text."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Engine

from archive.records.codec import to_plain
from archive.records.page import Page
from base.address import parse_networks
from base.catalogue import Catalogue
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings
from pantau.sources import page_from
from pantau.views.reading import show_reading
from pipeline.linking.link import LinkResult
from pipeline.process import Keeping, Reading, keep, read
from pipeline.source import Source


@click.command("read")
@click.argument("source")
@click.option("--outlet", help="Id of the outlet, when you know it: gives name and time zone.")
@click.option(
    "--published",
    metavar="DATE",
    help="Day of publication (2024-10-24), whatever the page tells: 'Senin (6/2)' is reckoned from it.",
)
@click.option("--allow-network", "allow", multiple=True, help="Private network the address may lie in (10.0.0.0/8).")
@json_option
@with_settings
def command(
    settings: Settings, source: str, outlet: str | None, published: str | None, allow: tuple[str, ...], *, as_json: bool
) -> None:
    """Show what every stage makes of one page: an address, a file, or - for standard input.

    Nothing is stored. This is how to find out why an article was found, or was not.
    """
    application = Application(settings)
    if outlet is not None and outlet not in application.outlets:
        raise UsageError(said("There is no outlet '{outlet}'. 'pantau outlet list' shows all.", outlet=outlet))
    try:
        networks = parse_networks(allow)
    except ValueError as error:
        raise UsageError(said("--allow-network: {error}; write it like 10.0.0.0/8", error=error)) from error
    own = application.outlets[outlet].allow_network if outlet is not None else ()
    now = application.clock.now()
    page = page_from(source, outlet=outlet, now=now, allow=networks + own, agent=settings.user_agent)
    origin = application.source(outlet)
    if published is not None:
        page = dated(page, published, (origin.outlet.timezone if origin.outlet else None) or settings.timezone, now)
    reading = read(page, origin, application.tools, now, screen=False)
    linked = would_join(application.engine, reading, origin, now)
    if as_json:
        print_json(plain_reading(reading, linked))
    else:
        t = texts(settings)
        show_reading(terminal(), t, reading, joins(t, linked))


def dated(page: Page, day: str, zone: str, now: datetime) -> Page:
    """Return the page as published on a day (2024-10-24) of a zone.

    Raises:
        UsageError: That is no day, or one to come: extraction would leave it aside without a word.
    """
    from crawlers.arguments import local_day

    published = local_day(day, ZoneInfo(zone), "--published")
    if published is not None and published > now:
        raise UsageError(said("--published lies in the future; name the day on which it was published"))
    return replace(page, published=published)


def would_join(engine: Engine, reading: Reading, source: Source, now: datetime) -> LinkResult | None:
    """Link the reading inside a transaction that is taken back; None when it reports nothing to link."""
    if reading.analysis is None or not reading.analysis.relevant:
        return None
    with engine.connect() as connection, connection.begin() as transaction:
        linked = keep(connection, reading, Keeping(everything=True), source, now).linked
        transaction.rollback()
    return linked


def joins(t: Catalogue, linked: LinkResult | None) -> str | None:
    """Say what linking would do; None when it would do nothing."""
    if linked is None or linked.code is None:
        return None
    if linked.outcome == "opened":
        return t("would open a new case")
    copy = t(", as a copy") if linked.copy_of else ""
    return t("would join case {code}", code=linked.code) + copy


def plain_reading(reading: Reading, linked: LinkResult | None) -> dict[str, Any]:
    """Return the reading as JSON-ready data."""
    page = reading.page
    return {
        "page": {"url": page.url, "form": page.form, "bytes": len(page.body), "status": page.status},
        "screen": {"passed": reading.passed},
        "article": to_plain(reading.article) if reading.article else None,
        "analysis": to_plain(reading.analysis) if reading.analysis else None,
        "case": to_plain(linked) if linked else None,
        "seconds": dict(reading.seconds),
    }
