"""`pantau web`: the pages alone."""

import asyncio
import os
import signal
import socket
from datetime import datetime

import click

from base.clock import Clock, ShiftedClock
from pantau.bootstrap import Application
from pantau.clocks import clock_of
from pantau.logs import set_up
from pantau.options import terminal, texts, with_settings
from pantau.serving import address_of, claim, opening, serve
from pantau.settings import Settings


@click.command("web")
@click.option("--host", help="Address to bind to; needs accounts when it is not of this machine.")
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--read-only", is_flag=True, help="Nothing can be changed, no names, no tokens; log in as before.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Show the pages as on the morning of this day.")
@with_settings
def command(settings: Settings, *, host: str | None, port: int | None, read_only: bool, as_of: datetime | None) -> None:
    """Serve the pages and the API over the archive. Ctrl-C ends it."""
    set_up(settings.log_level, settings.log_format)
    given = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update={"web": settings.web.model_copy(update=given)})
    application = Application(settings, clock_of(os.environ))
    shown = None if as_of is None else ShiftedClock.starting_at(as_of.replace(hour=8, tzinfo=settings.zone))
    bound = claim(settings)
    announce(application, read_only=read_only)
    asyncio.run(_until_stopped(application, bound, read_only=read_only, shown=shown))


async def _until_stopped(
    application: Application, bound: socket.socket, *, read_only: bool, shown: Clock | None
) -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(serve(application, bound, read_only=read_only, shown=shown))
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    await task


def announce(application: Application, *, read_only: bool = False) -> None:
    """Print where the pages are, and how the first account is made; nobody makes one on pages for reading.

    Raises:
        UsageError: The pages would be open to everyone.
    """
    t, console = texts(application.settings), terminal()
    first = opening(application)
    where = application.settings.public_url or address_of(application.settings)
    console.print(t("Pages: {address}", address=where), markup=False, soft_wrap=True)
    if first is not None and not read_only:
        told = t("First account (this link works once, for 24 hours): {address}", address=first)
        console.print(told, markup=False, soft_wrap=True)
