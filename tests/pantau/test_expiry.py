"""Backups go when their time is over, and nothing else goes with them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pantau.expiry import NAME, expire, note_backup

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEEP = timedelta(days=30)


def written(folder: Path, name: str, days_ago: int) -> Path:
    file = folder / name
    file.write_bytes(b"saved")
    note_backup(folder, file, NOW - timedelta(days=days_ago))
    return file


def test_an_old_backup_is_deleted_and_a_young_one_stays(tmp_path: Path) -> None:
    old, young = written(tmp_path, "old.tar.gz", 31), written(tmp_path, "young.tar.gz", 29)
    assert expire(tmp_path, NOW, KEEP) == (str(old),)
    assert (old.exists(), young.exists()) == (False, True)
    assert len((tmp_path / NAME).read_text().splitlines()) == 1
    assert expire(tmp_path, NOW, KEEP) == ()


def test_a_file_that_was_written_anew_or_by_others_stays(tmp_path: Path) -> None:
    file = written(tmp_path, "week.tar.gz", 40)
    file.write_bytes(b"something else")
    assert expire(tmp_path, NOW, KEEP) == ()
    assert file.read_bytes() == b"something else"
    assert (tmp_path / NAME).read_text() == ""


def test_a_file_overwritten_by_a_later_backup_goes_when_that_one_is_old(tmp_path: Path) -> None:
    written(tmp_path, "week.tar.gz", 40)
    file = written(tmp_path, "week.tar.gz", 10)
    expire(tmp_path, NOW, KEEP)
    assert file.exists()
    assert expire(tmp_path, NOW + timedelta(days=25), KEEP) == (str(file),)


def test_without_backups_nothing_is_done(tmp_path: Path) -> None:
    assert expire(tmp_path, NOW, KEEP) == ()
