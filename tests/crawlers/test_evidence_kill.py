"""Writers that are killed at any moment leave evidence that verifies, in folder and archive alike (opt-in: `slow`)."""

import multiprocessing
import random
import time

import pytest

from archive.database import open_database, read
from crawlers.evidence.verify import check
from tests.crawlers.evidence_writer import write

KILLS = 25
HERE = multiprocessing.get_context("forkserver")  # writers begin with everything loaded: a kill costs no start
HERE.set_forkserver_preload(["tests.crawlers.evidence_writer"])


@pytest.mark.slow
def test_no_kill_breaks_the_chain(tmp_path, plain_url):
    folder, counts, chance = tmp_path / "evidence", [0], random.Random(5)
    for number in range(KILLS):
        ready = [HERE.Event(), HERE.Event()]
        writers = [HERE.Process(target=write, args=(folder, plain_url, 2 * number + k, ready[k])) for k in (0, 1)]
        for writer in writers:
            writer.start()
        assert all(event.wait(120) for event in ready)
        time.sleep(chance.uniform(0.01, 0.4))
        for writer in writers:
            writer.kill()
            writer.join()
        engine = open_database(plain_url)
        with read(engine) as connection:
            found = check(folder, connection)
        engine.dispose()
        assert found.problems == ()
        counts.append(found.exchanges)
    assert counts == sorted(counts)
    assert counts[-1] > KILLS
