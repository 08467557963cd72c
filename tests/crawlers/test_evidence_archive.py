"""The archive's copy of the chain, and exchanges sealed with keys that retention destroys."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update
from warcio.archiveiterator import ArchiveIterator

from archive.database import open_database, read, write
from archive.store.evidence import books, head
from archive.store.evidence_keys import destroy_keys, find_keys
from archive.tables.evidence import evidence_key, evidence_line
from base.errors import ArchiveError
from crawlers.evidence.book import CHAIN, EvidenceBook, book_of, entries, export, records, verify
from crawlers.evidence.seal import SEALED, unseal
from crawlers.evidence.verify import WRITERS, check
from crawlers.evidence.witness import Witness, adopt
from crawlers.job import Exchange

NOW = datetime(2024, 11, 5, 4, 0, 0, tzinfo=UTC)
NAME = "Sumarno Wirawan"


def exchange(n=1, at=NOW):
    body = gzip.compress(f"<p>Camat {NAME} diperiksa, halaman {n}.</p>".encode(), mtime=0)
    got = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    return Exchange(f"https://satu.example.com/berita/{n}", at, (("Accept", "*/*"),), 200, got, body)


@pytest.fixture
def engine(plain_url):
    engine = open_database(plain_url)
    yield engine
    engine.dispose()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "evidence"


@pytest.fixture
def book(folder, engine):
    return EvidenceBook(folder, Witness(engine))


def looked_at(folder, engine):
    with read(engine) as connection:
        return check(folder, connection)


def keys(engine, *articles):
    with read(engine) as connection:
        return find_keys(connection, articles)


def test_every_line_stands_in_the_archive_too(book, folder, engine):
    for n in range(3):
        book.write(exchange(n), n + 1)
    with read(engine) as connection:
        assert books(connection) == {book_of(folder): 3}
        assert head(connection, book_of(folder)).hash == entries(folder)[-1].hash
    found = looked_at(folder, engine)
    assert (found.problems, found.notes, found.exchanges, found.sealed) == ((), (), 3, 3)


@pytest.mark.parametrize(
    "harm",
    [
        "file cut",
        "file rewritten",
        "file reordered",
        "archive cut",
        "archive changed",
        "archive reordered",
        "archive emptied",
    ],
)
def test_a_chain_that_was_changed_in_one_place_is_told_by_the_other(book, folder, engine, harm):
    for n in range(WRITERS + 3):
        book.write(exchange(n), n + 1)
    lines = (folder / CHAIN).read_text().splitlines(keepends=True)
    warc = folder / entries(folder)[0].file
    where = evidence_line.c.number
    if harm == "file cut":  # with its bytes: by the files alone nothing is amiss
        warc.write_bytes(warc.read_bytes()[: entries(folder)[1].end])
        (folder / CHAIN).write_text("".join(lines[:2]))
        assert verify(folder) == ()
    elif harm == "file rewritten":  # a whole new chain, sound in itself
        other = EvidenceBook(folder / "new")
        for n in range(WRITERS + 3):
            other.write(exchange(n + 10), n + 1)
        for path in (folder / "new").iterdir():
            path.replace(folder / path.name)
        assert verify(folder) == ()
    elif harm == "file reordered":
        (folder / CHAIN).write_text("".join([lines[1], lines[0], *lines[2:]]))
    else:
        with write(engine) as connection:
            if harm == "archive cut":
                connection.execute(delete(evidence_line).where(where > 2))
            elif harm == "archive changed":
                connection.execute(update(evidence_line).where(where == 2).values(url="https://lain.example.com/"))
            elif harm == "archive reordered":
                connection.execute(update(evidence_line).where(where == 2).values(number=99))
            else:
                connection.execute(delete(evidence_line))
    assert looked_at(folder, engine).problems


def test_lines_that_killed_writers_could_not_bring_are_a_note_and_come_with_the_next(book, folder, engine):
    for n in range(4):
        book.write(exchange(n), n + 1)
    with write(engine) as connection:
        connection.execute(delete(evidence_line).where(evidence_line.c.number > 2))
    found = looked_at(folder, engine)
    assert found.problems == ()
    assert [note.values["n"] for note in found.notes] == [2]
    book.write(exchange(4), 5)
    assert looked_at(folder, engine).notes == ()


def test_one_changed_byte_of_a_sealed_exchange_is_found(book, folder, engine):
    entry = book.write(exchange(), 1)
    book.write(exchange(2), 2)
    for at in (entry.offset + 5, entry.offset + entry.length // 2, entry.end - 1):
        warc = folder / entry.file
        whole = warc.read_bytes()
        warc.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert len(looked_at(folder, engine).problems) == 1
        warc.write_bytes(whole)
    assert looked_at(folder, engine).problems == ()


def test_nothing_of_a_sealed_page_can_be_read_without_its_key(book, folder, engine):
    entry = book.write(exchange(), 1)
    with (folder / entry.file).open("rb") as stream:
        found = [
            (one.rec_type, one.rec_headers.get_header("Content-Type"), one.raw_stream.read())
            for one in ArchiveIterator(stream)
        ]
    assert [one[:2] for one in found] == [("warcinfo", "application/warc-fields"), ("metadata", SEALED)]
    assert exchange().body not in found[1][2]
    key = keys(engine, 1)[1]
    fields = {"url": entry.url, "at": entry.at, "article_id": 1}
    assert exchange().body in gzip.decompress(unseal(records(folder, entry), key, **fields))
    assert unseal(records(folder, entry), bytes(32), **fields) is None
    assert unseal(records(folder, entry), key, **{**fields, "article_id": 2}) is None
    assert unseal(b"nothing of ours", key, **fields) is None


def test_an_export_opens_what_is_sealed_and_its_hashes_are_those_of_the_chain(book, folder, engine, tmp_path):
    book.write(exchange(1), 1)
    book.write(exchange(1, at=NOW + timedelta(hours=6)), 1)
    book.write(exchange(2), 2)
    target = tmp_path / "kasus.warc.gz"
    assert len(export(folder, [1], target, keys=keys(engine, 1)).pieces) == 2
    with target.open("rb") as stream:
        kinds = [one.rec_type for one in ArchiveIterator(stream)]
    assert kinds == ["warcinfo", "response", "request", "revisit", "request"]
    told = json.loads((tmp_path / "kasus.warc.gz.json").read_text())
    assert [line["plain"] for line in told["exchanges"]] == [one.plain for one in entries(folder)[:2]]


def test_a_destroyed_key_closes_the_evidence_for_good_while_all_hashes_hold(book, folder, engine, tmp_path):
    book.write(exchange(1), 1)
    book.write(exchange(1), 2)  # the same body: it must not hang on the key of the other
    with write(engine) as connection:
        destroy_keys(connection, [1, 5], NOW)
    assert looked_at(folder, engine).problems == ()
    assert keys(engine, 1, 2, 5).keys() == {2}
    assert export(folder, [1], tmp_path / "a.warc.gz", keys=keys(engine, 1)).pieces == ()
    assert len(export(folder, [1], tmp_path / "a.warc.gz", keys=keys(engine, 1)).closed) == 1
    assert len(export(folder, [2], tmp_path / "b.warc.gz", keys=keys(engine, 2)).pieces) == 1
    assert book.write(exchange(1), 1) is None
    assert book.write(exchange(5), 5) is None
    assert len(entries(folder)) == 2


@pytest.mark.sqlite  # its files; PostgreSQL leaves that to VACUUM
def test_a_destroyed_key_is_nowhere_in_the_database(book, engine, tmp_path):
    def found(key):
        raw = engine.raw_connection()
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
        return [path.name for path in tmp_path.rglob("pantau.db*") if key in path.read_bytes()]

    book.write(exchange(1), 1)
    key = keys(engine, 1)[1]
    assert found(key)
    with write(engine) as connection:
        destroy_keys(connection, [1], NOW)
    assert found(key) == []
    with read(engine) as connection:
        assert connection.execute(evidence_key.select()).one().destroyed_at == NOW


def test_a_line_that_the_archive_missed_comes_with_the_next_one(book, folder, engine):
    book.write(exchange(1), 1)
    book.write(exchange(2), 2)
    with write(engine) as connection:
        connection.execute(delete(evidence_line).where(evidence_line.c.number == 2))
    found = looked_at(folder, engine)
    assert (found.problems, len(found.notes)) == ((), 1)
    EvidenceBook(folder, Witness(engine)).write(exchange(3), 3)
    assert looked_at(folder, engine).notes == ()


def test_lines_of_an_earlier_version_or_a_backup_are_adopted(folder, engine):
    old = EvidenceBook(folder)
    for n in range(3):
        old.write(exchange(n), n + 1)
    assert looked_at(folder, engine).problems
    assert adopt(folder, engine) == 3
    assert adopt(folder, engine) == 0
    assert looked_at(folder, engine).problems == ()


def test_a_foreign_chain_is_not_adopted(book, folder, engine):
    for n in range(3):
        book.write(exchange(n), n + 1)
    with write(engine) as connection:
        connection.execute(update(evidence_line).where(evidence_line.c.number == 3).values(hash="0" * 64))
    with pytest.raises(ArchiveError, match="not the archive's"):
        adopt(folder, engine)
    assert book.write(exchange(9), 9) is not None  # crawling goes on; the check tells
    assert looked_at(folder, engine).problems


def test_two_folders_share_one_archive(tmp_path, engine):
    for name in "ab":
        EvidenceBook(tmp_path / name, Witness(engine)).write(exchange(at=NOW if name == "a" else NOW + timedelta(1)), 1)
    with read(engine) as connection:
        assert sorted(books(connection).values()) == [1, 1]
    assert looked_at(tmp_path / "a", engine).problems == ()
    assert looked_at(tmp_path / "b", engine).problems == ()


def test_several_writers_share_one_book(folder, engine):
    import threading

    writers = [EvidenceBook(folder, Witness(engine)) for _ in range(3)]
    threads = [
        threading.Thread(target=lambda w=w, k=k: [w.write(exchange(10 * k + n), 1) for n in range(5)])
        for k, w in enumerate(writers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = looked_at(folder, engine)
    assert (found.exchanges, found.problems) == (15, ())
