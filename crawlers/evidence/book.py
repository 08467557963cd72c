"""The evidence book: appends exchanges to one WARC file a day and each entry to a hash chain.

    WARC bytes appended -> chain line appended (both under one lock, so that several processes may write)

A line carries the SHA-256 of the WARC bytes and of the line before it: whoever changes or drops a record later breaks
the chain from there on. Bytes without a line, left by a killed process, are cut off by the next writer.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from crawlers.evidence.record import payload_digest, stamp, to_warc
from crawlers.job import Exchange

CHAIN = "chain.jsonl"
START = "0" * 64
LARGEST = 1_000_000_000  # bytes of a file, as the WARC guidelines recommend


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chain.

    Args:
        number: From 1.
        at: WARC date.
        url: Address.
        article_id: Article it is evidence of; None when unknown.
        file: WARC file beside the chain.
        offset: First byte of its records.
        length: Their bytes.
        sha256: Of those bytes.
        payload: Digest of the body, as in the WARC.
        previous: Hash of the line before.
    """

    number: int
    at: str
    url: str
    article_id: int | None
    file: str
    offset: int
    length: int
    sha256: str
    payload: str
    previous: str

    @property
    def hash(self) -> str:
        """What the next line names as its previous."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class _Index:
    """What a writer must know of the chain; only lines added since the last look are read."""

    def __init__(self) -> None:
        self.size = 0
        self.last: Entry | None = None
        self.kept: dict[str, tuple[str, str]] = {}
        self.ends: dict[str, int] = {}

    def read(self, chain: BinaryIO) -> None:
        """Take in new lines and cut off half a line that a killed process left."""
        if os.fstat(chain.fileno()).st_size < self.size:
            self.__init__()  # type: ignore[misc]
        chain.seek(self.size)
        for line in chain:
            if not line.endswith(b"\n"):
                break
            self.add(Entry(**json.loads(line)), len(line))
        chain.truncate(self.size)

    def add(self, entry: Entry, length: int) -> None:
        """Take in one line of `length` bytes."""
        self.size += length
        self.last = entry
        self.kept.setdefault(entry.payload, (entry.url, entry.at))
        self.ends[entry.file] = entry.offset + entry.length


class EvidenceBook:
    """`crawlers.job.Recorder` into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = _Index()
        self._mine = threading.Lock()  # flock keeps other processes out, not our own threads

    async def __call__(self, exchange: Exchange, article_id: int | None) -> None:
        """Write one exchange, in a thread."""
        await asyncio.to_thread(self.write, exchange, article_id)

    def write(self, exchange: Exchange, article_id: int | None) -> Entry:
        """Write one exchange and return its line."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._mine, (self._folder / CHAIN).open("a+b") as chain:
            fcntl.flock(chain, fcntl.LOCK_EX)
            self._index.read(chain)
            entry = self._append(exchange, article_id)
            last = self._index.last
            if last is not None and last.file != entry.file:
                _sync(self._folder / last.file, chain)
            line = json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"
            chain.write(line)
            chain.flush()
            self._index.add(entry, len(line))
            return entry

    def _append(self, exchange: Exchange, article_id: int | None) -> Entry:
        """Write the WARC bytes over whatever a killed process left after the last whole record."""
        last = self._index.last
        digest = payload_digest(exchange.body)
        data = to_warc(exchange, article_id, self._index.kept.get(digest))
        file, offset = self._place(exchange)
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
            payload=digest,
            previous=last.hash if last else START,
        )

    def _place(self, exchange: Exchange) -> tuple[Path, int]:
        """Return file and offset for the next record: the day's newest file, or a new one when it is full."""
        day = f"pantau-{exchange.at:%Y%m%d}"
        number = max(sum(name.startswith(day) for name in self._index.ends), 1)
        end = self._index.ends.get(f"{day}-{number:02}.warc.gz", 0)
        if end >= LARGEST:
            number, end = number + 1, 0
        return self._folder / f"{day}-{number:02}.warc.gz", end


def _sync(finished: Path, chain: BinaryIO) -> None:
    """Force a finished file and the chain to the disk."""
    os.fsync(chain.fileno())
    if finished.exists():
        with finished.open("rb") as stream:
            os.fsync(stream.fileno())


def _lines(chain: BinaryIO) -> Iterator[Entry]:
    chain.seek(0)
    for line in chain:
        if line.endswith(b"\n"):
            yield Entry(**json.loads(line))


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return the lines of the chain; empty when there is none."""
    path = folder / CHAIN
    if not path.exists():
        return ()
    with path.open("rb") as chain:
        return tuple(_lines(chain))


def verify(folder: Path) -> tuple[str, ...]:
    """Return what is wrong with the evidence, one clause each; empty when every record is as it was written."""
    problems: list[str] = []
    previous = START
    try:
        found = entries(folder)
    except (ValueError, TypeError) as error:
        return (f"{CHAIN} cannot be read: {error}",)
    for number, entry in enumerate(found, 1):
        if entry.number != number or entry.previous != previous:
            problems.append(f"line {number}: the chain is broken before it: a line was changed, dropped or added")
        previous = entry.hash
        if hashlib.sha256(records(folder, entry)).hexdigest() != entry.sha256:
            problems.append(f"line {number}: {entry.file} no longer holds what was received from {entry.url}")
    return tuple(problems)


def records(folder: Path, entry: Entry) -> bytes:
    """Return the WARC bytes of a line; empty when the file is gone."""
    path = folder / entry.file
    if Path(entry.file).name != entry.file or not path.exists():
        return b""
    with path.open("rb") as stream:
        stream.seek(entry.offset)
        return stream.read(entry.length)


def export(folder: Path, articles: Iterable[int], target: Path) -> int:
    """Write the evidence of articles as one WARC file with a manifest beside it, and return the number of exchanges.

    A revisit record's original goes along, so that the file replays by itself.

    Args:
        folder: Of the evidence.
        articles: Ids.
        target: The WARC file to write; the manifest gets `.json` appended.
    """
    wanted = set(articles)
    found = entries(folder)
    chosen = [entry for entry in found if entry.article_id in wanted]
    payloads = {entry.payload for entry in chosen}
    firsts = {entry.payload: entry for entry in reversed(found) if entry.payload in payloads}
    lines = sorted(
        {entry.number: entry for entry in (*chosen, *firsts.values())}.values(), key=lambda entry: entry.number
    )
    with target.open("wb") as stream:
        for entry in lines:
            stream.write(records(folder, entry))
    manifest = {
        "warc": target.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "chain_head": found[-1].hash if found else START,
        "exchanges": [{**asdict(entry), "hash": entry.hash} for entry in lines],
    }
    path = target.with_name(target.name + ".json")
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return len(chosen)
