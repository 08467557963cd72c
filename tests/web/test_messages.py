"""The four signed acts that an alert offers, as an officer without an account follows them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from alerts.acknowledge import answers
from alerts.links import VERBS, Links
from archive.database import read, write
from archive.store.incidents import load_living
from archive.tables.alerts import mute

LINKS = Links("http://127.0.0.1", b"k" * 32)


def address(verb: str) -> str:
    found = LINKS.act(verb, "2024-0001", "petugas")
    assert found is not None
    return found


@pytest.fixture
def client(make: Any, store: Any) -> Any:
    store()
    return make(public_url="http://127.0.0.1")


@pytest.mark.parametrize("verb", VERBS)
def test_following_a_link_changes_nothing_and_confirming_it_acts_and_answers(
    client: Any, archive: Engine, verb: str
) -> None:
    assert "<form" in client.get(address(verb)).text
    with read(archive) as connection:
        before = load_living(connection, "2024-0001")
        assert answers(connection, [before.id]) == {}
    assert client.post(address(verb), data={"reason": "Bukan soal netralitas"}).status_code == 200
    with read(archive) as connection:
        case = load_living(connection, "2024-0001")
        muted = connection.execute(select(mute.c.incident_id, mute.c.subscription_id)).all()
        assert answers(connection, [case.id])[case.id].subscription == "petugas"
    assert {
        "benar": case.review == "verified",
        "bukan-kasus": case.review == "dismissed" and case.review_reason == "Bukan soal netralitas",
        "bungkam": muted == [(case.id, "petugas")],
        "tangani": case.assignee == "petugas",
    }[verb]


def test_a_dismissal_without_a_reason_is_asked_for_again_and_counts_as_no_answer(client: Any, archive: Engine) -> None:
    assert client.post(address("bukan-kasus")).status_code == 400
    with read(archive) as connection:
        assert load_living(connection, "2024-0001").review == "unreviewed"
        assert answers(connection, [1]) == {}


def test_a_link_of_one_act_is_none_of_another(client: Any) -> None:
    token = address("benar").split("?t=")[1]
    assert client.get(f"/act/tangani/2024-0001/petugas?t={token}").status_code == 403
    assert client.get(f"/act/benar/2024-0001/lain?t={token}").status_code == 403


def test_a_read_only_server_acts_on_nothing(make: Any, store: Any, archive: Engine, tmp_path: Path) -> None:
    store()
    client = make(public_url="http://127.0.0.1", read_only=True)
    assert client.post(address("benar")).status_code == 403
    with write(archive) as connection:
        assert load_living(connection, "2024-0001").review == "unreviewed"
