import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import delete

from archive.database import read, write
from archive.tables.incidents import incident_article
from base.catalogue import Catalogue
from base.clock import FixedClock
from pantau.bootstrap import Application
from pantau.operations import machine, reach, setup, stock
from pantau.operations.doctor import examine
from pantau.operations.finding import Finding, worst
from pantau.provided import complaints_of
from pantau.sections import Mail
from pantau.settings import Settings

T = Catalogue("en", {})
TODAY = datetime(2026, 12, 1, tzinfo=UTC)


def bad(findings) -> list[Finding]:
    return [one for one in findings if one.state == "bad"]


def test_a_sound_archive_has_nothing_bad(settings, archive, store) -> None:
    store(archive, 1)
    found = list(examine(settings, T, FixedClock(TODAY), deep=True))
    assert bad(found) == []
    checks = {"settings", "sqlite", "disk", "clock", "tls", "secrets", "outlets", "schema", "search", "cases", "screen"}
    assert checks <= {one.check for one in found}
    assert all(one.advice for one in found if one.state != "ok")  # every complaint says what to do


def test_a_sqlite_with_the_wal_reset_fault_is_bad() -> None:
    assert machine.sqlite(T, (3, 51, 2)).state == "bad"
    assert machine.sqlite(T, (3, 51, 3)).state == "ok"


def test_a_disk_that_fills_is_told_before_it_is_full(tmp_path: Path) -> None:
    states = [machine.disk(T, tmp_path / "not" / "yet", free).state for free in (10**8, 10**9, 10**10)]
    assert states == ["bad", "warning", "ok"]


def test_a_clock_behind_the_archive_is_bad() -> None:
    assert machine.clock(T, TODAY, TODAY + timedelta(hours=1)).state == "bad"
    assert machine.clock(T, TODAY, TODAY - timedelta(hours=1)).state == "ok"
    assert machine.clock(T, datetime(1970, 1, 1, tzinfo=UTC), None).state == "bad"


def test_a_secret_that_others_may_read_is_named(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mail.secret"
    file.write_text("rahasia")
    server = Mail(host="mail.example", sender="pantau@mail.example", password_file=file)
    with_mail = settings.model_copy(update={"mail": server})
    file.chmod(0o640)
    told = bad(machine.secrets(T, with_mail))
    assert [str(file) in one.told and "chmod 600" in one.advice for one in told] == [True]
    file.chmod(0o600)
    assert bad(machine.secrets(T, with_mail)) == []


@pytest.mark.sqlite  # the file, its own index
def test_pages_of_the_database_that_were_overwritten_are_found(settings, archive, store) -> None:
    for number in range(30):
        store(archive, number)
    archive.dispose()
    file = settings.var / "pantau.db"
    with file.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(b"\xa5" * 4096 * 8)
    found = bad(stock.archive(T, settings, deep=True))
    assert found
    assert "pantau restore" in found[0].advice


@pytest.mark.sqlite  # the file, its own index
def test_a_search_index_that_lost_an_article_is_found_and_made_anew(settings, archive, store) -> None:
    store(archive, 1)
    with write(archive) as connection:
        connection.exec_driver_sql(
            "INSERT INTO article_fts(article_fts, rowid, title, text) SELECT 'delete', id, title, text FROM article"
        )
    assert [one.check for one in bad(stock.archive(T, settings, deep=True))] == ["search"]
    assert stock.rebuild_index(archive) == 1
    assert bad(stock.archive(T, settings, deep=True)) == []


def test_the_index_is_made_anew_on_each_database(engine, store) -> None:
    store(engine, 1)
    assert stock.rebuild_index(engine) == 1


def test_half_a_case_is_found(settings, archive, store) -> None:
    store(archive, 1)
    with write(archive) as connection:
        connection.execute(delete(incident_article))
    assert {one.check for one in bad(stock.archive(T, settings, deep=False))} == {"cases"}


def test_looking_at_an_old_schema_does_not_change_it(settings, archive) -> None:
    with write(archive) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    found = list(stock.archive(T, settings, deep=False))
    assert [one.state for one in found if one.check == "schema"] == ["warning"]
    with read(archive) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"


@pytest.mark.sqlite  # the file, its own index
def test_without_an_archive_none_is_made(settings) -> None:
    assert [one.state for one in stock.archive(T, settings, deep=True)] == ["ok"]
    assert not (settings.var / "pantau.db").exists()


def test_a_subscription_without_its_channel_is_bad(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "subscriptions.yaml").write_text(
        "subscriptions:\n  - id: ketua\n    channel: telegram\n    recipient: '12345'\n", encoding="utf-8"
    )
    told = bad(setup.channels(T, settings.model_copy(update={"config": tmp_path})))
    assert [one.check for one in told] == ["channels"]


def test_a_subscription_that_a_person_added_needs_its_channel_too(settings: Settings, archive, run) -> None:
    added = run("subscription", "add", "ketua", "--channel", "email", "--recipient", "ketua@warta.example")
    assert added.exit_code == 0
    assert "its messages wait" in added.stderr
    assert "[mail]" in added.stderr
    (told,) = bad(setup.channels(T, settings))
    assert "ketua" in told.told
    assert "[mail]" in told.advice
    assert [line.split(" of ")[1].split(" is ")[0] for line in complaints_of(Application(settings), T)] == [
        "subscription ketua"
    ]
    server = Mail(host="mail.example", sender="pantau@mail.example", security="none")
    assert bad(setup.channels(T, settings.model_copy(update={"mail": server}))) == []
    run("subscription", "pause", "ketua")
    assert bad(setup.channels(T, settings)) == []


class Silent:
    """Takes no mail: whoever sends one is refused."""

    async def handle_DATA(self, *_told) -> str:  # noqa: N802 - aiosmtpd's name
        return "554 nothing is to be sent"


def test_a_mail_server_is_asked_and_nothing_is_sent() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Silent(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        server = Mail(host="127.0.0.1", port=port, sender="pantau@mail.example", security="none")
        assert reach.mail(T, server).state == "ok"
        demanding = server.model_copy(update={"security": "starttls"})
        refused = reach.mail(T, demanding, ssl.create_default_context())
        assert refused.state == "bad"
        assert "set security to tls" in refused.told
    finally:
        controller.stop()
    assert reach.mail(T, server).state == "bad"


def test_the_command_leaves_with_one_when_something_is_bad(run, settings, archive, store) -> None:
    store(archive, 1)
    with write(archive) as connection:
        connection.execute(delete(incident_article))
    ill = run("doctor", "--json")
    assert ill.exit_code == 1
    told = json.loads(ill.stdout)
    assert told["state"] == "bad"
    assert "Run: pantau reprocess --from link" in {one["advice"] for one in told["findings"]}


def test_worst_counts() -> None:
    assert worst([]) == "ok"
    assert worst([Finding("a", "warning", ""), Finding("b", "bad", "")]) == "bad"
