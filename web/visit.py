"""One call: who reads, in which language, and what the reader may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy import Connection

from archive.database import read
from base.catalogue import LANGUAGES, Catalogue, Language
from web.asked import misunderstood
from web.errors import AskedError, ForbiddenError, LoginRequiredError, TooManyError
from web.house import House
from web.options import is_loopback
from web.security.origin import is_own, is_passed_on
from web.security.people import Role, find_token, has_users, session_user, sign
from web.words import words

COOKIE = "pantau_session"
TONGUE = "bahasa"
API = "/api/v1/"
HEADER = 400  # letters of Accept-Language that are read
LOCAL = "local"
PASSED_ON = (
    "A proxy passes this on while nobody has an account. Make one on the machine: pantau user add NAME --role admin"
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads.

    Args:
        name: `local` where nobody has to log in.
        role: Decides what is shown and allowed.
        scopes: Of an API token; None for a person at the pages.
        known: A user of ours, not just somebody at this machine.
    """

    name: str
    role: Role
    scopes: tuple[str, ...] | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Visit:
    """One call of one reader.

    Args:
        now: The present: of what is written, of tokens and sessions.
        shown_at: Of what is shown; another day than now where the pages are shown as of that day.
    """

    request: Request
    house: House
    viewer: Viewer
    language: Language
    now: datetime
    shown_at: datetime
    csrf: str

    @property
    def t(self) -> Catalogue:
        """Return the texts of the pages."""
        return words(self.language)

    @property
    def may_decide(self) -> bool:
        """Tell whether the reader may review cases."""
        decides = self.viewer.known and self.viewer.role in {"officer", "admin"}
        return decides and not self.house.options.read_only

    @property
    def may_see_names(self) -> bool:
        """Tell whether names of low ranks may be shown on request; where nothing is written, no access can be noted."""
        person = self.viewer.known and self.viewer.scopes is None and not self.house.options.read_only
        return person and self.viewer.role in {"officer", "admin"}

    def check_form(self, token: str) -> None:
        """Refuse a form that we did not hand to this very session.

        Raises:
            ForbiddenError: The token is of another session or none.
        """
        if not self.csrf or token != self.csrf:
            raise ForbiddenError(self.t("This form has expired. Open the page again and repeat."))


def language_of(request: Request) -> Language:
    """Return the language asked for in the address, else the remembered one, else the house's."""
    options = cast("House", request.app.state.house).options
    for wish in (request.query_params.get(TONGUE), request.cookies.get(TONGUE)):
        if wish in LANGUAGES:
            return wish
    if request.url.path.startswith(API):  # a program has no cookie; browsers send theirs unasked, so pages ignore it
        for _, wish in sorted(_preferred(request.headers.get("accept-language", ""))):
            if wish in LANGUAGES:
                return wish
    return options.language


def _preferred(header: str) -> Iterator[tuple[float, str]]:
    """Yield (negative weight, language) of an Accept-Language (RFC 9110, section 12.5.4)."""
    for part in header[:HEADER].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            yield -float(weight or 1), tag.strip().lower().split("-")[0]
        except ValueError:
            continue


def _local(request: Request, connection: Connection) -> Viewer:
    # Nobody has an account yet: whoever sits at this machine reads. A name that resolves to us (DNS rebinding) makes
    # another host of it, and behind a proxy of this machine stands anybody.
    if has_users(connection):
        raise LoginRequiredError
    if is_passed_on(request.headers):
        raise ForbiddenError(words(language_of(request))(PASSED_ON))
    if not is_loopback(request.url.hostname or ""):
        raise LoginRequiredError
    return Viewer(LOCAL, "reader", known=False)


def _viewer(house: House, request: Request, now: datetime) -> tuple[Viewer, str]:
    cookie = request.cookies.get(COOKIE, "")
    bearer = request.headers.get("authorization", "")
    with read(house.engine) as connection:
        if bearer.lower().startswith("bearer ") and request.url.path.startswith(API):  # a token opens no page
            token = find_token(connection, bearer[7:].strip(), now)
            if token is None:
                raise LoginRequiredError
            return Viewer(token.user.name, token.user.role, token.scopes), ""
        user = session_user(connection, cookie, house.options.key, now) if cookie else None
        if user is None:
            return _local(request, connection), ""
    return Viewer(user.name, user.role), sign(house.options.key, "csrf", cookie)


def arrive(request: Request) -> Visit:
    """Return the visit of a reader.

    Raises:
        LoginRequiredError: The reader has to log in first.
        ForbiddenError: Another site made the browser send this.
    """
    house: House = request.app.state.house
    language = language_of(request)
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not is_own(request.method, headers, headers.get("host", ""), house.options.public_url):
        raise ForbiddenError(words(language)("Another site sent this form. Open the page here and repeat."))
    now = house.clock.now()
    viewer, csrf = _viewer(house, request, now)
    return Visit(request, house, viewer, language, now, house.shown.now(), csrf)


def call(request: Request) -> Visit:
    """Return the visit of a call for data, which is within the rate of the API and asks for nothing unknown.

    Raises:
        TooManyError: The caller asks too often.
        AskedError: A parameter or a day of the address is none of ours.
    """
    visit = arrive(request)
    if request.url.path.startswith(API):
        address = request.client.host if request.client else "?"
        wait = visit.house.calls.wait(f"{visit.viewer.name} {address}", monotonic())
        if wait:
            raise TooManyError(wait)
    problems = misunderstood(request, visit.t)
    if problems:
        raise AskedError(" ".join(problems))
    return visit


def arrive_to_decide(request: Request) -> Visit:
    """Return the visit of somebody who may change things.

    Raises:
        ForbiddenError: The reader may not.
    """
    visit = arrive(request)
    if not visit.may_decide:
        raise ForbiddenError(visit.t("Only officers may do this. Ask the administrator for the role."))
    return visit


Here = Annotated[Visit, Depends(arrive)]
Calling = Annotated[Visit, Depends(call)]
Deciding = Annotated[Visit, Depends(arrive_to_decide)]
