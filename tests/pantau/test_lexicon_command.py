import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.database import open_database, write
from archive.records.article import Article, Moment
from archive.records.page import Page
from archive.store.rejected import keep_rejected
from base.errors import ConfigError
from pantau.cli import cli
from pantau.commands.lexicon import heading
from pipeline.judge.rehearsal import Change

CONFIG = Path(__file__).parents[2] / "config"


def test_the_shipped_lexicon_passes_its_check():
    run = CliRunner().invoke(cli, ["lexicon", "check"], catch_exceptions=False)
    assert run.exit_code == 0
    assert "semua sesuai" in run.output


def test_a_failing_example_makes_the_check_fail(tmp_path):
    shutil.copytree(CONFIG / "lexicon", tmp_path / "lexicon")
    path = tmp_path / "lexicon" / "sanctions.yaml"
    text = path.read_text().replace('examples: ["dijatuhi teguran"]', 'examples: ["ia menanam padi"]')
    path.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path), "lexicon", "check"])
    assert run.exit_code != 0
    assert "sanctions.yaml" in run.output


@pytest.mark.parametrize(("name", "addition"), [("calendar.yaml", "  - {id: x}\n"), ("rules.yaml", "\t- x\n")])
def test_the_check_reads_rules_and_calendar_too(tmp_path, name, addition):
    shutil.copytree(CONFIG, tmp_path / "config", ignore=shutil.ignore_patterns("outlets"))
    path = tmp_path / "config" / name
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path / "config"), "lexicon", "check"])
    assert isinstance(run.exception, ConfigError)
    assert name in str(run.exception)


def test_the_same_files_give_the_same_model(tmp_path):
    rows = [
        {"id": "1", "title": "Camat Dilaporkan ke Bawaslu", "label": "incident"},
        {"id": "2", "title": "Harga Cabai Naik", "label": "other"},
        {"id": "3", "title": "Sekda Ingatkan ASN Netral", "label": "appeal_or_rule"},
    ]
    source = tmp_path / "titles.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    made = []
    for name in ("one.json", "two.json"):
        output = tmp_path / name
        CliRunner().invoke(cli, ["lexicon", "train", str(source), "--output", str(output)], catch_exceptions=False)
        made.append(output.read_bytes())
    assert made[0] == made[1]
    assert json.loads(made[0])["relevance"]["only:title_official"] > 0


def test_a_rehearsal_of_an_unchanged_lexicon_changes_nothing(tmp_path, monkeypatch, url_at):
    monkeypatch.setenv("PANTAU_DATABASE_URL", url_at(tmp_path / "empty.db"))
    run = CliRunner().invoke(cli, ["lexicon", "rehearse", "--json"], catch_exceptions=False)
    assert json.loads(run.output) == []


def test_a_rehearsal_reads_pages_that_were_put_aside(plain_url, monkeypatch):
    url = plain_url
    monkeypatch.setenv("PANTAU_DATABASE_URL", url)
    told = "Dua kades terekam mengacungkan jari bersama calon bupati. Bawaslu memeriksa keduanya. " * 6
    title = "Dua Kades Acungkan Jari"
    body = f"<html><title>{title}</title><article><h1>{title}</h1><p>{told}</p></article>"
    page = Page("https://a.example/1", body.encode(), "html", datetime(2024, 10, 15, tzinfo=UTC))
    engine = open_database(url)
    with write(engine) as connection:
        keep_rejected(connection, page, "k" * 64, reason="screen", now=datetime(2024, 10, 15, tzinfo=UTC))
    run = CliRunner().invoke(cli, ["lexicon", "rehearse", "--json"], catch_exceptions=False)
    (change,) = json.loads(run.output)
    assert change["article"] == "https://a.example/1"
    assert change["alarms"]
    assert ["relevant", "rejected", "True"] in change["fields"]
    assert change["title"] == title


def test_a_rehearsal_names_the_article_that_would_change():
    day = datetime(2024, 10, 15, 9, tzinfo=UTC)
    moment = Moment(day, day.date(), "import", "stated")
    one = Article(url="u", url_key="k", title="Judul", text="", state="ok", first_seen=day, published=moment)
    change = Change("12", (("kind", "appeal", "incident"),), replace(one, outlet="warta"))
    assert heading(change) == "12  2024-10-15  warta  Judul"
