"""A stock pywb, in an environment and a process of its own (it is GPL), replays exported evidence byte for byte.

`make test-pywb` makes the environment in `.pywb/`; PANTAU_PYWB names another one's folder of programs.
"""

import gzip
import http.client
import json
import os
import socket
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest

from archive.database import migrate, open_database, read
from archive.store.evidence_keys import find_keys
from crawlers.decode import zstd
from crawlers.evidence.book import EvidenceBook, export
from crawlers.evidence.cdx import index
from crawlers.evidence.wacz import export_wacz
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange
from pantau.settings import ROOT

PROGRAMS = Path(os.environ.get("PANTAU_PYWB", ROOT / ".pywb" / "bin"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (PROGRAMS / "wayback").exists(), reason="no pywb; run: make test-pywb"),
]
NOW = datetime(2024, 11, 5, 4, 0, 0, 250_000, tzinfo=UTC)
PAGE = ("<html><head><title>Camat diperiksa</title></head><body>" + "<p>Tiga saksi.</p>" * 400 + "</body>").encode()
LATIN = "<p>Café, caf\u00e9</p>".encode("latin-1")


def exchange(path: str, body: bytes, *headers: tuple[str, str], at: datetime = NOW) -> Exchange:
    """Return what a site sent; the length is told unless the headers say chunked."""
    told = (
        headers
        if any(name.lower() == "transfer-encoding" for name, _ in headers)
        else (*headers, ("Content-Length", str(len(body))))
    )
    sent = (("Host", "www.satu.example.com"), ("User-Agent", "Pantau"), ("Accept", "*/*"))
    return Exchange(f"https://www.satu.example.com{path}", at, sent, 200, told, body, "203.0.113.5")


HTML = ("Content-Type", "text/html; charset=utf-8")
CHUNKED = ("Transfer-Encoding", "chunked")
SENT = [
    exchange("/polos", PAGE, HTML),
    exchange("/gzip", gzip.compress(PAGE, mtime=0), HTML, ("Content-Encoding", "gzip")),
    exchange("/gzip-chunked", gzip.compress(PAGE, 1, mtime=0), HTML, ("Content-Encoding", "gzip"), CHUNKED),
    exchange("/chunked", PAGE[::-1], HTML, ("transfer-encoding", "Chunked")),
    exchange("/deflate", zlib.compress(PAGE), HTML, ("Content-Encoding", "deflate")),
    exchange("/br", brotli.compress(PAGE), HTML, ("Content-Encoding", "br")),
    exchange("/zstd", zstd.compress(PAGE), HTML, ("Content-Encoding", "zstd"), CHUNKED),
    exchange("/latin", LATIN, ("Content-Type", "text/html; charset=iso-8859-1")),
    exchange("/tanpa-jenis", b"\x00\x01\xff" * 999),
    exchange(
        "/Berita/Camat%20Diperiksa?b=2&A=1&p=%C3%A9", PAGE + b"1", HTML, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")
    ),
    exchange("/kosong", b"", HTML),
]


@dataclass(frozen=True)
class Replay:
    """A running pywb."""

    port: int

    def get(self, collection: str, sent: Exchange) -> tuple[int, list[tuple[str, str]], bytes]:
        """Return status, headers and body as they come over the wire."""
        at = sent.at.strftime("%Y%m%d%H%M%S")
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            asked = {"Accept-Encoding": "gzip, deflate, br, zstd"}
            connection.request("GET", f"/{collection}/{at}id_/{sent.url}", headers=asked)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write sealed evidence through the archive and hand it out in both forms."""
    folder = tmp_path_factory.mktemp("evidence")
    engine = open_database(f"sqlite:///{folder / 'pantau.db'}")
    migrate(engine)
    book = EvidenceBook(folder / "book", Witness(engine))
    for number, one in enumerate(SENT):
        book.write(one, number + 1)
        book.write(replace(one, at=one.at + timedelta(hours=6)), number + 1)
    ids = range(1, len(SENT) + 1)
    with read(engine) as connection:
        keys = find_keys(connection, ids)
    assert len(export(folder / "book", ids, folder / "kasus.warc.gz", keys=keys).pieces) == 2 * len(SENT)
    export_wacz(
        folder / "book", ids, folder / "kasus.wacz", title="2024-0001", created="2024-11-06T00:00:00Z", keys=keys
    )
    engine.dispose()
    return folder


@pytest.fixture(scope="module")
def replay(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """Take both into a stock pywb and serve them."""
    home = tmp_path_factory.mktemp("pywb")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}  # nothing of ours is seen there

    def manage(*arguments: str) -> None:
        subprocess.run(
            [PROGRAMS / "wb-manager", *arguments], cwd=home, env=environment, check=True, capture_output=True
        )

    for collection in ("warc", "wacz"):
        manage("init", collection)
    manage("add", "warc", str(exported / "kasus.warc.gz"))
    manage("add", "--unpack-wacz", "wacz", str(exported / "kasus.wacz"))
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [PROGRAMS / "wayback", "-b", "127.0.0.1", "-p", str(port)],
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
                break
            time.sleep(0.1)
        yield Replay(port)
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize("collection", ["warc", "wacz"])
@pytest.mark.parametrize("again", [False, True], ids=["response", "revisit"])
@pytest.mark.parametrize("number", range(len(SENT)), ids=[one.url.rsplit("/", 1)[-1] for one in SENT])
def test_a_page_is_replayed_byte_for_byte(replay: Replay, collection: str, number: int, *, again: bool) -> None:
    sent = SENT[number] if not again else replace(SENT[number], at=SENT[number].at + timedelta(hours=6))
    status, headers, body = replay.get(collection, sent)
    assert status == 200
    assert body == sent.body
    got = {name.lower(): value for name, value in headers}
    for name, value in sent.response_headers:
        if name == "Content-Encoding":
            assert got["content-encoding"] == value
    assert got["memento-datetime"] == sent.at.strftime("%a, %d %b %Y %H:%M:%S GMT")


def test_a_player_of_webrecorders_finds_the_wacz_valid(exported: Path) -> None:
    """py-wacz, in the same environment, checks structure, hashes, index and digest."""
    program = PROGRAMS / "wacz"
    if not program.exists():
        pytest.skip("no py-wacz; run: make test-pywb")
    done = subprocess.run(
        [program, "validate", "-f", exported / "kasus.wacz"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "invalid" not in done.stdout


def test_our_index_has_the_keys_that_pywb_makes(exported: Path) -> None:
    made = subprocess.run(
        [PROGRAMS / "cdx-indexer", "-j", "-s", exported / "kasus.warc.gz"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    with (exported / "kasus.warc.gz").open("rb") as stream:
        ours = "".join(index(stream, "kasus.warc.gz")).splitlines()

    def essence(line: str) -> tuple[str, str, str, str, str]:
        key, at, told = line.split(" ", 2)
        fields = json.loads(told)
        return key, at, fields["url"], fields["offset"], fields["length"]

    assert [essence(line) for line in ours] == [essence(line) for line in made if not line.startswith(" CDX")]
