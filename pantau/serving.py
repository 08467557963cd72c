"""Serves the pages inside the process that asks: `pantau run` beside the monitor, `pantau web` alone."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator
from typing import Any

from archive.database import read, write
from base.clock import Clock
from base.errors import UsageError
from base.said import said
from pantau import __version__
from pantau.bootstrap import Application
from pantau.secrets import installation_key
from pantau.settings import Settings

Say = Callable[[str], None]
THREADS = 6  # calls worked on at once: each may hold a connection with its cache
FINISH = 3  # seconds that answers under way get when the pages stop


def address_of(settings: Settings) -> str:
    """Return where a reader at this machine opens the pages."""
    host = settings.web.host
    plain = "127.0.0.1" if host in {"0.0.0.0", ""} else "[::1]" if host == "::" else host  # noqa: S104 - compared only
    return f"http://{f'[{plain}]' if ':' in plain and plain[0] != '[' else plain}:{settings.web.port}"


def opening(application: Application) -> str | None:
    """Return the one-time address that makes the first account; None when there is one already.

    Raises:
        UsageError: The pages would be reachable from elsewhere while nobody has an account.
    """
    from web.options import is_loopback
    from web.security.people import add_ticket, has_users

    settings = application.settings
    with read(application.engine) as connection:
        if has_users(connection):
            return None
    if not is_loopback(settings.web.host):
        raise UsageError(
            said(
                "The pages would be open to everyone at {host} while nobody has an account. Make one first: "
                'pantau user add NAME --role admin. Or set host = "127.0.0.1" under [web].',
                host=settings.web.host,
            )
        )
    with write(application.engine) as connection:
        ticket = add_ticket(connection, "setup", application.clock.now())
    return f"{settings.public_url.rstrip('/') if settings.public_url else address_of(settings)}/setup?t={ticket}"


def make_app(application: Application, *, read_only: bool = False, shown: Clock | None = None) -> Any:
    """Return the pages' ASGI application; `shown`: the time of what they show, None for the present."""
    from pantau.operations.endpoints import add_endpoints
    from web.app import create_app
    from web.options import Options

    settings = application.settings
    options = Options(
        config=settings.config,
        var=settings.var,
        key=installation_key(settings.var),
        language=settings.language,
        zone=settings.zone,
        public_url=settings.public_url,
        version=__version__,
        sample_one_in=settings.crawl.sample_one_in,
        read_only=read_only,
    )
    app = create_app(application.engine, options, application.clock, shown=shown)
    enabled = [outlet.id for outlet in application.outlets.values() if outlet.enabled]
    add_endpoints(app, application.engine, enabled, application.clock, language=settings.language, zone=settings.zone)
    return app


async def serve(
    application: Application, bound: socket.socket | None = None, *, read_only: bool = False, shown: Clock | None = None
) -> None:
    """Serve the pages until the task is cancelled; answers under way are finished.

    Args:
        application: What they show.
        bound: From `claim`; None claims the address now.
        read_only: Nothing can be changed.
        shown: The time of what they show; None for the present.

    Raises:
        UsageError: The address is taken or not of this machine.
    """
    import anyio.to_thread
    import uvicorn

    class Server(uvicorn.Server):
        """Leaves signals to whoever started us."""

        @contextlib.contextmanager
        def capture_signals(self) -> Generator[None]:
            yield

    settings = application.settings
    bound = bound or claim(settings)
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    app = await asyncio.to_thread(make_app, application, read_only=read_only, shown=shown)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.public_url is not None,
        timeout_graceful_shutdown=FINISH,
        limit_concurrency=200,
        loop="none",
        lifespan="off",
    )
    server = Server(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        server.should_exit = True
        await task


def claim(settings: Settings) -> socket.socket:
    """Return the listening socket, before anybody is told the address.

    Uvicorn itself would end the whole process when the port is taken.

    Raises:
        UsageError: The address is taken or not of this machine.
    """
    host = settings.web.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, settings.web.port), family=family)
    except OSError as error:
        raise UsageError(
            said(
                "The pages cannot be served at {address_of}: {detail}. Set another port under [web], or "
                "enabled = false.",
                address_of=address_of(settings),
                detail=error,
            )
        ) from error
