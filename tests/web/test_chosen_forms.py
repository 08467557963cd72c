"""Word forms that a reader unticked stay unticked in exports, facets, kept searches and the API."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from starlette.testclient import TestClient

from archive.query.expand import Expansion
from archive.query.parse import parse
from archive.query.spell import spell
from tests.web.conftest import Store

CHOSEN = "/search?q=netral&chosen=1&form=kenetralan"


@pytest.fixture
def three(store: Store) -> None:
    """Keep one article with each of three forms of a word."""
    for number, word in enumerate(("netral", "netralitas", "kenetralan"), 1):
        text = f"Guru Sutarno Wibisana di Kota Banjarbaru dilaporkan ke Bawaslu soal {word}. Perkara {number}."
        store(number, text=text, title=f"Guru dilaporkan ke-{number}", outlet_name=f"Kabar {number}")


def links(page: str, start: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="([^"]*)"', page) if unescape(one).startswith(start)]


@pytest.mark.usefixtures("three")
def test_exports_and_narrowing_keep_the_choice(client: TestClient) -> None:
    page = client.get(CHOSEN).text
    assert "2 artikel" in page
    lines = client.get(next(one for one in links(page, "/export") if "csv" in one)).text.splitlines()
    assert len(lines) == 3  # a head and two articles
    narrowed = client.get(next(one for one in links(page, "/search") if "media" in one)).text
    assert "netralitas" in narrowed
    assert "soal <mark>netralitas" not in narrowed


@pytest.mark.usefixtures("three")
def test_the_api_leaves_out_what_it_is_told_to(client: TestClient) -> None:
    assert len(client.get("/api/v1/articles?q=netral").json()["articles"]) == 3
    found = client.get("/api/v1/articles?q=netral&without=netralitas&facets=true").json()
    assert len(found["articles"]) == found["figures"]["total"] == 2
    rows = client.get("/api/v1/export?q=netral&without=netralitas&without=kenetralan").text.splitlines()
    assert len(rows) == 2


@pytest.mark.usefixtures("three")
def test_a_kept_search_finds_what_was_chosen(login: Callable[[str], TestClient]) -> None:
    officer = login("officer")
    page = officer.get(CHOSEN).text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    without = re.findall(r'name="without" value="([^"]+)"', page)
    assert without == ["netralitas"]
    officer.post("/saved", data={"name": "netral", "q": "netral", "without": without, "csrf": csrf})
    kept = links(officer.get("/saved").text, "/search?q=")[0]
    assert "2 artikel" in officer.get(kept).text
    refused = officer.post("/saved", data={"name": "x", "q": "guru NEAR/5 netral", "without": without, "csrf": csrf})
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("netral", "(=netral ATAU =kenetralan)"),
        ("camat -netral", "camat -(=netral ATAU =kenetralan)"),
        ("judul:Netral (guru ATAU NETRAL)", "judul:(=netral ATAU =kenetralan) (guru ATAU (=netral ATAU =kenetralan))"),
        ('"sikap netral" =netral netral*', '"sikap netral" =netral netral*'),
        ("netral NEAR/3 guru", None),
    ],
)
def test_a_query_is_spelled_with_its_chosen_forms(query: str, told: str | None) -> None:
    chosen = (Expansion("netral", ("netral", "kenetralan"), ("netralitas",)),)
    assert spell(query, parse(query), chosen) == told
    if told is not None:
        parse(told)
