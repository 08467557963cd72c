"""Whoever a case is about answers it by a signed address, without an account."""

from typing import Any

import pytest
from sqlalchemy import Engine

from alerts.links import Links
from archive.database import read
from archive.store.incidents import load_living

LINKS = Links("http://127.0.0.1", b"k" * 32)
ADDRESS = LINKS.reply("2024-0001") or ""


@pytest.fixture
def client(make: Any, store: Any) -> Any:
    store()
    return make(public_url="http://127.0.0.1")


def test_the_page_tells_what_is_on_record_without_a_name(client: Any, archive: Engine) -> None:
    with read(archive) as connection:
        case = load_living(connection, "2024-0001")
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert case.label in page.text or case.label_en in page.text
    assert not [actor.name for actor in case.actors if actor.name and actor.name in page.text]


def test_a_reply_becomes_a_note_of_the_case(client: Any, archive: Engine) -> None:
    sent = client.post(ADDRESS, data={"text": "Saya tidak hadir <b>", "who": "Kuasa hukum, 0812"})
    assert sent.status_code == 200
    with read(archive) as connection:
        (note,) = load_living(connection, "2024-0001").notes
    assert "Saya tidak hadir <b>" in note.text
    assert "Kuasa hukum" in note.text
    assert note.by == "right of reply"


def test_an_address_of_another_case_or_none_opens_nothing(client: Any) -> None:
    token = ADDRESS.split("?t=")[1]
    assert client.get(f"/reply/2024-0002?t={token}").status_code == 403
    assert client.get("/reply/2024-0001").status_code == 403


def test_an_empty_reply_is_asked_for_again(client: Any, archive: Engine) -> None:
    assert client.post(ADDRESS, data={"text": " ", "who": "x"}).status_code == 400
    with read(archive) as connection:
        assert load_living(connection, "2024-0001").notes == ()
