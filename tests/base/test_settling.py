"""A process that has loaded what it keeps: what lies where does not change, and a kernel that cannot help is let be."""

import gc

import pytest

from base import settling

MAPS = """\
55cb9e200000-55cb9e400000 rw-p 00000000 00:00 0                          [heap]
Size:               2048 kB
Rss:                2000 kB
VmFlags: rd wr mr mw me ac
7f0000000000-7f0000800000 rw-p 00000000 00:00 0
Size:               8192 kB
Rss:                   8 kB
7f0001000000-7f0001200000 r--p 00000000 fe:00 26933                      /lib/libc.so
Size:               2048 kB
Rss:                2048 kB
7f0002000000-7f0002200000 rw-p 00000000 00:00 0
Size:               2048 kB
Rss:                1536 kB
7f0003000000-7f0003200000 rw-s 00000000 00:01 7                          /dev/zero
Size:               2048 kB
Rss:                2048 kB
"""


@pytest.fixture(autouse=True)
def _thawed():
    yield
    gc.unfreeze()


def test_what_is_loaded_stays_as_it_is_and_out_of_the_collectors_sight():
    loaded = {str(number): [number] * 9 for number in range(100_000)}  # some large pages full
    before = gc.get_freeze_count()
    settling.settle()
    settling.settle()
    assert gc.get_freeze_count() > before + 90_000
    assert all(loaded[str(number)] == [number] * 9 for number in range(100_000))


def test_only_a_process_own_memory_is_moved_and_no_empty_stack_is_filled():
    assert list(settling.stretches(MAPS)) == [(0x55CB9E200000, 0x55CB9E400000), (0x7F0002000000, 0x7F0002200000)]


@pytest.mark.parametrize("told", [None, "none\n", f"{512 << 20}\n"])
def test_without_large_pages_or_with_far_larger_ones_nothing_is_asked(tmp_path, monkeypatch, told):
    monkeypatch.setattr(settling, "LARGE", tmp_path / "hpage_pmd_size")
    if told is not None:
        settling.LARGE.write_text(told)
    monkeypatch.setattr(settling.ctypes, "CDLL", lambda _: pytest.fail("asked the kernel"))
    settling.settle()
