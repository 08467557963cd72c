"""`pantau outlet` on a loopback site, and what it says to input that is wrong."""

import json
import shutil
from datetime import UTC, datetime
from functools import partial

import pytest
from click.testing import CliRunner

from archive.database import open_database, write
from archive.store.outlets import OutletState, save_state
from base.errors import PantauError
from crawlers.job import CrawlOptions
from crawlers.outlets import load_outlets
from pantau.cli import cli
from pantau.settings import ROOT
from tests.crawlers.arrivals import Arrivals

LOOPBACK = ("--allow-network", "127.0.0.0/8")
TEXT = "Pemerintah kabupaten membuka pasar tani setiap hari Minggu di halaman kantor camat. " * 12


@pytest.fixture
def pantau(tmp_path, monkeypatch):
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    for file in (config / "outlets").glob("*.yaml"):
        if file.stem not in {"templates", "known"}:
            file.unlink()
    monkeypatch.setenv("PANTAU_VAR", str(tmp_path / "var"))
    for room in ("commands.outlet", "golden"):  # a patient probe
        monkeypatch.setattr(f"pantau.{room}.CrawlOptions", partial(CrawlOptions, delay=0.0))

    def run(*arguments, language="id"):
        monkeypatch.setenv("PANTAU_LANGUAGE", language)
        done = CliRunner().invoke(cli, ["--config", str(config), "outlet", *arguments])
        if isinstance(done.exception, PantauError):
            return 1, done.exception.tell(language)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    run.config = config
    return run


def test_a_site_is_probed_added_checked_and_listed(pantau, site, lab, tmp_path):
    article = "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat"
    site.pages = {
        "/": f'<title>Warta Uji</title><link rel="alternate" type="application/rss+xml" href="/feed/">'
        f'<a href="{article}">Pasar</a>',
        "/feed/": lab.feed(site, article),
        article: f'<html><head><title>Pasar tani dibuka</title><meta property="article:published_time" '
        f'content="2024-11-04T10:00:00+07:00"></head><body><article><p>{TEXT}</p></article></body></html>'.encode(),
    }
    code, printed = pantau("probe", site.home, *LOOPBACK)
    assert (code, "feed" in printed) == (0, True)
    golden = tmp_path / "golden"
    code, printed = pantau("add", site.home, "--region", "63.72", *LOOPBACK, "--golden", str(golden))
    assert code == 0, printed
    (outlet,) = [one for one in load_outlets(pantau.config).values() if one.home == site.home]
    assert (outlet.region, outlet.discover[0].means) == ("63.72", "feed")
    (meta,) = golden.glob("*/*/meta.json")
    assert json.loads(meta.read_text())["url"].endswith(article)
    code, printed = pantau("test", outlet.id, "--json")
    assert json.loads(printed)["well"], printed
    code, printed = pantau("list", "--json")
    assert outlet.id in {one["id"] for one in json.loads(printed)}
    code, printed = pantau("add", site.home, *LOOPBACK)
    assert (code, "sudah" in printed) == (1, True)


@pytest.mark.parametrize("whole", [True, False])
def test_a_golden_case_holds_the_whole_of_a_split_article(pantau, site, lab, tmp_path, whole):
    article, rest = "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat", TEXT.replace("pasar tani", "lumbung padi")
    link = f"{article}?page=all" if whole else f"{article}?page=2"
    first, last = f"<article><p>{TEXT}</p></article>", f"<article><p>{rest}</p></article>"
    head = "<html><head><title>Pasar tani dibuka</title></head><body>"
    site.pages = {
        "/": "<title>Warta</title>",
        "/feed/": lab.feed(site, article),
        article: f'{head}{first}<a href="{link}">2</a>',
        link: head + (f"<article><p>{TEXT}</p><p>{rest}</p></article>" if whole else last),
    }
    golden = tmp_path / "golden"
    code, printed = pantau("add", site.home, *LOOPBACK, "--golden", str(golden))
    assert code == 0, printed
    (outlet,) = [one for one in load_outlets(pantau.config).values() if one.home == site.home]
    assert outlet.whole_article == ("?page=all" if whole else None)
    (expected,) = golden.glob("*/*/expected.json")
    assert "lumbung padi" in json.loads(expected.read_text())["text"]
    assert (expected.parent / "page-2.html").exists() is not whole


def test_a_check_looks_past_a_page_that_is_gone_and_says_when_none_can_be_read(pantau, site, lab):
    gone, article = "/berita/2024/11/sudah-dihapus", "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat"
    shown = (
        '<html><head><title>Pasar tani dibuka</title><meta property="article:published_time" '
        f'content="2024-11-04T10:00:00+07:00"></head><body><article><p>{TEXT}</p></article></body></html>'
    )
    site.pages = {"/feed/": lab.feed(site, gone, article), article: shown.encode()}
    own = pantau.config / "outlets" / "own.yaml"
    own.write_text(
        f"- {{id: uji, name: Uji, home: '{site.home}', discover: [feed: /feed/], allow_network: [127.0.0.0/8]}}\n"
    )
    code, printed = pantau("test", "uji")
    assert (code, "pasar-tani-dibuka" in printed) == (0, True), printed
    del site.pages[article]
    code, printed = pantau("test", "uji")
    assert code == 1
    assert "tetapi tidak ada yang terbaca" in printed
    assert "baik" not in printed


WRONG = {
    ("probe", "http://[::1"): ("bukan alamat", "not an address"),
    ("probe", "file:///etc/passwd"): ("hanya http dan https", "only http and https"),
    ("probe", "http://127.0.0.1:9/"): ("Di sini: --allow-network", "Here: --allow-network"),
    ("probe", "http://127.0.0.1:9/", *LOOPBACK): ("tidak ada sambungan", "no connection"),
    ("probe", "http://a:b@warta.example/"): ("kata sandi", "credentials"),
    ("add", "warta.example", "--allow-network", "semua"): ("bukan jaringan", "no network"),
    ("test", "tidak-ada-yang-begini"): ("menunjukkan semuanya", "shows all"),
}


@pytest.mark.parametrize("arguments", WRONG)
@pytest.mark.parametrize("language", ["id", "en"])
def test_wrong_input_is_told_in_the_readers_language(pantau, arguments, language):
    code, told = pantau(*arguments, language=language)
    assert code == 1
    assert WRONG[arguments][language == "en"] in told


@pytest.mark.sqlite  # its archive is looked into as a file
def test_the_list_tells_why_an_outlet_is_not_read_and_what_to_do(pantau, tmp_path):
    own = pantau.config / "outlets" / "own.yaml"
    own.write_text("- {id: ada, name: Ada, home: 'https://ada.example/', discover: [home: /]}\n")
    pantau("list", "--json")  # makes the archive
    reason = "robots.txt forbids its news: ask the newsroom for leave, or set enabled: false"
    seen = datetime(2024, 11, 1, tzinfo=UTC)
    state = OutletState("ada", health="robots", health_reason=reason, last_success_at=seen, next_due_at=seen)
    with write(open_database(f"sqlite:///{tmp_path / 'var' / 'pantau.db'}")) as connection:
        save_state(connection, state)
    told = pantau("list")[1]
    assert "ada: robots.txt melarang beritanya: minta izin kepada media, atau tulis enabled: false" in told
    assert told.count("2024-11-01") == 2, "a day is not cut in two"
    assert "dilarang" in told


def test_a_region_without_outlets_is_told(pantau):
    assert "99" in pantau("list", "--region", "99")[1]


@pytest.mark.parametrize("wrong", [("--region", "99.99"), ("--timezone", "Mars/Olympus")])
def test_an_entry_with_a_mistake_is_not_written(pantau, site, lab, wrong):
    article = "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat"
    site.pages = {"/": f'<a href="{article}">Pasar</a>', "/feed/": lab.feed(site, article), article: lab.article()}
    before = sorted((pantau.config / "outlets").iterdir())
    code, _ = pantau("add", site.home, *wrong, *LOOPBACK)
    assert code == 1
    assert sorted((pantau.config / "outlets").iterdir()) == before


@pytest.mark.parametrize("wrong", [("--region", "99.99"), ("--timezone", "Mars/Olympus")])
def test_a_mistake_and_an_outlet_that_is_known_are_told_before_the_site_is_asked(pantau, site, lab, wrong):
    article = "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat"
    site.pages = {"/": f'<a href="{article}">Pasar</a>', "/feed/": lab.feed(site, article), article: lab.article()}
    code, told = pantau("add", site.home, *wrong, *LOOPBACK)
    assert (code, wrong[1] in told) == (1, True)
    assert not site.log
    own = pantau.config / "outlets" / "own.yaml"
    own.write_text(
        f"- {{id: ada, name: Ada, home: '{site.home}', allow_network: [127.0.0.0/8], discover: [home: /]}}\n"
    )
    code, told = pantau("add", site.home, *LOOPBACK)
    assert (code, "sudah" in told) == (1, True)
    assert not site.log


def test_the_golden_case_is_fetched_with_the_sites_delay_after_the_probe(pantau, site, lab, tmp_path, monkeypatch):
    article = "/berita/2024/11/pasar-tani-dibuka-di-kantor-camat"
    monkeypatch.setattr("pantau.commands.outlet.CrawlOptions", partial(CrawlOptions, delay=0.02))
    pages = {
        "/robots.txt": "User-agent: *\nCrawl-delay: 0.15\n",
        "/": f'<link rel="alternate" type="application/rss+xml" href="/feed/"><a href="{article}">Pasar</a>',
        "/feed/": lab.feed(site, article),
        article: lab.article(),
    }
    arrivals = Arrivals()
    site.pages = {"*": arrivals.noting(lambda path: pages.get(path, (404, {}, b"")))}
    code, told = pantau("add", site.home, *LOOPBACK, "--golden", str(tmp_path / "golden"))
    assert code == 0, told
    assert article in arrivals.paths
    assert arrivals.kept(0.15)
