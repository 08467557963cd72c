# ruff: noqa: E501 - answers of sites stand in long lines
"""`python -m scrapy` works for every outlet of the configuration."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive.database import open_database, read
from archive.store.articles import load_article

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Camat Sungai Rindu diduga tidak netral karena ikut kampanye calon bupati, kata Ketua Bawaslu Kabupaten Rindu, Senin (4/11/2024). "


def scrapy(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture
def config(tmp_path, site, lab):
    folder = shutil.copytree(ROOT / "config", tmp_path / "config")
    for path in (folder / "outlets").glob("*.yaml"):
        path.unlink()
    (folder / "outlets" / "a.yaml").write_text(
        f"- id: satu\n  name: Satu\n  home: {site.home}\n  delay: 0\n  allow_network: [127.0.0.0/8]\n  discover: [{{feed: /feed/}}]\n"
    )
    dates = [f"Mon, 04 Nov 2024 {hour}:00:00 +0700" for hour in (10, 11)] + ["Mon, 01 Jul 2024 10:00:00 +0700"]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/lama", dates=dates), "*": lab.article(TEXT * 4)}
    return folder


def test_every_outlet_is_a_spider():
    names = scrapy("list").stdout.split()
    assert {"kanalkalimantan", "radarbanjarmasin", "acehkita"} <= set(names)
    assert not {"outlet", "errand"} & set(names)


def test_a_crawl_writes_what_it_found(config, tmp_path):
    out = tmp_path / "out.jsonl"
    scrapy(
        "crawl", "satu", "-s", f"PANTAU_CONFIG={config}", "-s", "PANTAU_SINK=", "-a", "since=2024-10-01", "-O", str(out)
    )
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert sorted(row["url"].rsplit("/", 1)[-1] for row in rows) == ["a", "b"]
    assert all("Camat Sungai Rindu" in row["body"] and row["published"] for row in rows)


def test_a_crawl_stores_and_analyses_like_any_other(config, tmp_path, url_at):
    out = tmp_path / "out.jsonl"
    scrapy(
        "crawl",
        "satu",
        "-s",
        f"PANTAU_CONFIG={config}",
        "-a",
        "max=1",
        "-O",
        str(out),
        PANTAU_VAR=str(tmp_path / "var"),
    )
    (row,) = [json.loads(line) for line in out.read_text().splitlines()]
    assert (row["state"], row["article_id"]) == ("kept", 1)
    assert row["kind"]
    with read(open_database(url_at(tmp_path / "var" / "pantau.db"))) as connection:
        assert load_article(connection, 1)


@pytest.mark.parametrize(
    ("argument", "language", "told"),
    [
        ("since=kemarin", "id", "since='kemarin' bukan tanggal; tulis since=2024-10-01"),
        ("max=lima", "en", "max='lima' is no number; write max=50"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(config, argument, language, told):
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "satu", "-s", f"PANTAU_CONFIG={config}", "-a", argument],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=False, env={**os.environ, "PANTAU_LANGUAGE": language},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, f"scrapy crawl satu: {told}\n")


def test_a_site_that_does_not_answer_is_told(config, site):
    site.pages["*"] = (403, {"cf-mitigated": "challenge"}, b"")
    site.pages["/feed/"] = site.pages["*"]
    done = scrapy("crawl", "satu", "-s", f"PANTAU_CONFIG={config}", "-s", "PANTAU_SINK=", PANTAU_LANGUAGE="id")
    assert done.stderr.startswith("satu: terblokir (Cloudflare meminta pemeriksaan peramban); ditemukan 0")
