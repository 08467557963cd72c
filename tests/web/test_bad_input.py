"""Hostile queries, stored markup and random addresses."""

import csv
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.spending import times_as_dear

Store = Callable[..., int]
OUR_SCRIPTS = [f'<script src="/static/{name}.js" defer></script>' for name in ("htmx.min", "live")]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
HOSTILE = {
    "thousands of terms": " ".join(f"kata{n}" for n in range(6_000)),
    "just below the length": "a OR " * 390 + "a",
    "deep nesting": "(" * 900 + "a" + ")" * 900,
    "stars": "* ** *** a* b*",
    "quotes": '"' * 999,
    "regex": "(a+)+$ .*.*.*.* [a-z]{1,9999}",
    "nul": "camat\x00netral",
    "near": " NEAR/99999999 ".join("ab" for _ in range(100)),
    "field": "tanggal:99999-99-99..x severity:>=" + "9" * 500,
    "surrogate": "camat \udcff",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_with_a_page_and_costs_no_more_than_ten_ordinary_ones(
    client: TestClient, store: Store, name: str
) -> None:
    store()
    client.get("/search?q=camat")  # grammar and regions are loaded
    query = HOSTILE[name].encode("utf-8", "surrogateescape")

    def ask() -> None:
        answer = client.get("/search", params={"q": query})
        assert answer.status_code in {200, 400, 422}

    assert times_as_dear(ask, lambda: client.get("/search?q=camat+wilayah:63+tanggal:2024"), 10) < 10


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-30", "besok", "2024-W01-1"])
def test_a_day_at_the_end_of_time_is_no_fault_of_ours(client: TestClient, store: Store, day: str) -> None:
    store()
    bounds = f"since={day}&until={day}"
    for address in ("/charts?", "/map?", "/incidents?"):
        assert client.get(address + bounds).status_code == 200, address
    for address in ("/api/v1/figures?", "/api/v1/incidents?"):
        assert client.get(address + bounds).status_code in {200, 422}, address
    assert client.get(f"/?hari=366&sampai={day}").status_code == 200


def test_stored_markup_is_inert_in_every_view(login: Callable[[str], TestClient], store: Store) -> None:
    text = f"Guru {EVIL} di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon. {EVIL}"
    store(1, text=text, title=f"Judul {EVIL}", outlet_name=f"Media {EVIL}", name="Sutarno Wibisana")
    admin = login("admin")
    addresses = ["/", "/incidents", "/incidents/2024-0001", "/incidents/2024-0001?nama=1", "/articles/1", "/outlets"]
    addresses += ["/search?q=bawaslu", f"/search?q={EVIL}", "/map", "/charts", "/subscriptions", "/saved", "/api"]
    addresses += [f"/nothing/{EVIL}", f"/incidents?since={EVIL[:9]}", f"/login?next={EVIL}"]
    for address in addresses:
        page = admin.get(address).text
        for own in OUR_SCRIPTS:
            page = page.replace(own, "", 1)
        for part in ("<script", "<img", "<svg onload", "onerror=alert(2)>"):
            assert part not in page.replace("onerror=alert(2)&gt;", ""), (address, part)


def test_a_headline_of_thousands_of_letters_fills_no_list(client: TestClient, store: Store) -> None:
    store(1, title="Guru " + "sangat " * 3_000)
    for address in ("/search?q=bawaslu", "/incidents/2024-0001"):
        page = client.get(address).text
        assert page.count("sangat") < 100, address
        assert "Guru sangat" in page


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    from web.rendering import web_address

    assert web_address("javascript:alert(1)") == ""
    assert web_address("data:text/html,x") == ""
    assert web_address("http://[broken") == ""
    assert web_address("https://contoh.example/a") == "https://contoh.example/a"


def test_an_export_runs_no_formula_and_holds_no_name(client: TestClient, store: Store) -> None:
    store(1, title='=HYPERLINK("http://jahat.example") Sutarno Wibisana')
    store(2, title="Berita lain", text="Berita lain sama sekali tentang pengawas.", name="Lain Orang", hours=9)
    answer = client.get("/export?format=csv")
    assert answer.headers["content-disposition"].endswith('.csv"')
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["id"] for row in rows] == ["1", "2"]
    assert not rows[0]["title"].startswith("=")
    assert "Sutarno" not in answer.text


def test_a_data_package_comes_by_link_with_its_papers_and_without_names(client: TestClient, store: Store) -> None:
    store(1)
    answer = client.get("/export?q=bawaslu&format=package")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert package.testzip() is None
        told = {name: package.read(name).decode() for name in package.namelist()}
    wanted = {"articles.csv", "findings.csv", "incidents.csv", "coverage.csv", "CODEBOOK.md", "README.md"}
    assert set(told) == wanted | {"datapackage.json"}
    assert "S.W." in told["articles.csv"]
    assert "Sutarno" not in "".join(told.values())
    assert "offsets only" in told["README.md"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "ris", "bibtex"])
def test_an_export_in_pieces_has_one_head_and_every_row(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("web.pages.exports.BATCH", 2)
    for number in range(1, 6):
        store(
            number, text=f"Guru Orang{number} dilaporkan {number} kali ke Bawaslu.", name=f"Orang{number} Anu{number}"
        )
    text = client.get(f"/export?format={form}").text
    marks = {"csv": "https://contoh.example", "jsonl": "\n", "ris": "TY  - NEWS", "bibtex": "@"}
    assert text.count(marks[form]) == 5
    assert text.count("first_seen_at") == (5 if form == "jsonl" else 1 if form == "csv" else 0)


def test_random_calls_of_every_address_never_fail_on_our_side(client: TestClient, store: Store) -> None:
    store()
    schema = client.get("/api/v1/openapi.json").json()
    chance = random.Random(20241101)
    junk = [
        "",
        "0",
        "-1",
        "9" * 30,
        "2024-0001",
        "1",
        "\x00",
        "%00",
        "' OR 1=1--",
        "🙂" * 40,
        "A" * 3000,
        "[]",
        "null",
        EVIL,
    ]
    pages = [
        "/",
        "/incidents",
        "/search",
        "/map",
        "/charts",
        "/outlets/x",
        "/articles/1",
        "/export",
        "/setup",
        "/login",
    ]
    pages += ["/incidents/2024-0001", "/act/benar/2024-0001/x", "/unsubscribe/x"]
    names = ["q", "hari", "region", "level", "since", "until", "cursor", "sort", "form", "chosen", "versi", "nama", "t"]
    calls = [
        (path, method, [p["name"] for p in told.get("parameters", ())])
        for path, m in schema["paths"].items()
        for method, told in m.items()
    ]
    calls += [(path, "get", names) for path in pages]
    for _ in range(250):
        path, method, parameters = chance.choice(calls)
        for name in ("code", "article_id"):
            path = path.replace(f"{{{name}}}", chance.choice(["2024-0001", "1", "x", "9" * 25, "%00", "a%2Fb"]))
        params = {name: chance.choice(junk) for name in parameters if chance.random() < 0.5}
        answer = client.request(
            method.upper(),
            path,
            params=params,
            content=chance.choice(["", "{", "[1]", '{"verdict": 7}']) if method == "post" else None,
        )
        assert answer.status_code < 500, (method, path, params, answer.text[:300])
