import gzip
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.evidence.book import CHAIN, DAYS, EvidenceBook, entries, export, records, verify
from crawlers.evidence.chain import told
from crawlers.evidence.record import to_warc
from crawlers.evidence.verify import check
from crawlers.job import Exchange
from tests.crawlers.conftest import read_warc

NOW = datetime(2024, 11, 5, 4, 0, 0, 123456, tzinfo=UTC)


def exchange(n=1, body=None, at=NOW):
    body = gzip.compress(f"<p>halaman {n}</p>".encode(), mtime=0) if body is None else body
    sent = (("User-Agent", "Pantau/0.1"), ("Accept", "*/*"))
    got = (
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
    )
    return Exchange(f"https://satu.example.com/berita/{n}?x=1", at, sent, 200, got, body, "203.0.113.5")


def test_request_and_response_are_kept_as_received(book, tmp_path):
    entry = book.write(exchange(), 7)
    about, response, request = read_warc(tmp_path / entry.file)
    assert (about[0], response[0], request[0]) == ("warcinfo", "response", "request")
    assert response[1].protocol == "WARC/1.1"
    assert response[1].get_header("WARC-Date") == "2024-11-05T04:00:00.123456Z"
    assert response[1].get_header("WARC-IP-Address") == "203.0.113.5"
    assert response[1].get_header("Pantau-Article") == "7"
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert request[2].protocol == "GET"
    assert request[2].statusline.startswith("/berita/1?x=1")


def test_headers_stand_as_they_came_in_order_letters_and_repetition(book, tmp_path):
    got = (
        ("content-TYPE", "text/html"),
        ("Set-Cookie", "a=1"),
        ("X-Pengelola", "Warga \xe9"),
        ("Set-Cookie", "b=2"),
        ("Transfer-Encoding", "chunked"),
    )
    entry = book.write(replace(exchange(), response_headers=got, status=200, reason="Baik", protocol="HTTP/1.0"), 7)
    raw = gzip.decompress(records(tmp_path, entry))
    body = exchange().body
    wanted = (
        b"HTTP/1.0 200 Baik\r\ncontent-TYPE: text/html\r\nSet-Cookie: a=1\r\nX-Pengelola: Warga \xe9\r\n"
        b"Set-Cookie: b=2\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    assert wanted + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) in raw


def test_the_body_comes_back_byte_for_byte_still_compressed(book, tmp_path):
    entry = book.write(replace(exchange(), response_headers=exchange().response_headers[:2]), 7)
    assert read_warc(tmp_path / entry.file)[1][3] == exchange().body
    with (tmp_path / entry.file).open("rb") as stream:
        found = next(one for one in ArchiveIterator(stream, check_digests=True) if one.rec_type == "response")
        assert found.content_stream().read() == b"<p>halaman 1</p>"
        assert found.digest_checker.passed


def test_an_address_can_break_no_header(book, tmp_path):
    book.write(replace(exchange(), url="https://satu.example.com/a\r\nWARC-Type: resource\r\n b"), 7)
    kinds = [one[0] for one in read_warc(tmp_path / entries(tmp_path)[0].file)]
    assert kinds == ["warcinfo", "response", "request"]


def test_a_body_seen_before_becomes_a_revisit(book, tmp_path):
    first = book.write(exchange(), 1)
    again = book.write(exchange(at=NOW + timedelta(hours=6)), 1)
    found = read_warc(tmp_path / again.file)
    assert [one[0] for one in found] == ["warcinfo", "response", "request", "revisit", "request"]
    revisit = found[3]
    assert revisit[1].get_header("WARC-Refers-To-Date") == first.at
    assert revisit[1].get_header("WARC-Payload-Digest") == found[1][1].get_header("WARC-Payload-Digest")
    assert first.payload == again.payload
    assert again.length < first.length


def test_a_revisit_refers_to_the_body_itself_and_to_none_that_is_long_ago(book, tmp_path):
    first = book.write(exchange(), 1)
    again = [book.write(exchange(at=NOW + timedelta(days=day)), 1) for day in (1, 2)]
    for found in (read_warc(tmp_path / one.file) for one in again):
        assert found[1][1].get_header("WARC-Refers-To-Date") == first.at
    for day in range(3, 3 + DAYS):
        book.write(exchange(day, at=NOW + timedelta(days=day)), 2)
    for writer in (book, EvidenceBook(tmp_path)):  # whoever reads the chain anew decides alike
        at = NOW + timedelta(days=60 + (writer is not book))
        kind = read_warc(tmp_path / writer.write(exchange(at=at), 1).file)[1][0]
        assert kind == ("response" if writer is book else "revisit")


def test_an_unchanged_page_is_only_noted_where_its_body_is_kept(book, tmp_path):
    assert book.write(exchange(1), 1, only_again=True) is None
    book.write(exchange(1), 1)
    assert book.write(exchange(1, at=NOW + timedelta(hours=1)), 1, only_again=True) is not None
    assert book.write(exchange(2), 1, only_again=True) is None
    assert len(entries(tmp_path)) == 2


def test_each_day_has_its_file_and_the_chain_runs_on(book, tmp_path):
    files = [book.write(exchange(n, at=NOW + timedelta(days=n)), n).file for n in range(3)]
    assert len(set(files)) == 3
    assert [e.number for e in entries(tmp_path)] == [1, 2, 3]
    assert verify(tmp_path) == ()


@pytest.mark.parametrize("harm", ["flip", "drop", "edit", "swap", "remove"])
def test_any_later_change_is_found(book, tmp_path, harm):
    for n in range(4):
        book.write(exchange(n), n)
    warc, chain = tmp_path / entries(tmp_path)[0].file, tmp_path / CHAIN
    lines = chain.read_text().splitlines(keepends=True)
    if harm == "flip":
        data = bytearray(warc.read_bytes())
        data[len(data) // 2] ^= 1
        warc.write_bytes(data)
    elif harm == "drop":
        chain.write_text("".join(lines[:1] + lines[2:]))
    elif harm == "edit":
        chain.write_text("".join([lines[0], lines[1].replace("satu.example", "dua.example"), *lines[2:]]))
    elif harm == "swap":
        chain.write_text("".join([lines[1], lines[0], *lines[2:]]))
    else:
        warc.unlink()
    assert verify(tmp_path)


def test_what_a_killed_process_left_is_cut_off(book, tmp_path):
    book.write(exchange(1), 1)
    file = tmp_path / entries(tmp_path)[0].file
    with file.open("ab") as stream:
        stream.write(b"\x1f\x8b half a record")
    with (tmp_path / CHAIN).open("ab") as stream:
        stream.write(b'{"number": 2, "at"')
    book.write(exchange(2), 2)
    assert verify(tmp_path) == ()
    assert len(read_warc(file)) == 5


def test_what_a_killed_process_left_on_the_last_day_is_no_fault(book, tmp_path):
    book.write(exchange(1), 1)
    with (tmp_path / entries(tmp_path)[0].file).open("ab") as stream:
        stream.write(b"half a record")
    (tmp_path / "pantau-20241106-01.warc.gz").write_bytes(b"half the first record of a day")
    found = check(tmp_path)
    assert found.problems == ()
    assert len(found.notes) == 2


@pytest.mark.parametrize("harm", ["added", "cut", "escape", "link"])
def test_bytes_and_files_that_no_line_names_are_found(book, tmp_path, harm):
    for n in range(3):
        book.write(exchange(n), n)
    warc, chain = tmp_path / entries(tmp_path)[0].file, tmp_path / CHAIN
    if harm == "added":
        found = entries(tmp_path)
        data = warc.read_bytes()
        warc.write_bytes(data[: found[1].offset] + b"more" + data[found[1].offset :])
    elif harm == "cut":
        warc.write_bytes(warc.read_bytes()[:-1])
    elif harm == "escape":
        chain.write_text(chain.read_text().replace('"pantau-2024', '"../pantau-2024'))
    else:
        other = tmp_path / "elsewhere"
        warc.rename(other)
        warc.symlink_to(other)
    assert verify(tmp_path)


def test_an_export_holds_what_it_needs_and_a_manifest(book, tmp_path):
    book.write(exchange(1), 1)
    book.write(exchange(2), 2)
    book.write(exchange(3), 3)
    book.write(exchange(3, at=NOW + timedelta(hours=1)), 3)
    target = tmp_path / "out" / "kasus.warc.gz"
    target.parent.mkdir()
    exported = export(tmp_path, [3], target)
    assert [piece.entry.number for piece in exported.pieces] == [3, 4]
    assert [one[0] for one in read_warc(target)] == ["warcinfo", "response", "request", "revisit", "request"]
    manifest = json.loads((target.parent / "kasus.warc.gz.json").read_text())
    for line in manifest["exchanges"]:
        at, length = line["in_warc"]["offset"], line["in_warc"]["length"]
        assert hashlib.sha256(target.read_bytes()[at : at + length]).hexdigest() == line["sha256"]
    assert manifest["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert target.stat().st_mode & 0o077 == 0


def test_an_export_of_nothing_leaves_no_file(book, tmp_path):
    book.write(exchange(1), 1)
    assert export(tmp_path, [9], tmp_path / "kasus.warc.gz").pieces == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [CHAIN, "pantau-20241105-01.warc.gz"]


@pytest.mark.parametrize("wanted", [3, 1])
def test_a_chain_of_version_0_1_goes_on(tmp_path, wanted):
    """Its revisits refer to other articles' bodies, its lines lack what was added, its files have no first record."""
    old = EvidenceBook(tmp_path)
    first = old.write(exchange(1), 1)
    line = json.loads((tmp_path / CHAIN).read_text())
    assert "plain" not in line
    data = to_warc(exchange(1, at=NOW + timedelta(hours=1)), 3, (first.url, first.at))
    with (tmp_path / first.file).open("ab") as stream:
        stream.write(data)
    made = replace(first, number=2, article_id=3, offset=first.length, length=len(data), previous=first.hash)
    made = replace(made, sha256=hashlib.sha256(data).hexdigest())
    with (tmp_path / CHAIN).open("a") as chain:
        chain.write(json.dumps(told(made)) + "\n")
    EvidenceBook(tmp_path).write(exchange(2), 2)
    assert verify(tmp_path) == ()
    exported = export(tmp_path, [wanted], tmp_path / "kasus.warc.gz")
    assert [piece.entry.number for piece in exported.pieces] == ([1, 2] if wanted == 3 else [1])
