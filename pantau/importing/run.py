"""The import itself: record by record through the stages of a crawled page, resumable, nothing skipped in silence."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.database import read as reading_of
from archive.database import write
from archive.store.imports import done_records, set_done
from base.errors import InputError
from base.said import said
from pantau.bootstrap import Application
from pantau.importing.formats import files_below, reader_for
from pantau.importing.record import Columns, Record
from pipeline.outcome import Outcome
from pipeline.process import Keeping, keep, read

NO_ARTICLE = "no article found: "  # what follows is told in the reader's language


@dataclass
class ImportReport:
    """What an import came to.

    Args:
        counts: Records by end (`kept`, `unchanged`, `bad` ...).
        kinds: Kept articles by kind.
        problems: (file, place, what is wrong) of every bad record and unknown file.
        skipped: Records that an earlier, stopped import had stored already.
    """

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    skipped: int = 0


@dataclass(frozen=True)
class Importer:
    """Imports files into the archive of an application.

    Args:
        application: The composed application.
        columns: Which column means what.
        keeping: How to keep; imports are no fresh news unless the user asks for alerts.
        progress: Called after each record with the file and the number of its records done.
    """

    application: Application
    columns: Columns
    keeping: Keeping
    progress: Callable[[Path, int], None] = lambda _path, _done: None

    def run(self, paths: Iterable[Path]) -> ImportReport:
        """Import files and folders; a bad record is reported and the rest goes on."""
        report = ImportReport()
        for path in paths:
            try:
                for file in files_below(path):
                    self._file(file, report)
            except InputError as error:
                report.problems.append((error.source, error.place or "", error.problem))
                report.counts["bad"] += 1
        return report

    def _file(self, path: Path, report: ImportReport) -> None:
        reader = reader_for(path)
        if reader is None:
            report.problems.append((str(path), "", said("is of no form that is read: html, txt, jsonl, csv, warc")))
            report.counts["unknown file"] += 1
            return
        now = self.application.clock.now()
        key = fingerprint(path, self.columns)
        with reading_of(self.application.engine) as connection:
            done = done_records(connection, key)
        for number, record in enumerate(_guarded(reader(path, self.columns, now)), start=1):
            if number <= done and record.page is not None:
                report.skipped += 1
            else:
                self._record(path, key, number, record, report)
            self.progress(path, number)

    def _record(self, path: Path, key: str, number: int, record: Record, report: ImportReport) -> None:
        now = self.application.clock.now()
        outcome: Outcome | None = None
        if record.problem:
            report.problems.append((str(path), record.place, record.problem))
        if record.page is None:
            report.counts["bad"] += 1  # told again at every import until it is mended
        else:
            source = self.application.source(record.page.outlet)
            reading = read(record.page, source, self.application.tools, now, screen=False)
        with write(self.application.engine) as connection:
            if record.page is not None:
                outcome = keep(connection, reading, self.keeping, source, now)
            set_done(connection, key, str(path), number, now=now)
        if outcome is not None:
            _count(report, outcome, path, record)


def _count(report: ImportReport, outcome: Outcome, path: Path, record: Record) -> None:
    report.counts[outcome.state] += 1
    if outcome.state == "empty":
        report.problems.append((str(path), record.place, f"{NO_ARTICLE}{outcome.reason}"))
    elif outcome.kind is not None and outcome.state in {"kept", "updated"}:
        report.kinds[outcome.kind] += 1


def _guarded(records: Iterator[Record]) -> Iterator[Record]:
    """Turn a file that breaks off (unreadable, damaged compression) into a last bad record."""
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except (OSError, EOFError, UnicodeError, ValueError) as error:
            yield Record("", None, said("breaks off: {error}", error=error))
            return


def fingerprint(path: Path, columns: Columns) -> str:
    """Return what a stopped import is recognised by: SHA-256 of path, size, time and the meaning of the columns."""
    stat = path.stat()
    meaning = f"{sorted(columns.chosen.items())}\0{columns.outlet}"
    return hashlib.sha256(f"{path.resolve()}\0{stat.st_size}\0{stat.st_mtime_ns}\0{meaning}".encode()).hexdigest()


def importing_columns(application: Application, columns: str, outlet: str | None) -> Columns:
    """Return the meaning of columns for this application's outlets and zone."""
    zone = application.settings.zone
    if outlet is not None and application.outlets[outlet].timezone is not None:
        zone = application.outlets[outlet].zone
    return Columns.parse(columns, outlet, frozenset(application.outlets), zone)
