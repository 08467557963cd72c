# ruff: noqa: E501, ARG005 - attacks are spelled out in one line each
"""What hostile sites do, each with its stated end, bounded in time and memory; a good outlet is crawled afterwards."""

import asyncio
import gzip
import socket
import ssl
import subprocess
import sys
import zlib

import aiohttp
import brotli
import psutil
import pytest

from base.address import parse_networks
from crawlers.outlet import Discover
from tests.spending import grows_evenly

MEMORY = 300 * 1024 * 1024
ENDLESS = 100_000_000  # bytes: ten times what is read of any answer, and far more than waits on the way
SLOW = 400  # pieces of an answer with a pause behind each: two minutes
REQUESTS = 12  # of a crawl: robots.txt, feed, two pages, and what they may lead to
HASTY = 3.0  # seconds for one answer, where the site takes its time


def endless(handler, head, chunk, pause=0.0):
    """Send `chunk` until the other side leaves or the test ends; say when it never left."""
    site = handler.server.RequestHandlerClass.site
    try:
        handler.wfile.write(head)
        for _ in range(SLOW if pause else ENDLESS // len(chunk)):
            if site.ended.wait(pause) if pause else site.ended.is_set():
                return
            handler.wfile.write(chunk)
        site.heard_out.append(handler.path)
    except OSError:
        pass


def raw(answer):
    def send(handler):
        handler.wfile.write(answer)

    return send


def bomb(encoding):
    plain = b"\0" * 60_000_000
    if encoding == "gzip":
        return gzip.compress(plain, 9)
    if encoding == "deflate":
        return zlib.compress(plain, 9)
    if encoding == "br":
        return brotli.compress(plain, quality=1)
    from backports import zstd

    return zstd.compress(plain)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ATTACKS = {
    "gzip bomb": (lambda h: (200, {"Content-Encoding": "gzip"}, bomb("gzip")), {"failed"}),
    "deflate bomb": (lambda h: (200, {"Content-Encoding": "deflate"}, bomb("deflate")), {"failed"}),
    "br bomb": (lambda h: (200, {"Content-Encoding": "br"}, bomb("br")), {"failed"}),
    "zstd bomb": (lambda h: (200, {"Content-Encoding": "zstd"}, bomb("zstd")), {"failed"}),
    "bomb in a bomb": (lambda h: (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(bomb("gzip"))), {"failed"}),
    "endless body": (lambda h: endless(h, HEAD + b"\r\n", b"x" * 65_536), {"failed"}),
    "huge length": (raw(HEAD + b"Content-Length: 99999999999\r\n\r\nx"), {"failed"}),
    "endless headers": (lambda h: endless(h, HEAD, b"X-A: " + b"a" * 1000 + b"\r\n"), {"failed"}),
    "one endless header": (lambda h: endless(h, HEAD + b"X-A: ", b"a" * 65_536), {"failed"}),
    "slow headers": (lambda h: endless(h, b"HTTP/1.1 200 OK\r\n", b"X: a\r\n", 0.3), {"failed"}),
    "slow body": (lambda h: endless(h, HEAD + b"Content-Length: 100000\r\n\r\n", b"x", 0.3), {"failed"}),
    "cut gzip": (lambda h: (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>utuh</p>" * 999)[:-30]), {"failed"}),
    "cut length": (raw(HEAD + b"Content-Length: 1000\r\n\r\n<p>sepotong"), {"failed"}),
    "reset": (lambda h: h.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"), {"failed"}),
    "no http": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), {"failed"}),
    "two lengths": (raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>ab</p>"), {"failed"}),
    "length and chunks": (
        raw(HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"),
        {"failed"},
    ),
    "a length below nought": (raw(HEAD + b"Content-Length: -5\r\n\r\n<p>ab</p>"), {"failed"}),
    "a damaged chunk": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nabcde\r\n0\r\n\r\n"), {"failed"}),
    "a body where none may be": (raw(b"HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc"), {"failed"}),
    "a NUL in a header": (raw(HEAD + b"X-A: a\0b\r\nContent-Length: 9\r\n\r\n<p>ab</p>"), {"failed"}),
    "not modified though not asked": (raw(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'), {"failed"}),
    "a part of a page": (raw(b"HTTP/1.1 206 Partial\r\nContent-Length: 9\r\n\r\n<p>ab</p>"), {"failed"}),
    "an address of noise": (
        raw(b"HTTP/1.1 302 Found\r\nLocation: /a\x01\xffb\r\nContent-Length: 0\r\n\r\n"),
        {"failed"},
    ),
    "a soft 404": (lambda h: b"<title>404 Halaman tidak ditemukan</title><h1>Halaman tidak ditemukan</h1>", {"gone"}),
    "to itself": (lambda h: (302, {"Location": h.path}, b""), {"failed"}),
    "circle": (lambda h: (302, {"Location": "/x1" if h.path == "/x2" else "/x2"}, b""), {"failed"}),
    "ever further": (lambda h: (302, {"Location": h.path + "x"}, b""), {"failed"}),
    "to a file": (lambda h: (302, {"Location": "file:///etc/passwd"}, b""), {"refused"}),
    "to a private address": (lambda h: (302, {"Location": "http://10.0.0.1/"}, b""), {"refused"}),
    "to link-local": (lambda h: (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""), {"refused"}),
    "to a number": (lambda h: (302, {"Location": "http://2852039166/"}, b""), {"refused"}),
    "to mapped IPv6": (lambda h: (302, {"Location": "http://[::ffff:10.0.0.1]/"}, b""), {"refused"}),
    "no address": (lambda h: (302, {"Location": "http://[::1/"}, b""), {"failed", "refused"}),
    "a meta refresh": (lambda h: b'<meta http-equiv=refresh content="0;url=http://10.0.0.1/"><p>x', {"refused"}),
    "a meta refresh to a file": (
        lambda h: b'<meta http-equiv=refresh content="0;url=file:///etc/passwd"><p>x',
        {"refused"},
    ),
    "a meta refresh to itself": (
        lambda h: b'<meta http-equiv=refresh content="1;url=%b"><p>x' % h.path.encode(),
        {"failed"},
    ),
    "ever further by meta refresh": (
        lambda h: b'<meta http-equiv=refresh content="0;url=%bx"><p>x' % h.path.encode(),
        {"failed"},
    ),
    "a lying charset": (lambda h: (200, {"Content-Type": "text/html; charset=utf-99"}, b"<p>\xff\xfe</p>"), {"kept"}),
    "NULs": (lambda h: b"<p>a\0b</p>" * 100, {"kept"}),
    "gzip that is none": (lambda h: (200, {"Content-Encoding": "gzip"}, b"<p>polos</p>"), {"kept"}),
    "unknown encoding": (lambda h: (200, {"Content-Encoding": "rot13"}, b"<p>polos</p>"), {"failed"}),
    "a million question marks": (lambda h: b"?" * 9_000_000, {"kept"}),
    "duplicate headers": (
        raw(HEAD + b"Content-Type: application/pdf\r\nETag: 1\r\nETag: 2\r\nContent-Length: 9\r\n\r\n<p>ab</p>"),
        {"kept"},
    ),
    "UTF-16 named as Latin": (
        lambda h: (200, {"Content-Type": "text/html; charset=latin-1"}, "<p>dua bita</p>".encode("utf-16")),
        {"kept"},
    ),
    "deep nesting": (lambda h: b"<div>" * 200_000, {"kept"}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_page_ends_as_stated_within_bounds(lab, site, name):
    attack, states = ATTACKS[name]
    site.pages = {
        "/feed/": lab.feed(site, "/x1", "/baik"),
        "/robots.txt": b"",
        "/x1": attack,
        "/baik": lab.article("baik"),
        "*": attack,
    }
    before = psutil.Process().memory_info().rss
    (report,), pages, _ = lab.run(lab.outlet(site), timeout=HASTY if name.startswith("slow") else lab.patient)
    assert not site.heard_out
    assert site.hits.total() <= REQUESTS
    assert psutil.Process().memory_info().rss - before < MEMORY
    assert sum(report.states.values()) == report.found == 2
    assert set(report.states) <= states | {"kept"}
    assert report.states.get("kept", 0) == (2 if states == {"kept"} else 1)
    assert any(b"baik" in page.body for page in pages)


FEEDS = {
    "billion laughs": lambda h: (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><link>&b;</link></item></channel></rss>'
    ),
    "XXE": lambda h: (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&a;</link></item></channel></rss>'
    ),
    "a feed of 50 MB": lambda h: endless(
        h, HEAD + b"\r\n<rss><channel>", b"<item><link>http://x/</link></item>" * 2000
    ),
    "a bomb": lambda h: (200, {"Content-Encoding": "gzip"}, bomb("gzip")),
    "a redirect to a private address": lambda h: (302, {"Location": "http://192.168.0.1/feed"}, b""),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed_is_left_for_the_next_means(lab, site, name):
    link = "/berita/12345/judul-yang-cukup-panjang"
    site.pages = {"/feed/": FEEDS[name], "/": f'<a href="{link}">x</a>', link: lab.article()}
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("feed", "/feed/"), Discover("home", "/")))
    assert not site.heard_out
    assert site.hits.total() <= REQUESTS
    assert (report.means, len(pages)) == (("home",), 1)
    assert report.notes


@pytest.mark.parametrize("name", ["billion laughs", "XXE"])
def test_a_hostile_sitemap_is_refused(lab, site, name):
    site.pages = {"/s.xml": FEEDS[name](None).replace(b"rss", b"urlset")}
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("sitemap", "/s.xml")))
    assert (report.outcome, pages) == ("failed", [])
    assert "declares entities and is refused" in report.reason


def test_a_home_page_of_a_million_links_is_bounded(lab, site):
    links = b"".join(b'<a href="/b/%d/a-b-c-d">x</a>' % n for n in range(320_000))[:9_900_000]

    def crawl(home):
        site.pages = {"/": home, "*": lab.article()}
        return lab.run(lab.outlet(site, Discover("home", "/")), most=20)

    before = psutil.Process().memory_info().rss
    (report,), pages, _ = crawl(links)
    assert psutil.Process().memory_info().rss - before < MEMORY
    assert (len(pages), report.found) == (20, 500)
    assert grows_evenly(crawl, links, most=0.3)


def test_a_calendar_trap_and_a_sitemap_that_names_itself_end(lab, site):
    def trap(handler):
        n = int(handler.path.rsplit("/", 1)[-1] or 0)
        return f'<h2><a href="/berita/{n}5555/judul">x</a></h2><a rel="next" href="/arsip/{n + 1}">lagi</a>'

    site.pages = {"*": lambda h: trap(h) if "/arsip" in h.path else lab.article()}
    (report,), pages, state = lab.run(lab.outlet(site, Discover("listing", "/arsip/0", links="h2 a")))
    (report,), pages, state = lab.run(lab.outlet(site, Discover("listing", "/arsip/0", links="h2 a")), state=state)
    assert report.found <= 5
    site.pages = {"/s.xml": f"<sitemapindex><sitemap><loc>{site.home}s.xml</loc></sitemap></sitemapindex>"}
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("sitemap", "/s.xml")))
    assert site.hits["/s.xml"] == 1
    assert not pages


@pytest.mark.parametrize("allow", [(), parse_networks(["10.0.0.0/8"])])
def test_a_loopback_outlet_is_refused_unless_its_network_is_named(lab, site, allow):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    (report,), pages, _ = lab.run(lab.outlet(site, allow_network=allow))
    assert not site.hits
    assert not pages
    assert "not a public address" in report.notes[0]


def test_a_name_that_leads_to_a_private_address_is_refused(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    home = f"http://localhost:{site.port}/"
    (report,), pages, _ = lab.run(lab.outlet(site, home=home, allow_network=()))
    assert not site.hits
    assert not pages
    assert "not public; name its network" in report.notes[0]
    (report,), _, _ = lab.run(lab.outlet(site, home=home))
    assert site.hits["/feed/"]


def test_a_name_that_changes_its_answer_gains_nothing(lab, site, monkeypatch):
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked = []

    async def resolve(_loop, host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    async def unreachable(*_, **__):
        raise OSError("no route")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    home = f"http://ganti-alamat.example:{site.port}/"
    site.pages = {"/feed/": lab.feed(site, "/a"), "*": lab.article()}
    with monkeypatch.context() as first:
        first.setattr(aiohttp.connector.aiohappyeyeballs, "start_connection", unreachable)
        (report,), _, state = lab.run(lab.outlet(site, home=home, allow_network=()))
    assert (report.outcome, asked) == ("unreachable", ["ganti-alamat.example"])
    (report,), _, _ = lab.run(lab.outlet(site, home=home, allow_network=()), state=state)
    assert "not public" in report.reason
    assert not site.hits


def test_a_self_signed_certificate_is_refused_unless_the_outlet_says_otherwise(lab, make_site, tmp_path):
    pem = tmp_path / "x.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", pem, "-out", tmp_path / "c.pem"], check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", pem)
    site = make_site(wrap=lambda s: context.wrap_socket(s, server_side=True))
    home = site.home.replace("http:", "https:")
    site.pages = {"/feed/": b"<rss><channel><item><link>/a</link></item></channel></rss>", "/a": lab.article()}
    (report,), _, _ = lab.run(lab.outlet(site, home=home))
    assert (report.outcome, report.reason) == ("unreachable", "the TLS certificate cannot be verified")
    (report,), _, _ = lab.run(lab.outlet(site, home=home, verify_tls=False))
    assert report.outcome == "ok"


def test_consoles_and_local_schemes_are_off():
    shown = subprocess.run(
        [sys.executable, "-m", "scrapy", "settings", "--get", "TELNETCONSOLE_ENABLED"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == "False"
    from crawlers import settings

    assert not settings.REMOTE_CONTROL_ENABLED
    assert {name for name, handler in settings.DOWNLOAD_HANDLERS.items() if handler is None} >= {
        "file",
        "ftp",
        "s3",
        "data",
    }
