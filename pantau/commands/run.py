"""`pantau run`: starts the monitor."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

import click

from base.errors import UsageError
from base.said import said
from pantau.alerting import Desk
from pantau.bootstrap import Application
from pantau.clocks import clock_of
from pantau.commands.web import announce
from pantau.logs import set_up
from pantau.monitor import Monitor, worker_of
from pantau.options import NO_CONTACT, terminal, texts, with_settings
from pantau.provided import complaints_of, places_of
from pantau.serving import claim, serve
from pantau.settings import Settings


@click.command("run")
@with_settings
def command(settings: Settings) -> None:
    """Start the monitor: crawl on schedule, send alerts and digests. Ctrl-C ends it; nothing is lost."""
    set_up(settings.log_level, settings.log_format)
    t = texts(settings)
    console = terminal()
    application = Application(settings, clock_of(os.environ))
    enabled = [outlet for outlet in application.outlets.values() if outlet.enabled]
    if not enabled:
        raise UsageError(said("No outlet is enabled; set enabled: true in config/outlets/ for at least one"))

    def say(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    if not settings.crawl.contact:
        say(t(NO_CONTACT))
    desk = Desk(application, say)
    for complaint in complaints_of(application, t):
        say(complaint)
    monitor = Monitor(application, worker_of(application, {}), desk, say, t)
    say(
        t(
            "Watching {count} outlets. Alerts and digests go to {folder}.",
            count=len(enabled),
            folder=", ".join(places_of(application)),
        )
    )
    pages = pages_of(application, say) if settings.web.enabled else None
    say(t("Ctrl-C ends it."))
    asyncio.run(monitor.run(pages))


def pages_of(application: Application, say: Callable[[str], None]) -> Coroutine[Any, Any, None] | None:
    """Return what serves the pages; None for a port that is taken: that is told and keeps nobody from watching."""
    try:
        bound = claim(application.settings)
    except UsageError as error:
        say(error.tell(application.settings.language))
        return None
    announce(application)
    return serve(application, bound)
