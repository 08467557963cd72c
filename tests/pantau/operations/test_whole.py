"""A backup says what of the evidence it lacks, and so does the examination."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from archive.database import open_database
from crawlers.evidence.book import CHAIN, EvidenceBook, verify
from crawlers.evidence.witness import Witness
from pantau.operations import proof, stock
from pantau.operations.backup import back_up
from pantau.operations.bundle import unpack
from pantau.operations.restore import Place, restore
from pantau.operations.words import words
from pantau.settings import Settings
from tests.pantau.operations.test_backup import NOW, exchange_of

pytestmark = pytest.mark.sqlite  # on PostgreSQL others may hold what is not here; its own test is below


@pytest.fixture
def kept(settings: Settings, archive, store, tmp_path: Path) -> Settings:
    """An archive with two exchanges, and a small configuration."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "pantau.toml").write_text('language = "en"\n')
    book = EvidenceBook(settings.var / "evidence", Witness(archive), sealed=False)
    for number in (1, 2):
        book.write(exchange_of(number), store(archive, number))
    archive.dispose()
    return settings.model_copy(update={"config": config})


def harm(settings: Settings, how: str) -> None:
    folder = settings.var / "evidence"
    (warc,) = folder.glob("*.warc.gz")
    lines = (folder / CHAIN).read_bytes().splitlines(keepends=True)
    if how == "chain gone":
        (folder / CHAIN).unlink()
    elif how == "chain cut":
        (folder / CHAIN).write_bytes(lines[0])
    elif how == "chain unreadable":
        (folder / CHAIN).write_bytes(b"[]\n")
    elif how == "file gone":
        warc.unlink()
    elif how == "file changed":
        warc.write_bytes(warc.read_bytes()[:100] + b"\xff\x00" + warc.read_bytes()[102:])
    elif how == "all gone":
        warc.unlink()
        (folder / CHAIN).unlink()


HARMS = ("chain gone", "chain cut", "chain unreadable", "file gone", "file changed", "all gone")


@pytest.mark.parametrize("how", HARMS)
def test_a_backup_of_damaged_evidence_is_made_says_so_and_can_be_restored(kept, tmp_path, how: str) -> None:
    assert back_up(kept, tmp_path / "whole.tar.gz", NOW).kept.faults == ()
    harm(kept, how)
    left = {path.name: path.read_bytes() for path in (kept.var / "evidence").iterdir()}
    saved = back_up(kept, tmp_path / "one.tar.gz", NOW)
    assert saved.kept.faults
    assert unpack(tmp_path / "one.tar.gz", None).damaged == [str(fault) for fault in saved.kept.faults]
    target = Place(f"sqlite:///{tmp_path / 'new' / 'pantau.db'}", tmp_path / "new", None)
    restored = restore(tmp_path / "one.tar.gz", target, NOW)
    assert restored.manifest.damaged
    there = tmp_path / "new" / "evidence"
    assert {path.name: path.read_bytes() for path in there.glob("*")} == left
    found = [one for one in proof.evidence(words("en"), kept, NOW, deep=True) if one.check == "evidence"]
    assert [one.state for one in found] == ["bad"], found


def test_the_command_leaves_with_a_number_of_its_own_and_keeps_the_earlier_whole_backup(
    kept, run, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("pantau.operations.backup._config_files", lambda _: iter(()))  # quick
    file = tmp_path / "monday.tar.gz"
    assert run("backup", str(file)).exit_code == 0
    before = file.read_bytes()
    harm(kept, "chain gone")
    told = run("backup", str(file), "--force")
    assert told.exit_code == 3, told.output
    assert "NOT ALL OF THE EVIDENCE" in told.output
    assert "whole." not in told.output
    assert "2 exchanges" in told.output
    (aside,) = tmp_path.glob("whole-before-*-monday.tar.gz")
    assert aside.read_bytes() == before
    noted = [json.loads(line)["path"] for line in (kept.var / "backups.jsonl").read_text().splitlines()]
    assert str(aside) in noted  # it expires as the others do
    again = run("backup", str(file), "--force", "--json")
    assert again.exit_code == 3
    assert json.loads(again.stdout)["evidence"]
    assert len(list(tmp_path.glob("whole-before-*"))) == 1


def test_a_chain_that_is_gone_is_found_by_a_quick_examination(kept) -> None:
    assert not [one for one in proof.evidence(words("en"), kept, NOW, deep=False) if one.state == "bad"]
    harm(kept, "chain gone")
    (found,) = (one for one in proof.evidence(words("en"), kept, NOW, deep=False) if one.check == "evidence")
    assert (found.state, "2 exchanges" in found.told) == ("bad", True)


def test_lines_that_came_after_the_archive_was_saved_are_no_damage(kept, archive, store, tmp_path, monkeypatch) -> None:
    from pantau.operations import backup as saving

    snapshot = saving._snapshot

    def late(engine, folder: Path):
        moment = snapshot(engine, folder)
        book = EvidenceBook(kept.var / "evidence", Witness(archive), sealed=False)
        for number in range(20, 40):
            book.write(exchange_of(number), number)
        return moment

    monkeypatch.setattr(saving, "_snapshot", late)
    assert back_up(kept, tmp_path / "one.tar.gz", NOW + timedelta(hours=1)).kept.faults == ()
    assert verify(kept.var / "evidence") == ()


@pytest.mark.parametrize("left", ["evidence", "backups.jsonl"])
def test_an_archive_that_is_gone_while_its_evidence_is_there_is_found(settings, left: str) -> None:
    settings.var.mkdir()
    (found,) = stock.archive(words("en"), settings, deep=False)
    assert found.state == "ok"
    if left == "evidence":
        EvidenceBook(settings.var / "evidence").write(exchange_of(1), 1)
    else:
        (settings.var / left).write_text("{}\n")
    (found,) = stock.archive(words("en"), settings, deep=False)
    assert found.state == "bad"
    assert "pantau restore" in found.advice


def test_folders_of_other_machines_are_told_and_are_no_damage_on_postgresql(
    settings, postgres_url, tools, store, tmp_path
) -> None:
    config = tmp_path / "config"
    config.mkdir()
    shared = settings.model_copy(update={"database_url": postgres_url, "config": config})
    engine = open_database(postgres_url)
    other, mine = tmp_path / "other", settings.var / "evidence"
    EvidenceBook(other, Witness(engine), sealed=False).write(exchange_of(1), store(engine, 1))
    settings.var.mkdir()
    saved = back_up(shared, tmp_path / "none.tar.gz", NOW)
    assert (saved.kept.faults, len(saved.kept.elsewhere)) == ((), 1)
    EvidenceBook(mine, Witness(engine), sealed=False).write(exchange_of(2), store(engine, 2))
    saved = back_up(shared, tmp_path / "one.tar.gz", NOW)
    assert (saved.kept.faults, len(saved.kept.elsewhere)) == ((), 1)
    (mine / CHAIN).unlink()
    assert back_up(shared, tmp_path / "two.tar.gz", NOW).kept.faults
    engine.dispose()
