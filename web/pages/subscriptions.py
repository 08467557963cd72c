"""Who is told of what, what waits to be sent, what was sent."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import func, select

from alerts.mutes import end_mute, list_mutes
from alerts.roster import enrolled, pause
from archive.database import read, write
from archive.store.audit import record_act
from archive.tables.alerts import outbox
from web.rendering import page
from web.visit import Deciding, Here

router = APIRouter(include_in_schema=False)
SHOWN = 50
Text = Annotated[str, Form(max_length=64)]


@router.get("/subscriptions", response_class=HTMLResponse)
def subscriptions(visit: Here) -> HTMLResponse:
    """Show subscriptions, mutes and the outbox; recipients are shown to those who decide only."""
    names = ("id", "subscription_id", "channel", "form", "state", "created_at", "sent_at", "receipt")
    columns = [outbox.c[name] for name in names]
    with read(visit.house.engine) as connection:
        held = enrolled(connection)
        mutes = list_mutes(connection, visit.now)
        messages = connection.execute(select(*columns).order_by(outbox.c.id.desc()).limit(SHOWN)).all()
        counts = connection.execute(select(outbox.c.state, func.count().label("n")).group_by(outbox.c.state)).all()
    feeds, shown = visit.house.feeds, [entry.subscription for entry in held] if visit.may_decide else []
    return page(
        visit,
        "subscriptions.html.j2",
        subscriptions=[entry.subscription for entry in held],
        feeds={one.id: f"/feeds/{feeds.name(one.id)}" for one in shown if one.channel == "feed"},
        mutes=mutes,
        messages=messages,
        counts={row.state: row.n for row in counts},
        regions=visit.house.regions.names,
    )


@router.post("/subscriptions/{name}/pause")
def set_pause(visit: Deciding, name: str, paused: Text = "", csrf: Text = "") -> RedirectResponse:
    """Pause or resume a subscription."""
    visit.check_form(csrf)
    with write(visit.house.engine) as connection:
        pause(connection, name, paused=paused == "1")
        act = "pause" if paused == "1" else "resume"
        record_act(connection, now=visit.now, by=visit.viewer.name, act=act, target=f"subscription:{name}")
    return RedirectResponse("/subscriptions", status_code=303)


@router.post("/mutes/{key}/end")
def unmute(visit: Deciding, key: int, csrf: Text = "") -> RedirectResponse:
    """Take a mute back."""
    visit.check_form(csrf)
    with write(visit.house.engine) as connection:
        end_mute(connection, key)
        record_act(connection, now=visit.now, by=visit.viewer.name, act="unmute", target=f"mute:{key}")
    return RedirectResponse("/subscriptions", status_code=303)
