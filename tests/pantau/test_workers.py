import asyncio
import sys
import time
from datetime import timedelta
from pathlib import Path

from pantau.workers import CrawlWorker

ECHO = """
import json, sys
for line in sys.stdin:
    order = json.loads(line)
    for outlet in order["crawl"]:
        print("not json", flush=True)
        print(json.dumps({"beat": 1}), flush=True)
        print(json.dumps({"report": {"outlet": outlet}}), flush=True)
open(sys.argv[1], "w").write("finished")
"""
STUBBORN = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)\n"


def worker(*command: str, hang_after: timedelta = timedelta(minutes=1), restart_after: int = 100) -> CrawlWorker:
    return CrawlWorker((sys.executable, "-c", *command), hang_after, restart_after)


def test_orders_come_back_as_reports_and_a_stop_lets_it_finish(tmp_path: Path) -> None:
    async def scenario() -> list[str]:
        crawls = worker(ECHO, str(tmp_path / "end"))
        await crawls.start()
        await crawls.order(["a", "b"])
        await crawls.order(["a"])  # still busy: not ordered twice
        seen = []
        async for report in crawls.reports():
            seen.append(report["outlet"])
            if len(seen) == 2:
                await crawls.stop()
        return seen

    assert asyncio.run(scenario()) == ["a", "b"]
    assert (tmp_path / "end").read_text() == "finished"


def test_a_dead_a_silent_and_an_old_worker_are_started_again() -> None:
    async def scenario() -> tuple[str | None, str | None, str | None, str | None]:
        crawls = worker(STUBBORN, hang_after=timedelta(seconds=30), restart_after=1)
        before = crawls.verdict(time.monotonic())
        await crawls.start()
        well = crawls.verdict(time.monotonic())
        silent = crawls.verdict(time.monotonic() + 31)
        crawls._done = 1
        old = crawls.verdict(time.monotonic())
        await crawls.stop(timedelta(seconds=0.2))
        assert not crawls.alive
        return before, well, silent, old

    before, well, silent, old = asyncio.run(scenario())
    assert before is not None
    assert well is None
    assert silent is not None
    assert "no sign" in silent
    assert old == "renewed"
