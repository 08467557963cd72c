"""Evidence as crawls write it: what came over the wire of a real server on loopback."""

import gzip
from datetime import UTC, datetime

from archive.records.page import Entry
from crawlers.evidence.book import entries, records, verify
from tests.crawlers.conftest import read_warc

NOW = datetime(2024, 11, 5, 4, 0, 0, 123456, tzinfo=UTC)


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


def test_what_a_site_sent_stands_in_the_evidence_as_it_was_on_the_wire(lab, site, book, tmp_path):
    def answer(handler):
        body = gzip.compress(lab.article(), mtime=0)
        handler.wfile.write(
            b"HTTP/1.1 200 Siap\r\nX-ZULU: 1\r\ncontent-type: text/html\r\nSet-Cookie: a=1\r\nX-Alfa: 2\r\n"
            b"Set-Cookie: b=2\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
        )

    site.pages = {"/feed/": lab.feed(site, "/a%20b?x=1"), "/a%20b?x=1": answer}
    lab.run(lab.outlet(site), recorder=book)
    (entry,) = entries(tmp_path)
    raw = b"".join(gzip.decompress(records(tmp_path, entry)).split(b"WARC/1.1"))
    assert b"HTTP/1.1 200 Siap\r\nX-ZULU: 1\r\ncontent-type: text/html\r\nSet-Cookie: a=1\r\nX-Alfa: 2\r\nSet-" in raw
    sent = next(headers for path, headers in site.log if path.startswith("/a"))
    asked = raw[raw.index(b"GET /a%20b?x=1 HTTP/1.1\r\n") :].split(b"\r\n\r\n")[0].decode().splitlines()[1:]
    assert dict(line.split(": ", 1) for line in asked) == sent


def test_all_parts_of_a_split_article_are_kept_under_it(lab, site, book, tmp_path):
    first, second = "/berita/camat-diperiksa", "/berita/camat-diperiksa?page=2"
    page = lab.article(extra=f'<a href="{second}">2</a>')
    site.pages = {"/feed/": lab.feed(site, first), first: page, second: lab.article("Bagian dua.")}
    lab.run(lab.outlet(site), recorder=book)
    assert [entry.url.removeprefix(site.home) for entry in entries(tmp_path)] == [first[1:], second[1:]]
    assert {entry.article_id for entry in entries(tmp_path)} == {1}


def test_a_disk_that_is_full_ends_no_crawl(lab, site):
    async def full(exchange, article_id, *, only_again=False):
        raise OSError(28, "No space left on device")

    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "*": lab.article()}
    (report,), _, _ = lab.run(lab.outlet(site), recorder=full)
    assert report.states == {"kept": 2}
    assert any("could not be written" in note for note in report.notes)


def whole_feed(*paths):
    text = "<p>" + "Camat diperiksa pengawas. " * 60 + "</p>"
    items = "".join(f"<item><link>{p}</link><c:encoded><![CDATA[{text}]]></c:encoded></item>" for p in paths)
    return f'<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'


def test_evidence_of_an_article_from_a_feed_follows_redirects_and_tells_of_pages_that_are_gone(
    lab, site, book, tmp_path
):
    moved = (301, {"Location": "/b/"}, b"")
    site.pages = {"/feed/": whole_feed("/a", "/b"), "/b": moved, "/b/": lab.article(), "/a": (404, {}, b"tidak ada")}
    (report,), _, _ = lab.run(lab.outlet(site), recorder=book)
    assert report.states == {"kept": 2}
    assert [one.url.removeprefix(site.home) for one in entries(tmp_path)] == ["b/"]
    assert any("no evidence" in note and "404" in note for note in report.notes)


def test_a_visit_that_finds_the_same_body_becomes_a_revisit_record(lab, site, book, tmp_path):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    lab.run(lab.outlet(site), recorder=book)
    visit = Entry("satu", f"{site.home}a", "revisit", NOW)
    for extra in ("", "<p>Dibaca 17 kali.</p>"):  # the second time its body differs and says the same
        site.pages["/a"] = lab.article(extra=extra)
        lab.run(lab.outlet(site), recorder=book, sink=lab.Pages("unchanged"), revisit={"satu": (visit,)})
    found = entries(tmp_path)
    assert [one.article_id for one in found] == [1, 1]
    kinds = [one[0] for one in read_warc(tmp_path / found[0].file)]
    assert kinds == ["warcinfo", "response", "request", "revisit", "request"]
