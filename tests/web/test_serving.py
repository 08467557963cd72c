"""How the pages start: the one-time link, the refusal of a public address without accounts, a port that is taken."""

import asyncio
import socket
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.database import read
from base.errors import UsageError
from pantau.bootstrap import Application
from pantau.cli import cli
from pantau.commands.run import pages_of
from pantau.commands.user import command as user
from pantau.commands.web import command as web
from pantau.sections import Web
from pantau.serving import address_of, opening, serve
from pantau.settings import Settings
from web.security.people import ticket_holds

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the tests are about
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kata sandi panjang"
GUARD = 300  # seconds after which what never comes is given up; how long it takes is not judged


def settings_of(plain_url: str, var: Path, **web: object) -> Settings:
    return Settings(config=ROOT / "config", var=var, database_url=plain_url, web=Web(**web))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_first_start_gives_a_link_and_later_ones_do_not(plain_url: str, tmp_path: Path) -> None:
    settings = settings_of(plain_url, tmp_path)
    first = opening(Application(settings))
    assert first is not None
    assert first.startswith("http://127.0.0.1:8384/setup?t=")
    added = CliRunner().invoke(user, ["add", "kepala", "--role", "admin", "--password", PASSWORD], obj=settings)
    assert added.exit_code == 0, added.output
    assert opening(Application(settings)) is None


def test_a_second_server_of_the_archive_leaves_the_first_ones_link_alone(plain_url: str, tmp_path: Path) -> None:
    application = Application(settings_of(plain_url, tmp_path))
    links = [opening(application) for _ in range(2)]
    with read(application.engine) as connection:
        now = application.clock.now()
        assert all(link and ticket_holds(connection, "setup", link.partition("?t=")[2], now) for link in links)


def test_a_public_address_without_accounts_is_refused_with_what_to_do(plain_url: str, tmp_path: Path) -> None:
    for host in (EVERYWHERE, "::", "192.0.2.7"):
        with pytest.raises(UsageError, match="pantau user add"):
            opening(Application(settings_of(plain_url, tmp_path, host=host)))


def test_a_public_address_is_served_once_somebody_has_an_account(plain_url: str, tmp_path: Path) -> None:
    settings = settings_of(plain_url, tmp_path, host=EVERYWHERE)
    CliRunner().invoke(user, ["add", "kepala", "--password", PASSWORD], obj=settings)
    assert opening(Application(settings)) is None
    assert address_of(settings) == "http://127.0.0.1:8384"


def test_users_are_listed_and_removed(plain_url: str, tmp_path: Path) -> None:
    settings, runner = settings_of(plain_url, tmp_path), CliRunner()
    assert runner.invoke(user, ["add", "rina", "--password", "pendek"], obj=settings).exception is not None
    runner.invoke(user, ["add", "rina", "--password", PASSWORD], obj=settings)
    assert "rina" in runner.invoke(user, ["list", "--json"], obj=settings).output
    assert runner.invoke(user, ["remove", "rina"], obj=settings).exit_code == 0
    assert runner.invoke(user, ["list", "--json"], obj=settings).output.strip() == "[]"


def test_the_pages_are_served_until_they_are_asked_to_stop(plain_url: str, tmp_path: Path) -> None:
    port = free_port()
    application = Application(settings_of(plain_url, tmp_path, port=port))

    def ask() -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=GUARD) as answer:
            return int(answer.status)

    async def live() -> int:
        task = asyncio.create_task(serve(application))
        status = 0
        for _ in range(GUARD * 20):
            try:
                status = await asyncio.to_thread(ask)
                break
            except OSError:
                await asyncio.sleep(0.05)
        task.cancel()
        await task
        return status

    assert asyncio.run(live()) == 200
    with pytest.raises(OSError, match="refused"):
        ask()


def test_a_port_that_is_taken_is_told(plain_url: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = settings_of(plain_url, tmp_path, port=taken.getsockname()[1])
        with pytest.raises(UsageError, match="cannot be served"):
            asyncio.run(serve(Application(settings)))
        told = CliRunner().invoke(web, [], obj=settings)
        assert told.exit_code != 0
        assert "setup?t=" not in told.output, "no link to pages that are not there"


def test_the_monitor_gives_no_link_to_pages_whose_port_is_taken(plain_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        application = Application(settings_of(plain_url, tmp_path, port=taken.getsockname()[1]))
        said: list[str] = []
        assert pages_of(application, said.append) is None
    assert ["cannot be served" in one or "tidak dapat disajikan" in one for one in said] == [True]


def test_the_commands_are_offered() -> None:
    told = CliRunner().invoke(cli, ["--help"]).output
    assert "web" in told
    assert "user" in told
