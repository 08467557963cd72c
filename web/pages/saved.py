"""Saved searches, which become a feed or a subscription by e-mail in one step."""

from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from alerts.model import Subscription
from alerts.roster import add, enrolled
from alerts.subscriptions import parse_subscription
from archive.database import read, write
from archive.query.ast import Node
from archive.query.expand import expand
from archive.query.holds import Holds
from archive.query.parse import parse
from archive.query.spell import spell
from archive.store.audit import record_act
from base.errors import ConfigError, UsageError
from web.data import saved as kept
from web.data.feeds import first_messages
from web.data.hiding import cover_forms
from web.errors import ForbiddenError, NotFoundError
from web.pages.search import LONGEST, TIMEOUT_MS
from web.rendering import page
from web.visit import Deciding, Here, Visit

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]
Key = Annotated[int, Path(ge=1, le=2**62)]


def _known(visit: Visit, csrf: str) -> None:
    if not visit.viewer.known or visit.house.options.read_only:
        raise ForbiddenError(visit.t("Saved searches belong to an account. Log in first."))
    visit.check_form(csrf)


@router.get("/saved", response_class=HTMLResponse)
def saved(visit: Here) -> HTMLResponse:
    """List the reader's searches."""
    feeds = visit.house.feeds
    with read(visit.house.engine) as connection:
        found = kept.saved(connection, visit.viewer.name)
        held = {entry.subscription.id: entry.subscription.recipient for entry in enrolled(connection)}
    addresses = {one.id: f"/feeds/{feeds.name(kept.feed_of(one.id))}" for one in found if kept.feed_of(one.id) in held}
    by_mail = {one.id: held[kept.mail_of(one.id)] for one in found if kept.mail_of(one.id) in held}
    return page(visit, "saved.html.j2", saved=found, feeds=addresses, mails=by_mail)


@router.post("/saved")
def save(
    visit: Here,
    name: Text = "",
    q: Text = "",
    without: Annotated[list[str], Form(max_length=400)] = [],  # noqa: B006 - FastAPI copies it
    csrf: Text = "",
) -> RedirectResponse:
    """Keep a search under a name, with the word forms that were left ticked."""
    _known(visit, csrf)
    with write(visit.house.engine) as connection:
        tree = parse(q, language=visit.language, regions=visit.house.regions, holds=Holds(connection))
        kept.save(connection, visit.viewer.name, name, _chosen(visit, connection, q, tree, without), visit.now)
    return RedirectResponse("/saved", status_code=303)


def _chosen(visit: Visit, connection: Connection, q: str, tree: Node, without: list[str]) -> str:
    """Return the query that means what was searched: a saved search, a feed, a subscription keep its text alone."""
    if not without:
        return q
    _, expansions = expand(connection, tree, without=without)
    told = spell(q, tree, cover_forms(connection, expansions))
    if told is None or len(told) > LONGEST:
        raise UsageError(visit.t("This search cannot be kept with chosen word forms. Tick them all, or write =word."))
    parse(told, language=visit.language, regions=visit.house.regions)
    return told


@router.post("/saved/{key}/remove")
def remove(visit: Here, key: Key, csrf: Text = "") -> RedirectResponse:
    """Keep a search no more; its feed and its mails end with it."""
    _known(visit, csrf)
    with write(visit.house.engine) as connection:
        ended = kept.forget(connection, visit.viewer.name, key)
    for feed in ended:
        visit.house.feeds.end(feed)
    return RedirectResponse("/saved", status_code=303)


@router.post("/saved/{key}/feed")
def feed(visit: Here, key: Key, csrf: Text = "") -> RedirectResponse:
    """Make a feed of a search: the newest cases with an article it finds, and those that come."""
    _known(visit, csrf)
    house = visit.house
    values = {"id": kept.feed_of(key), "channel": "feed", "recipient": visit.viewer.name}
    entry = _subscribed(visit, key, values)
    with read(house.engine, timeout_ms=TIMEOUT_MS) as connection:
        messages = first_messages(connection, entry, house.regions, house.links, visit.now)
    visit.house.feeds.begin(entry.id, entry.title, messages, visit.now)
    return RedirectResponse("/saved", status_code=303)


@router.post("/saved/{key}/mail")
def mail(visit: Deciding, key: Key, recipient: Text = "", mode: Text = "instant", csrf: Text = "") -> RedirectResponse:
    """Make a subscription by e-mail of a search; officers only, for it writes to somebody."""
    _known(visit, csrf)
    told = {"id": kept.mail_of(key), "channel": "email", "recipient": recipient.strip()}
    _subscribed(visit, key, {**told, "mode": mode})
    return RedirectResponse("/saved", status_code=303)


def _subscribed(visit: Visit, key: int, values: dict[str, str]) -> Subscription:
    with write(visit.house.engine) as connection:
        found = kept.find(connection, visit.viewer.name, key)
        if found is None:
            raise NotFoundError(str(key))
        told = {"mode": "instant", "level": "Rendah", "language": visit.language, "name": found.name}
        told |= {"query": found.query} if found.query else {}
        try:
            entry = parse_subscription(told | values, visit.house.regions)
        except ConfigError as error:
            raise UsageError(error.tell(visit.language)) from error
        add(connection, entry, visit.now)
        record_act(connection, now=visit.now, by=visit.viewer.name, act="subscribe", target=f"subscription:{entry.id}")
    return entry
