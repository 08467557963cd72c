"""The evidence book: appends exchanges to one WARC file a day and each of them to a hash chain.

    key of the article -> WARC bytes appended -> chain line appended -> line taken into the archive

All of it happens under one lock, so that several processes may write. A line carries the SHA-256 of the WARC bytes
and of the line before it: whoever changes or drops a record later breaks the chain from there on. Bytes without a line,
that a killed process left, are cut off by the next writer; a line that the archive did not get comes with the next one.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawlers.evidence.chain import CHAIN, START, Entry, book_of, entries, parse, records, told
from crawlers.evidence.export import export
from crawlers.evidence.record import info, payload_digest, stamp, to_warc
from crawlers.evidence.seal import NOTE, seal
from crawlers.evidence.verify import verify
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange

LARGEST = 1_000_000_000  # bytes of a file, as the WARC guidelines recommend
DAYS = 45  # with exchanges, whose bodies are remembered: the last visit to an article is after 30

__all__ = ["CHAIN", "START", "Entry", "EvidenceBook", "book_of", "entries", "export", "records", "verify"]


@dataclass(frozen=True, slots=True)
class _Made:
    """The bytes of an exchange as they are to be appended."""

    data: bytes
    payload: str
    plain: str | None


class _Index:
    """What a writer must know of the chain; only lines added since the last look are read."""

    def __init__(self) -> None:
        self.size = 0
        self.last: Entry | None = None
        self._kept: dict[str, dict[tuple[int | None, str], tuple[str, str]]] = {}
        self.ends: dict[str, int] = {}

    def read(self, chain: BinaryIO) -> None:
        """Take in new lines and cut off half a line that a killed process left."""
        if os.fstat(chain.fileno()).st_size < self.size:
            self.__init__()  # type: ignore[misc]
        chain.seek(self.size)
        for line in chain:
            if not line.endswith(b"\n"):
                break
            self.add(parse(line), len(line))
        chain.truncate(self.size)

    def add(self, entry: Entry, length: int) -> None:
        """Take in one line of `length` bytes."""
        self.size += length
        self.last = entry
        if self.kept(entry.article_id, entry.payload) is None:  # else it is a revisit itself, and none refers to one
            self._kept.setdefault(entry.at[:10], {})[entry.article_id, entry.payload] = (entry.url, entry.at)
        if len(self._kept) > DAYS:
            del self._kept[min(self._kept)]
        self.ends[entry.file] = entry.end

    def kept(self, article_id: int | None, payload: str) -> tuple[str, str] | None:
        """Return (address, WARC date) of an exchange of an article whose body is kept; None when it is new."""
        for day in self._kept.values():
            if (article_id, payload) in day:
                return day[article_id, payload]
        return None


class EvidenceBook:
    """`crawlers.job.Recorder` into a folder.

    Args:
        folder: Of the WARC files and their chain; made when it is missing.
        witness: The archive, which keeps the chain too and has the keys; None: nothing is sealed, the file is all.
        sealed: Seal what is written with the key of its article.
    """

    def __init__(self, folder: Path, witness: Witness | None = None, *, sealed: bool = True) -> None:
        self._folder = folder
        self._witness = witness
        self._sealed = sealed and witness is not None
        self._index = _Index()
        self._mine = threading.Lock()  # flock keeps other processes out, not our own threads

    async def __call__(self, exchange: Exchange, article_id: int | None, *, only_again: bool = False) -> None:
        """Write one exchange, in a thread."""
        await asyncio.to_thread(self.write, exchange, article_id, only_again=only_again)

    def write(self, exchange: Exchange, article_id: int | None, *, only_again: bool = False) -> Entry | None:
        """Write one exchange and return its line.

        Args:
            exchange: What went over the wire.
            article_id: The article it is evidence of; None when unknown: then it is not sealed.
            only_again: See `crawlers.job.Recorder`.

        Returns:
            None when nothing was written: the article's key was destroyed, or the body is not one kept already.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
            ArchiveError: The key of the article cannot be had.
        """
        key = None
        if self._sealed and self._witness is not None and article_id is not None:
            key = self._witness.key(article_id, exchange.at)
            if key is None:
                return None
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._mine, (self._folder / CHAIN).open("a+b") as chain:
            fcntl.flock(chain, fcntl.LOCK_EX)
            self._index.read(chain)
            if only_again and self._index.kept(article_id, payload_digest(exchange.body)) is None:
                return None
            entry = self._append(exchange, article_id, key)
            last = self._index.last
            if last is not None and last.file != entry.file:
                self._sync(last.file, chain)
            line = json.dumps(told(entry), ensure_ascii=False).encode() + b"\n"
            chain.write(line)
            chain.flush()
            self._index.add(entry, len(line))
            if self._witness is not None:
                self._witness.see(chain, entry)
            return entry

    def _append(self, exchange: Exchange, article_id: int | None, key: bytes | None) -> Entry:
        """Write the WARC bytes over whatever a killed process left after the last whole record."""
        last = self._index.last
        file, offset = self._place(exchange)
        made = self._make(exchange, article_id, key)
        data = made.data
        if offset == 0:
            data = info(stamp(exchange), file.name, {"software": "Pantau", "description": NOTE}) + data
        with file.open("r+b" if file.exists() else "w+b") as stream:
            stream.truncate(offset)
            stream.seek(offset)
            stream.write(data)
        return Entry(
            number=last.number + 1 if last else 1,
            at=stamp(exchange),
            url=exchange.url,
            article_id=article_id,
            file=file.name,
            offset=offset,
            length=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            payload=made.payload,
            previous=last.hash if last else START,
            plain=made.plain,
        )

    def _make(self, exchange: Exchange, article_id: int | None, key: bytes | None) -> _Made:
        """Return the records; a body is only told by reference to one that hangs on the same key."""
        digest = payload_digest(exchange.body)
        data = to_warc(exchange, article_id, self._index.kept(article_id, digest))
        if key is None or article_id is None:
            return _Made(data, digest, None)
        name = f"<urn:uuid:{uuid.uuid4()}>"
        sealed = seal(data, key, url=exchange.url, at=stamp(exchange), article_id=article_id, name=name)
        return _Made(sealed, digest, hashlib.sha256(data).hexdigest())

    def _place(self, exchange: Exchange) -> tuple[Path, int]:
        """Return file and offset for the next record: the day's newest file, or a new one when it is full."""
        day = f"pantau-{exchange.at:%Y%m%d}"
        number = max(sum(name.startswith(day) for name in self._index.ends), 1)
        end = self._index.ends.get(f"{day}-{number:02}.warc.gz", 0)
        if end >= LARGEST:
            number, end = number + 1, 0
        return self._folder / f"{day}-{number:02}.warc.gz", end

    def _sync(self, finished: str, chain: BinaryIO) -> None:
        """Force a finished file, the chain and the folder's list of files to the disk."""
        os.fsync(chain.fileno())
        for path in (self._folder / finished, self._folder):
            if path.exists():
                handle = os.open(path, os.O_RDONLY)
                os.fsync(handle)
                os.close(handle)
