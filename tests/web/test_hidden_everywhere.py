"""A name that a case hides comes out by no other article, address, handle or word form either."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update
from starlette.testclient import TestClient

from archive.database import read, write
from archive.records.analysis import Kind
from archive.tables.articles import article
from archive.tables.incidents import incident
from pipeline.linking.hidden import hidden_everywhere
from tests.web.conftest import NOW, Store

COUNTS = "Bawaslu mencatat belasan perkara, termasuk Sutarno Wibisana di Banjarbaru.\n\nAngka itu naik."
DOORS = ("/articles/2", "/search?q=mencatat", "/api/v1/articles?q=mencatat", "/api/v1/articles/2", "/api/v1/incidents")
FORMATS = ("csv", "jsonl", "ris", "bibtex")


@pytest.fixture
def counts(store: Store) -> int:
    """Keep a case, and an article of counts that is linked to none and names its teacher; return the second's id."""
    store()
    title = "Belasan perkara dicatat, termasuk Sutarno Wibisana"
    return store(2, text=COUNTS, title=title, name="Bawaslu", kind=Kind.STATISTICS)


def test_an_article_of_no_case_does_not_print_the_name(client: TestClient, counts: int) -> None:
    assert counts == 2
    for door in (*DOORS, *(f"/export?format={form}&q=mencatat" for form in FORMATS)):
        answer = client.get(door)
        assert answer.status_code == 200
        assert "Wibisana" not in answer.text, door
    assert "S.W." in client.get("/articles/2").text


def test_officers_who_ask_see_it_as_before(login: Callable[[str], TestClient], counts: int) -> None:
    officer = login("officer")
    assert "Sutarno Wibisana" in officer.get(f"/articles/{counts}?nama=1").text
    assert "Wibisana" not in officer.get(f"/articles/{counts}").text


def test_once_a_body_decided_the_name_is_shown_again(client: TestClient, archive: Engine, counts: int) -> None:
    assert "Wibisana" not in client.get(f"/articles/{counts}").text
    with write(archive) as connection:
        connection.execute(update(incident).values(discipline_stage="S7", changed_at=NOW))
    with read(archive) as connection:
        assert not hidden_everywhere(connection).by_first


def test_an_address_that_spells_the_name_is_held_back(client: TestClient, archive: Engine, counts: int) -> None:
    slug = "https://contoh.example/berita/belasan-perkara-termasuk-sutarno-wibisana"
    with write(archive) as connection:
        connection.execute(update(article).where(article.c.id == counts).values(url=slug))
    for form in FORMATS:
        told = client.get(f"/export?format={form}").text
        assert "wibisana" not in told.lower()
        assert "berita/1" not in told  # the article of the open case: its address is its host
        assert "https://contoh.example/" in told
    assert "wibisana" not in client.get("/api/v1/articles?q=mencatat").text.lower()


def test_a_case_hides_handles_and_names_written_as_one(client: TestClient, store: Store) -> None:
    text = (
        "Guru Sutarno Wibisana di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon lewat akun "
        "@sutarno.wibi dan tagar #SutarnoWibisana. SutarnoWibisana juga menulis di sutarnowibi88, kata pelapor."
    )
    store(text=text)
    for door in ("/articles/1", "/search?q=tagar", "/incidents/2024-0001", "/api/v1/articles?q=tagar"):
        assert "sutarno" not in client.get(door).text.lower().replace("q=sutarno", ""), door


def test_a_search_does_not_complete_a_hidden_name(client: TestClient, store: Store) -> None:
    text = "Guru Ratnasari Wibawanto di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon."
    store(text=text, title="Guru dilaporkan", name="Ratnasari Wibawanto")
    page = client.get("/search?q=ratnasar").text
    assert "ratnasari" not in page.lower()
    assert "+1 dalam nama yang disamarkan" in page
    told = client.get("/api/v1/articles?q=ratnasar").json()
    assert told["forms"] == {"ratnasar": ["ratnasar"]}
    assert len(told["articles"]) == 1
