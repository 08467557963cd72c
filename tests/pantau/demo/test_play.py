"""The demo's truth compared with what the whole job makes of it: real crawl, real archive, real messages."""

import ast
import json
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console
from sqlalchemy import func, select

from archive.database import open_database, read
from archive.records.analysis import Kind
from archive.tables.articles import article as article_table
from crawlers.outlets import load_outlets
from pantau.commands.demo import command
from pantau.demo.articles import DemoArticle, load_articles
from pantau.demo.clock import BEFORE, morning, rounds
from pantau.demo.folder import NOTE
from pantau.demo.play import Result, play
from pantau.demo.show import amounts, demo_texts, document, outlets_table, stages
from pantau.settings import ROOT, load_settings

AS_OF = morning(datetime(2024, 11, 1))  # noqa: DTZ001 -- only the day counts

PLACES = re.compile(r"\{\w+\}")


def truth_of(result: Result) -> dict[str, DemoArticle]:
    """Return the written article behind each address."""
    outlets = {int(home.split(":")[-1]): outlet for outlet, home in ports_of(result.folder).items()}
    found = {}
    for url, _ in result.outcomes:
        outlet = outlets[int(url.split(":")[2].split("/")[0])]
        for one in load_articles():
            if one.outlet == outlet and (one.slug in url or str(one.number) in url):
                found[url] = one
    return found


def ports_of(folder: Path) -> dict[str, str]:
    return {outlet: f"127.0.0.1:{port}" for outlet, port in json.loads((folder / NOTE).read_text())["ports"].items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demo") / "kept"


@pytest.fixture(scope="module")
def result(folder) -> Result:
    return play(load_settings(), folder, AS_OF, lambda *_: None)


@pytest.fixture(scope="module")
def pages(result):
    truth = truth_of(result)
    return [(truth[url], outcome) for url, outcome in result.outcomes]


def test_every_article_is_crawled_once(result, pages):
    assert Counter(article.id for article, _ in pages) == {article.id: 1 for article in load_articles()}
    assert result.states["failed"] == result.states["blocked"] == result.states["deferred"] == 0


def test_nine_of_ten_case_articles_are_kept_as_cases(pages):
    cases = [outcome for article, outcome in pages if article.kind.is_case]
    kept = [outcome for outcome in cases if outcome.state == "kept" and outcome.incident_id is not None]
    assert len(kept) >= 0.9 * len(cases)


def test_an_appeal_never_becomes_a_case(pages):
    wrong = [article.id for article, outcome in pages if article.kind is Kind.APPEAL and Kind(outcome.kind).is_case]
    assert wrong == []


def test_unrelated_news_and_victims_of_misuse_are_no_cases(pages):
    wrong = [a.id for a, outcome in pages if a.kind is Kind.UNRELATED and outcome.incident_id is not None]
    assert wrong == []


def test_most_kinds_are_told_right(pages):
    right = sum(outcome.kind == article.kind for article, outcome in pages)
    cases = sum(bool(outcome.kind and Kind(outcome.kind).is_case) == article.kind.is_case for article, outcome in pages)
    assert right >= 0.75 * len(pages)
    assert cases >= 0.9 * len(pages)


def test_articles_of_one_incident_meet_in_one_case_and_no_two_are_mixed(pages):
    cases, incidents = defaultdict(Counter), defaultdict(set)
    for article, outcome in pages:
        if article.incident and outcome.incident_id:
            cases[article.incident][outcome.incident_id] += 1
            incidents[outcome.incident_id].add(article.incident)
    assert len(cases) == len({article.incident for article in load_articles() if article.incident})
    whole = [key for key, found in cases.items() if len(found) == 1]
    assert len(whole) >= 0.8 * len(cases)
    assert all(len(keys) == 1 for keys in incidents.values())


def test_verbatim_copies_are_recognised_in_their_case(result, pages):
    ids = {article.id: outcome.article_id for article, outcome in pages}
    written = {article.id: article for article in load_articles()}
    copies = {number for case in result.cases for number in case.copies}
    verbatim = [
        (ids[article.id], ids[article.copy_of])
        for article, outcome in pages
        if article.copy_of and outcome.incident_id and article.paragraphs == written[article.copy_of].paragraphs
    ]
    assert len(verbatim) >= 3
    assert all(copies & set(pair) for pair in verbatim)


def test_only_fresh_news_rings_and_the_digest_tells_the_rest(result):
    instants = [line for line in result.sent if not line.startswith("Netralitas ASN")]
    assert 1 <= len(instants) <= 12
    assert result.digest is not None
    text = result.digest.read_text()
    assert "Ringkasan Hari Ini" in text
    assert all(case.code in text for case in result.cases)


def test_an_outlet_that_is_down_is_told_in_one_line(result):
    reports = [report for part in result.rounds for report in part.reports if report.outlet == "gemapantura"]
    assert {report.outcome for report in reports} == {"unreachable"}
    assert all(report.reason and "\n" not in report.reason for report in reports)


def test_each_shape_is_read_by_its_own_means(result):
    means = {report.outlet: report.means[0] for report in result.rounds[0].reports if report.means}
    assert means == {
        "suarabanua": "wordpress",
        "lenterasampit": "sitemap",
        "radarsekarjati": "listing",
        "radarmahakamraya": "next_data",
        "radarketapang": "next_data",
        "wartaminangkini": "sitemap",
        "koranarafuru": "listing",
    }


def test_every_sentence_arrives_and_no_furniture(pages, folder):
    engine = open_database(f"sqlite:///{folder / 'pantau.db'}")
    with read(engine) as connection:
        rows = connection.execute(select(article_table.c.id, article_table.c.text)).all()
    texts = {row.id: plain(row.text) for row in rows}
    kept = [(one, texts[outcome.article_id]) for one, outcome in pages if outcome.state == "kept"]
    torn = [one.id for one, text in kept if not all(plain(part) in text for part in (*one.paragraphs, *one.added))]
    assert torn == []
    debris = (
        "cdn-hitungan",
        "baca juga",
        "read more",
        "jam ago",
        "uses cookies",
        "akismet",
        "google news",
        "site icon",
    )
    dirty = [one.id for one, text in kept if any(word in text for word in debris)]
    assert dirty == []


def plain(text: str) -> str:
    """Return text with one kind of quotation marks and blanks, in lower case."""
    return " ".join(re.sub("[\u201c\u201d]", '"', text).lower().split())


def test_the_stages_count_what_passed(result):
    counts = {line.name: line.count for line in stages(result)}
    assert counts["screen"] == counts["pages crawled"] == len(load_articles())
    assert counts["screen"] >= counts["extract"] >= counts["store"] >= counts["articles in cases"] > 0
    assert counts["cases"] == len(result.cases)
    json.dumps(document(result))


def test_what_each_outlet_found_is_the_sum_of_what_became_of_it(result):
    reports = [report for part in result.rounds for report in part.reports]
    columns = [amounts([one for one in reports if one.outlet == outlet]) for outlet in {one.outlet for one in reports}]
    assert all(found == sum(ends) for found, *ends in columns)
    assert sum(found for found, *_ in columns) == len(load_articles())
    beside = result.states["known"] + result.states["outside"]
    assert sum(found for found, *_ in columns) + beside == sum(report.found for report in reports)


def test_no_word_of_the_table_of_outlets_is_cut(result):
    for language, words in (("id", ("Tersaring", "tidak ada sambungan")), ("en", ("Unrelated", "no connection"))):
        console = Console(file=StringIO(), width=80)
        console.print(outlets_table(demo_texts(language), result))
        told = " ".join(console.file.getvalue().split())
        assert "…" not in told
        assert all(part in told for word in words for part in word.split())


def test_the_demo_waits_for_no_delay_and_asks_little_more_than_each_page(result, folder):
    """Why it is over in under a minute: told by what it does, since the clock tells how busy the machine is."""
    assert {outlet.delay for outlet in load_outlets(folder / "config").values()} == {0.0}
    assert result.served.total() < 3 * len(load_articles())


def test_a_second_run_adds_nothing_and_is_answered_304(result, folder):
    engine = open_database(f"sqlite:///{folder / 'pantau.db'}")

    def articles() -> int:
        with read(engine) as connection:
            return connection.execute(select(func.count()).select_from(article_table)).scalar_one()

    before, files = articles(), sorted(path.name for path in (folder / "outbox").iterdir())
    ran = CliRunner().invoke(command, ["--keep", str(folder), "--json"], obj=load_settings())
    assert ran.exit_code == 0, ran.output
    again = json.loads(ran.stdout)
    assert (again["again"], again["pages"], again["messages"]) == (True, [], [])
    assert again["served"]["304"] >= 4
    assert articles() == before
    assert sorted(path.name for path in (folder / "outbox").iterdir()) == files
    assert again["digest"] == str(result.digest)


def test_rounds_that_were_played_are_not_played_again():
    assert rounds(AS_OF, None) == tuple(AS_OF - before for before in BEFORE)
    assert rounds(AS_OF, AS_OF) == (AS_OF,)
    assert rounds(AS_OF, AS_OF - timedelta(days=1)) == (AS_OF,)


def test_every_text_of_the_demo_exists_in_both_languages(result):
    room = ROOT / "pantau"
    asked = {line.name for line in stages(result)}
    for path in [*(room / "demo").glob("*.py"), room / "commands" / "demo.py"]:
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        named = [
            call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "t" and call.args
        ]
        asked |= {str(first.value) for first in named if isinstance(first, ast.Constant)}
    told = demo_texts("id").texts
    assert len(asked) > 30
    assert asked == told.keys()
    assert demo_texts("en").texts == {}
    assert all(sorted(PLACES.findall(text)) == sorted(PLACES.findall(message)) for message, text in told.items())


def test_the_first_line_says_that_the_clock_is_simulated(result, folder):
    for language, words in (("id", "jam simulasi"), ("en", "simulated clock")):
        settings = load_settings().model_copy(update={"language": language})
        ran = CliRunner().invoke(command, ["--keep", str(folder)], obj=settings)
        assert ran.exit_code == 0, ran.output
        first = ran.output.splitlines()[0]
        assert words in first
        assert "1 November 2024 07:00 WIB" in first
        assert result.cases[0].code in ran.output
        assert f"pantau --config {folder / 'config'} search" in ran.output.replace("\n", "")
