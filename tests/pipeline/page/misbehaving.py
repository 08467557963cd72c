"""Tasks that hang, eat memory or die: importable by the processes of a pool."""

import gc
import os
import time

KEEP: list[bytearray] = []


def behave(what, value=0):
    if what == "sleep":
        time.sleep(value)
    elif what == "work":
        while time.process_time() < value:
            pass
    elif what == "grow":
        while True:
            KEEP.append(bytearray(os.urandom(1_000)) * 10_000)
    elif what == "die":
        os._exit(9)
    elif what == "raise":
        raise ValueError("odd page")
    elif what == "frozen":
        return gc.get_freeze_count(), os.getpid()
    return what, os.getpid()


def behaving():
    return behave
