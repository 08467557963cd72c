from datetime import UTC, date, datetime

import pytest

from archive.database import write
from archive.store.incident_counts import OfficialCount, add_count, official_counts, own_count
from base.errors import UsageError

NOW = datetime(2024, 12, 1, tzinfo=UTC)
STATED = OfficialCount(
    "BKN", "persons", "63", date(2024, 10, 1), date(2024, 10, 31), 12, "https://bkn.example/1", date(2024, 11, 5)
)


def test_an_official_count_keeps_unit_source_and_dates(engine):
    with write(engine) as connection:
        add_count(connection, STATED, by="rina", now=NOW)
        add_count(connection, STATED, by="rina", now=NOW)
        assert official_counts(connection) == [STATED]
        assert official_counts(connection, region="63") == [STATED]
        assert official_counts(connection, region="64") == []


def test_a_count_without_source_or_with_a_wrong_unit_is_refused(engine):
    from dataclasses import replace

    with write(engine) as connection:
        for wrong in (
            replace(STATED, source=" "),
            replace(STATED, unit="people"),
            replace(STATED, until=date(2024, 9, 1)),
        ):
            with pytest.raises(UsageError):
                add_count(connection, wrong, by="rina", now=NOW)


def test_an_empty_archive_counts_nothing(engine):
    with engine.connect() as connection:
        found = own_count(connection, None, date(2024, 1, 1), date(2024, 12, 31))
    assert (found.cases, found.persons, found.unknown) == (0, 0, 0)
