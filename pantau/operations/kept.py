"""What of the evidence is missing or damaged: a backup and an examination say it, and neither calls it whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect

from archive.store.evidence import Head, books, head
from archive.tables.evidence import evidence_line
from base.said import Said, said
from crawlers.evidence.chain import CHAIN, FILE, book_of, entries
from crawlers.evidence.verify import verify


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found.

    Args:
        faults: What is missing or damaged, one clause each; empty when everything the archive knows is there.
        elsewhere: What other machines of the same archive keep; no fault where many share one.
    """

    faults: tuple[Said, ...]
    elsewhere: tuple[Said, ...]


def heads(archive: Connection) -> dict[str, Head]:
    """Return the last line of each folder of evidence that the archive knows; empty before it knew any (0.1)."""
    if not inspect(archive).has_table(evidence_line.name):
        return {}
    found = {book: head(archive, book) for book in books(archive)}
    return {book: last for book, last in found.items() if last is not None}


def compare(folder: Path, known: Mapping[str, Head], *, alone: bool) -> Kept:
    """Compare a folder of evidence with what the archive knew before; every byte is read.

    Args:
        folder: Of the evidence. Its writers may go on: it only grows.
        known: From `heads`, taken before: what came since is in the folder alone.
        alone: Nobody else writes evidence for this archive (SQLite): all of it has to be here.
    """
    mine, elsewhere = missing(folder, known, alone=alone)
    return Kept((*mine, *_cut(folder, known), *verify(folder)), elsewhere)


def missing(folder: Path, known: Mapping[str, Head], *, alone: bool) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Return what is missing here and what is elsewhere, by the chains' names alone: quick."""
    here = book_of(folder)
    others = {book: last.number for book, last in known.items() if book != here}
    if not (folder / CHAIN).exists() and (warc_files(folder) or (alone and others)):
        return (said("{file} is gone; the archive knows {n} exchanges", file=CHAIN, n=sum(others.values())),), ()
    told = tuple(
        said("{n} exchanges are in another folder of evidence ({book})", n=n, book=book) for book, n in others.items()
    )
    return (told, ()) if alone else ((), told)


def warc_files(folder: Path) -> list[Path]:
    """Return the files of a folder that can hold evidence, by name, whether a line names them or not."""
    return [path for path in sorted(folder.glob("*")) if FILE.fullmatch(path.name) and path.is_file()]


def _cut(folder: Path, known: Mapping[str, Head]) -> Iterator[Said]:
    """Yield whether the chain lacks lines that the archive had, or says something else than it."""
    last = known.get(book_of(folder) or "")
    if last is None:
        return
    try:
        found = entries(folder)
    except ValueError:
        return  # told by `verify`
    if len(found) < last.number:
        yield said("{file} was cut: it lacks its last {n} lines", file=CHAIN, n=last.number - len(found))
    elif found[last.number - 1].hash != last.hash:
        yield said("line {n}: the archive says something else than {file}", n=last.number, file=CHAIN)
