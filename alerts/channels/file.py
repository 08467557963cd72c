"""Writes messages as files: HTML and text side by side, out of the box in `var/outbox/`."""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.outbox import message_id

Tell = Callable[[str], None]


@dataclass(frozen=True)
class FileChannel:
    """Files in a folder; the recipient names a folder beside or inside it.

    Args:
        folder: Where `outbox` as recipient writes; any other recipient gets a folder of its name inside.
        tell: Called with one line for each message; None: silent.
        timezone: For the date in file names.
    """

    folder: Path
    tell: Tell | None = None
    timezone: str = "Asia/Jakarta"

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Write the files; the same message again overwrites the same files."""
        _ = delivery
        name = re.sub(r"[^\w.-]+", "-", message.recipient).strip(".-")
        if not name:
            return Refused(f"{message.recipient!r} is no name of a folder", "recipient")
        target = self.folder if name == "outbox" else self.folder / name
        stem = self._stem(message)
        try:
            target.mkdir(parents=True, exist_ok=True)
            shown = target / f"{stem}.txt"
            write_whole(shown, message.text)
            if message.html is not None:
                shown = target / f"{stem}.html"
                write_whole(shown, message.html)
        except OSError as error:
            return Retryable(f"cannot write {target}: {error.strerror}", everyone=True)
        if self.tell is not None:
            self.tell(f"{message.subject}\n  {shown}")
        return Receipt(ref=stem, detail=str(shown))

    def _stem(self, message: Message) -> str:
        local = message.made_at.astimezone(ZoneInfo(self.timezone))
        day = f"{message.local_day:%Y-%m-%d}" if message.local_day else f"{local:%Y-%m-%dT%H%M}"
        kind = {"instant": "peringatan", "digest": "ringkasan", "notice": "kabar"}[message.form]
        return f"{day}-{kind}-{message_id(message.key)[:8]}"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader never sees half of it, not even after a crash."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
