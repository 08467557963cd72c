import asyncio
import time

from pantau.ticking import Tick, Ticker


def run(ticks: list[Tick], seconds: float, *, wall=time.time, jump=None) -> bool:
    async def go() -> bool:
        ticker = Ticker(ticks, wall)
        ticker.start()
        await asyncio.sleep(seconds)
        if jump is not None:
            jump()
        jumped = ticker.notice_jump()
        await asyncio.sleep(0.2)
        ticker.stop()
        return jumped

    return asyncio.run(go())


def test_a_job_runs_at_once_and_again_and_never_beside_itself():
    running, most, count = 0, 0, 0

    async def job() -> None:
        nonlocal running, most, count
        running, count = running + 1, count + 1
        most = max(most, running)
        await asyncio.sleep(0.15)
        running -= 1

    assert not run([Tick(job, 0.05)], 0.5)
    assert most == 1
    assert count >= 2


def test_a_job_that_fails_is_tried_at_the_next_tick():
    tried = []

    async def job() -> None:
        tried.append(1)
        raise RuntimeError

    run([Tick(job, 0.05)], 0.4)
    assert len(tried) >= 2


def test_a_clock_that_is_put_back_stops_no_job():
    ran = []
    shift = [0.0]

    async def job() -> None:
        ran.append(1)

    def put_back() -> None:
        shift[0] = -3600.0

    # An hour of waiting stands for what APScheduler would do by itself after the clock was put back.
    assert run([Tick(job, 3600, first=3600)], 0.05, wall=lambda: time.time() + shift[0], jump=put_back)
    assert ran == [1]
