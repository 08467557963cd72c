"""SIGKILL at random moments of linking, merging and linking again leaves no half case."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.database import open_database, write
from pipeline.linking.check import inconsistencies

HERE = Path(__file__).parent
WORKER = """
import importlib.util, sys
from datetime import UTC, datetime
spec = importlib.util.spec_from_file_location("stories", {conftest!r})
stories = importlib.util.module_from_spec(spec); sys.modules["stories"] = stories; spec.loader.exec_module(stories)
from archive.database import open_database, write
from archive.store.incidents import list_incidents
from pipeline.linking.decide import Officer, merge, split
engine = open_database(sys.argv[1])
names = ["Harsono Wibawa", "Sunarto Adi", "Lestari Ningsih", None]
for round_ in range(3):
    for number in range(60):
        facts = dict(name=names[number % 4], persons=round_ + 1, day=number % 9, event=number % 3)
        facts["regions"] = (f"35.{{10 + number % 5}}",)
        with write(engine) as connection:
            stories.put(connection, stories.make_story(f"k{{number}}", **facts))
        print(number, flush=True)
        if number % 20 == 19:
            with write(engine) as connection:
                cases = [case for case in list_incidents(connection) if len(case.articles) > 1]
                officer = Officer("rina", datetime.now(UTC))
                if len(cases) > 1:
                    merge(connection, cases[0].id, cases[1].id, officer)
                    split(connection, cases[0].id, [cases[0].articles[0]], officer)
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_no_half_case(plain_url, tmp_path):
    script = tmp_path / "worker.py"
    script.write_text(WORKER.format(conftest=str(HERE / "conftest.py")), encoding="utf-8")
    chance = random.Random(5)
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[2])}
    killed = 0
    for _ in range(12):
        process = subprocess.Popen([sys.executable, str(script), plain_url], stdout=subprocess.PIPE, env=environment)
        process.stdout.readline()  # linking has begun
        time.sleep(chance.uniform(0.02, 1.2))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        engine = open_database(plain_url)
        with write(engine) as connection:
            assert inconsistencies(connection) == []
        engine.dispose()
    assert killed >= 8
    subprocess.run([sys.executable, str(script), plain_url], stdout=subprocess.DEVNULL, env=environment, check=True)
    engine = open_database(plain_url)
    with engine.connect() as connection:
        assert inconsistencies(connection) == []
    engine.dispose()
