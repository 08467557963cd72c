import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.evidence.book import CHAIN, EvidenceBook, entries, export, verify
from crawlers.job import Exchange

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


@pytest.fixture
def book(tmp_path):
    return EvidenceBook(tmp_path)


def read(path):
    with path.open("rb") as stream:
        return [(r.rec_type, r.rec_headers, r.http_headers, r.raw_stream.read()) for r in ArchiveIterator(stream)]


def test_request_and_response_are_kept_as_received(book, tmp_path):
    entry = book.write(exchange(), 7)
    response, request = sorted(read(tmp_path / entry.file), key=lambda r: r[0], reverse=True)
    assert (response[0], request[0]) == ("response", "request")
    assert response[3] == exchange().body
    assert response[1].get_header("WARC-Date") == "2024-11-05T04:00:00.123456Z"
    assert response[1].get_header("WARC-IP-Address") == "203.0.113.5"
    assert response[1].get_header("Pantau-Article") == "7"
    assert response[2].get_header("Content-Length") == str(len(exchange().body))
    assert response[2].get_header("Transfer-Encoding") is None
    assert response[2].get_header("Set-Cookie") == "a=1"
    assert request[2].protocol == "GET"
    assert request[2].statusline.startswith("/berita/1?x=1")


def test_a_body_seen_before_becomes_a_revisit(book, tmp_path):
    first = book.write(exchange(), 1)
    again = book.write(exchange(at=NOW + timedelta(hours=6)), 1)
    kinds = [r[0] for r in read(tmp_path / again.file)]
    assert sorted(kinds) == ["request", "request", "response", "revisit"]
    revisit = next(r for r in read(tmp_path / again.file) if r[0] == "revisit")
    assert revisit[1].get_header("WARC-Refers-To-Date") == first.at
    assert first.payload == again.payload


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
    assert len(read(file)) == 4


def test_an_export_holds_what_it_needs_and_a_manifest(book, tmp_path):
    book.write(exchange(1), 1)
    book.write(exchange(2), 2)
    book.write(exchange(1, at=NOW + timedelta(days=1)), 3)
    target = tmp_path / "out" / "kasus.warc.gz"
    target.parent.mkdir()
    assert export(tmp_path, [3], target) == 1
    assert sorted(r[0] for r in read(target)) == ["request", "request", "response", "revisit"]
    manifest = json.loads((target.parent / "kasus.warc.gz.json").read_text())
    assert [e["number"] for e in manifest["exchanges"]] == [1, 3]


def test_a_kept_article_of_a_feed_is_fetched_once_for_its_evidence(lab, site, book, tmp_path):
    text = "<p>" + "Camat diperiksa pengawas. " * 60 + "</p>"
    body = f'<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><link>/a</link><c:encoded><![CDATA[{text}]]></c:encoded></item><item><link>/b</link></item></channel></rss>'
    page = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(lab.article()))
    site.pages = {"/feed/": body, "/a": page, "/b": page}
    (report,), _, _ = lab.run(lab.outlet(site), recorder=book)
    assert report.states == {"kept": 2}
    assert sorted(e.url.rsplit("/", 1)[-1] for e in entries(tmp_path)) == ["a", "b"]
    assert (site.hits["/a"], site.hits["/b"]) == (1, 1)
    assert verify(tmp_path) == ()
    lab.run(lab.outlet(site), recorder=book, sink=lab.Pages("unrelated"), again=True)
    assert len(entries(tmp_path)) == 2
