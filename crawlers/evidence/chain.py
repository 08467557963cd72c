"""The chain of evidence: one line an exchange, each naming the hash of the line before it.

It stands twice: as a file beside the WARC files, which shows by itself that they are as they were written, and in the
archive, so that nobody can cut or rewrite one of the two unseen.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

CHAIN = "chain.jsonl"
START = "0" * 64
LONGEST_LINE = 200_000  # bytes; addresses are the only part whose length others choose
FILE = re.compile(r"pantau-\d{8}-\d{2,6}\.warc\.gz")
COLUMNS = ("number", "at", "url", "article_id", "file", "length", "sha256", "payload", "previous", "plain", "hash")


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
        plain: SHA-256 of the records before they were sealed with the article's key; None when they are not sealed.
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
    plain: str | None = None

    @property
    def hash(self) -> str:
        """What the next line names as its previous."""
        return hashlib.sha256(canonical(self)).hexdigest()

    @property
    def end(self) -> int:
        """First byte behind its records."""
        return self.offset + self.length


def told(entry: Entry) -> dict[str, Any]:
    """Return a line as it is written; lines of exchanges that are not sealed look as in version 0.1."""
    fields = asdict(entry)
    if entry.plain is None:
        del fields["plain"]
    return fields


def canonical(entry: Entry) -> bytes:
    """Return a line in the form that is hashed and stamped."""
    return json.dumps(told(entry), sort_keys=True, ensure_ascii=False).encode()


def parse(line: bytes) -> Entry:
    """Read one line.

    Raises:
        ValueError: It is no line of a chain, or names a file that is none of ours.
    """
    try:
        entry = Entry(**json.loads(line))
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    texts = (entry.at, entry.url, entry.file, entry.sha256, entry.payload, entry.previous)
    numbers = (entry.number, entry.offset, entry.length)
    if not all(isinstance(text, str) for text in texts) or not all(type(one) is int and one >= 0 for one in numbers):
        raise ValueError("a field has a wrong type")
    if not FILE.fullmatch(entry.file):
        raise ValueError(f"{entry.file[:80]!r} is no file of the evidence")
    return entry


def lines(chain: BinaryIO) -> Iterator[Entry]:
    """Yield the whole lines of an open chain file.

    Raises:
        ValueError: One cannot be read.
    """
    chain.seek(0)
    for line in chain:
        if line.endswith(b"\n"):
            yield parse(line)


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return the lines of a folder's chain; empty when there is none.

    Raises:
        ValueError: One cannot be read.
    """
    path = folder / CHAIN
    if not path.exists():
        return ()
    with path.open("rb") as chain:
        return tuple(lines(chain))


def book_of(folder: Path) -> str | None:
    """Return the name of a folder in the archive: the hash of its first line, shortened; None before it has one."""
    path = folder / CHAIN
    if not path.exists():
        return None
    with path.open("rb") as chain:
        line = chain.readline(LONGEST_LINE)
    try:
        return name(parse(line)) if line.endswith(b"\n") else None
    except ValueError:
        return None


def name(first: Entry) -> str:
    """Return the name of the book that begins with a line."""
    return first.hash[:16]


def to_row(book: str, entry: Entry) -> dict[str, Any]:
    """Return a line as the archive's table keeps it."""
    return {"book": book, "start": entry.offset} | {column: getattr(entry, column) for column in COLUMNS}


def from_row(row: Mapping[str, Any]) -> Entry:
    """Return the line that a row of the archive holds."""
    fields = {column: row[column] for column in COLUMNS if column != "hash"}
    return Entry(**fields, offset=row["start"])


def records(folder: Path, entry: Entry) -> bytes:
    """Return the WARC bytes of a line; empty when the file is gone or its name leads out of the folder."""
    path = folder / entry.file
    if not FILE.fullmatch(entry.file) or path.is_symlink() or not path.is_file():
        return b""
    with path.open("rb") as stream:
        stream.seek(entry.offset)
        return stream.read(min(entry.length, path.stat().st_size))


def sound(folder: Path, entry: Entry) -> bool:
    """Tell whether the bytes of a line are those that were written."""
    return hashlib.sha256(records(folder, entry)).hexdigest() == entry.sha256


def by_file(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the lines of each file, by where their records begin."""
    files: dict[str, list[Entry]] = {}
    for entry in found:
        files.setdefault(entry.file, []).append(entry)
    return {file: sorted(inside, key=lambda one: one.offset) for file, inside in files.items()}
