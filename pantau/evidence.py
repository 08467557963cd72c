"""What `pantau evidence verify` and `pantau doctor` say about the evidence of this machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from archive.database import read
from archive.store.evidence import books
from archive.store.evidence_stamps import stamps
from base.said import Said, said
from crawlers.evidence.book import book_of, entries
from crawlers.evidence.verify import check
from pantau.bootstrap import Application

FOLDER = "evidence"  # in var/


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Args:
        exchanges: Lines of the chain in this machine's folder.
        sealed: Of these, sealed ones.
        head: Hash of the last line.
        stamps: Time stamps that hold.
        problems: What is wrong.
        notes: What is no fault.
    """

    exchanges: int
    sealed: int
    head: str
    stamps: int
    problems: tuple[Said, ...]
    notes: tuple[Said, ...]

    def plain(self) -> dict[str, Any]:
        """Return it for machines, clauses in English."""
        told = {name: getattr(self, name) for name in ("exchanges", "sealed", "head", "stamps")}
        return {**told, "problems": [str(one) for one in self.problems], "notes": [str(one) for one in self.notes]}


def examine(application: Application, noted: str | None = None) -> Verdict:
    """Check chain, files, archive and time stamps.

    Args:
        application: The composed application.
        noted: A head that somebody noted earlier; None when there is none to look for.
    """
    folder = application.settings.var / FOLDER
    with read(application.engine) as connection:
        found = check(folder, connection)
        problems, notes = list(found.problems), list(found.notes)
        elsewhere = list(_elsewhere(connection, book_of(folder)))
        (problems if connection.dialect.name == "sqlite" else notes).extend(elsewhere)
        good, bad = _stamps(application, connection, book_of(folder))
    problems += bad
    if noted is not None and not any(line.hash == noted.strip().lower() for line in entries(folder)):
        problems.append(said("the noted head is not in the chain: it was made anew or cut since"))
    return Verdict(found.exchanges, found.sealed, found.head, good, tuple(problems), tuple(notes))


def _elsewhere(connection: Connection, mine: str | None) -> Iterator[Said]:
    """Yield what the archive knows of folders that are not this one."""
    for book, count in books(connection).items():
        if book != mine:
            yield said("{n} exchanges are in another folder of evidence ({book})", n=count, book=book)


def _stamps(application: Application, connection: Connection, book: str | None) -> tuple[int, list[Said]]:
    if book is None or not any(one.token for one in stamps(connection, book)):
        return 0, []
    from crawlers.evidence.authority import load_roots
    from crawlers.evidence.stamping import check_stamps

    return check_stamps(connection, book, load_roots(application.settings.evidence.timestamp_roots))
