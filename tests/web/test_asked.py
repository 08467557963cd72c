"""What an address asks for and nobody understands is told, never passed over in silence."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

Store = Callable[..., int]
NOTICE = "Diabaikan"
DATA = ("/api/v1/incidents", "/api/v1/figures", "/api/v1/articles", "/api/v1/export")


@pytest.mark.parametrize("day", ["2024-99-99", "abc", "2024-02-30", "9999-12-31"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_the_api_refuses_a_day_that_is_none(client: TestClient, name: str, day: str) -> None:
    for address in DATA[:2]:
        answer = client.get(f"{address}?{name}={day}")
        assert answer.status_code == 422
        assert f"{name}: '{day}' bukan tanggal" in answer.json()["error"]


@pytest.mark.parametrize("address", DATA)
def test_the_api_refuses_a_parameter_it_does_not_know(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}?bahasa=en&limt=5")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("There is no parameter 'limt' here.")


def test_the_api_names_the_parameter_that_was_meant_or_all(client: TestClient) -> None:
    told = client.get("/api/v1/incidents?limt=5").json()["error"]
    assert "Maksud Anda 'limit'?" in told
    told = client.get("/api/v1/figures?bahasa=en&zzz=5").json()["error"]
    assert "Known: region, since, until." in told


def test_a_period_that_ends_before_it_begins_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/figures?since=2024-11-02&until=2024-11-01").status_code == 422
    assert client.get("/api/v1/figures?since=2024-11-01&until=2024-11-01").status_code == 200
    assert NOTICE in client.get("/charts?since=2024-11-02&until=2024-11-01").text


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/incidents?since=abc", "since: &#39;abc&#39;"),
        ("/charts?since=2024-99-99", "since: &#39;2024-99-99&#39;"),
        ("/map?since=xx", "since: &#39;xx&#39;"),
        ("/?sampai=zz", "sampai: &#39;zz&#39;"),
        ("/search?qq=camat", "&#39;qq&#39;"),
        ("/outlets?media=1", "&#39;media&#39;"),
    ],
)
def test_a_page_names_what_it_left_aside(client: TestClient, address: str, named: str) -> None:
    page = client.get(address).text
    notice = page.partition(NOTICE)[2].partition("</p>")[0]
    assert named in notice
    assert "Left aside" in client.get(address + "&bahasa=en").text


def test_what_mail_programs_append_to_a_link_is_no_mistake(client: TestClient) -> None:
    assert NOTICE not in client.get("/incidents?utm_source=surat&fbclid=x&since=").text


def test_no_link_or_form_of_ours_asks_for_what_we_do_not_know(client: TestClient, store: Store) -> None:
    store()
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 36:
        address = waiting.pop()
        answer = client.get(address)
        assert NOTICE not in answer.text, address
        assert "Tidak ada parameter" not in answer.text, address
        seen.add(address)
        if "html" in answer.headers["content-type"]:
            links = re.findall(r'href="(/[^"#]*)', answer.text)
            waiting += [link for link in map(_plain, links) if link not in seen and not link.startswith("/static")]
            waiting = sorted(
                set(waiting), key=lambda link: (sum(link[:8] == one[:8] for one in seen), link), reverse=True
            )
    assert len(seen) > 20


def _plain(link: str) -> str:
    return link.replace("&amp;", "&")


@pytest.mark.parametrize(
    ("header", "told"),
    [("en", "no day"), ("id-ID,en;q=0.5", "bukan tanggal"), ("fr, en-GB;q=0.8", "no day"), ("x;q=?", "bukan tanggal")],
)
def test_the_api_answers_in_the_language_a_program_asks_for(client: TestClient, header: str, told: str) -> None:
    answer = client.get("/api/v1/figures?since=abc", headers={"Accept-Language": header})
    assert told in answer.json()["error"]


def test_the_help_on_searching_names_fields_in_the_readers_language(client: TestClient) -> None:
    assert "wilayah, jenis" in client.get("/search").text
    assert "region, kind" in client.get("/search?bahasa=en").text
