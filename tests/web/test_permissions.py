"""Who may do what: every address, asked by every kind of caller. An address that is new has to be added here."""

from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import read, write
from archive.store.audit import acts
from tests.web.conftest import BASE, KEY, NOW, PASSWORD, Store, make_client
from web.routes import ROUTERS
from web.security.people import add_token, add_user, open_session
from web.visit import COOKIE

CALLERS = ("stranger", "reader", "officer", "admin", "demonstration", "token read", "token export", "token decide")
# What each caller gets, in the order of CALLERS: y the answer, l sent to the login, n refused.
PAGE, DECIDES, SAVES = "l yyyy lll", "l nyyn lll", "l yyyn lll"
OPEN, OWN = "yyyyyyyy", "l yyyy lll"
READS, EXPORTS, REVIEWS = "l yyyy yny", "l yyyy nyn", "l nnnn nny"
EXPECTED = {
    "GET /": PAGE,
    "GET /search": PAGE,
    "GET /incidents": PAGE,
    "GET /incidents/2024-0001": PAGE,
    "GET /articles/1": PAGE,
    "GET /map": PAGE,
    "GET /charts": PAGE,
    "GET /outlets": PAGE,
    "GET /outlets/contoh1": PAGE,
    "GET /subscriptions": PAGE,
    "GET /saved": PAGE,
    "GET /account": PAGE,
    "GET /api": PAGE,
    "GET /export": PAGE,
    "POST /incidents/2024-0001/review": DECIDES,
    "POST /incidents/2024-0001/handle": DECIDES,
    "POST /incidents/2024-0001/note": DECIDES,
    "POST /incidents/2024-0001/correct": DECIDES,
    "POST /incidents/2024-0001/merge": DECIDES,
    "POST /incidents/2024-0001/split": DECIDES,
    "POST /subscriptions/satu/pause": DECIDES,
    "POST /mutes/1/end": DECIDES,
    "POST /saved/1/mail": DECIDES,
    "POST /saved": SAVES,
    "POST /saved/1/remove": SAVES,
    "POST /saved/1/feed": SAVES,
    "POST /logout": OPEN,
    "POST /account/tokens": SAVES,
    "POST /account/tokens/revoke": SAVES,
    "GET /login": OPEN,
    "POST /login": OPEN,
    "GET /api/v1/incidents": READS,
    "GET /api/v1/incidents/2024-0001": READS,
    "GET /api/v1/articles": READS,
    "GET /api/v1/articles/1": READS,
    "GET /api/v1/figures": READS,
    "GET /api/v1/export": EXPORTS,
    "POST /api/v1/incidents/2024-0001/review": REVIEWS,
}
SIGNED = {  # these are opened by the signature or the ticket in the address, whoever comes; without it by nobody
    "GET /setup", "POST /setup", "GET /act/benar/2024-0001/satu", "POST /act/benar/2024-0001/satu",
    "GET /unsubscribe/satu", "POST /unsubscribe/satu", "GET /feeds/satu", "GET /reply/2024-0001",
    "POST /reply/2024-0001",
}  # fmt: skip
FILLED = {"{code}": "2024-0001", "{article_id}": "1", "{key}": "1", "{verb}": "benar", "{subscription}": "satu"}


@pytest.fixture
def callers(archive: Engine, tmp_path: Path, store: Store) -> dict[str, TestClient]:
    """Each kind of caller of one server; the demonstration is one of its own."""
    store()
    app = make_client(archive, tmp_path).app
    found = {caller: TestClient(app, base_url=BASE, follow_redirects=False) for caller in CALLERS}
    for role in ("reader", "officer", "admin"):
        with write(archive) as connection:
            add_user(connection, f"si-{role}", role, PASSWORD, NOW)
            found[role].cookies.set(COOKIE, open_session(connection, f"si-{role}", KEY, NOW))
    found["demonstration"] = make_client(archive, tmp_path, read_only=True)
    found["demonstration"].cookies.set(COOKIE, found["officer"].cookies[COOKIE])
    for scope in ("read", "export", "decide"):
        scopes = ("read", "decide") if scope == "decide" else (scope,)
        with write(archive) as connection:
            token = add_token(connection, "si-officer", scope, scopes, NOW, timedelta(days=1))
        found[f"token {scope}"].headers["authorization"] = f"Bearer {token}"
    return found


def told(address: str, answer: Response) -> str:
    """Return what an answer comes to: l, n, or y for whatever is wrong with the call but not with the caller."""
    sent = answer.headers.get("location", "").startswith("/login") and not address.endswith("/logout")
    if sent or (answer.status_code == 401 and not address.endswith("/login")):
        return "l"
    return "n" if answer.status_code == 403 and "kedaluwarsa" not in answer.text else "y"


def test_every_address_has_its_rule() -> None:
    known = set()
    for router in ROUTERS:
        for route in router.routes:
            path = route.path.replace("/outlets/{name}", "/outlets/contoh1").replace("{name}", "satu")
            for place, value in FILLED.items():
                path = path.replace(place, value)
            known |= {f"{method} {path}" for method in route.methods - {"HEAD", "OPTIONS"}}
    assert known == EXPECTED.keys() | SIGNED


def test_each_caller_gets_what_its_role_allows(callers: dict[str, TestClient]) -> None:
    wrong = []
    for address, expected in EXPECTED.items():
        method, path = address.split(" ")
        for caller, right in zip(CALLERS, expected.replace(" ", ""), strict=True):
            body = {"json": {"verdict": "verified", "reason": ""}} if path.startswith("/api/") else {"data": {"q": "a"}}
            answer = callers[caller].request(method, path, **(body if method == "POST" else {}))
            if told(address, answer) != right:
                wrong.append((address, caller, right, answer.status_code, answer.text[:80]))
    assert wrong == []


def test_a_signed_address_is_nobodys_without_its_signature(callers: dict[str, TestClient]) -> None:
    for address in sorted(SIGNED):
        method, path = address.split(" ")
        for caller in ("stranger", "admin"):
            assert callers[caller].request(method, path).status_code in {403, 404, 422}, (address, caller)


def test_only_those_with_the_right_see_names_and_each_time_is_noted(
    callers: dict[str, TestClient], archive: Engine
) -> None:
    for path in ("/incidents/2024-0001?nama=1", "/articles/1?nama=1"):
        for caller in CALLERS:
            page = callers[caller].get(path)
            assert ("Sutarno" in page.text) is (caller in {"officer", "admin"}), (path, caller)
    with read(archive) as connection:
        noted = [act for act in acts(connection) if act.act == "names"]
    assert {act.by for act in noted} == {"si-officer", "si-admin"}
    assert len(noted) == 4


@pytest.mark.parametrize("caller", ["reader", "token read", "token export"])
def test_a_hidden_name_leaves_by_no_door(callers: dict[str, TestClient], caller: str) -> None:
    doors = [path for path in (key.removeprefix("GET ") for key in EXPECTED if key.startswith("GET ")) if path]
    doors += ["/search?q=guru", "/search?q=sutarno", "/search?q=nama:sutarno", "/search?q=sut*", "/export?q=guru"]
    doors += [f"/api/v1/export?q=guru&format={form}" for form in ("csv", "jsonl", "ris", "bibtex")]
    doors += ["/api/v1/articles?q=sutarno&facets=1", "/articles/1?versi=1"]
    for door in doors:
        page = callers[caller].get(door)
        query = door.partition("q=")[2].lower().replace("nama:", "")
        text = page.text.replace("sutarno", "").replace("Sutarno", "SUTARNO") if query else page.text
        assert "Wibisana" not in page.text, door
        assert "SUTARNO" not in text, door
        assert "Sutarno" not in str(page.headers), door
