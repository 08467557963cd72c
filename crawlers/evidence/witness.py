"""Puts the lines of a folder's chain into the archive, and gives out the keys that exchanges are sealed with."""

import logging
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from archive.database import write
from archive.store.evidence import add_lines, head
from archive.store.evidence_keys import key_of
from base.errors import ArchiveError
from base.said import said
from crawlers.evidence.chain import CHAIN, Entry, lines, name, to_row

log = logging.getLogger(__name__)


class Witness:
    """The archive as it watches one folder of evidence.

    Args:
        engine: Of the archive.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def key(self, article_id: int, now: datetime) -> bytes | None:
        """Return the key of an article; None when it was destroyed and nothing more may be kept of it."""
        with write(self._engine) as connection:
            return key_of(connection, article_id, now)

    def see(self, chain: BinaryIO, entry: Entry) -> None:
        """Take in the newest line, and those before it that the archive lacks.

        Nothing is raised: what the archive could not take in now it takes in with the next line.
        """
        try:
            with write(self._engine) as connection:
                take_in(connection, chain, entry)
        except (ArchiveError, DBAPIError, ValueError) as error:
            log.warning("the archive did not take in a line of evidence: %s", error)


def take_in(connection: Connection, chain: BinaryIO, newest: Entry | None = None) -> int:
    """Add the lines of a chain that the archive lacks; return how many.

    Args:
        connection: In a write transaction.
        chain: Open chain file.
        newest: Its last line, where it is known: then the file is read only when more than this one are lacking.

    Raises:
        ArchiveError: The archive's chain and the file's are not one.
        ValueError: A line cannot be read.
    """
    first = next(lines(chain), None)
    if first is None:
        return 0
    book = name(first)
    known = head(connection, book)
    if newest is not None and newest.number == (known.number if known else 0) + 1:
        lacking = [newest]
        joined = known is None or newest.previous == known.hash
    else:
        found = list(lines(chain))
        lacking = found[known.number :] if known else found
        joined = known is None or (len(found) >= known.number and found[known.number - 1].hash == known.hash)
    if not joined:
        raise ArchiveError(
            said("The chain of evidence in {chain} is not the archive's; run: pantau evidence verify", chain=CHAIN)
        )
    add_lines(connection, [to_row(book, one) for one in lacking])
    return len(lacking)


def adopt(folder: Path, engine: Engine) -> int:
    """Take all lines of a folder into the archive that it lacks: after a restore, or those of version 0.1.

    Args:
        folder: Of the evidence.
        engine: Of the archive.

    Returns:
        How many were taken in.

    Raises:
        ArchiveError: The archive's chain and the file's are not one.
    """
    path = folder / CHAIN
    if not path.exists():
        return 0
    with path.open("rb") as chain, write(engine) as connection:
        return take_in(connection, chain)
