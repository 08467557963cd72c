"""A writer of evidence that is killed: a module of its own, so that a forkserver loads it once for all writers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from archive.database import open_database
from crawlers.evidence.book import EvidenceBook
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange


def write(folder: Path, url: str, number: int, ready: Event) -> None:
    book = EvidenceBook(folder, Witness(open_database(url)))
    start = number * 1000
    ready.set()
    for n in range(start, start + 1000):
        at = datetime(2024, 11, 5, tzinfo=UTC) + timedelta(hours=n)
        book.write(Exchange(f"https://a.example/{n}", at, (), 200, (("X", "y"),), b"%d" % n * 5000), n % 7 + 1)
