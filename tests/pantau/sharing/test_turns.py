import asyncio
import time
from datetime import timedelta

from archive.database import open_database
from base.clock import SystemClock
from pantau.sharing.turns import HostTurns


def test_two_machines_keep_a_hosts_delay_together(archive_url) -> None:
    assert asyncio.run(_seconds_for_six_requests(archive_url)) > 5 * 0.15 - 0.02


async def _seconds_for_six_requests(url: str) -> float:
    async def machine() -> None:
        turns = HostTurns(open_database(url), SystemClock(), asyncio.Event())
        for _ in range(3):
            await turns.take("WARTA.example", timedelta(seconds=0.15))

    started = time.monotonic()
    await asyncio.gather(machine(), machine())
    return time.monotonic() - started


def test_a_stop_waits_for_no_turn(plain_url) -> None:
    async def scenario() -> float:
        stopping = asyncio.Event()
        turns = HostTurns(open_database(plain_url), SystemClock(), stopping)
        await turns.take("warta.example", timedelta(minutes=5))
        stopping.set()
        started = time.monotonic()
        await turns.take("warta.example", timedelta(minutes=5))
        return time.monotonic() - started

    assert asyncio.run(scenario()) < 5 * 60  # the turn itself would come only then
