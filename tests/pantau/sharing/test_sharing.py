import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from archive.database import open_database, read, write
from archive.records.article import Article
from archive.records.page import Page
from archive.store.outlets import OutletState, save_state
from archive.store.readings import put, result_of, waiting
from archive.tables.sharing import page_reading
from base.clock import FixedClock
from base.errors import ArchiveError, UsageError
from crawlers.job import CrawlOptions
from pantau.alerting import Desk
from pantau.bootstrap import Application
from pantau.operations.turn import turn_of
from pantau.settings import ROOT, load_settings
from pantau.sharing.engine import ensure_tables, make_app
from pantau.sharing.parcel import ToRead, pack, unpack
from pantau.sharing.reading import FarExaminer
from pantau.sharing.schedule import Schedule
from pantau.sharing.tasks import crawl_slot, read_page, slot_of
from pantau.sharing.worker import Worker
from pipeline.page.outlet import OutletContext
from pipeline.process import Examined
from pipeline.source import Source

NOW = datetime(2024, 11, 1, 3, tzinfo=UTC)
PAGE = Page("https://warta.example/1", b"\xff\xfe\x00\n{", "html", NOW, outlet="warta", more=(b"\x80",))
SOURCE = Source(OutletContext("warta", "Warta", "https://warta.example/", furniture=frozenset({"ab"})), "63")


@pytest.fixture
def application(postgres_url, tmp_path) -> Application:
    ours = {"var": tmp_path / "var", "database_url": postgres_url}
    settings = load_settings(ROOT / "config").model_copy(update=ours)
    return few(Application(settings, FixedClock(NOW)))


def few(application: Application) -> Application:
    """Leave some outlets: each is an order of its own."""
    enabled = [outlet for outlet in application.outlets.values() if outlet.enabled][:5]
    application.__dict__["outlets"] = {outlet.id: outlet for outlet in enabled}
    return application


def test_a_page_travels_as_it_came() -> None:
    asked = ToRead(PAGE, SOURCE, NOW)
    assert unpack(pack(asked)) == asked


def test_a_page_is_read_elsewhere_and_comes_back(plain_engine) -> None:
    article = Article(url=PAGE.url, url_key="k", title="Judul", text="Isi.", state="ok", first_seen=NOW)

    def examine(page, source, now):
        assert (page, source, now) == (PAGE, SOURCE, NOW)
        return Examined(article, None, None, (("extract", 0.5),))

    def order(reading: str) -> None:
        threading.Thread(target=read_page, args=(plain_engine, reading, examine)).start()

    assert FarExaminer(plain_engine, order)(PAGE, SOURCE, NOW) == Examined(article, None, None, (("extract", 0.5),))
    with read(plain_engine) as connection:
        assert connection.execute(page_reading.select()).all() == []


def test_a_reading_is_done_once_and_repeated_without_harm(plain_engine) -> None:
    with write(plain_engine) as connection:
        put(connection, "r1", pack(ToRead(PAGE, SOURCE, NOW)), now=NOW)
    asked = []

    def examine(page, *_):
        asked.append(page)
        return Examined(None, None, "crashed: x")

    assert read_page(plain_engine, "r1", examine)
    assert not read_page(plain_engine, "r1", examine)
    assert not read_page(plain_engine, "gone", examine)
    assert asked == [PAGE]
    with read(plain_engine) as connection:
        assert waiting(connection, "r1") is None
        assert result_of(connection, "r1") is not None


def test_a_stopped_worker_waits_for_no_answer(plain_engine) -> None:
    far = FarExaminer(plain_engine, lambda _: far.close())
    with pytest.raises(ArchiveError):
        far(PAGE, SOURCE, NOW)
    with read(plain_engine) as connection:
        assert connection.execute(page_reading.select()).all() == []


def test_a_slot_is_crawled_once(settings_application) -> None:
    application, outlet = settings_application
    crawled = []

    class Crawling:
        def __init__(self) -> None:
            self.application = application

        async def crawl(self, ids, *_, **__) -> None:
            crawled.append(ids)
            with write(application.engine) as connection:
                save_state(connection, OutletState(outlet, next_due_at=NOW))

    options = CrawlOptions()
    assert asyncio.run(crawl_slot(Crawling(), outlet, slot_of(None), options))
    assert not asyncio.run(crawl_slot(Crawling(), outlet, slot_of(None), options))
    assert asyncio.run(crawl_slot(Crawling(), outlet, slot_of(NOW), options))
    assert not asyncio.run(crawl_slot(Crawling(), "nobody-knows-it", slot_of(None), options))
    assert crawled == [[outlet], [outlet]]


@pytest.fixture
def settings_application(tmp_path, plain_url):
    settings = load_settings(ROOT / "config").model_copy(update={"var": tmp_path / "var", "database_url": plain_url})
    application = few(Application(settings, FixedClock(NOW)))
    yield application, next(iter(application.outlets))
    application.engine.dispose()


def test_work_is_shared_through_postgresql_alone(sqlite_engine) -> None:
    with pytest.raises(UsageError, match="pantau db copy"):
        make_app(sqlite_engine)


def test_tables_of_the_queue_are_made_once_and_anew_for_another_version(postgres_url) -> None:
    engine = open_database(postgres_url)
    assert ensure_tables(engine)
    assert not ensure_tables(engine)
    with write(engine) as connection:
        connection.execute(text("COMMENT ON TABLE procrastinate_jobs IS 'pantau: procrastinate 0.1'"))
    assert ensure_tables(engine)
    assert not ensure_tables(engine)
    engine.dispose()


def test_what_is_due_is_ordered_once_and_by_the_one_whose_turn_it_is(application) -> None:
    engine = application.engine
    ensure_tables(engine)
    asyncio.run(_order_twice(application))
    with read(engine) as connection:
        rows = connection.execute(text("SELECT queue_name, lock, args FROM procrastinate_jobs")).all()
    enabled = {outlet.id for outlet in application.outlets.values() if outlet.enabled}
    crawls = {row.lock: row.args for row in rows if row.queue_name == "crawl"}
    assert crawls == {f"crawl:{outlet}": {"outlet": outlet, "slot": "never"} for outlet in enabled}
    assert sorted(row.lock for row in rows if row.queue_name == "deliver") == ["deliver", "tidy"]


async def _order_twice(application: Application) -> None:
    app = make_app(application.engine)
    first, second = (turn_of(application.engine, application.settings.var) for _ in range(2))
    async with app.open_async():
        assert await Schedule(application, app, first).tick()
        assert not await Schedule(application, app, second).tick()
        assert await Schedule(application, app, first).tick()
    first.leave()


def test_workers_without_a_monitor_have_the_evidence_stamped(application) -> None:
    ensure_tables(application.engine)
    named = application.settings.evidence.model_copy(update={"timestamp_command": ("no-such-program",)})
    stamping = replace(application, settings=application.settings.model_copy(update={"evidence": named}))
    asyncio.run(_order_twice(few(stamping)))
    with read(application.engine) as connection:
        jobs = connection.execute(text("SELECT task_name FROM procrastinate_jobs WHERE queue_name = 'deliver'"))
        assert sorted(jobs.scalars()) == ["deliver", "stamp", "tidy"]
    app = make_app(application.engine)
    Worker(stamping, ["deliver"], desk=Desk(stamping, None))._register_rest(app)
    assert {"deliver", "tidy", "stamp"} <= set(app.tasks)


def test_the_job_of_a_dead_worker_goes_back_or_gives_way_to_its_like(application) -> None:
    ensure_tables(application.engine)
    asyncio.run(_rescue(application))


async def _rescue(application: Application) -> None:
    app = make_app(application.engine)
    turn = turn_of(application.engine, application.settings.var)
    counts = "SELECT count(*) FILTER (WHERE status = 'doing') AS doing, count(*) AS jobs FROM procrastinate_jobs"
    async with app.open_async():
        schedule = Schedule(application, app, turn)
        await schedule.tick()
        before = await app.connector.execute_query_one_async(counts)
        worker = await app.job_manager.register_worker()
        assert await app.job_manager.fetch_job(["crawl"], worker) is not None
        assert (await app.connector.execute_query_one_async(counts))["doing"] == 1
        await schedule.tick()
        assert (await app.connector.execute_query_one_async(counts))["doing"] == 1  # it lives
        old = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '11 seconds'"
        await app.connector.execute_query_async(old)
        await schedule.tick()
        assert await app.connector.execute_query_one_async(counts) == before
        assert await app.job_manager.fetch_job(["crawl"], worker) is not None
        await app.connector.execute_query_async(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, lock, queueing_lock, args, priority) "
            "SELECT task_name, queue_name, lock, queueing_lock, args, priority FROM procrastinate_jobs "
            "WHERE status = 'doing'"
        )
        await schedule.tick()
        assert await app.connector.execute_query_one_async(counts) == before
    turn.leave()
