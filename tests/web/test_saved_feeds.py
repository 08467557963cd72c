"""The feed of a kept search: there at once with what is known, gone with the search and with its owner."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from sqlalchemy import Engine
from starlette.testclient import TestClient

from alerts.channels.feed import ATOM
from alerts.model import Subscription
from alerts.roster import enrol, enrolled
from archive.database import read, write
from tests.web.conftest import NOW, Store
from web.security.people import remove_user


def keep(client: TestClient, query: str) -> tuple[str, str]:
    """Keep a search and return its number and the form's token."""
    csrf = re.findall(r'name="csrf" value="([^"]+)"', client.get("/search?q=guru").text)[0]
    assert client.post("/saved", data={"name": f"cari {query}", "q": query, "csrf": csrf}).status_code == 303
    return re.findall(r"/saved/(\d+)/feed", client.get("/saved").text)[0], csrf


def feed_of(client: TestClient) -> str:
    found: str = re.findall(r'href="(/feeds/[^"]+)"', client.get("/saved").text)[0]
    return found


def subscribed(archive: Engine) -> list[str]:
    with read(archive) as connection:
        return [entry.subscription.id for entry in enrolled(connection)]


def test_a_feed_is_valid_at_once_and_tells_the_cases_that_match(
    login: Callable[[str], TestClient], store: Store
) -> None:
    store()
    store(2, text="Lurah di Kota Palu dilaporkan ke Bawaslu.", name="Wiranto Jati", region=("72.71", "Kota Palu"))
    officer = login("officer")
    key, csrf = keep(officer, "banjarbaru")
    assert officer.post(f"/saved/{key}/feed", data={"csrf": csrf}).status_code == 303
    answer = officer.get(feed_of(officer))
    assert answer.status_code == 200
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own feed
    assert {child.tag.partition("}")[2] for child in feed} >= {"id", "title", "updated", "author"}
    (entry,) = feed.findall(f"{{{ATOM}}}entry")
    assert "2024-0001" in (entry.findtext(f"{{{ATOM}}}title") or "")
    assert "Sutarno" not in answer.text


def test_a_feed_of_a_search_that_finds_nothing_is_empty_and_valid(login: Callable[[str], TestClient]) -> None:
    officer = login("officer")
    key, csrf = keep(officer, "tidakada")
    officer.post(f"/saved/{key}/feed", data={"csrf": csrf})
    feed = ET.fromstring(officer.get(feed_of(officer)).content)  # noqa: S314 - our own feed
    assert feed.findtext(f"{{{ATOM}}}updated")
    assert not feed.findall(f"{{{ATOM}}}entry")


def test_a_feed_of_the_configuration_is_valid_before_its_first_message(
    login: Callable[[str], TestClient], archive: Engine
) -> None:
    entry = Subscription("kantor", "feed", "semua", name="Umpan kantor")
    with write(archive) as connection:
        enrol(connection, (entry,), NOW)
    officer = login("officer")
    found = re.findall(r'href="(/feeds/[^"]+)"', officer.get("/subscriptions").text)
    feed = ET.fromstring(officer.get(found[0]).content)  # noqa: S314 - our own feed
    assert feed.findtext(f"{{{ATOM}}}title") == "Umpan kantor"
    assert feed.findtext(f"{{{ATOM}}}updated") == "2024-11-01T01:00:00Z"
    assert officer.get(f"/feeds/{'0' * 40}.atom").status_code == 404
    with write(archive) as connection:
        enrol(connection, (), NOW)
    assert officer.get(found[0]).status_code == 404


def test_feed_and_mail_end_with_the_search(login: Callable[[str], TestClient], archive: Engine) -> None:
    officer = login("officer")
    key, csrf = keep(officer, "guru")
    officer.post(f"/saved/{key}/feed", data={"csrf": csrf})
    officer.post(f"/saved/{key}/mail", data={"csrf": csrf, "recipient": "meja@contoh.example"})
    address = feed_of(officer)
    assert sorted(subscribed(archive)) == [f"cari-{key}", f"cari-{key}-surat"]
    officer.post(f"/saved/{key}/remove", data={"csrf": csrf})
    assert not subscribed(archive)
    assert officer.get(address).status_code == 404
    assert keep(officer, "guru")[0] != key  # nobody who knows the old address gets the next one's feed


def test_feed_and_mail_end_with_their_owner(login: Callable[[str], TestClient], archive: Engine) -> None:
    officer, admin = login("officer"), login("admin")
    key, csrf = keep(officer, "guru")
    officer.post(f"/saved/{key}/feed", data={"csrf": csrf})
    officer.post(f"/saved/{key}/mail", data={"csrf": csrf, "recipient": "meja@contoh.example"})
    other, admins = keep(admin, "camat")
    admin.post(f"/saved/{other}/feed", data={"csrf": admins})
    with write(archive) as connection:
        assert remove_user(connection, "si-officer") == (f"cari-{key}",)
    assert subscribed(archive) == [f"cari-{other}"]
