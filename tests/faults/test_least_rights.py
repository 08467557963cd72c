"""Workers that log in with the role of `deploy/roles.sql` do all their work, are killed, and go on."""

import re
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from breaking import SUBSCRIPTIONS, Field, Server
from origins import World, serving
from sqlalchemy import make_url
from workers import prepare

from archive.database import migrate, open_database
from pantau.settings import ROOT
from pantau.sharing.engine import ensure_tables

pytestmark = pytest.mark.slow


def psql(server: Server, folder: Path, file: str, user: str, database: str) -> None:
    """Run a file of `deploy/` as it is but for the passwords."""
    copy = folder / file
    copy.write_text((ROOT / "deploy" / file).read_text(encoding="utf-8").replace("'...'", "'pw'"), encoding="utf-8")
    copy.chmod(0o644)
    address = ["-h", "127.0.0.1", "-p", str(server.port), "-U", user, "-d", database]
    server.run("psql", "-v", "ON_ERROR_STOP=1", *address, "-f", str(copy))


def test_workers_with_no_more_rights_than_they_need(server: Server, place: Path) -> None:
    psql(server, place, "roles.sql", "postgres", "postgres")
    base = make_url(server.address).set(database="pantau", password="pw")
    urls = {
        name: base.set(username=f"pantau_{name}").render_as_string(hide_password=False) for name in ("migrate", "crawl")
    }
    owner = open_database(urls["migrate"])
    migrate(owner)
    ensure_tables(owner)
    owner.dispose()
    psql(server, place, "grants.sql", "pantau_migrate", "pantau")
    engine = open_database(urls["crawl"])
    world = World(outlets=6, ready=3, every=10, latency=0.05, case_one_in=3)
    with serving(world) as running, ExitStack() as stack:
        config = prepare(place, running)
        (config / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
        field = Field(running, engine, urls["crawl"], place, config, stack)
        field.start()
        field.start()
        field.first_round()
        field.workers[0].send_signal(signal.SIGKILL)
        field.start()
        until = time.time()
        field.settle(until)
        field.check(until, 1)
        logs = "\n".join(path.read_text(encoding="utf-8") for path in place.glob("log*") if path.is_file())
    assert not re.search(r"permission denied|cannot be written|must be owner", logs)
    assert any((place / "var" / "evidence").iterdir())
    engine.dispose()
