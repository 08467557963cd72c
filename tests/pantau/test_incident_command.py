"""`pantau incident` on a real archive file, through the command line."""

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.database import open_database, write
from archive.store.audit import acts
from archive.store.incidents import load_living
from pantau.cli import cli
from pantau.settings import ROOT
from web.data.laws import load_laws
from web.security.people import add_user

_PATH = Path(__file__).parents[1] / "pipeline" / "linking" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("linking_stories", _PATH)
stories = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(stories)


@pytest.fixture
def run(plain_url, monkeypatch):
    monkeypatch.setenv("PANTAU_DATABASE_URL", plain_url)
    monkeypatch.setenv("COLUMNS", "160")
    engine = open_database(plain_url)
    with write(engine) as connection:
        for key, facts in {
            "a": {"name": "Harsono Wibawa", "role": "guru", "event": 0, "title": "Guru Harsono Wibawa Dilaporkan"},
            "b": {"name": "Harsono Wibawa", "role": "guru", "event": 0, "day": 1, "denial": "Itu tidak benar"},
            "c": {"name": "Sunarto Adi", "regions": ("63.72",), "stage": "S6", "role": "camat"},
        }.items():
            stories.put(connection, stories.make_story(key, **facts), datetime(2024, 10, 5, tzinfo=UTC))

    def called(*arguments, code=0):
        result = CliRunner().invoke(cli, ["incident", *arguments], standalone_mode=False)
        if code == 0 and result.exception:
            raise result.exception
        return result

    called.engine = engine
    yield called
    engine.dispose()


def test_the_list_shows_cases_with_their_levels_and_hides_names(run):
    result = run("list", "--json")
    listed = json.loads(result.output)
    assert {case["code"] for case in listed} == {"2024-0001", "2024-0002"}
    guru = next(case for case in listed if case["code"] == "2024-0001")
    assert guru["actors"][0]["name"] == "H.W."
    assert "2024-0002" in run("list", "--region", "63").output
    assert "2024-0001" not in run("list", "--region", "63").output
    assert "2024-0002" in run("list", "--stalled").output


def test_one_case_is_shown_without_the_name_of_a_teacher(run):
    shown = run("show", "2024-0001").output
    assert "Harsono" not in shown
    assert "H.W." in shown
    assert "Itu tidak benar" in shown
    assert "diduga" in shown


def test_an_article_says_in_which_case_it_stands(run):
    assert "termasuk kasus 2024-0001" in CliRunner().invoke(cli, ["show", "1"], standalone_mode=False).output
    shown = CliRunner().invoke(cli, ["show", "1", "--json"], standalone_mode=False).output
    assert json.loads(shown)["case"] == "2024-0001"


def test_what_is_told_of_a_case_is_told_in_words(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    shown = run("show", "2024-0001").output
    assert "“Itu tidak benar”" in shown
    assert "auto" not in shown
    assert "otomatis" in shown
    assert "? laporan" not in shown
    laws = load_laws(ROOT / "config")
    assert (laws["DIS-08"].basis, laws["KE-01"].basis) == (
        "PP 94/2021 ps 5 huruf n angka 6",
        "PP 42/2004 ps 11 huruf c",
    )
    assert not [law for law in laws.values() if not law.text or not law.basis or " (" in law.basis]


def test_asking_for_names_is_logged(run):
    assert "Harsono Wibawa" in run("show", "2024-0001", "--names", "--by", "rina").output
    with run.engine.connect() as connection:
        (line,) = acts(connection, target="incident:2024-0001")
    assert (line.act, line.by) == ("names", "rina")


def test_decisions_through_the_command_line(run):
    run("verify", "2024-0001", "--by", "rina", "--reason", "surat Bawaslu")
    run("set", "2024-0001", "place", "35.12", "--by", "rina")
    run("note", "2024-0001", "tunggu pleno", "--by", "rina")
    run("assign", "2024-0001", "budi", "--by", "rina")
    run("merge", "2024-0001", "2024-0002", "--by", "rina")
    with run.engine.connect() as connection:
        case = load_living(connection, "2024-0002")
    assert (case.code, case.review, case.assignee) == ("2024-0001", "verified", "budi")
    assert case.places[0].name == "Kabupaten Situbondo"
    run("split", "2024-0001", str(case.articles[0]), "--by", "rina")
    run("dismiss", "2024-0001", "--by", "rina", "--reason", "salah")
    with run.engine.connect() as connection:
        assert load_living(connection, "2024-0001").review == "dismissed"


def test_the_history_tells_decisions_in_words(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    run("verify", "2024-0001", "--by", "rina", "--reason", "surat Bawaslu")
    run("set", "2024-0001", "stage", "S5", "--by", "rina")
    run("set", "2024-0001", "event_day", "2024-10-04", "--by", "rina")
    run("set", "2024-0001", "act", "A07", "--by", "rina")
    run("assign", "2024-0001", "--by", "rina")
    run("follow", "2024-0001", "--by", "rina")
    run("merge", "2024-0001", "2024-0002", "--by", "rina")
    history = run("show", "2024-0001").output.split("Riwayat")[1]
    for told in (
        "tinjauan: terverifikasi",
        "alasan: surat Bawaslu",
        "tahap: S5 diteruskan ke KASN/BKN",
        "hari kejadian: 4 Okt 2024",
        "perbuatan: A07 ",
        "petugas: -",
        "diikuti: ya",
        "digabung dengan: 2024-0002",
    ):
        assert told in history
    raw = ("review", "verified", "stage", "event_day", "assignee", "followed", "yes", "merge", "isian", "nilai")
    assert [word for word in raw if word in history] == []


def test_an_older_step_told_late_is_not_a_step_back_in_the_history(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    run("set", "2024-0001", "stage", "S6", "--by", "rina")
    late = stories.make_story("d", name="Harsono Wibawa", role="guru", event=0, day=1, stage="S2")
    with write(run.engine) as connection:
        stories.put(connection, late, datetime(2024, 10, 6, 20, tzinfo=UTC))
    told = [line for line in run("show", "2024-0001").output.split("Riwayat")[1].splitlines() if "S2 " in line]
    assert told
    assert [line for line in told if " dari " in line] == []
    assert all(line.strip().startswith("7 Okt 2024") for line in told)  # the reader's day, 03.00 WIB


def test_a_name_in_a_note_or_a_correction_is_hidden_in_the_history(run):
    run("note", "2024-0001", "Harsono Wibawa sudah diperiksa", "--by", "rina")
    run("set", "2024-0001", "actor", "Harsono Wibawa;guru;SDN 1", "--by", "rina")
    run("verify", "2024-0001", "--by", "rina", "--reason", "surat soal Harsono Wibawa")
    for asked in (("show", "2024-0001"), ("show", "2024-0001", "--json"), ("list", "--json")):
        assert "Harsono" not in run(*asked).output
    assert "Harsono Wibawa sudah diperiksa" in run("show", "2024-0001", "--names", "--by", "rina").output


def test_a_name_that_no_user_has_is_kept_with_a_remark(run):
    remark = "Tak seorang pun bernama budi"
    assert remark not in run("assign", "2024-0001", "budi", "--by", "rina").output  # an office without the pages
    with write(run.engine) as connection:
        add_user(connection, "sari", "officer", "kata-sandi-panjang", datetime(2024, 10, 5, tzinfo=UTC))
    assert remark in run("assign", "2024-0001", "budi", "--by", "rina").output
    for known in ("sari", "rina"):
        assert "Tak seorang pun" not in run("assign", "2024-0001", known, "--by", "rina").output


def test_an_unknown_place_is_an_error_that_says_what_to_write(run):
    result = run("set", "2024-0001", "place", "99.99", code=2)
    assert "regions.csv" in str(result.exception)


def test_official_counts_stand_beside_ours_with_an_estimate(run):
    period = ("--since", "2024-10-01", "--until", "2024-10-31")
    run("official", "BKN", "persons", "5", *period, "--source", "https://bkn.example/1", "--stated-on", "2024-11-05")
    (row,) = json.loads(run("reconcile", "--json").output)
    assert (row["official"]["count"], row["official"]["unit"], row["ours"]["cases"]) == (5, "persons", 2)
    assert row["estimate"]["seen"] == 2
    shown = run("reconcile").output
    assert "bkn.example" in shown
    assert "Chao" in shown


def test_an_official_count_of_one_is_told_in_the_singular(run, monkeypatch):
    monkeypatch.setenv("PANTAU_LANGUAGE", "en")
    period = ("--since", "2024-10-01", "--until", "2024-10-31", "--source", "https://bkn.example/1")
    run("official", "BKN", "persons", "1", *period, "--stated-on", "2024-11-05")
    shown = run("reconcile").output
    assert "1 person " in " ".join(shown.split())
    assert "1 persons" not in " ".join(shown.split())


def test_every_text_of_the_case_views_is_translated():
    import re

    from base.catalogue import catalogue
    from pantau.incidents import words as module

    folder = Path(module.__file__).parent
    indonesian = catalogue(folder, "id").texts
    source = " ".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    asked = set(re.findall(r'\bt\(\s*"([^"]+)"[,)]', source))
    for table in (module.LEVELS, module.REVIEWS, module.CLOCKS, module.STALLS, module.EVENTS, module.MODIFIERS):
        asked |= set(table.values())
    assert asked - set(indonesian) == set()


def test_forgetting_and_retention_through_the_command_line(run):
    with run.engine.connect() as connection:
        case = load_living(connection, "2024-0001")
    assert "0" in run("retain", "--dry-run").output
    result = CliRunner().invoke(cli, ["forget", str(case.articles[0]), "--reason", "permintaan"], standalone_mode=False)
    assert result.exception is None
    with run.engine.connect() as connection:
        assert load_living(connection, "2024-0001").articles == case.articles[1:]


def test_corrected_articles_become_examples(run, tmp_path):
    with run.engine.connect() as connection:
        case = load_living(connection, "2024-0001")
    run("set", "2024-0001", "stage", "S5", "--article", str(case.articles[1]))
    target = tmp_path / "out" / "corpus.jsonl"
    result = CliRunner().invoke(cli, ["corpus", "export", str(target), "--by", "rina"], standalone_mode=False)
    assert result.exception is None
    (example,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert example["gold"]["stage"] == "S5"
    assert example["gold"]["event"] == "2024-0001"
    assert example["corrected"] == ["stage"]
    with run.engine.connect() as connection:
        assert acts(connection, target="corpus")[0].by == "rina"


def test_the_list_is_readable_in_eighty_columns(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("list").output.splitlines()
    assert max(map(len, lines)) <= 80
    at = next(number for number, line in enumerate(lines) if line.startswith("2024-0002"))
    assert "1 berita, 1 media" in lines[at]
    assert "S6 rekomendasi" in lines[at]
    assert lines[at + 1] == "  Camat di Kabupaten 63.72 diduga mengajak atau mengarahkan dukungan"
    assert lines[at + 2].startswith("  Tanpa perkembangan: direkomendasikan, tanpa tindak lanjut sejak ")
    assert "hari" not in lines[at + 2], "of long ago a day is told, no number of days"


def test_a_verified_case_says_so_in_the_list(run):
    run("verify", "2024-0002", "--reason", "surat Bawaslu", "--by", "rina")
    assert "terverifikasi: surat Bawaslu" in run("list").output
