"""Writers that are killed at any moment leave evidence that verifies, in folder and archive alike (opt-in: `slow`)."""

import random
import signal
import subprocess
import sys
import time

import pytest

from archive.database import open_database, read
from crawlers.evidence.verify import check
from pantau.settings import ROOT

KILLS = 25
WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from archive.database import open_database
from crawlers.evidence.book import EvidenceBook
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange
book = EvidenceBook(Path(sys.argv[1]), Witness(open_database(sys.argv[2])))
start = int(sys.argv[3]) * 1000
print("ready", flush=True)
for n in range(start, start + 1000):
    at = datetime(2024, 11, 5, tzinfo=UTC) + timedelta(hours=n)
    book.write(Exchange(f"https://a.example/{n}", at, (), 200, (("X", "y"),), b"%d" % n * 5000), n % 7 + 1)
"""


@pytest.mark.slow
def test_no_kill_breaks_the_chain(tmp_path, plain_url):
    folder, counts, chance = tmp_path / "evidence", [0], random.Random(5)
    for number in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(folder), plain_url, str(number)]
        writers = [
            subprocess.Popen([*command[:-1], str(2 * number + k)], cwd=ROOT, stdout=subprocess.PIPE) for k in (0, 1)
        ]
        for writer in writers:
            writer.stdout.readline()
        time.sleep(chance.uniform(0.01, 0.4))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
        engine = open_database(plain_url)
        with read(engine) as connection:
            found = check(folder, connection)
        engine.dispose()
        assert found.problems == ()
        counts.append(found.exchanges)
    assert counts == sorted(counts)
    assert counts[-1] > KILLS
