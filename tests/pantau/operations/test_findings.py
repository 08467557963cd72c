"""Every finding of `pantau doctor` is provoked once, and says in both languages what to do."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from archive.database import write
from archive.store.evidence_stamps import Stamp
from archive.store.outlets import OutletState, save_state
from archive.store.screening import Screened
from archive.tables.alerts import outbox
from archive.tables.incidents import incident_article
from base.catalogue import Catalogue
from crawlers.evidence.book import EvidenceBook
from crawlers.outlets import load_outlets
from pantau.operations import machine, proof, reach, sampling, setup, stock, taking
from pantau.operations.finding import Finding
from pantau.operations.words import words
from pantau.sections import Crawl, Evidence, Mail, Webhook
from pantau.settings import Settings
from tests.pantau.operations.provoking import (
    ENGLISH,
    SEEN,
    advice_in_source,
    closed_address,
    one_outlet,
    orphan_facet,
    provoked,
    unanswered,
    was_given,
    write_outlets,
)
from tests.pantau.operations.test_backup import exchange_of

NOW = datetime(2026, 12, 1, tzinfo=UTC)
RAN: set[str] = set()


@pytest.fixture(autouse=True)
def ran(request) -> None:
    RAN.add(request.node.originalname)


def of(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


def test_of_the_machine(tmp_path: Path, monkeypatch) -> None:
    provoked(lambda t: [machine.sqlite(t, (3, 51, 2))], "sqlite", "bad", said="3.51.2")
    provoked(lambda t: [machine.disk(t, tmp_path, 10**8)], "disk", "bad", said="100 MB")
    provoked(lambda t: [machine.disk(t, tmp_path, 10**9)], "disk", "warning", said="1,000 MB")
    provoked(lambda t: [machine.disk(t, Path("/proc"))], "disk", "bad", said="Nothing can be written")
    provoked(lambda t: [machine.clock(t, NOW, NOW + timedelta(hours=1))], "clock", "bad")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    provoked(lambda t: [machine.tls(t)], "tls", "bad")


def test_of_files_that_others_may_read(settings, tmp_path) -> None:
    settings.var.mkdir()
    (settings.var / "pantau.db").write_bytes(b"x")
    (settings.var / "secret.key").write_bytes(b"k")
    for name, mode in (("pantau.db", 0o644), ("secret.key", 0o644), ("", 0o755)):
        (settings.var / name).chmod(mode)
    config = tmp_path / "config"
    config.mkdir()
    (config / "pantau.toml").write_text('[telegram]\ntoken = "1:a"\n')
    (config / "pantau.toml").chmod(0o644)
    mine = of(settings, config=config)
    found = provoked(lambda t: machine.secrets(t, mine), "secrets", "bad", said="secret.key")
    assert found.advice == f"Run: chmod 600 {settings.var / 'secret.key'}"
    provoked(lambda t: machine.secrets(t, mine), "secrets", "bad", said="pantau.toml")
    provoked(lambda t: machine.secrets(t, mine), "secrets", "warning", said="pantau.db")
    (config / "pantau.toml").chmod(0o600)
    provoked(lambda t: machine.secrets(t, mine), "secrets", "warning", said="among the settings")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_of_files_that_belong_to_another_user(settings) -> None:
    settings.var.mkdir()
    (settings.var / "pantau.db").write_bytes(b"x")
    assert [one.state for one in machine.owners(ENGLISH, settings.var)] == ["ok"]
    os.chown(settings.var / "pantau.db", 12345, 12345)
    provoked(lambda t: machine.owners(t, settings.var), "owners", "bad", said="pantau.db")


@pytest.mark.sqlite  # a server's archive is not a file that can be gone
def test_of_an_archive_that_is_gone_and_of_restores_that_were_interrupted(settings) -> None:
    EvidenceBook(settings.var / "evidence").write(exchange_of(1), 1)

    def look(t: Catalogue) -> Iterable[Finding]:
        return stock.archive(t, settings, deep=False)

    provoked(look, "database", "bad", said="is gone")
    (settings.var / ".restore-abc").mkdir()
    provoked(look, "restore", "warning", said=".restore-abc")
    (settings.var / "restore.json").write_text("{}")
    provoked(look, "restore", "bad")


@pytest.mark.sqlite
def test_of_a_search_index_that_is_damaged_while_the_texts_are_not(settings, archive, store) -> None:
    store(archive, 1)
    with write(archive) as connection:
        connection.exec_driver_sql("UPDATE article_fts_data SET block = x'00112233' WHERE id > 10")
    found = provoked(lambda t: stock.archive(t, settings, deep=True), "search", "bad", said="texts are not")
    assert found.advice == "Run: pantau doctor --rebuild-index"
    stock.rebuild_index(archive)
    assert {one.state for one in stock.archive(ENGLISH, settings, deep=True)} == {"ok"}


def test_of_the_configuration(settings, tmp_path) -> None:
    outlets = write_outlets(tmp_path / "config", "- {id: a}\n")
    mine = of(settings, config=tmp_path / "config", crawl=Crawl())

    def look(t: Catalogue) -> Iterable[Finding]:
        return setup.configuration(t, mine)

    provoked(look, "outlets", "bad", said="a.yaml:1")
    assert "cp -r lexicon model rules.yaml" in provoked(look, "rules", "bad").advice
    outlets.write_text("- {id: a, name: A, home: 'https://a.id/', discover: [{home: /}], enabled: false}\n")
    provoked(look, "outlets", "bad", said="No outlet is enabled")
    provoked(look, "contact", "warning")


def test_of_outlets_that_are_ill(settings, archive, tmp_path) -> None:
    config = tmp_path / "config"
    lines = [
        f"- {{id: o{n}, name: A, home: 'https://o{n}.id/', discover: [{{home: /}}]}}\n" for n in range(len(setup.ILL))
    ]
    write_outlets(config, "".join(lines))
    mine = of(settings, config=config)
    with write(archive) as connection:
        for health in setup.ILL:
            save_state(connection, OutletState(f"o{setup.ILL.index(health)}", health=health))
    found = provoked(lambda t: setup.configuration(t, mine), "outlets", "bad", said="frozen")  # every one is ill
    assert "pantau outlet test o" in found.advice
    with write(archive) as connection:
        save_state(connection, OutletState("o1", health="ok"))
    provoked(lambda t: setup.configuration(t, mine), "outlets", "warning", said="silent")


def test_of_names_in_the_environment_that_nothing_reads() -> None:
    names = ["PANTAU_DATABSE_URL", "PANTAU_CONFIG", "PANTAU_CRAWL__MOST_PAGES", "PANTAU_TEST_DATABASE", "HOME"]
    found = provoked(lambda t: setup.environment(t, names), "environment", "warning", said="PANTAU_DATABASE_URL")
    assert found.told.startswith("PANTAU_DATABSE_URL ")
    assert len(list(setup.environment(ENGLISH, [*names, "PANTAU_FOO"]))) == 2


def test_of_work_that_nobody_takes(settings, archive) -> None:
    some = next(outlet.id for outlet in load_outlets(settings.config).values() if outlet.enabled)
    assert list(taking.work(ENGLISH, settings, NOW)) == []
    with write(archive) as connection:
        save_state(connection, OutletState(some, next_due_at=NOW - timedelta(hours=3), health="ok"))
    provoked(lambda t: taking.work(t, settings, NOW), "workers", "bad", said="3:00:00")
    late = taking.Taking(shared=True, workers={"crawl": 0}, jobs={"crawl": timedelta(minutes=2)})
    provoked(lambda t: taking.examined(t, late), "workers", "bad", said="No worker lives")
    living = taking.Taking(
        shared=True, workers={"crawl": 1, "analyse": 0}, held=True, jobs={"analyse": timedelta(minutes=2)}
    )
    provoked(lambda t: taking.examined(t, living), "workers", "bad", said="queue analyse")
    unkept = taking.Taking(shared=True, workers={"crawl": 1}, overdue=2, longest=timedelta(hours=2))
    provoked(lambda t: taking.examined(t, unkept), "workers", "bad", said="keeps the schedule")
    well = taking.Taking(shared=True, workers={"crawl": 2}, held=True)
    assert [one.state for one in taking.examined(ENGLISH, well)] == ["ok"]


def test_of_channels(settings, tmp_path) -> None:
    file = tmp_path / "subscriptions.yaml"
    mine = of(settings, config=tmp_path, webhook=Webhook())

    def look(t: Catalogue) -> Iterable[Finding]:
        return setup.channels(t, mine)

    file.write_text("subscriptions:\n  - {id: a, channel: carrier pigeon}\n")
    provoked(look, "channels", "bad", said="subscriptions.yaml")
    file.write_text(
        "subscriptions:\n  - {id: a, channel: telegram, recipient: '12345'}\n"
        "  - {id: b, channel: webhook, recipient: 'https://hook.example/x'}\n"
    )
    provoked(look, "channels", "bad", said="needs the channel telegram")
    provoked(look, "channels", "bad", said="no secret to sign with")


def test_of_an_archive_that_cannot_be_opened_or_is_old(settings, archive) -> None:
    gone = of(settings, database_url="postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=1")
    provoked(lambda t: stock.archive(t, gone, deep=False), "database", "bad")
    with write(archive) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    found = provoked(lambda t: stock.archive(t, settings, deep=False), "schema", "warning", said="0003")
    assert "pantau backup" in found.advice


@pytest.mark.sqlite  # PostgreSQL checks its pages itself
@pytest.mark.parametrize("harm", ["pages", "no database", "orphans"])
def test_of_a_damaged_file(settings, archive, store, harm: str) -> None:
    for number in range(30):
        store(archive, number)
    file = settings.var / "pantau.db"
    if harm == "orphans":
        orphan_facet(archive)
    archive.dispose()
    with file.open("r+b") as stream:
        if harm == "pages":
            stream.seek(4096 * 20)
            stream.write(b"\xa5" * 4096 * 8)
        elif harm == "no database":
            stream.write(b"this is text, and no database at all")
    provoked(lambda t: stock.archive(t, settings, deep=True), "database", "bad")


def test_of_the_search_index(settings, archive, store) -> None:
    store(archive, 1)
    with write(archive) as connection:
        if archive.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "INSERT INTO article_fts(article_fts, rowid, title, text) SELECT 'delete', id, title, text FROM article"
            )
        else:
            connection.exec_driver_sql("DELETE FROM article_search")
    provoked(lambda t: stock.archive(t, settings, deep=True), "search", "bad")
    stock.rebuild_index(archive)
    assert [one.state for one in stock.archive(ENGLISH, settings, deep=True) if one.check == "search"] == ["ok"]


def test_of_half_cases_and_messages_that_failed(settings, archive, store) -> None:
    for number in range(8):
        store(archive, number)
    with write(archive) as connection:
        connection.execute(delete(incident_article))
        row = {"subscription_id": "a", "channel": "email", "recipient": "x", "form": "instant", "state": "failed"}
        row |= {"dedup_key": "k", "created_at": NOW, "due_at": NOW}
        needed = {
            column.name: "" for column in outbox.columns if not column.nullable and column.default is None
            and column.server_default is None and column.name not in {*row, "id"}
        }  # fmt: skip
        connection.execute(insert(outbox).values({**needed, **row}))
    provoked(lambda t: stock.archive(t, settings, deep=False), "cases", "bad", said="reports a case and is in none")
    assert any("more" in one.told for one in stock.archive(ENGLISH, settings, deep=False) if one.check == "cases")
    provoked(lambda t: stock.archive(t, settings, deep=False), "outbox", "warning", said="email")


def test_of_the_screen() -> None:
    found = {"63": Screened(90, 5000, 50)}
    provoked(lambda t: [sampling.told(t, found, [7], 2, {"63": "Kalimantan Selatan"})], "screen", "warning")


def test_of_the_evidence(settings, archive, tmp_path) -> None:
    stamp = Stamp(1, "b", 1, "h", NOW - timedelta(hours=3), NOW, 2, "no answer", "", None, None)
    provoked(lambda t: [proof.time_stamps(t, [stamp], NOW)], "time stamps", "warning", said="3 hours")
    named = of(settings, evidence=Evidence(timestamp_command=("false",), timestamp_roots=tmp_path / "none.pem"))
    for language in ("en", "id"):
        mine = of(named, language=language)
        (one,) = (one for one in proof.evidence(words(language), mine, NOW, deep=False) if one.state == "bad")
        SEEN.add(one.advice)
    EvidenceBook(settings.var / "evidence").write(exchange_of(1), 1)
    for path in (settings.var / "evidence").glob("*.warc*"):
        path.write_bytes(b"cut")
    bad = [
        one
        for language in ("en", "id")
        for one in proof.evidence(words(language), of(settings, language=language), NOW, deep=True)
        if (one.check, one.state) == ("evidence", "bad")
    ]
    assert len({one.told for one in bad}) == len({one.advice for one in bad}) == 2
    SEEN.update(one.advice for one in bad)


def test_of_servers_that_cannot_be_asked(settings, tmp_path, make_site) -> None:
    closed = closed_address()
    mail = Mail(host="127.0.0.1", port=int(closed.split(":")[1]), sender="a@b.example", security="none")
    provoked(lambda t: [reach.mail(t, mail)], "mail", "bad")
    config = tmp_path / "config"
    one_outlet(config, closed)
    refusing = make_site({"*": (401, {"Date": "Sat, 01 Jan 2000 00:00:00 GMT"}, b"no")})
    mine = unanswered(settings.model_copy(update={"config": config}), closed, refusing.port)

    def look(t: Catalogue) -> Iterable[Finding]:
        return reach.network(t, mine, lambda: NOW)

    provoked(look, "telegram", "bad", said="cannot be reached")
    provoked(look, "whatsapp", "bad", said="401")
    provoked(look, "webhook", "bad")
    provoked(look, "network", "bad")
    one_outlet(config, f"127.0.0.1:{refusing.port}")
    provoked(look, "clock", "bad", said="s off")


def test_zz_every_advice_that_there_is_was_provoked() -> None:
    """Runs last in this module: what no test above provoked is named."""
    if not {name for name in globals() if name.startswith("test_of_")} <= RAN:
        pytest.skip("not all of the tests above ran in this process")
    known = advice_in_source()
    assert len(known) > 20
    lacking = {text for text in known if not was_given(text)}
    assert lacking == set()
