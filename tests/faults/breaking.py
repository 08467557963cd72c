"""A PostgreSQL server of the test that may be restarted and filled up, a proxy that cuts, workers that are killed."""

import asyncio
import os
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from origins import World, serving
from sqlalchemy import Engine, create_engine, func, select, text, update
from workers import prepare, worker

from archive.database import migrate, open_database, read
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from archive.tables.articles import article, entry
from archive.tables.incidents import incident_article, incident_event
from archive.tables.operations import outlet_state

SUBSCRIPTIONS = """
subscriptions:
  - id: semua
    channel: file
    recipient: outbox
    mode: instant
    level: Rendah
    group_wait: 0s
"""
STILL = 420  # seconds without any change: a lease of 180 s runs out, workers start on a machine of load 20
LONGEST = 1800  # seconds in all, on the busiest machine


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Server:
    """A PostgreSQL server in a folder."""

    folder: Path
    programs: Path
    port: int = field(default_factory=free_port)

    def run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(self.programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")

    @property
    def address(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"


@contextmanager
def serve_postgres(folder: Path) -> Iterator[Server]:
    """Start a server of Debian's packages, of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip("needs Debian's postgresql package")
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(folder, found[-1])
    server.run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres")
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Proxy:
    """Forwards connections to a port until it cuts them."""

    def __init__(self, target: int) -> None:
        self.port, self._target, self._cut = free_port(), target, False
        self._open: set[asyncio.StreamWriter] = set()
        self._flowing = threading.Event()
        self._flowing.set()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        start = asyncio.start_server(self._take, "127.0.0.1", self.port)
        self._loop.run_until_complete(start)
        self._loop.run_forever()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        there, out = await asyncio.open_connection("127.0.0.1", self._target)
        self._open |= {writer, out}
        await asyncio.gather(self._pump(reader, out), self._pump(there, writer), return_exceptions=True)
        self._open -= {writer, out}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            while not self._flowing.is_set():  # noqa: ASYNC110 - the event is another thread's
                await asyncio.sleep(0.05)
            writer.write(data)
            await writer.drain()
        writer.close()

    def cut(self, seconds: float) -> None:
        """Break every connection and refuse new ones for a while."""
        self._cut = True
        self._loop.call_soon_threadsafe(lambda: [writer.transport.abort() for writer in list(self._open)])
        time.sleep(seconds)
        self._cut = False

    def stall(self, seconds: float) -> None:
        """Let nothing through for a while, without a word to either side."""
        self._flowing.clear()
        time.sleep(seconds)
        self._flowing.set()


@dataclass
class Field:
    """Workers, their world and their archive."""

    world: World
    engine: Engine
    url: str
    folder: Path
    config: Path
    stack: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *, url: str | None = None, queues: str = "crawl,analyse,deliver", shift: float = 0) -> int:
        """Start a worker and return its number."""
        number = len(self.workers)
        more = {"QUEUES": queues, "PANTAU_LOG_LEVEL": "info"} | ({"PANTAU_CLOCK_SHIFT": str(shift)} if shift else {})
        running = worker(self.config, self.folder / "var", url or self.url, self.folder / f"log{number}", **more)
        self.workers.append(self.stack.enter_context(running))
        return number

    def hurry(self) -> None:
        """Make every outlet that was crawled due at once: the shortest interval is a minute."""
        now = datetime.now(tz=UTC)
        with self.engine.begin() as connection:
            connection.execute(update(outlet_state).where(outlet_state.c.next_due_at > now).values(next_due_at=now))

    def wait(self, lacking: Callable[[], Collection[object]], *, hurry: bool = True) -> None:
        """Wait until nothing is lacking; give up when what is lacking has not changed for long, however slow all is."""
        begun = changed = time.monotonic()
        before = lacking()
        while before:
            now = time.monotonic()
            if now > changed + STILL or now > begun + LONGEST:
                logs = "\n".join(path.read_text()[-1500:] for path in sorted(self.folder.glob("log*")))
                raise AssertionError(f"after {now - begun:.0f} s: {self.told_of(before)}; {self.state()}\n{logs}")
            if hurry:
                self.hurry()
            time.sleep(2)
            after = lacking()
            if after != before:
                before, changed = after, time.monotonic()

    def first_round(self) -> None:
        """Wait until every outlet was crawled through once: what comes after that rings."""

        def lacking() -> list[str]:
            with read(self.engine) as connection:
                found = connection.execute(text("SELECT count(DISTINCT outlet) FROM crawl WHERE outcome = 'ok'"))
                left = self.world.outlets - int(found.scalar_one())
            return [f"{left} outlets not crawled"] if left else []

        self.wait(lacking, hurry=False)

    def told_of(self, lacking: Collection[object]) -> list[str]:
        """Return what the ledger knows of addresses; what is no address comes back as it is."""
        with read(self.engine) as connection:
            rows = connection.execute(select(entry).where(entry.c.url.in_([str(one) for one in lacking]))).all()
        known = {row.url: f"{row.url} {row.state} {row.state_reason} tries={row.tries} {row.found_at}" for row in rows}
        return [known.get(str(one), f"{one} (no line in the ledger)") for one in lacking]

    def stored(self) -> list[str]:
        with read(self.engine) as connection:
            return list(connection.execute(select(article.c.url)).scalars())

    def state(self, last: int = 2**60) -> dict[str, int]:
        """Return what is stored and what waits, of events up to one."""
        with read(self.engine) as connection:
            decided = select(outbox_item.c.event_id)
            early = incident_event.c.id <= last
            events = select(func.count()).select_from(incident_event).where(incident_event.c.id.not_in(decided), early)
            mine = select(outbox_item.c.outbox_id).where(
                outbox_item.c.event_id <= last, outbox_item.c.outbox_id.is_not(None)
            )
            open_ones = (outbox.c.state.in_(["waiting", "claimed"]), outbox.c.id.in_(mine))
            waiting = select(func.count()).select_from(outbox).where(*open_ones)
            return {
                "articles": connection.execute(select(func.count()).select_from(article)).scalar_one(),
                "undecided": connection.execute(events).scalar_one(),
                "waiting": connection.execute(waiting).scalar_one(),
            }

    def settle(self, until: float) -> None:
        """Wait until all that was published before an instant is stored and told."""
        self.wait(self._silent)
        wanted = set(self.world.cases(until))
        self.wait(lambda: wanted - set(self.stored()))
        with read(self.engine) as connection:
            last = connection.execute(select(func.max(incident_event.c.id))).scalar() or 0

        def untold() -> list[str]:  # the world goes on: later events are not waited for
            state = self.state(last)
            return [f"{state[name]} {name}" for name in ("undecided", "waiting") if state[name]]

        self.wait(untold, hurry=False)

    def _silent(self) -> list[str]:
        """Tell whether nothing has rung yet: what an outlet's first crawl brings rings for nobody."""
        with read(self.engine) as connection:
            made = connection.execute(select(func.count()).select_from(outbox)).scalar_one()
        return [] if made else ["a message"]

    def check(self, until: float, kills: int) -> None:
        """Nothing lost, everything once, at most one repeated message a kill."""
        stored = self.stored()
        assert set(self.world.cases(until)) <= set(stored)
        assert len(stored) == len(set(stored))
        with read(self.engine) as connection:
            cases = connection.execute(
                select(func.count()).select_from(incident_article).group_by(incident_article.c.article_id)
            ).scalars()
            assert set(cases) == {1}
            tries = select(func.count()).select_from(delivery_attempt).group_by(delivery_attempt.c.outbox_id)
            repeats = sum(number - 1 for number in connection.execute(tries).scalars())
            states = Counter(connection.execute(select(outbox.c.state)).scalars())
            events = Counter(connection.execute(select(incident_event.c.type)).scalars())
            assert states["sent"], f"nothing rang, which proves nothing of messages: {states} of {events}"
        assert repeats <= kills
        assert not set(states) & {"failed", "expired"}


@contextmanager
def make_field(server: str, folder: Path, world: World) -> Iterator[Field]:
    """Prepare an archive, a configuration and outlets; no worker runs yet."""
    name = f"faults_{time.time_ns()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    url = server.rsplit("/", 1)[0] + f"/{name}"
    engine = open_database(url)
    migrate(engine)
    with serving(world) as running, ExitStack() as stack:
        config = prepare(folder, running)
        (config / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
        found = Field(running, engine, url, folder, config, stack)
        yield found
    engine.dispose()
