"""Checks evidence: the chain beside the WARC files, their bytes, and the archive's copy of the chain."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from archive.store.evidence import load_lines
from base.said import Said, said
from crawlers.evidence.chain import CHAIN, FILE, START, Entry, book_of, by_file, entries, from_row, sound

WRITERS = 8
"""Lines that the archive may lack at the end: a writer that is killed leaves one, and several may write at once."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Args:
        exchanges: Lines looked at.
        sealed: Of these, exchanges that are sealed with a key.
        head: Hash of the last line; whoever notes it elsewhere can later show that nothing before it was changed.
        problems: What is wrong, one clause each; empty when every record is as it was written.
        notes: What is no fault: bytes and files that a killed process left behind.
    """

    exchanges: int
    sealed: int
    head: str
    problems: tuple[Said, ...]
    notes: tuple[Said, ...]


def verify(folder: Path) -> tuple[Said, ...]:
    """Return what is wrong with the evidence by its files alone; empty when every record is as it was written."""
    return check(folder).problems


def check(folder: Path, archive: Connection | None = None) -> Checked:
    """Check chain, files and hashes.

    Args:
        folder: Of the evidence.
        archive: To compare the chain with, for reading; None: the files alone.
    """
    try:
        found = entries(folder)
    except ValueError as error:
        told = (said("{file} cannot be read: {error}", file=CHAIN, error=str(error)),)
        return Checked(0, 0, START, told, ())
    notes: list[Said] = []
    problems = [*_chain(folder, found), *_files(folder, found, notes)]
    if archive is not None:
        problems += _archive(folder, found, archive, notes)
    sealed = sum(entry.plain is not None for entry in found)
    return Checked(len(found), sealed, found[-1].hash if found else START, tuple(problems), tuple(notes))


def _chain(folder: Path, found: Iterable[Entry]) -> Iterator[Said]:
    previous, expected, gone = START, 1, Counter[str]()
    for entry in found:
        if entry.number != expected or entry.previous != previous:
            yield said("line {n}: the chain is broken before it: a line was changed, dropped or added", n=entry.number)
        previous, expected = entry.hash, entry.number + 1  # one fault is told once, not once for each line after it
        if not (folder / entry.file).is_file():
            gone[entry.file] += 1
        elif not sound(folder, entry):
            told = said(
                "line {n}: {file} no longer holds what was received from {url}",
                n=entry.number,
                file=entry.file,
                url=entry.url,
            )
            yield told
    for file, n in gone.items():
        yield said("{file} is gone, with {n} exchanges", file=file, n=n)


def _files(folder: Path, found: Iterable[Entry], notes: list[Said]) -> Iterator[Said]:
    """Yield bytes between records that no line names, and lines that share bytes; note what a kill leaves."""
    files = by_file(found)
    for file, inside in files.items():
        at = 0
        for entry in inside:
            if entry.offset != at:
                yield said("{file}: bytes {start} to {end} belong to no line", file=file, start=at, end=entry.offset)
            at = max(at, entry.end)
        path = folder / file
        size = path.stat().st_size if path.is_file() else at
        if size > at:
            notes.append(said("{file}: {n} bytes at its end that a killed process left", file=file, n=size - at))
    unnamed = [path.name for path in sorted(folder.glob("*")) if path.name not in files and FILE.fullmatch(path.name)]
    notes.extend(said("{file} is named by no line: nothing in it is evidence", file=file) for file in unnamed)


def _archive(folder: Path, found: tuple[Entry, ...], archive: Connection, notes: list[Said]) -> Iterator[Said]:
    """Yield where the archive's chain and the file's differ."""
    book = book_of(folder)
    if book is None:
        return
    count = 0
    for count, row in enumerate(load_lines(archive, book), 1):
        theirs = from_row(row)
        if count > len(found):
            continue
        if theirs != found[count - 1] or row["hash"] != theirs.hash:
            yield said("line {n}: the archive says something else than {file}", n=count, file=CHAIN)
            return
    if count > len(found):
        yield said("{file} was cut: it lacks its last {n} lines", file=CHAIN, n=count - len(found))
    elif 0 < len(found) - count <= WRITERS and count:
        lacking = len(found) - count
        notes.append(said("the last {n} lines are not in the archive yet; the next exchange brings them", n=lacking))
    elif count < len(found):
        yield said(
            "the archive lacks the last {n} lines of {file}; if it was restored or comes from version 0.1, take them "
            "in with: pantau evidence verify --adopt",
            n=len(found) - count,
            file=CHAIN,
        )
