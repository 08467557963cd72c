"""The addresses that stand in messages: signed acts, the end of a subscription, feeds.

A mail scanner follows every link, so following one changes nothing: it opens a page whose form POSTs.
"""

import hmac
import re
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.exc import IntegrityError

from alerts.acknowledge import acknowledge
from alerts.links import VERBS
from alerts.mutes import add_mute
from alerts.roster import enrolled, pause
from archive.database import read, write
from archive.store.audit import record_act
from archive.store.incidents import load_living
from base.errors import UsageError
from pipeline.linking import decide
from web.errors import ForbiddenError, NotFoundError
from web.house import House
from web.pages.account import house_of
from web.pages.cases import Code
from web.rendering import bare
from web.visit import language_of
from web.words import words

router = APIRouter(include_in_schema=False)
Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
Token = Annotated[str, Query(max_length=100)]
MUTED = timedelta(days=7)
FEED = re.compile(r"[0-9a-f]{40}\.atom")


def _checked(request: Request, parts: tuple[str, ...], token: str) -> House:
    house: House = request.app.state.house
    if not house.links.verify(parts, token) or house.options.read_only:
        raise ForbiddenError(words(language_of(request))("This link is not valid. Open the case and act there."))
    return house


@router.get("/act/{verb}/{code}/{subscription}", response_class=HTMLResponse)
def confirm(request: Request, verb: str, code: Code, subscription: Name, t: Token = "") -> HTMLResponse:
    """Ask whether the act is meant."""
    house = _checked(request, ("act", verb, code, subscription), t)
    with read(house.engine) as connection:
        case = load_living(connection, code)
    return bare(request, "act.html.j2", verb=verb, case=case, done=False)


@router.post("/act/{verb}/{code}/{subscription}", response_class=HTMLResponse)
def act(
    request: Request,
    verb: str,
    code: Code,
    subscription: Name,
    t: Token = "",
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> HTMLResponse:
    """Carry the act out in the name of the subscription."""
    house_of(request)
    house = _checked(request, ("act", verb, code, subscription), t)
    now = house.clock.now()
    officer = decide.Officer(f"link:{subscription}"[:64], now)
    with write(house.engine) as connection:
        if verb not in VERBS:
            raise NotFoundError(verb)
        if verb == "bungkam":
            add_mute(
                connection, case=code, subscription=subscription, until=now + MUTED, reason="", by=officer.by, now=now
            )
            record_act(connection, now=now, by=officer.by, act="mute", target=f"incident:{code}")
        elif verb == "tangani":
            decide.assign(connection, code, subscription, officer)
        elif verb == "benar":
            decide.review(connection, code, "verified", officer, reason=reason)
        else:
            decide.review(connection, code, "dismissed", officer, reason=reason)
        acknowledge(connection, code, officer.by, now, subscription)
        case = load_living(connection, code)
    return bare(request, "act.html.j2", verb=verb, case=case, done=True)


@router.get("/unsubscribe/{subscription}", response_class=HTMLResponse)
def leaving(request: Request, subscription: Name, t: Token = "") -> HTMLResponse:
    """Ask whether the subscription is to end."""
    _checked(request, ("unsubscribe", subscription), t)
    return bare(request, "unsubscribe.html.j2", subscription=subscription, done=False)


@router.post("/unsubscribe/{subscription}", response_class=HTMLResponse)
def leave(request: Request, subscription: Name, t: Token = "") -> HTMLResponse:
    """Pause the subscription; mail programs call this by themselves (RFC 8058), so no origin is asked for."""
    house = _checked(request, ("unsubscribe", subscription), t)
    now = house.clock.now()
    try:
        with write(house.engine) as connection:
            pause(connection, subscription, paused=True)
            record_act(connection, now=now, by="link", act="unsubscribe", target=f"subscription:{subscription}"[:64])
    except (UsageError, IntegrityError) as error:
        raise NotFoundError(subscription) from error
    return bare(request, "unsubscribe.html.j2", subscription=subscription, done=True)


@router.get("/feeds/{name}")
def feed(request: Request, name: str) -> Response:
    """Hand out a feed; its secret name is the key."""
    house: House = request.app.state.house
    path = house.options.var / "feeds" / name
    if not FEED.fullmatch(name):
        raise NotFoundError(name)
    body = path.read_bytes() if path.is_file() else _untold(house, name)
    return Response(body, media_type="application/atom+xml; charset=utf-8")


def _untold(house: House, name: str) -> str:
    """Return the feed of a subscription that was told nothing yet: readers of feeds give up what is not there."""
    feeds = house.feeds
    with read(house.engine) as connection:
        held = enrolled(connection)
    for one in (one for one in held if one.subscription.channel == "feed"):
        if hmac.compare_digest(feeds.name(one.subscription.id), name):
            return feeds.text(one.subscription.id, one.subscription.title, (), one.created_at)
    raise NotFoundError(name)
