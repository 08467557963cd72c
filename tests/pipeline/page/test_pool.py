import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.records.article import Article
from archive.records.page import Page
from pipeline.page.pool import Failure, Pool, extracting

sys.path.insert(0, str(Path(__file__).parent))
from misbehaving import behaving

NOW = datetime(2024, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def pool():
    with Pool(behaving, size=2, seconds=1.0, memory=150_000_000, patience=600) as made:
        yield made  # patient, since a busy machine may let anything wait


def test_a_page_that_hangs_is_killed_and_the_pool_goes_on():
    with Pool(behaving, size=1, seconds=1.0, patience=4) as pool:
        failure = pool.run("sleep", 600)
        assert isinstance(failure, Failure)
        assert failure.state == "timed_out"
        assert pool.run("next")[0] == "next"


def test_a_page_that_works_without_end_is_killed(pool):
    failure = pool.run("work", 60)  # seconds of a processor: it would end long before the patience does
    assert isinstance(failure, Failure)
    assert failure.state == "timed_out"


def test_a_page_that_only_waits_for_a_busy_machine_is_not_given_up(pool):
    assert pool.run("sleep", 1.2)[0] == "sleep"  # longer than the second of a processor that it may use


def test_a_page_that_eats_memory_is_stopped_and_the_pool_goes_on(pool):
    failure = pool.run("grow")
    assert isinstance(failure, Failure)
    assert failure.state == "out_of_memory"
    assert pool.run("next")[0] == "next"


def test_what_a_process_has_loaded_is_out_of_the_garbage_collectors_sight(pool):
    assert pool.run("frozen")[0] > 0


def test_a_page_that_kills_its_process_is_reported_and_the_pool_goes_on(pool):
    failure = pool.run("die")
    assert isinstance(failure, Failure)
    assert failure.state == "crashed"
    assert pool.run("next")[0] == "next"


def test_a_page_that_raises_keeps_its_process(pool):
    before = pool.run("next")[1]
    failure = pool.run("raise")
    assert isinstance(failure, Failure)
    assert "odd page" in failure.detail
    assert pool.run("next")[1] == before


def test_outcomes_are_counted(pool):
    before = pool.counts.copy()
    pool.run("raise")
    pool.run("next")
    assert pool.counts["crashed"] == before["crashed"] + 1
    assert pool.counts["read"] == before["read"] + 1


def test_threads_share_the_processes(pool):
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda number: pool.run("next", number), range(24)))
    assert all(not isinstance(answer, Failure) for answer in answers)
    assert len({pid for _, pid in answers}) <= 2


def test_articles_come_back_from_a_process():
    body = (
        b"<html><body><article>"
        + b"<p>Camat menghadiri rapat di balai desa pada Senin pagi itu.</p>" * 8
        + b"</article>"
    )
    with Pool(extracting, size=1) as pool:
        article = pool.run(Page("https://kabar.example/satu-dua-tiga", body, "html", NOW), None, NOW)
    assert isinstance(article, Article)
    assert "balai desa" in article.text


def test_a_closed_pool_answers_with_a_failure():
    made = Pool(behaving, size=1)
    made.close()
    assert isinstance(made.run("next"), Failure)
