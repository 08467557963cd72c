import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, update

from alerts.channels.feed import FeedChannel
from alerts.roster import add
from alerts.subscriptions import parse_subscription
from archive.database import open_database, write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Stage, Versions
from archive.records.article import Article, Moment
from archive.store.articles import store_article
from archive.tables.articles import article as articles
from base.catalogue import catalogue
from base.clock import SystemClock
from pantau.cli import cli
from pantau.searching.words import FACETS
from pantau.secrets import installation_key
from web.data.saved import feed_of, save, saved


@pytest.fixture
def run(plain_url, monkeypatch):
    """Run a command on an archive of three articles."""
    monkeypatch.setenv("PANTAU_DATABASE_URL", plain_url)
    engine = open_database(plain_url)
    now = SystemClock().now()
    with write(engine) as connection:
        for number, text in enumerate(("Camat tidak netral.", "Lurah netral.", '=HYPERLINK("x") camat')):
            article = Article(
                url=f"https://contoh.example/{number}",
                url_key=str(number),
                title=f"Berita {number}",
                text=text,
                state="ok",
                first_seen=now,
                published=Moment(now, now.date(), "meta", "stated"),
                text_hash=str(number),
            )
            analysis = Analysis(
                relevant=True,
                relevance=1,
                kind=Kind.INCIDENT,
                kind_confidence=1,
                versions=Versions("1", "1", "1", "1"),
                stage=Stage.S1,
                acts=(Act("A04"),),
                actors=(Actor("Badu Contoh", "camat", None, "asn", "alleged"),),
                places=(Place("63.72", "Kota Banjarbaru", "event"),),
            )
            store_article(connection, article, analysis, None, network=None, now=now)
    engine.dispose()

    def call(*arguments: str):
        return CliRunner().invoke(cli, list(arguments), catch_exceptions=True)

    return call


def test_search_prints_hits_with_forms_and_figures(run) -> None:
    told = run("search", "camat", "wilayah:banjarbaru", "--facets")
    assert told.exit_code == 0, told.output
    assert "Berita 2" in told.output
    assert "Berita 1" not in told.output
    assert "Kota Banjarbaru 2" in told.output


def test_search_speaks_to_machines(run) -> None:
    told = run("search", "netral", "-lurah", "--json")
    found = json.loads(told.stdout)
    assert [hit["article_id"] for hit in found["hits"]] == [1]
    assert found["cursor"] is None


def test_a_wrong_query_leaves_with_two(run) -> None:
    told = run("search", "medai:x")
    assert told.exception is not None
    assert "Maksud Anda 'media'" in str(told.exception)


def test_show_prints_an_article(run) -> None:
    assert "Camat tidak netral." in run("show", "1").output
    assert json.loads(run("show", "1", "--json").stdout)["analysis"]["kind"] == "incident"
    assert "neither" in str(run("show", "abc").exception)
    assert "no article 99" in str(run("show", "99").exception)


def test_export_writes_a_file_without_text(run, tmp_path) -> None:
    told = run("export", "camat", "--output", str(tmp_path / "out.csv"))
    assert told.exit_code == 0, told.output
    body = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert body.count("https://contoh.example/") == 2
    assert "tidak netral" not in body
    assert "Badu" not in body
    assert "2 artikel" in told.stderr


def test_export_says_how_many_copies_it_left_out(run, tmp_path, plain_url) -> None:
    assert "salinan" not in run("export", "--output", str(tmp_path / "all.csv")).stderr
    with write(open_database(plain_url)) as connection:
        connection.execute(update(articles).where(articles.c.id == 2).values(copy_of=1))
    told = run("export", "--output", str(tmp_path / "folded.csv")).stderr
    assert "Ditinggalkan sebagai salinannya: 1; --copies" in told
    assert "salinan" not in run("export", "--copies", "--output", str(tmp_path / "all.csv")).stderr


def test_a_headline_of_thousands_of_letters_is_shortened(run, plain_url) -> None:
    endless = "Camat " + "sangat " * 3_000
    with write(open_database(plain_url)) as connection:
        record = func.replace(articles.c.record, "Berita 0", endless)
        connection.execute(update(articles).where(articles.c.id == 1).values(title=endless, record=record))
    for command in (("search", "netral"), ("show", "1")):
        told = run(*command).output
        assert "…" in told
        assert len(told) < 4_000, command
    assert "21006 huruf; --json" in " ".join(run("show", "1").output.split())
    assert "sangat sangat" in json.loads(run("show", "1", "--json").stdout)["article"]["title"]


def test_export_streams_to_standard_output(run) -> None:
    lines = run("export", "lurah", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [2]


def test_a_package_needs_a_file(run) -> None:
    assert "--output" in str(run("export", "--format", "package").exception)


def test_db_upgrade_tells_that_nothing_is_to_do(run) -> None:
    assert "terbaru" in run("db", "upgrade").output


def test_db_copy_compares_every_table(run, plain_url, tmp_path) -> None:
    told = run("db", "copy", plain_url, f"{tmp_path}/other.db", "--json")
    assert told.exit_code == 0, told.output
    checked = {one["table"]: one for one in json.loads(told.stdout)}
    assert checked["article"] == {"table": "article", "rows": 3, "same": True}


def test_every_text_exists_in_indonesian() -> None:
    room = Path(__file__).parents[2] / "pantau"
    said: set[str] = set()
    for path in [
        *room.glob("searching/*.py"),
        *(room / "commands" / f"{name}.py" for name in ("show", "export", "db")),
    ]:
        code = path.read_text(encoding="utf-8")
        said |= set(re.findall(r'(?:\bt|reader|words\(settings\.language\)|told =|caption =)\(? ?"([^"]+)"', code))
    assert len(said) > 15
    known = catalogue(room / "searching", "id").texts
    assert (said | set(FACETS.values())) - set(known) == set()


@pytest.fixture
def low_rank(run, plain_url):
    engine = open_database(plain_url)
    now = SystemClock().now()
    text = "Guru Sutarno Wibisana tidak netral, kata Sutarno."
    article = Article(
        url="https://contoh.example/guru", url_key="guru", title="Guru Wibisana", text=text, state="ok",
        first_seen=now, text_hash="guru",
    )  # fmt: skip
    actor = Actor("Sutarno Wibisana", "guru", None, "asn", "alleged")
    facts = {"relevant": True, "relevance": 1, "kind": Kind.INCIDENT, "kind_confidence": 1}
    analysis = Analysis(**facts, versions=Versions("1", "1", "1", "1"), actors=(actor,))
    with write(engine) as connection:
        stored = store_article(connection, article, analysis, None, network=None, now=now)
    engine.dispose()
    return str(stored.article_id)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_names_of_low_ranks_are_initials_on_the_terminal_too(run, low_rank, form) -> None:
    for words in (("search", "guru", *form), ("show", low_rank, *form)):
        told = run(*words)
        assert told.exit_code == 0, told.output
        assert "Sutarno" not in told.output.replace("sutarno", ""), words
        assert "S.W." in told.output, words


def test_who_asks_for_names_sees_them_and_is_noted(run, low_rank, plain_url) -> None:
    from archive.store.audit import acts

    assert "Sutarno Wibisana" in run("search", "guru", "--json", "--names", "--by", "rina").output.replace("\\n", " ")
    assert "Sutarno" in run("show", low_rank, "--names", "--by", "rina").output
    engine = open_database(plain_url)
    with engine.begin() as connection:
        noted = [(act.by, act.act, act.object) for act in acts(connection)]
    engine.dispose()
    assert sorted(noted) == [("rina", "names", f"article:{low_rank}"), ("rina", "names", "search")]


def test_an_export_leaves_out_the_forms_it_is_told_to(run) -> None:
    assert len(run("export", "berita").stdout.splitlines()) == 4
    assert len(run("export", "bercamat", "--format", "jsonl").stdout.splitlines()) == 2
    assert len(run("export", "bercamat", "--without", "camat", "--format", "jsonl").stdout.splitlines()) == 0


def test_a_removed_user_leaves_no_feed(run, plain_url, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PANTAU_VAR", str(tmp_path / "var"))
    now = SystemClock().now()
    assert run("user", "add", "rina", "--password", "kata sandi panjang").exit_code == 0
    engine = open_database(plain_url)
    with write(engine) as connection:
        save(connection, "rina", "Camat", "camat", now)
        (kept,) = saved(connection, "rina")
        values = {"id": feed_of(kept.id), "channel": "feed", "recipient": "rina", "query": "camat"}
        add(connection, parse_subscription(values), now)
    engine.dispose()
    feeds = FeedChannel(tmp_path / "var" / "feeds", installation_key(tmp_path / "var"))
    feeds.begin(feed_of(kept.id), "Camat", (), now)
    assert len(list((tmp_path / "var" / "feeds").iterdir())) == 1
    assert run("user", "remove", "rina").exit_code == 0
    assert not list((tmp_path / "var" / "feeds").iterdir())
    assert feed_of(kept.id) not in run("subscription", "list").output
