"""`pantau.client` over the real application: paging, ETags, waiting, faults; and the example of the documentation."""

import csv
import runpy
import socket
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

import pantau.client.archive as module
from archive.database import write
from pantau.client import Archive, ArchiveFault
from web.security.people import add_token

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
Store = Callable[..., int]


def fill(store: Store, count: int) -> None:
    for number in range(1, count + 1):
        text = f"Guru Orang{number} Nama{number} dilaporkan ke Bawaslu karena mengajak warga memilih {number}. Netral."
        region = (f"{11 + number}.{1 + number % 9:02d}", f"Kabupaten {number}")
        store(number, text=text, title=f"Berita {number}", name=f"Orang{number} Nama{number}", region=region)


@pytest.fixture
def asked() -> list[httpx.Response]:
    return []


@pytest.fixture
def archive_client(client: TestClient, asked: list[httpx.Response]) -> Archive:
    client.event_hooks["response"] = [asked.append]
    return Archive(http=client)


def test_lists_go_on_to_the_last_page(
    archive_client: Archive, store: Store, asked: list[httpx.Response], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    fill(store, 5)
    articles = list(archive_client.articles("bawaslu"))
    assert sorted(article.id for article in articles) == [1, 2, 3, 4, 5]
    assert len(asked) == 3
    assert len(list(archive_client.articles("bawaslu", limit=3))) == 3
    cases = list(archive_client.cases())
    assert len({case.code for case in cases}) == 5
    assert {case.region for case in archive_client.cases(region="12")} == {"12.02"}
    assert list(archive_client.cases(since=date(2030, 1, 1))) == []


def test_answers_have_types(archive_client: Archive, store: Store) -> None:
    fill(store, 2)
    article = next(archive_client.articles("bawaslu"))
    assert (article.kind, article.stage, article.published) == ("incident", "S3", True)
    assert article.day == date(2024, 10, 31)
    case = archive_client.case(article.case or "")
    assert (case.acts, case.stage, case.review, case.sources) == (("A10",), "S3", "unreviewed", 1)
    assert archive_client.article(article.id)["acts"][0]["code"] == "A10"
    count = archive_client.count("bawaslu")
    assert (count.total, count.basis, count.facets["act"]) == (2, "exact", {"A10": 2})
    assert archive_client.figures().months[0].cases == 2


def test_what_did_not_change_is_not_sent_again(
    archive_client: Archive, store: Store, asked: list[httpx.Response]
) -> None:
    fill(store, 1)
    first, again = archive_client.figures(), archive_client.figures()
    assert first == again
    assert [answer.status_code for answer in asked] == [200, 304]
    fill(store, 2)
    assert archive_client.figures().months[0].cases == 2


def test_the_servers_words_are_in_the_fault(archive_client: Archive) -> None:
    with pytest.raises(ArchiveFault, match="kolom") as fault:
        list(archive_client.articles("camat ("))
    assert fault.value.status == 400
    with pytest.raises(ArchiveFault) as missing:
        archive_client.case("2024-9999")
    assert missing.value.status == 404


def test_a_server_that_asks_to_wait_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    answers = [httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(200, json={"id": 1})]
    transport = httpx.MockTransport(lambda _request: answers.pop(0))
    archive = Archive(http=httpx.Client(transport=transport, base_url="http://x"))
    assert archive.article(1) == {"id": 1}
    assert waited == [7.0]


def test_a_token_opens_what_its_scopes_say(
    login: Callable[[str], TestClient], make: Any, archive: Engine, store: Store, tmp_path: Path
) -> None:
    fill(store, 3)
    login("reader")
    with write(archive) as connection:
        reads = add_token(connection, "si-reader", "baca", ("read",), NOW, timedelta(days=1))
        exports = add_token(connection, "si-reader", "ekspor", ("read", "export"), NOW, timedelta(days=1))
    with pytest.raises(ArchiveFault) as fault:
        list(Archive(http=make()).articles())
    assert fault.value.status == 401
    with pytest.raises(ArchiveFault, match="export"):
        Archive(http=make(), token=reads).export("bawaslu", tmp_path / "a.csv")
    assert list(tmp_path.glob("*a.csv*")) == []
    target = Archive(http=make(), token=exports).export("bawaslu", tmp_path / "b.csv")
    with target.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 3


def test_the_example_of_the_documentation_runs(
    client: TestClient, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    fill(store, 3)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module.httpx, "Client", lambda **_values: client)
    runpy.run_path(str(ROOT / "docs" / "examples" / "attention.py"))
    told = capsys.readouterr().out
    assert "3 articles (exact)" in told
    assert "2024-11  ###  3 newsrooms" in told
    assert (tmp_path / "netralitas.csv").stat().st_size > 200
    assert zipfile.is_zipfile(tmp_path / "netralitas.zip")


def test_a_server_that_is_not_there_is_told_with_its_address(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    asked = (
        lambda one: one.figures(),
        lambda one: list(one.articles("camat")),
        lambda one: one.export("", tmp_path / "x"),
    )
    for ask in asked:
        with pytest.raises(ArchiveFault, match=f"No archive answers at {address}.*pantau web") as caught:
            ask(Archive(address, timeout=2))
        assert caught.value.status == 0
