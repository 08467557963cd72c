"""The demo keeps to its own folder and to nobody's address but this machine's."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from base.errors import UsageError
from crawlers.outlets import load_outlets
from pantau.alerting import subscriptions_of
from pantau.demo.clock import morning
from pantau.demo.folder import NOTE, Played, look, note_down, prepare
from pantau.demo.newsroom import outlet_items
from pantau.sections import Mail
from pantau.settings import Settings, load_settings

DAY = morning(datetime(2024, 11, 1))  # noqa: DTZ001 -- only the day counts
HOMES = {item["id"]: f"http://127.0.0.1:{20_000 + index}/" for index, item in enumerate(outlet_items())}


@pytest.fixture
def users(tmp_path) -> Settings:
    """Settings of somebody who sends real mail and keeps an archive on a server."""
    config = tmp_path / "config"
    shutil.copytree(load_settings().config, config, ignore=shutil.ignore_patterns("outlets", "model"))
    (config / "outlets").mkdir()
    (config / "outlets" / "mine.yaml").write_text(
        "- {id: real, name: Real, home: 'https://a.id/', discover: [{home: /}]}"
    )
    mail = "subscriptions:\n  - {id: me, name: Saya, channel: email, recipient: saya@example.org, mode: both}\n"
    (config / "subscriptions.yaml").write_text(mail)
    return load_settings(config).model_copy(
        update={"mail": Mail(host="smtp.example.org", sender="a@example.org"), "database_url": "postgresql://x/y"}
    )


def test_nothing_of_the_users_outlets_readers_and_servers_is_used(users, tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    own = prepare(folder, users, HOMES, Played(None, {}))
    assert own.mail is None
    assert own.archive_url == f"sqlite:///{folder.resolve() / 'pantau.db'}"
    assert [(one.channel, one.recipient) for one in subscriptions_of(own)] == [("file", "outbox")]
    assert {outlet.home for outlet in load_outlets(own.config).values()} == set(HOMES.values())


def test_later_commands_find_the_demos_archive_by_its_configuration(users, tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    prepare(folder, users, HOMES, Played(None, {}))
    assert load_settings(folder / "config").var == folder.resolve()


def test_what_was_played_is_remembered(users, tmp_path):
    assert look(tmp_path / "new", DAY) == Played(None, {})
    ports = {outlet: int(home.split(":")[2].strip("/")) for outlet, home in HOMES.items()}
    (tmp_path / "kept").mkdir()
    note_down(tmp_path / "kept", Played(DAY, ports))
    assert look(tmp_path / "kept", DAY) == Played(DAY, ports)


def test_a_folder_of_something_else_is_refused(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds no demo"):
        look(tmp_path, DAY)


def test_a_folder_of_a_later_day_is_refused(tmp_path: Path):
    (tmp_path / NOTE).write_text(json.dumps({"until": "2024-11-05T07:00:00+07:00", "ports": {}}))
    with pytest.raises(UsageError, match="already reached 2024-11-05"):
        look(tmp_path, DAY)


@pytest.mark.parametrize("text", ["", "[]", '{"until": "soon", "ports": {}}', '{"until": null}'])
def test_a_note_that_cannot_be_read_is_one_clear_error(tmp_path: Path, text):
    (tmp_path / NOTE).write_text(text)
    with pytest.raises(UsageError, match="cannot be read"):
        look(tmp_path, DAY)
