import asyncio
import time

from pantau.ticking import Tick, Ticker

GUARD = 600.0  # seconds after which what never comes is given up; how long it takes is not judged


def run(tick: Tick, enough: asyncio.Event, *, wall=time.time, jump=None) -> bool:
    """Let `tick` go on until `enough` is set; whether the ticker noticed that the clock jumped."""

    async def go() -> bool:
        ticker = Ticker([tick], wall)
        ticker.start()
        await asyncio.sleep(0.05)
        if jump is not None:
            jump()
        jumped = ticker.notice_jump()
        await asyncio.wait_for(enough.wait(), GUARD)
        ticker.stop()
        return jumped

    return asyncio.run(go())


def test_a_job_runs_at_once_and_again_and_never_beside_itself():
    running, most, count = 0, 0, 0
    enough = asyncio.Event()

    async def job() -> None:
        nonlocal running, most, count
        running, count = running + 1, count + 1
        most = max(most, running)
        await asyncio.sleep(0.15)
        running -= 1
        if count == 2:
            enough.set()

    assert not run(Tick(job, 0.05), enough)
    assert most == 1


def test_a_job_that_fails_is_tried_at_the_next_tick():
    tried = []
    enough = asyncio.Event()

    async def job() -> None:
        tried.append(1)
        if len(tried) == 2:
            enough.set()
        raise RuntimeError

    run(Tick(job, 0.05), enough)
    assert len(tried) >= 2


def test_a_clock_that_is_put_back_stops_no_job():
    ran = []
    shift = [0.0]
    enough = asyncio.Event()

    async def job() -> None:
        ran.append(1)
        enough.set()

    def put_back() -> None:
        assert not ran
        shift[0] = -3600.0

    # An hour of waiting stands for what APScheduler would do by itself after the clock was put back.
    assert run(Tick(job, 3600, first=3600), enough, wall=lambda: time.time() + shift[0], jump=put_back)
    assert ran == [1]
