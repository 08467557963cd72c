import asyncio
import itertools
import time
from datetime import timedelta

from archive.database import open_database
from base.clock import SystemClock
from pantau.sharing.turns import HostTurns


def test_two_machines_keep_a_hosts_delay_together(archive_url) -> None:
    assert asyncio.run(_asked(archive_url)) == []


async def _asked(url: str) -> list[float]:
    """Return the pauses between requests of two machines that were too short."""
    asked: list[float] = []

    async def machine() -> None:
        turns = HostTurns(open_database(url), SystemClock(), asyncio.Event())
        for _ in range(3):
            await turns.take("WARTA.example", timedelta(seconds=0.15))
            asked.append(time.monotonic())

    await asyncio.gather(machine(), machine())
    pauses = [later - earlier for earlier, later in itertools.pairwise(asked)]
    return [pause for pause in pauses if pause < 0.1]


def test_a_stop_waits_for_no_turn(sqlite_url) -> None:
    async def scenario() -> float:
        stopping = asyncio.Event()
        turns = HostTurns(open_database(sqlite_url), SystemClock(), stopping)
        await turns.take("warta.example", timedelta(minutes=5))
        stopping.set()
        started = time.monotonic()
        await turns.take("warta.example", timedelta(minutes=5))
        return time.monotonic() - started

    assert asyncio.run(scenario()) < 2
