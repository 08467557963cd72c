"""Many invented outlets on loopback addresses of their own, in one process: for benchmarks, faults and endurance.

Outlet number i answers at 127.1.x.y. What it has published follows from the time alone, so that whoever checks an
archive knows what has to be in it. Some articles report a case; persons and places are invented.
"""

import asyncio
import html
import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

FEED_ITEMS = 100
RFC_822 = "%a, %d %b %Y %H:%M:%S +0000"
FIRST = ("Arman", "Badu", "Cipta", "Darto", "Eman", "Fajri", "Gunadi", "Harno", "Iswan", "Jarot", "Karta", "Lukito")
LAST = ("Contoh", "Rekaan", "Misalan", "Umpama", "Andai", "Tamsil", "Ibarat", "Khayal", "Fiktif", "Rupa", "Citra")
PLACES = ("Sukamaju", "Mekarsari", "Tanjungrejo", "Karangjati", "Wonosari", "Banjarsari", "Purwodadi", "Sidomulyo")
OFFICES = ("Camat", "Lurah", "Kepala dinas pendidikan", "Sekretaris daerah", "Kepala sekolah negeri", "Staf kelurahan")
ACTS = (
    "hadir dalam kampanye pasangan calon bupati nomor urut {n}",
    "mengunggah foto bersama calon wali kota nomor urut {n} di media sosial",
    "mengajak warga memilih pasangan calon gubernur nomor urut {n}",
    "memakai kendaraan dinas untuk mengantar tim pemenangan calon nomor urut {n}",
)
PLAIN = ("pasar", "panen", "jembatan", "lomba", "hujan", "harga", "beras", "jalan", "warga", "pameran", "kebun")


@dataclass(frozen=True)
class World:
    """What exists.

    Args:
        outlets: Their number.
        ready: Articles of each outlet at the start.
        every: Seconds between two later articles of an outlet; 0: none come.
        latency: Seconds before each answer.
        case_one_in: Of the articles, how many report a case.
        faults: Share of the answers that fail: errors, cut connections, slow answers.
        began: Unix time of the start.
        port: Where all of them listen.
    """

    outlets: int
    ready: int
    every: float = 0.0
    latency: float = 0.0
    case_one_in: int = 5
    faults: float = 0.0
    began: float = field(default_factory=time.time)
    port: int = 0

    def address(self, outlet: int) -> str:
        """Return host and port of an outlet."""
        return f"127.1.{outlet // 250}.{outlet % 250 + 1}:{self.port}"

    def published(self, outlet: int, number: int) -> float:
        """Return when an article was published, Unix time."""
        if number < self.ready:
            return self.began - 60 * (self.ready - number)
        return self.began + (number - self.ready + (outlet % 97) / 97) * self.every

    def count(self, outlet: int, now: float) -> int:
        """Return how many articles an outlet has published by now."""
        if not self.every:
            return self.ready
        return self.ready + max(0, int((now - self.began) / self.every - (outlet % 97) / 97) + 1)

    def url(self, outlet: int, number: int) -> str:
        """Return the address of an article."""
        return f"http://{self.address(outlet)}/berita/{number}/{title(self, outlet, number).lower().replace(' ', '-')}"

    def cases(self, before: float) -> Iterator[str]:
        """Yield the addresses of all case stories published before an instant."""
        for outlet in range(self.outlets):
            for number in range(self.count(outlet, before)):
                if is_case(self, outlet, number):
                    yield self.url(outlet, number)

    def write_config(self, folder: Path) -> None:
        """Write the outlets into a configuration folder, in place of those that are there."""
        for path in (folder / "outlets").glob("*.yaml"):
            path.unlink()
        entries = [
            f"- id: o{number:04}\n  name: Warta {number}\n  home: http://{self.address(number)}/\n"
            f"  region: '63'\n  timezone: Asia/Makassar\n  discover: [{{feed: /feed/}}]\n"
            f"  delay: 0.0\n  poll: {{minutes: [1, 5]}}\n  allow_network: 127.0.0.0/8\n  enabled: true\n"
            for number in range(self.outlets)
        ]
        (folder / "outlets" / "all.yaml").write_text("".join(entries), encoding="utf-8")


def is_case(world: World, outlet: int, number: int) -> bool:
    """Tell whether an article reports a case."""
    return (outlet + number) % world.case_one_in == 0


def title(world: World, outlet: int, number: int) -> str:
    """Return the headline of an article."""
    dice = random.Random(outlet * 100_003 + number)  # noqa: S311 - invented text
    if not is_case(world, outlet, number):
        return f"{dice.choice(PLAIN)} {dice.choice(PLAIN)} {number} di {dice.choice(PLACES)}".title()
    return f"{dice.choice(OFFICES)} {dice.choice(PLACES)} diduga langgar netralitas ASN ke {outlet} {number}"


def text(world: World, outlet: int, number: int) -> list[str]:
    """Return the paragraphs of an article."""
    dice = random.Random(outlet * 100_003 + number)  # noqa: S311
    filler = [" ".join(dice.choice(PLAIN) + dice.choice(("", "nya", "an")) for _ in range(45)) + "." for _ in range(12)]
    if not is_case(world, outlet, number):
        return filler
    office, place = dice.choice(OFFICES), dice.choice(PLACES)
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    act = dice.choice(ACTS).format(n=dice.randint(1, 4))
    return [
        f"{place.upper()} - {office} {place} berinisial {name} diduga {act}, kata Bawaslu di {place}, kasus {outlet}.",
        f'"Kami sudah memanggil {name} untuk klarifikasi soal netralitas ASN," kata ketua Bawaslu, laporan {number}.',
        *filler[:4],
    ]


def page(world: World, outlet: int, number: int) -> bytes:
    """Return an article's page."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text(world, outlet, number))
    head = html.escape(title(world, outlet, number))
    return (
        f"<html><head><title>{head} - Warta {outlet}</title></head><body><article><h1>{head}</h1>{body}</article>"
        f"<aside>{'<a href=/x>lain</a> ' * 40}</aside></body></html>"
    ).encode()


def feed(world: World, outlet: int, now: float) -> tuple[str, bytes]:
    """Return validator and body of an outlet's feed."""
    count = world.count(outlet, now)
    items = "".join(
        f"<item><title>{html.escape(title(world, outlet, number))}</title><link>{world.url(outlet, number)}</link>"
        f"<pubDate>{datetime.fromtimestamp(world.published(outlet, number), UTC):{RFC_822}}</pubDate></item>"
        for number in range(count - 1, max(count - FEED_ITEMS, 0) - 1, -1)
    )
    return f'"{count}"', f"<rss version='2.0'><channel><title>Warta</title>{items}</channel></rss>".encode()


def _serve(pipe: Connection, world: World) -> None:
    dice = random.Random(7)  # noqa: S311

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, _, third, fourth = map(int, writer.get_extra_info("sockname")[0].split("."))
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(world.latency)
                if dice.random() < world.faults and not await _fault(writer, dice):
                    break
                writer.write(_answer(world, third * 250 + fourth - 1, head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def main() -> None:
        nonlocal world
        server = await asyncio.start_server(handle, "0.0.0.0", 0, backlog=4096)  # noqa: S104 - all of 127.0.0.0/8
        world = replace(world, port=server.sockets[0].getsockname()[1])
        pipe.send(world)
        await server.serve_forever()

    asyncio.run(main())


async def _fault(writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    """Make trouble; tell whether the answer still follows."""
    kind = dice.choice(("error", "cut", "abort", "slow"))
    if kind == "error":
        writer.write(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    elif kind == "cut":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50000\r\n\r\n<html>cut")
    elif kind == "abort":
        writer.transport.abort()
        return False
    else:
        await asyncio.sleep(2)
        return True
    await writer.drain()
    return False


def _answer(world: World, outlet: int, head: bytes) -> bytes:
    path = head.split(b" ", 2)[1].decode()
    if path.startswith("/berita/"):
        number = int(path.split("/")[2])
        if number < world.count(outlet, time.time()):
            return _ok(page(world, outlet, number), "text/html; charset=utf-8", "")
    elif path == "/feed/":
        tag, body = feed(world, outlet, time.time())
        if f"If-None-Match: {tag}".encode() in head:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        return _ok(body, "application/rss+xml", f"ETag: {tag}\r\n")
    elif path == "/":
        return _ok(b"<html><body><h1>Warta</h1></body></html>", "text/html", "")
    return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def _ok(body: bytes, kind: str, more: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def serving(world: World) -> Iterator[World]:
    """Serve a world in a process of its own; gives it with its port."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, world), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.kill()
        process.join(10)
