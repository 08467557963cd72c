"""Evidence on the page of an article, tokens made and revoked, the tile grid."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import write
from archive.store.articles import load_article, store_article
from crawlers.evidence.book import EvidenceBook
from crawlers.job import Exchange
from web.data.proof import Proofs
from web.mapping.tiles import PROVINCES, Cell, of_country, of_province

Store = Callable[..., int]
AT = datetime(2024, 10, 31, 1, tzinfo=UTC)


def exchange(number: int) -> Exchange:
    headers = (("Content-Type", "text/html"),)
    return Exchange(f"https://contoh.example/{number}", AT, (), 200, headers, f"<p>{number}</p>".encode(), "192.0.2.1")


def test_the_article_names_its_evidence_and_says_when_a_file_was_changed(
    client: TestClient, store: Store, tmp_path: Path
) -> None:
    store()
    assert "Tidak ada: artikel diimpor" in client.get("/articles/1").text
    entry = EvidenceBook(tmp_path / "evidence").write(exchange(1), 1)
    page = client.get("/articles/1").text
    assert entry.file in page
    assert entry.sha256 in page
    assert "persis sama" in page
    file = tmp_path / "evidence" / entry.file
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert "tidak lagi memuat" in client.get("/articles/1").text


def test_lines_added_later_are_found_and_half_a_line_waits(tmp_path: Path) -> None:
    book, proofs = EvidenceBook(tmp_path), Proofs(tmp_path)
    assert proofs.of(7) == ()
    book.write(exchange(1), 7)
    book.write(exchange(2), None)
    assert len(proofs.of(7)) == 1
    with (tmp_path / "chain.jsonl").open("ab") as chain:
        chain.write(b'{"article_id": 7')
    assert len(proofs.of(7)) == 1
    book.write(exchange(3), 7)
    book.write(exchange(4), 8)
    found = proofs.of(7)
    assert [proof.entry.url for proof in found] == ["https://contoh.example/3", "https://contoh.example/1"]
    assert all(proof.holds for proof in found)
    assert all(proof.received.utcoffset() == timedelta(0) for proof in found)


def test_a_token_is_made_on_the_page_works_and_ends_when_it_is_revoked(login: Any, make: Any, store: Store) -> None:
    store()
    officer = login("officer")
    page = officer.get("/account").text
    csrf = page.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]
    form = {"name": "buku catatan", "scope": ["read", "export"], "days": "30", "csrf": csrf}
    made = officer.post("/account/tokens", data=form).text
    secret = re.search(r"pantau_[\w-]+", made.split('class="secret"')[1])
    assert secret is not None
    assert secret[0] not in officer.get("/account").text
    bearer = {"authorization": f"Bearer {secret[0]}"}
    assert make().get("/api/v1/incidents", headers=bearer).status_code == 200
    key = re.search(r'name="key" value="(\w+)"', made)
    assert key is not None
    reader = login("reader")
    theirs = reader.get("/account").text.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]
    assert reader.post("/account/tokens/revoke", data={"key": key[1], "csrf": theirs}).status_code == 404
    assert officer.post("/account/tokens/revoke", data={"key": key[1], "csrf": "0" * 32}).status_code == 403
    assert make().get("/api/v1/incidents", headers=bearer).status_code == 200
    assert officer.post("/account/tokens/revoke", data={"key": key[1], "csrf": csrf}).status_code == 303
    assert make().get("/api/v1/incidents", headers=bearer).status_code == 401
    assert "buku catatan" not in officer.get("/account").text


def test_every_province_has_a_tile_of_its_own_and_the_map_shows_them(client: TestClient, store: Store) -> None:
    store()
    places = [place[:2] for place in PROVINCES.values()]
    assert len(set(places)) == len(places) == 38
    page = client.get("/map").text
    grid = page.split('class="map grid"')[1].split("</svg>")[0]
    assert grid.count("<rect") == 38
    assert "Kalimantan Selatan: 1 kasus" in grid
    assert ">?</text>" in grid
    inside = client.get("/map?province=63").text.split('class="map grid wide"')[1].split("</svg>")[0]
    assert inside.count("<rect") == 13
    assert "Kota Banjarbaru: 1 kasus" in inside


def test_a_province_without_a_place_stands_below() -> None:
    cells = [Cell(code, "Nama", 1, "c1", blind=False, address="/") for code in ("11", "97")]
    grid = of_country(cells)
    assert grid.tiles[1].y > max(place[1] for place in PROVINCES.values())
    assert of_province(cells).height == 10


def test_wordings_are_compared_word_by_word_without_hidden_names(
    client: TestClient, archive: Engine, store: Store
) -> None:
    store()
    with write(archive) as connection:
        known, analysis = load_article(connection, 1)
        edited = replace(known, text=known.text.replace("dilaporkan ke Bawaslu", "ditegur"), text_hash="b" * 64)
        store_article(connection, edited, analysis, None, network=None, now=AT)
    assert 'href="?versi=2"' in client.get("/articles/1").text
    page = client.get("/articles/1?versi=2").text
    assert "<del>dilaporkan ke Bawaslu</del>" in page
    assert "<ins>ditegur</ins>" in page
    assert "Sutarno" not in page
    assert client.get("/articles/1?versi=99").status_code == 200


def test_the_api_asks_to_wait_when_it_is_called_too_often(make: Any, store: Store) -> None:
    store()
    client = make()
    client.app.state.house.calls.most = 3
    answers = [client.get("/api/v1/figures") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "Tunggu" in answers[-1].json()["error"]
