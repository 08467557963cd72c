"""What officers decide about a case; every form is a POST of a page we handed out, and every decision is noted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from alerts.mutes import add_mute
from archive.database import write
from archive.records.incident import Incident, Review
from archive.store.audit import record_act
from base.errors import UsageError
from pipeline.linking import decide
from web.pages.cases import Code
from web.rendering import query
from web.visit import Deciding, Visit

router = APIRouter(prefix="/incidents/{code}", include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]
Token = Annotated[str, Form(max_length=64)]
MUTED = timedelta(days=7)
VERDICTS: dict[str, Review] = {"verified": "verified", "dismissed": "dismissed", "unreviewed": "unreviewed"}


def _decided(
    visit: Visit, csrf: str, code: str, what: str, act: Callable[[Connection, decide.Officer], Incident | None]
) -> RedirectResponse:
    visit.check_form(csrf)
    with write(visit.house.engine) as connection:
        found = act(connection, decide.Officer(visit.viewer.name, visit.now))
    return _back(found.code if found else code, what)


def _back(code: str, what: str) -> RedirectResponse:
    """Return to the case, where the review stands and says what was noted (`web.words.NOTED`)."""
    return RedirectResponse(f"/incidents/{code}{query({'tercatat': what})}#tinjau", status_code=303)


@router.post("/review")
def review(visit: Deciding, code: Code, verdict: Text = "", reason: Text = "", csrf: Token = "") -> RedirectResponse:
    """Verify, dismiss or take a review back."""
    if verdict not in VERDICTS:
        raise UsageError(visit.t("Choose one of: {choices}", choices=", ".join(VERDICTS)))
    if verdict == "dismissed" and not reason.strip():
        raise UsageError(visit.t("A case is dismissed with a reason: it is shown to everyone who was told of it."))
    chosen = VERDICTS[verdict]
    return _decided(visit, csrf, code, verdict, lambda c, by: decide.review(c, code, chosen, by, reason=reason))


@router.post("/handle")
def handle(visit: Deciding, code: Code, act: Text = "", csrf: Token = "") -> RedirectResponse:
    """Take or give back, follow or not, mute."""
    if act == "mute":
        visit.check_form(csrf)
        until = visit.now + MUTED
        with write(visit.house.engine) as connection:
            add_mute(
                connection, case=code, subscription=None, until=until, reason="", by=visit.viewer.name, now=visit.now
            )
            record_act(connection, now=visit.now, by=visit.viewer.name, act="mute", target=f"incident:{code}")
        return _back(code, act)
    acts: dict[str, Callable[[Connection, decide.Officer], Incident]] = {
        "take": lambda c, by: decide.assign(c, code, by.by, by),
        "leave": lambda c, by: decide.assign(c, code, None, by),
        "follow": lambda c, by: decide.follow(c, code, by),
        "unfollow": lambda c, by: decide.follow(c, code, by, yes=False),
    }
    if act not in acts:
        raise UsageError(visit.t("Choose one of: {choices}", choices=", ".join((*acts, "mute"))))
    return _decided(visit, csrf, code, act, acts[act])


@router.post("/note")
def note(visit: Deciding, code: Code, text: Text = "", csrf: Token = "") -> RedirectResponse:
    """Add a note."""
    return _decided(visit, csrf, code, "note", lambda c, by: decide.note(c, code, text, by))


@router.post("/correct")
def correct(visit: Deciding, code: Code, field: Text = "", value: Text = "", csrf: Token = "") -> RedirectResponse:
    """Correct a field of the case; no later automatic run takes it back."""
    if field == "place":
        name = visit.house.regions.names.get(value.strip())
        if name is None:
            raise UsageError(visit.t("There is no region {code}; write a code such as 63.72.", code=value))
        value = f"{value.strip()} {name}"
    return _decided(visit, csrf, code, "correct", lambda c, by: decide.set_field(c, code, field, value, by))


@router.post("/merge")
def merge(visit: Deciding, code: Code, other: Text = "", answer: Text = "", csrf: Token = "") -> RedirectResponse:
    """Say whether another case is the same one."""
    if answer == "same":
        return _decided(visit, csrf, code, answer, lambda c, by: decide.merge(c, code, other, by))

    def refuse(connection: Connection, by: decide.Officer) -> None:
        decide.refuse(connection, code, other, by)

    return _decided(visit, csrf, code, "different", refuse)


@router.post("/split")
def split(
    visit: Deciding,
    code: Code,
    article: Annotated[list[int], Form()] = [],  # noqa: B006 - FastAPI copies it
    csrf: Token = "",
) -> RedirectResponse:
    """Take articles out into a case of their own."""
    if not article:
        raise UsageError(visit.t("Tick the articles that are another case."))
    return _decided(visit, csrf, code, "split", lambda c, by: decide.split(c, code, article, by))
