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
from pipeline.entities.day_words import load_day_words
from pipeline.entities.furniture import load_furniture
from pipeline.entities.gazetteer import load_gazetteer
from pipeline.entities.institutions import load_institutions
from pipeline.entities.law_names import load_laws
from pipeline.entities.phrases import load_phrases
from pipeline.entities.roles import load_roles
from pipeline.entities.scenes import load_asides
from pipeline.entities.things import load_things
from pipeline.judge.denial_words import load_denial_words
from pipeline.judge.model import load_model
from pipeline.judge.rehearsal import Change
from pipeline.page.screen_terms import load_terms
from pipeline.text.lexicon import load_lexicon
from pipeline.text.offices import load_offices
from pipeline.text.satire import load_satire

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
@pytest.mark.usefixtures("lexicon_read")
def test_the_check_reads_rules_and_calendar_too(tmp_path, name, addition):
    shutil.copytree(CONFIG, tmp_path / "config", ignore=shutil.ignore_patterns("outlets"))
    path = tmp_path / "config" / name
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path / "config"), "lexicon", "check"])
    assert isinstance(run.exception, ConfigError)
    assert name in str(run.exception)


@pytest.mark.parametrize(("addition", "words"), [("frame: []\n", "frame"), (None, "empty")])
def test_an_emptied_lexicon_file_and_an_unknown_key_are_called_so(tmp_path, addition, words):
    shutil.copytree(CONFIG / "lexicon", tmp_path / "lexicon")
    path = tmp_path / "lexicon" / "stages.yaml"
    path.write_text("" if addition is None else path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    with pytest.raises(ConfigError, match=words) as raised:
        load_lexicon(tmp_path)
    assert raised.value.file == str(path)


@pytest.mark.usefixtures("loaded")
def test_a_rehearsal_of_an_unchanged_lexicon_changes_nothing(tmp_path, monkeypatch, url_at):
    monkeypatch.setenv("PANTAU_DATABASE_URL", url_at(tmp_path / "empty.db"))
    run = CliRunner().invoke(cli, ["lexicon", "rehearse", "--json"], catch_exceptions=False)
    assert json.loads(run.output) == []
    told = CliRunner().invoke(cli, ["lexicon", "rehearse"], catch_exceptions=False).output
    assert "--with" in told  # nobody believes that the change he forgot to name changes nothing


@pytest.mark.usefixtures("loaded")
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


LISTED = (
    *("people", "places", "laws", "days", "institutions", "offices", "furniture", "things", "scenes", "screen"),
    *("denials", "satire"),
)


def loaded(config, name):
    """Read the one part of the configuration that a file belongs to."""
    parts = {
        "places": load_gazetteer,
        "people": load_phrases,
        "laws": load_laws,
        "days": load_day_words,
        "institutions": load_institutions,
        "offices": load_offices,
        "furniture": load_furniture,
        "things": load_things,
        "scenes": load_asides,
        "denials": load_denial_words,
        "satire": load_satire,
        "screen": load_terms,
        "roles": load_roles,
        "terms": load_lexicon,
    }
    return parts[name](config)


def changed(tmp_path, name, text):
    shutil.copytree(CONFIG, tmp_path / "config", ignore=shutil.ignore_patterns("outlets", "model"))
    (tmp_path / "config" / "lexicon" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "config"


@pytest.mark.parametrize("name", LISTED)
def test_a_list_instead_of_a_mapping_is_told_with_file_and_line(tmp_path, name):
    config = changed(tmp_path, name, "# nothing\n- satu\n")
    with pytest.raises(ConfigError) as caught:
        loaded(config, name)
    assert f"{name}.yaml:2: " in caught.value.tell("id")
    assert "must" not in caught.value.tell("id")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("people", "\ntitles: [", '\ntitles: ["", '),
        ("places", "\nbodies: [", '\nbodies: ["", '),
        ("institutions", "terms: [", 'terms: ["", '),
        ("things", "terms: [", 'terms: [" ", '),
        ("laws", "terms: [", "terms: [12, "),
        ("terms", "terms: [", 'terms: ["", '),
    ],
)
def test_an_empty_word_is_refused(tmp_path, name, old, new):
    text = (CONFIG / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    config = changed(tmp_path, name, text.replace(old, new, 1))
    with pytest.raises(ConfigError, match=f"{name}.yaml:[0-9]+: a word is empty or no text") as caught:
        loaded(config, name)
    assert "kata yang kosong" in caught.value.tell("id")


def test_roles_of_another_form_and_unknown_lists_are_told(tmp_path):
    config = changed(tmp_path, "roles", "- camat\n")
    with pytest.raises(ConfigError, match="each with role, status, side"):
        load_roles(config)
    entry = "- {role: x, status: asn, side: bound, terms: ['kepala <tiada>'], examples: []}\n"
    (config / "lexicon" / "roles.yaml").write_text(entry, encoding="utf-8")
    for load in (load_roles, load_lexicon):
        with pytest.raises(ConfigError, match=r"roles.yaml:1: no list"):
            load(config)


def test_brackets_that_do_not_close_are_told_in_indonesian(tmp_path):
    entry = "groups:\n  satu:\n    terms: ['camat (desa']\n"
    text = (CONFIG / "lexicon" / "terms.yaml").read_text(encoding="utf-8")
    config = changed(tmp_path, "terms", text.replace("groups:\n", entry, 1))
    with pytest.raises(ConfigError) as caught:
        load_lexicon(config)
    assert "tidak tertutup" in caught.value.tell("id")


@pytest.mark.parametrize("text", ["[]", "{}", '{"relevance": []}', "x"])
@pytest.mark.usefixtures("lexicon_read")
def test_the_check_reads_the_screen_and_the_models_too(tmp_path, monkeypatch, text):
    (tmp_path / "kinds.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_model(tmp_path / "kinds.json")
    told = caught.value.tell("id")
    assert "kinds.json" in told
    assert "object" not in told
    read = []
    monkeypatch.setattr("pipeline.judge.model.load_model", lambda path: read.append(path.name))
    monkeypatch.setattr("pipeline.entities.accusing.load_accusing", lambda _config: read.append("accused"))
    monkeypatch.setattr("pipeline.page.screen_terms.load_terms", lambda _config: read.append("screen"))
    for name in ("pipeline.entities.find.Gazetteers", "pipeline.judge.rules.Rulebook"):
        monkeypatch.setattr(f"{name}.load", lambda _config: None)
    CliRunner().invoke(cli, ["lexicon", "check"], catch_exceptions=False)
    assert read == ["screen", "kinds.json", "accused"]
