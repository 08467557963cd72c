"""Backups expire: a name that retention or a takedown removed must not live on in an old file.

    var/backups.jsonl: a line a backup that `pantau backup` wrote -> the monitor deletes the file when its time is over

Only a file that is still what was written (same size, same time of change) is deleted; copies made elsewhere are their
owner's to delete, and the documentation says so.
"""

import fcntl
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

NAME = "backups.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup that was written.

    Args:
        path: Absolute.
        at: ISO 8601, when it was made.
        size: Bytes.
        changed: Time of change of the file, nanoseconds.
    """

    path: str
    at: str
    size: int
    changed: int


def note_backup(var: Path, file: Path, now: datetime) -> None:
    """Note a backup that was just written.

    Args:
        var: Folder of the installation's data.
        file: The backup.
        now: When it was made, aware.
    """
    found = file.stat()
    line = asdict(Kept(str(file.resolve()), now.isoformat(), found.st_size, found.st_mtime_ns))
    with (var / NAME).open("a", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def expire(var: Path, now: datetime, keep: timedelta) -> tuple[str, ...]:
    """Delete the backups whose time is over; return their paths.

    Args:
        var: Folder of the installation's data.
        now: Present instant, aware.
        keep: How long a backup is kept.
    """
    path = var / NAME
    if not path.exists():
        return ()
    with path.open("r+", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        known = [Kept(**json.loads(line)) for line in stream if line.endswith("\n")]
        over = [one for one in known if now - datetime.fromisoformat(one.at) > keep]
        gone = tuple(one.path for one in over if _delete(one))
        if over:
            stream.seek(0)
            stream.truncate()
            left = [one for one in known if one not in over or _is_there(one)]
            stream.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in left)
    return gone


def _delete(one: Kept) -> bool:
    """Delete a backup that is still what was written; tell whether it was there."""
    if not _is_there(one):
        return False
    try:
        Path(one.path).unlink()
    except OSError:  # a folder that may not be changed now: tried again the next time
        return False
    return True


def _is_there(one: Kept) -> bool:
    try:
        found = Path(one.path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (one.size, one.changed)
