"""Right of reply: the page of a case for whoever it is about, opened by a signed address and by no account.

UU 40/1999 ps 5 (hak jawab, hak koreksi) binds the press; who keeps a record of what it alleges owes the same.
The page shows what stands on the record without a name, and what is sent becomes a note that officers see.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from archive.database import read, write
from archive.records.incident import Incident
from archive.store.incidents import load_living
from base.errors import UsageError
from pipeline.linking import decide
from web.errors import ForbiddenError
from web.pages.account import house_of
from web.pages.cases import Code
from web.pages.messages import Token, _checked
from web.rendering import bare
from web.security.limits import Limit
from web.visit import language_of
from web.words import words

router = APIRouter(prefix="/reply/{code}", include_in_schema=False)
BY = "right of reply"
_LIMIT = Limit(most=5, seconds=3600)  # replies to one case in an hour: a person, not a flood


def _shown(request: Request, case: Incident, *, done: bool) -> HTMLResponse:
    label = case.label_en if language_of(request) == "en" else case.label
    return bare(request, "reply.html.j2", case=case, label=label, done=done)


@router.get("", response_class=HTMLResponse)
def asked(request: Request, code: Code, t: Token = "") -> HTMLResponse:
    """Show what is on record, and a form."""
    house = _checked(request, ("reply", code), t)
    with read(house.engine) as connection:
        return _shown(request, load_living(connection, code), done=False)


@router.post("", response_class=HTMLResponse)
def answered(
    request: Request,
    code: Code,
    t: Token = "",
    text: Annotated[str, Form(max_length=5000)] = "",
    who: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:
    """Keep the reply as a note on the case."""
    house_of(request)
    house = _checked(request, ("reply", code), t)
    told = words(language_of(request))
    if not text.strip() or not who.strip():
        raise UsageError(told("Write what is to be corrected, and who you are and how to reach you."))
    now = house.clock.now()
    if _LIMIT.wait(code, now.timestamp()):
        raise ForbiddenError(told("Too many replies to this case within the hour. Try again later."))
    with write(house.engine) as connection:
        written = f"Hak jawab / koreksi: {text.strip()}\n({who.strip()})"
        decide.note(connection, code, written, decide.Officer(BY, now))
        return _shown(request, load_living(connection, code), done=True)
