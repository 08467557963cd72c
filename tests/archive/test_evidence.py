"""The chain, keys and time stamps of the evidence on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.database import read, write
from archive.store.evidence import add_lines, books, count_kept, find_line, head, load_lines
from archive.store.evidence_keys import destroy_keys, find_keys, key_of
from archive.store.evidence_stamps import (
    keep_token,
    last_stamp,
    note_failure,
    queue_stamp,
    renew_stamp,
    stamps,
)

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)


def line(number, book="b", **changes):
    told = {"book": book, "number": number, "at": "2024-11-05T04:00:00Z", "url": "https://a.example/", "article_id": 7}
    told |= {"file": "pantau-20241105-01.warc.gz", "start": 10_000_000_000, "length": 5, "sha256": "s", "payload": "p"}
    return told | {"previous": "q", "plain": None, "hash": f"h{number}"} | changes


def test_lines_are_kept_by_book_and_never_written_over(engine):
    with write(engine) as connection:
        assert head(connection, "b") is None
        add_lines(connection, [line(1), line(2, plain="x"), line(1, book="c")])
        add_lines(connection, [line(2, url="https://lain.example/"), line(3)])
    with read(engine) as connection:
        assert books(connection) == {"b": 3, "c": 1}
        assert (head(connection, "b").number, head(connection, "b").hash) == (3, "h3")
        assert list(load_lines(connection, "b")) == [line(1), line(2, plain="x"), line(3)]
        assert find_line(connection, "b", 2) == line(2, plain="x")
        assert find_line(connection, "b", 9) is None
        assert count_kept(connection, [7]) == 4


def test_a_key_is_made_once_and_gone_for_good_when_destroyed(engine):
    with write(engine) as connection:
        first = key_of(connection, 7, NOW)
        assert len(first) == 32
        assert key_of(connection, 7, NOW) == first
        assert key_of(connection, 8, NOW) != first
        destroy_keys(connection, [7, 9], NOW)
        destroy_keys(connection, [7], NOW + timedelta(days=1))
        assert key_of(connection, 7, NOW) is None
        assert key_of(connection, 9, NOW) is None
    with read(engine) as connection:
        assert find_keys(connection, [7, 8, 9, 10]).keys() == {8}


def test_a_stamp_waits_fails_is_renewed_and_comes(engine):
    with write(engine) as connection:
        queue_stamp(connection, "b", 3, "h3", NOW)
        asked = last_stamp(connection, "b")
        note_failure(connection, asked.id, "HTTP 503", NOW + timedelta(minutes=5))
        renew_stamp(connection, asked.id, 4, "h4")
        keep_token(connection, asked, "tsa", NOW, b"token of line 3")  # came too late: the row is for another line now
        assert last_stamp(connection, "b").token is None
        now_asked = last_stamp(connection, "b")
        keep_token(connection, now_asked, "tsa", NOW + timedelta(seconds=1), b"token")
        renew_stamp(connection, asked.id, 9, "h9")  # a received one stays as it is
    with read(engine) as connection:
        (one,) = stamps(connection)
        assert (one.number, one.hash, one.tries, one.token, one.due_at) == (4, "h4", 1, b"token", None)
        assert one.stamped_at == NOW + timedelta(seconds=1)
        assert stamps(connection, "c") == ()


@pytest.mark.parametrize("articles", [[], range(3_000)])
def test_any_number_of_articles_may_be_asked_for(engine, articles):
    with write(engine) as connection:
        destroy_keys(connection, articles, NOW)
        assert find_keys(connection, articles) == {}
        assert count_kept(connection, articles) == 0
