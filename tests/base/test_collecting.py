"""The collector of garbage pauses for one block at a time, and goes on behind it."""

import gc
from threading import Barrier, Thread

import pytest

from base.collecting import uncollected

GUARD = 600  # seconds after which what never comes is given up; how long it takes is not judged


def test_nothing_is_collected_inside_also_behind_a_block_within():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error():
    with pytest.raises(ValueError, match="odd"), uncollected():
        raise ValueError("odd")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_blocks_of_other_threads_neither_keep_the_collector_off_nor_end_with_it_off():
    inside, outside = Barrier(2, timeout=GUARD), Barrier(2, timeout=GUARD)

    def beside() -> None:
        with uncollected():
            inside.wait()
            outside.wait()

    other = Thread(target=beside)
    with uncollected():
        other.start()
        inside.wait()
    assert gc.isenabled()  # the first block is over; the other one does not hold the collector up
    outside.wait()
    other.join()
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
