"""The evidence's chain as the archive knows it: lines by folder ("book"), looked up by article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from archive.store.dialect import insert_missing
from archive.tables.evidence import evidence_line

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a book that the archive knows.

    Args:
        number: From 1.
        hash: Of that line.
    """

    number: int
    hash: str


def head(connection: Connection, book: str) -> Head | None:
    """Return the last line of a book; None when the archive knows none."""
    query = select(evidence_line.c.number, evidence_line.c.hash).where(evidence_line.c.book == book)
    row = connection.execute(query.order_by(evidence_line.c.number.desc()).limit(1)).first()
    return None if row is None else Head(row.number, row.hash)


def books(connection: Connection) -> dict[str, int]:
    """Return the lines the archive knows of each book."""
    query = select(evidence_line.c.book, func.count().label("lines")).group_by(evidence_line.c.book)
    return {row.book: row.lines for row in connection.execute(query)}


def add_lines(connection: Connection, lines: Sequence[Mapping[str, Any]]) -> None:
    """Add lines; those that are there stay as they are."""
    for at in range(0, len(lines), BATCH):
        insert_missing(connection, evidence_line, lines[at : at + BATCH])


def load_lines(connection: Connection, book: str) -> Iterator[dict[str, Any]]:
    """Yield all lines of a book in their order, by column."""
    query = select(evidence_line).where(evidence_line.c.book == book).order_by(evidence_line.c.number)
    for row in connection.execute(query, execution_options={"yield_per": BATCH}).mappings():
        yield dict(row)


def count_kept(connection: Connection, articles: Iterable[int]) -> int:
    """Return how many exchanges are kept of articles, in whatever folder."""
    query = select(func.count()).where(evidence_line.c.article_id.in_(list(articles)))
    return int(connection.execute(query).scalar_one())


def find_line(connection: Connection, book: str, number: int) -> dict[str, Any] | None:
    """Return one line by column; None when it is not there."""
    here = (evidence_line.c.book == book, evidence_line.c.number == number)
    row = connection.execute(select(evidence_line).where(*here)).mappings().first()
    return None if row is None else dict(row)
