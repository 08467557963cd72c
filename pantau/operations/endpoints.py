"""`/healthz`, `/readyz`, `/metrics` and `/status` for whoever watches the machine: figures, never names of persons.

They stand beside the pages: `add_endpoints(app, engine, enabled, clock)`. `/healthz` says that the process answers,
`/readyz` that the archive can be read and has the newest schema (liveness and readiness, as Kubernetes calls them).
That nobody takes work is told there, too, as `work`; the pages can be read all the same.
"""

import asyncio
import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, tzinfo

from fastapi import FastAPI, Request
from sqlalchemy import Engine, text
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from archive.database import pending, read
from base.catalogue import Language
from base.clock import Clock
from base.errors import ArchiveError, PantauError
from pantau.operations.exposition import CONTENT_TYPE, Metric
from pantau.operations.metrics import exposition, figures
from pantau.operations.status import status_page
from pantau.operations.taking import taking, told
from pantau.operations.words import words
from web.options import is_loopback
from web.security.origin import is_passed_on
from web.visit import arrive, language_of

PATIENCE_MS = 5_000
FORBIDDEN, UNAVAILABLE = 403, 503


def add_endpoints(
    app: FastAPI,
    engine: Engine,
    enabled: Collection[str],
    clock: Clock,
    *,
    networks: Collection[str] = ("127.0.0.0/8", "::1/128"),
    language: Language = "id",
    zone: tzinfo = UTC,
) -> None:
    """Add the four addresses to an application.

    Args:
        app: The pages.
        engine: The archive.
        enabled: Ids of the outlets that are to be watched.
        clock: Time.
        networks: Where `/metrics` and `/status` may be asked from, as CIDR: outlets under watch are nobody else's
            business.
        language: Of `/status`.
        zone: Of `/status`.
    """
    allowed = tuple(ipaddress.ip_network(name) for name in networks)
    watch = _Watch(engine, enabled, clock, allowed, language, zone)
    asked = (
        ("/status", watch.status),
        ("/healthz", watch.healthz),
        ("/readyz", watch.readyz),
        ("/metrics", watch.metrics),
    )
    for path, answer in asked:
        app.add_api_route(path, answer, methods=["GET"], include_in_schema=False)


@dataclass(frozen=True)
class _Watch:
    """The answers; fields as the arguments of `add_endpoints`."""

    engine: Engine
    enabled: Collection[str]
    clock: Clock
    allowed: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    language: Language
    zone: tzinfo

    async def healthz(self) -> Response:
        """Say that the process answers."""
        return PlainTextResponse("ok\n")

    async def readyz(self) -> Response:
        """Say whether the archive can be used, and whether nobody takes work."""
        problem, work = await self._state("en")
        answer = {"ready": problem is None, "problem": problem, "work": work}
        return JSONResponse(answer, 200 if problem is None else UNAVAILABLE)

    async def metrics(self, request: Request) -> Response:
        """Give the figures to whoever asks from here."""
        if not _is_here(request, self.allowed):
            return PlainTextResponse("Ask from this machine.\n", FORBIDDEN)
        body = await asyncio.to_thread(_expose, self.engine, self.enabled, self.clock)
        return PlainTextResponse(body, media_type=CONTENT_TYPE)

    async def status(self, request: Request) -> Response:
        """Show the figures as a page to whoever asks from here or has logged in."""
        if not _is_here(request, self.allowed) and not await asyncio.to_thread(_is_known, request):
            return PlainTextResponse("Ask from this machine.\n", FORBIDDEN)
        tongue = language_of(request) if hasattr(request.app.state, "house") else self.language
        problem, work = await self._state(tongue)
        found = [] if problem else await asyncio.to_thread(_figures, self.engine, self.enabled, self.clock)
        now = self.clock.now().astimezone(self.zone)
        return HTMLResponse(status_page(found, problem, now, words(tongue), tongue, work=work))

    async def _state(self, language: Language) -> tuple[str | None, str | None]:
        """Return why the archive cannot be used and, where it can, that nobody takes work; None where all is well."""
        problem = await asyncio.to_thread(unready, self.engine)
        if problem is not None:
            return problem, None
        return None, await asyncio.to_thread(_untaken, self.engine, self.enabled, self.clock, language)


def unready(engine: Engine) -> str | None:
    """Return why the archive cannot be used; None when it can."""
    try:
        with read(engine, timeout_ms=PATIENCE_MS) as connection:
            connection.execute(text("SELECT 1"))
        steps = pending(engine)
    except ArchiveError as error:
        return str(error)
    return f"the schema waits for {', '.join(steps)}" if steps else None


def _expose(engine: Engine, enabled: Collection[str], clock: Clock) -> str:
    with read(engine, timeout_ms=PATIENCE_MS) as connection:
        return exposition(connection, enabled, clock.now())


def _figures(engine: Engine, enabled: Collection[str], clock: Clock) -> list[Metric]:
    with read(engine, timeout_ms=PATIENCE_MS) as connection:
        return list(figures(connection, enabled, clock.now()))


def _untaken(engine: Engine, enabled: Collection[str], clock: Clock, language: Language) -> str | None:
    with read(engine, timeout_ms=PATIENCE_MS) as connection:
        return told(taking(connection, enabled, clock.now()), words(language))


def _is_here(request: Request, allowed: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]) -> bool:
    """Tell whether somebody at this machine asks, as the pages decide it: passed on by nobody, and by our own name.

    Behind a proxy of this machine stands anybody; a name that resolves to us (DNS rebinding) is another site's.
    """
    if is_passed_on(request.headers) or not _is_in(request.client.host if request.client else "", allowed):
        return False
    name = request.url.hostname or ""
    return is_loopback(name) or _is_in(name, allowed)


def _is_known(request: Request) -> bool:
    """Tell whether somebody with an account asks, who has logged in."""
    try:
        return hasattr(request.app.state, "house") and arrive(request).viewer.known
    except PantauError:
        return False


def _is_in(host: str, networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in networks if network.version == address.version)
