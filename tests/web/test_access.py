"""Who gets in, what each role may do, and that no other site acts for a reader."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from archive.database import read, write
from archive.store.incidents import load_incident
from archive.tables.people import api_token, web_session, web_user
from web.security.limits import Limit
from web.security.people import TOKEN_PREFIX, add_ticket, add_token, add_user, authenticate, find_token

Login = Callable[[str], TestClient]
Store = Callable[..., int]
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
PASSWORD = "kata sandi panjang"


def token_of(page: str) -> str:
    return page.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]


def review_of(engine: Engine) -> str:
    with read(engine) as connection:
        return load_incident(connection, "2024-0001").review


def test_with_an_account_somebody_else_has_to_log_in(login: Login, make: Any) -> None:
    login("officer")
    stranger = make()
    answer = stranger.get("/incidents?level=Tinggi")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fincidents%3Flevel%3DTinggi"
    assert stranger.get("/api/v1/incidents").status_code == 401


def test_without_accounts_only_this_machine_reads(make: Any) -> None:
    assert make().get("/").status_code == 200
    assert make(base_url="http://jahat.example").get("/").status_code == 303


def test_a_wrong_password_is_refused_and_many_are_slowed_down(login: Login, make: Any) -> None:
    login("officer")
    client = make()
    answers = [client.post("/login", data={"name": "si-officer", "password": "salah"}) for _ in range(11)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_the_login_never_leads_to_another_site(login: Login, make: Any) -> None:
    login("reader")
    for wish in ("//jahat.example", "https://jahat.example", "/\\jahat.example", "javascript:alert(1)"):
        data = {"name": "si-reader", "password": PASSWORD, "next": wish}
        assert make().post("/login", data=data).headers["location"] == "/"


def test_nothing_that_opens_a_door_is_stored_as_it_is(login: Login, archive: Engine) -> None:
    officer = login("officer")
    with write(archive) as connection:
        token = add_token(connection, "si-officer", "uji", ("read",), NOW, timedelta(days=1))
    with read(archive) as connection:
        told = [str(row) for table in (web_user, web_session, api_token) for row in connection.execute(select(table))]
    text = "".join(told)
    assert "argon2id" in text
    for secret in (PASSWORD, token, token.removeprefix(TOKEN_PREFIX), officer.cookies["pantau_session"].split(".")[0]):
        assert secret not in text


def test_a_forged_cookie_opens_nothing(login: Login, make: Any) -> None:
    officer = login("officer")
    secret, _, signature = officer.cookies["pantau_session"].partition(".")
    for forged in (f"{secret}.{signature[::-1]}", secret, f"{secret[::-1]}.{signature}", "x"):
        client = make()
        client.cookies.set("pantau_session", forged)
        assert client.get("/").status_code == 303


def test_after_the_logout_the_cookie_is_worthless(login: Login, make: Any) -> None:
    officer = login("officer")
    cookie = officer.cookies["pantau_session"]
    officer.post("/logout", data={"csrf": token_of(officer.get("/account").text)})
    client = make()
    client.cookies.set("pantau_session", cookie)
    assert client.get("/").status_code == 303


def test_an_officer_verifies_a_case_and_the_history_names_who(login: Login, store: Store, archive: Engine) -> None:
    store()
    officer = login("officer")
    page = officer.get("/incidents/2024-0001").text
    answer = officer.post("/incidents/2024-0001/review", data={"verdict": "verified", "csrf": token_of(page)})
    assert answer.status_code == 303
    assert review_of(archive) == "verified"
    assert "si-officer" in officer.get("/incidents/2024-0001").text


def test_dismissing_needs_a_reason(login: Login, store: Store, archive: Engine) -> None:
    store()
    officer = login("officer")
    data = {"verdict": "dismissed", "csrf": token_of(officer.get("/incidents/2024-0001").text)}
    assert officer.post("/incidents/2024-0001/review", data=data).status_code == 400
    assert review_of(archive) == "unreviewed"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://jahat.example"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    login: Login, store: Store, archive: Engine, headers: dict[str, str]
) -> None:
    store()
    officer = login("officer")
    data = {"verdict": "verified", "csrf": token_of(officer.get("/incidents/2024-0001").text)}
    assert officer.post("/incidents/2024-0001/review", data=data, headers=headers).status_code == 403
    assert review_of(archive) == "unreviewed"


def test_a_form_without_our_token_changes_nothing(login: Login, store: Store, archive: Engine) -> None:
    store()
    officer = login("officer")
    for token in ("", "0" * 32):
        answer = officer.post("/incidents/2024-0001/review", data={"verdict": "verified", "csrf": token})
        assert answer.status_code == 403
    assert review_of(archive) == "unreviewed"


def test_a_reader_and_a_demonstration_decide_nothing(login: Login, store: Store, make: Any) -> None:
    store()
    reader = login("reader")
    assert 'name="verdict"' not in reader.get("/incidents/2024-0001").text
    assert reader.post("/incidents/2024-0001/review", data={"verdict": "verified"}).status_code == 403
    officer = login("officer")
    shown = make(read_only=True)
    shown.cookies.set("pantau_session", officer.cookies["pantau_session"])
    assert shown.get("/incidents/2024-0001").status_code == 200
    assert shown.post("/incidents/2024-0001/review", data={"verdict": "verified"}).status_code == 403


def test_the_first_account_is_made_once_by_the_printed_link(make: Any, archive: Engine) -> None:
    with write(archive) as connection:
        ticket = add_ticket(connection, "setup", NOW)
    client = make()
    assert client.get("/setup?t=falsch").status_code == 403
    data = {"t": ticket, "name": "kepala", "password": PASSWORD}
    assert client.post("/setup", data={**data, "password": "pendek"}).status_code == 400
    assert client.post("/setup", data=data).status_code == 303
    assert client.get("/account").text.count("administrator") == 1
    assert make().post("/setup", data={**data, "name": "kedua"}).status_code == 403
    with read(archive) as connection:
        user = authenticate(connection, "kepala", PASSWORD)
    assert user is not None
    assert user.role == "admin"


def test_a_token_reads_until_it_expires_and_decides_only_with_the_scope(
    login: Login, store: Store, make: Any, archive: Engine
) -> None:
    store()
    login("officer")
    with write(archive) as connection:
        reads = add_token(connection, "si-officer", "baca", ("read",), NOW, timedelta(days=1))
        decides = add_token(connection, "si-officer", "putus", ("read", "decide"), NOW, timedelta(days=1))
        late = add_token(connection, "si-officer", "lama", ("read",), NOW - timedelta(days=2), timedelta(days=1))
    client = make()

    def bearer(token: str) -> dict[str, str]:
        return {"authorization": f"Bearer {token}"}

    assert client.get("/api/v1/incidents", headers=bearer(reads)).json()["total"] == 1
    assert client.get("/api/v1/incidents", headers=bearer(late)).status_code == 401
    assert client.get("/api/v1/export", headers=bearer(reads)).status_code == 403
    document = {"verdict": "verified", "reason": ""}
    address = "/api/v1/incidents/2024-0001/review"
    assert client.post(address, json=document, headers=bearer(reads)).status_code == 403
    assert client.post(address, json=document, headers=bearer(decides)).status_code == 200
    assert review_of(archive) == "verified"
    with read(archive) as connection:
        assert find_token(connection, reads, NOW + timedelta(days=2)) is None


def test_a_session_decides_nothing_through_the_api(login: Login, store: Store) -> None:
    store()
    answer = login("officer").post("/api/v1/incidents/2024-0001/review", json={"verdict": "verified"})
    assert answer.status_code == 403


def test_every_answer_forbids_scripts_and_frames(client: TestClient) -> None:
    for address in ("/", "/nothing", "/static/style.css", "/api/v1/incidents", "/login"):
        headers = client.get(address).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_limit_forgives_after_its_window() -> None:
    limit = Limit(2, 10)
    assert [limit.wait("a", at) for at in (0.0, 1.0)] == [0.0, 0.0]
    assert limit.wait("a", 2.0) == pytest.approx(8.0)
    assert limit.wait("b", 2.0) == 0.0
    assert limit.wait("a", 10.5) == 0.0


def test_a_removed_user_is_out_at_once(login: Login, archive: Engine) -> None:
    from web.security.people import remove_user

    officer = login("officer")
    with write(archive) as connection:
        add_user(connection, "lain", "reader", PASSWORD, NOW)
        remove_user(connection, "si-officer")
    assert officer.get("/").status_code == 303


def test_signed_links_of_messages_act_only_after_the_form(
    make: Any, store: Store, archive: Engine, tmp_path: Path
) -> None:
    from alerts.links import Links

    store()
    client = make(public_url="http://127.0.0.1")
    links = Links("http://127.0.0.1", b"k" * 32)
    address = links.act("benar", "2024-0001", "petugas")
    assert address is not None
    assert client.get(address).status_code == 200
    assert review_of(archive) == "unreviewed"
    assert client.post(address[:-1] + ("0" if address[-1] != "0" else "1")).status_code == 403
    assert client.post(address).status_code == 200
    assert review_of(archive) == "verified"
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    (feeds / f"{'a' * 40}.atom").write_text("<feed/>")
    assert client.get(f"/feeds/{'a' * 40}.atom").headers["content-type"].startswith("application/atom+xml")
    assert client.get("/feeds/..%2Fsecret.key").status_code == 404


def test_the_history_of_a_case_tells_decisions_in_the_readers_words(login, store: Store) -> None:
    store()
    client = login("officer")

    def send(what: str, **values: str) -> None:
        told = client.get("/incidents/2024-0001").text
        form = values | {"csrf": told.partition('name="csrf" value="')[2].partition('"')[0]}
        assert client.post(f"/incidents/2024-0001/{what}", data=form).status_code == 303

    send("review", verdict="verified")
    send("note", text="menunggu pleno")
    send("handle", act="take")
    history = client.get("/incidents/2024-0001").text.partition("Riwayat")[2]
    assert "Tinjauan: terverifikasi" in history
    assert "Catatan: menunggu pleno" in history
    assert "Ditangani oleh: si-officer" in history
    assert "Handled by: si-officer" in client.get("/incidents/2024-0001?bahasa=en").text
