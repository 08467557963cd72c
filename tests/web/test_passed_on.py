"""Without accounts nobody reads through a proxy; on pages for reading nobody changes anything."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import read, write
from archive.store.audit import acts
from tests.web.conftest import NOW, PASSWORD, Store
from web.security.people import add_ticket, add_user, has_users, tokens

HEADERS = (
    {"X-Forwarded-For": "203.0.113.9"},
    {"Forwarded": "for=203.0.113.9"},
    {"X-Real-IP": "203.0.113.9"},
    {"Via": "1.1 gerbang"},
    {"X-Forwarded-Host": "pantau.example"},
    {"CF-Connecting-IP": "203.0.113.9"},
)
Make = Callable[..., TestClient]


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: next(iter(headers)))
def test_a_proxy_of_this_machine_opens_nothing_while_nobody_has_an_account(
    client: TestClient, archive: Engine, store: Store, headers: dict[str, str]
) -> None:
    store()
    with write(archive) as connection:
        ticket = add_ticket(connection, "setup", NOW)
    for path in ("/", "/search?q=guru", "/articles/1", "/api/v1/articles", "/export", f"/setup?t={ticket}"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 403, path
        assert "user add" in answer.text
        assert client.get(path).status_code == 200, path


def test_a_proxy_that_was_told_of_brings_the_first_account(make: Make, archive: Engine) -> None:
    with write(archive) as connection:
        ticket = add_ticket(connection, "setup", NOW)
    known = make(public_url="https://pantau.example", base_url="https://pantau.example")
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert known.get("/", headers=headers).status_code == 403
    assert known.get(f"/setup?t={ticket}", headers=headers).status_code == 200


def test_with_accounts_a_proxy_changes_nothing_for_readers(login: Callable[[str], TestClient]) -> None:
    assert login("reader").get("/", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 200


def test_pages_for_reading_give_no_token_and_no_name(make: Make, archive: Engine, store: Store) -> None:
    store()
    with write(archive) as connection:
        add_user(connection, "rina", "admin", PASSWORD, NOW - timedelta(days=1))
    pages = make(read_only=True)
    assert pages.post("/login", data={"name": "rina", "password": PASSWORD}).status_code == 303
    account = pages.get("/account").text
    assert "/account/tokens" not in account
    csrf = re.findall(r'name="csrf" value="([^"]+)"', account)[0]
    made = pages.post("/account/tokens", data={"name": "x", "scope": "read", "days": 365, "csrf": csrf})
    assert made.status_code == 403
    with read(archive) as connection:
        assert not tokens(connection, "rina")
        before = len(acts(connection))
    for path in ("/incidents/2024-0001?nama=1", "/articles/1?nama=1"):
        assert "Sutarno" not in pages.get(path).text
    with read(archive) as connection:
        assert len(acts(connection)) == before


def test_pages_for_reading_make_no_first_account(make: Make, archive: Engine) -> None:
    with write(archive) as connection:
        ticket = add_ticket(connection, "setup", NOW)
    pages = make(read_only=True)
    assert pages.get(f"/setup?t={ticket}").status_code == 403
    assert pages.post("/setup", data={"t": ticket, "name": "rina", "password": PASSWORD}).status_code == 403
    with read(archive) as connection:
        assert not has_users(connection)
