"""`pantau worker`: takes work of an archive on PostgreSQL, beside any number of others."""

import asyncio
import os
import signal
import sys

import click

from base.errors import UsageError
from pantau.bootstrap import Application
from pantau.clocks import clock_of
from pantau.logs import set_up
from pantau.options import terminal, texts, with_settings
from pantau.provided import complaints_of
from pantau.settings import Settings
from pantau.sharing.engine import QUEUES, make_app
from pantau.sharing.run import run_worker


@click.command("worker")
@click.option("--queues", default=",".join(QUEUES), show_default=True, help="What to take, with commas between.")
@with_settings
def command(settings: Settings, *, queues: str) -> None:
    """Take work from the queue of an archive on PostgreSQL; start it as often and on as many machines as wanted.

    Each worker stands ready to keep the schedule; one does. Ctrl-C ends it; what is in flight is finished.
    """
    t = texts(settings)
    wanted = tuple(dict.fromkeys(name.strip() for name in queues.split(",") if name.strip()))
    if not wanted or set(wanted) - set(QUEUES):
        raise UsageError(t("There are the queues {names}; name some of them.", names=", ".join(QUEUES)))
    set_up(settings.log_level, settings.log_format)
    application = Application(settings, clock_of(os.environ))
    make_app(application.engine)  # tells at once what is missing
    told = t("Taking work of {queues}. Ctrl-C ends it.", queues=", ".join(wanted))
    terminal().print(told, markup=False, soft_wrap=True)
    if "deliver" in wanted:
        for complaint in complaints_of(application, t):
            terminal().print(complaint, markup=False, soft_wrap=True)

    async def work() -> bool:
        stopping = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stopping.set)
        return await run_worker(application, wanted, stopping)

    if asyncio.run(work()):
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves anew: no leak grows for ever
