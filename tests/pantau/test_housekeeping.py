from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import read, write
from archive.records.page import Page
from archive.store.rejected import keep_rejected, rejected_pages
from base.clock import FixedClock
from pantau.bootstrap import Application
from pantau.housekeeping import tidy
from pantau.settings import ROOT, load_settings

NOW = datetime(2024, 11, 1, tzinfo=UTC)


def test_rejected_pages_go_after_thirty_days_and_a_second_tidying_finds_nothing(tmp_path: Path) -> None:
    settings = load_settings(ROOT / "config").model_copy(update={"var": tmp_path})
    application = Application(settings, FixedClock(NOW))
    page = Page("https://warta.example/1", b"<p>Panen</p>", "html", NOW)
    with write(application.engine) as connection:
        keep_rejected(connection, page, "a" * 64, reason="unrelated", now=NOW - timedelta(days=31))
        keep_rejected(connection, page, "b" * 64, reason="unrelated", now=NOW - timedelta(days=29))
    assert tidy(application, NOW).rejected == 1
    assert tidy(application, NOW).rejected == 0
    with read(application.engine) as connection:
        assert [key for key, _, _ in rejected_pages(connection)] == ["b" * 64]
