"""One monitor an archive folder: a second one would ask every site twice."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from base.errors import UsageError


@contextmanager
def only_monitor(folder: Path) -> Generator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends.

    Args:
        folder: `var/`.

    Raises:
        UsageError: Another monitor holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "monitor.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.read(handle, 32).decode(errors="replace").strip() or "?"
            raise UsageError(
                f"Another monitor (process {other}) is watching with {folder}. Stop it, or choose another folder "
                "with PANTAU_VAR."
            ) from error
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
