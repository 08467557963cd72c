"""The evidence of an article: which file holds what came over the wire, and whether it is still as it was written.

The chain only grows, so what was read of it once is remembered as two rows of numbers: ids of articles and places of
lines, 16 bytes a line.
"""

import hashlib
import json
import re
from array import array
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from crawlers.evidence.book import CHAIN, Entry, records

ARTICLE = re.compile(rb'"article_id": (\d+)')
MOST = 5  # exchanges shown of an article, the newest


@dataclass(frozen=True, slots=True)
class Proof:
    """An exchange that was kept.

    Args:
        entry: Its line of the chain.
        holds: The file still has exactly the bytes that the line names.
    """

    entry: Entry
    holds: bool

    @property
    def received(self) -> datetime:
        """Return when it was received, aware UTC."""
        return datetime.fromisoformat(self.entry.at)


@dataclass
class Proofs:
    """Finds the lines of articles in a chain.

    Args:
        folder: Of the evidence.
    """

    folder: Path
    _ids: "array[int]" = field(default_factory=lambda: array("q"))
    _places: "array[int]" = field(default_factory=lambda: array("q"))
    _read: int = 0
    _lock: Lock = field(default_factory=Lock)

    def of(self, article_id: int) -> tuple[Proof, ...]:
        """Return the exchanges kept of an article, the newest first; none when none was kept."""
        path = self.folder / CHAIN
        if not path.exists():
            return ()
        with self._lock:
            self._look(path)
            places = [self._places[at] for at in self._found(article_id)][-MOST:]
        with path.open("rb") as chain:
            return tuple(self._proof(_line(chain, place)) for place in reversed(places))

    def _look(self, path: Path) -> None:
        """Take in the lines that were added; a chain that became shorter is another one."""
        if path.stat().st_size < self._read:
            self._ids, self._places, self._read = array("q"), array("q"), 0
        with path.open("rb") as chain:
            chain.seek(self._read)
            for line in chain:
                if not line.endswith(b"\n"):
                    return
                found = ARTICLE.search(line)
                if found:
                    self._ids.append(int(found[1]))
                    self._places.append(self._read)
                self._read += len(line)

    def _found(self, article_id: int) -> list[int]:
        found: list[int] = []
        at = 0
        while True:
            try:
                at = self._ids.index(article_id, at)
            except ValueError:
                return found
            found.append(at)
            at += 1

    def _proof(self, line: bytes) -> Proof:
        entry = Entry(**json.loads(line))
        return Proof(entry, hashlib.sha256(records(self.folder, entry)).hexdigest() == entry.sha256)


def _line(chain: BinaryIO, place: int) -> bytes:
    chain.seek(place)
    return chain.readline()
