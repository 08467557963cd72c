"""Login, logout, the first account, API tokens."""

from datetime import timedelta
from time import monotonic
from typing import Annotated, cast

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from archive.database import read, write
from archive.store.audit import record_act
from base.errors import UsageError
from web.errors import ForbiddenError, NotFoundError, TooManyError
from web.house import House
from web.rendering import bare, page
from web.security import people
from web.security.limits import Limit
from web.security.origin import is_own, is_passed_on
from web.visit import COOKIE, PASSED_ON, Here, Visit, language_of
from web.words import words

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=300)]
DAYS = (30, 90, 365)
READ_ONLY = "Nothing can be changed here: these pages are for reading."


def house_of(request: Request) -> House:
    """Return the shared parts, for somebody we do not know; refuses forms of other sites.

    Raises:
        ForbiddenError: Another site sent this.
    """
    house = cast("House", request.app.state.house)
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not is_own(request.method, headers, headers.get("host", ""), house.options.public_url):
        raise ForbiddenError(words(language_of(request))("Another site sent this form. Open the page here and repeat."))
    return house


def own_address(wish: str) -> str:
    """Return where to go after the login: a page of ours, never another site."""
    plain = wish.startswith("/") and not wish.startswith(("//", "/\\")) and "\\" not in wish
    return wish if plain and all(" " < letter < "\x7f" for letter in wish) else "/"


@router.get("/login", response_class=HTMLResponse)
def login_form(request: Request, next: Annotated[str, Query(max_length=2000)] = "/") -> HTMLResponse:  # noqa: A002
    """Ask for name and password."""
    with read(house_of(request).engine) as connection:
        someone = people.has_users(connection)
    return bare(request, "login.html.j2", next=own_address(next), problem="", someone=someone)


@router.post("/login", response_class=HTMLResponse, response_model=None)
def login(request: Request, name: Text = "", password: Text = "", next: Text = "/") -> Response:  # noqa: A002
    """Open a session."""
    house = house_of(request)
    address = request.client.host if request.client else "?"
    callers = (f"from {address}", f"as {name}")
    for caller in callers:
        _slow_down(house.logins, caller)
    now = house.clock.now()
    with read(house.engine) as connection:
        user = people.authenticate(connection, name, password)
    if user is None:
        problem = words(language_of(request))("Name or password is wrong.")
        return bare(request, "login.html.j2", status=401, next=own_address(next), problem=problem, someone=True)
    house.logins.forget(callers[1])
    with write(house.engine) as connection:
        record_act(connection, now=now, by=user.name, act="login", target=f"user:{user.name}")
        cookie = people.open_session(connection, user.name, house.options.key, now)
    return _with_session(RedirectResponse(own_address(next), status_code=303), cookie, house)


def _slow_down(limit: Limit, caller: str) -> None:
    wait = limit.wait(caller, monotonic())
    if wait:
        raise TooManyError(wait)


def _with_session(answer: Response, cookie: str, house: House) -> Response:
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(people.SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=house.options.secure,
    )
    return answer


@router.post("/logout", response_model=None)
def logout(visit: Here, csrf: Text = "") -> Response:
    """End the session."""
    visit.check_form(csrf)
    with write(visit.house.engine) as connection:
        people.close_session(connection, visit.request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/setup", response_class=HTMLResponse, response_model=None)
def setup_form(request: Request, t: Annotated[str, Query(max_length=100)] = "") -> HTMLResponse:
    """Ask for the first administrator's name and password."""
    _check_ticket(request, t)
    return bare(request, "setup.html.j2", ticket=t, problem="", shortest=people.SHORTEST)


@router.post("/setup", response_class=HTMLResponse, response_model=None)
def setup(request: Request, t: Text = "", name: Text = "", password: Text = "") -> Response:
    """Make the first administrator; the link is used up."""
    _check_ticket(request, t)
    house = house_of(request)
    now = house.clock.now()
    try:
        with write(house.engine) as connection:
            user = people.add_user(connection, name, "admin", password, now)
            people.use_ticket(connection, "setup")
            record_act(connection, now=now, by=user.name, act="setup", target=f"user:{user.name}")
            cookie = people.open_session(connection, user.name, house.options.key, now)
    except UsageError as error:
        return bare(
            request,
            "setup.html.j2",
            status=400,
            ticket=t,
            problem=error.tell(language_of(request)),
            shortest=people.SHORTEST,
        )
    return _with_session(RedirectResponse("/", status_code=303), cookie, house)


def _check_ticket(request: Request, ticket: str) -> None:
    house = house_of(request)
    t = words(language_of(request))
    if house.options.public_url is None and is_passed_on(request.headers):  # a proxy we were told of may bring the link
        raise ForbiddenError(t(PASSED_ON))
    if house.options.read_only:
        raise ForbiddenError(t(READ_ONLY))
    _slow_down(house.logins, f"ticket {request.client.host if request.client else '?'}")
    with read(house.engine) as connection:
        fits = people.ticket_holds(connection, "setup", ticket, house.clock.now())
        if not fits or people.has_users(connection):
            raise ForbiddenError(t("This link was used or has expired. Start Pantau again for a new one."))


@router.get("/account", response_class=HTMLResponse)
def account(visit: Here) -> HTMLResponse:
    """Show the reader's role and tokens."""
    return _account(visit, secret="")


def _account(visit: Here, secret: str) -> HTMLResponse:
    with read(visit.house.engine) as connection:
        held = people.tokens(connection, visit.viewer.name)
    scopes = [scope for scope in people.SCOPES if scope != "decide" or visit.may_decide]
    return page(visit, "account.html.j2", tokens=held, secret=secret, scopes=scopes, lengths=DAYS)


def _may_change(visit: Visit) -> None:
    if visit.house.options.read_only:
        raise ForbiddenError(visit.t(READ_ONLY))


@router.post("/account/tokens", response_class=HTMLResponse)
def make_token(
    visit: Here,
    name: Text = "",
    scope: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    days: Annotated[int, Form(ge=1, le=365)] = 30,
    csrf: Text = "",
) -> HTMLResponse:
    """Make an API token and show it this once."""
    _may_change(visit)
    visit.check_form(csrf)
    allowed = tuple(one for one in people.SCOPES if one in scope and (one != "decide" or visit.may_decide))
    if not name.strip() or not allowed:
        raise UsageError(visit.t("A token needs a name and at least one scope."))
    with write(visit.house.engine) as connection:
        made = people.add_token(connection, visit.viewer.name, name, allowed, visit.now, timedelta(days=days))
        record_act(connection, now=visit.now, by=visit.viewer.name, act="token", target=f"user:{visit.viewer.name}")
    return _account(visit, secret=made)


@router.post("/account/tokens/revoke", response_model=None)
def revoke(visit: Here, key: Text = "", csrf: Text = "") -> RedirectResponse:
    """End an API token at once."""
    _may_change(visit)
    visit.check_form(csrf)
    with write(visit.house.engine) as connection:
        if not people.revoke_token(connection, visit.viewer.name, key):
            raise NotFoundError(key)
        record_act(
            connection, now=visit.now, by=visit.viewer.name, act="token revoked", target=f"user:{visit.viewer.name}"
        )
    return RedirectResponse("/account", status_code=303)
