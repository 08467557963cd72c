"""`pantau evidence` on a real archive, folder and case."""

import gzip
import hashlib
import importlib.util
import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete
from warcio.archiveiterator import ArchiveIterator

from archive.database import open_database, read, write
from archive.store.audit import acts
from archive.store.evidence_stamps import note_failure, queue_stamp, stamps
from archive.store.incidents import load_living
from archive.tables.evidence import evidence_line
from base.catalogue import Catalogue
from base.errors import ConfigError, PantauError
from crawlers.evidence.book import CHAIN, EvidenceBook, book_of, entries
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange
from pantau.cli import cli
from pantau.operations.proof import evidence
from pantau.settings import load_settings

_PATH = Path(__file__).parents[1] / "pipeline" / "linking" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("linking_stories", _PATH)
stories = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(stories)
NOW = datetime(2024, 11, 5, 4, 0, 0, tzinfo=UTC)


def exchange(n, at=NOW):
    body = gzip.compress(f"<p>Guru diperiksa, halaman {n}.</p>".encode(), mtime=0)
    got = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    return Exchange(f"https://www.satu.example.com/Berita/{n}?b=2&a=1", at, (("Accept", "*/*"),), 200, got, body)


@pytest.fixture
def run(plain_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PANTAU_DATABASE_URL", plain_url)
    monkeypatch.setenv("PANTAU_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("PANTAU_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    engine = open_database(plain_url)
    with write(engine) as connection:
        facts = {"name": "Harsono Wibawa", "role": "guru", "event": 0, "title": "Guru Dilaporkan"}
        for day, key in enumerate("ab"):
            story = stories.make_story(key, day=day, **facts)
            stories.put(connection, story, datetime(2024, 10, 5, tzinfo=UTC))
        ids = load_living(connection, "2024-0001").articles
    book = EvidenceBook(tmp_path / "var" / "evidence", Witness(engine))
    book.write(exchange(1), ids[0])
    book.write(exchange(1, NOW + timedelta(hours=6)), ids[0])
    book.write(exchange(2), ids[1])
    book.write(exchange(3), 999)

    def called(*arguments, code=0):
        result = CliRunner().invoke(cli, ["evidence", *arguments])
        if isinstance(result.exception, PantauError):  # told and turned into an exit code around the command line
            assert result.exception.exit_code == code
            return str(result.exception)
        assert result.exit_code == code, result.output
        return result.output

    called.engine, called.ids, called.folder = engine, ids, tmp_path / "var" / "evidence"
    yield called
    engine.dispose()


def test_whole_evidence_verifies_and_names_its_head(run):
    told = json.loads(run("verify", "--json"))
    assert (told["exchanges"], told["sealed"], told["problems"], told["notes"]) == (4, 4, [], [])
    assert told["head"] == entries(run.folder)[-1].hash
    assert "4 exchanges checked (4 sealed), 0 problems." in run("verify")


def test_a_noted_head_shows_a_chain_that_was_cut_everywhere(run):
    head = json.loads(run("verify", "--json"))["head"]
    run("verify", "--head", head)
    lines = (run.folder / CHAIN).read_text().splitlines(keepends=True)
    warc = run.folder / entries(run.folder)[0].file
    warc.write_bytes(warc.read_bytes()[: entries(run.folder)[2].end])
    (run.folder / CHAIN).write_text("".join(lines[:3]))
    assert "was cut" in run("verify", code=1)
    with write(run.engine) as connection:
        connection.execute(delete(evidence_line).where(evidence_line.c.number == 4))
    run("verify")  # whoever cuts both and the bytes leaves nothing to see ...
    assert "noted head" in run("verify", "--head", head, code=1)  # ... but to who knows an earlier head


@pytest.mark.sqlite  # on PostgreSQL each machine has a folder of its own
def test_a_folder_that_is_gone_is_a_problem(run, tmp_path):
    run.folder.rename(tmp_path / "moved")
    assert "another folder" in run("verify", code=1)


def test_lines_that_only_the_file_has_are_adopted_when_asked(run):
    with write(run.engine) as connection:
        connection.execute(delete(evidence_line))
    assert "--adopt" in run("verify", code=1)
    assert "4 lines were taken" in run("verify", "--adopt")


def test_problems_are_told_in_the_readers_language(run, monkeypatch):
    (run.folder / entries(run.folder)[0].file).unlink()
    monkeypatch.setenv("PANTAU_LANGUAGE", "id")
    told = run("verify", code=1)
    assert told.count("hilang, bersama 4 pertukaran") == 1
    assert "tidak lagi memuat" not in told


def test_a_damaged_exchange_is_told_as_damage_and_not_as_a_destroyed_key(run, tmp_path):
    first = entries(run.folder)[0]
    warc = run.folder / first.file
    data = bytearray(warc.read_bytes())
    data[first.offset + first.length // 2] ^= 1
    warc.write_bytes(bytes(data))
    told = run("export", code_of(run), "--output", "rusak.warc.gz", code=1)
    assert "1 exchange is not in it" in told
    assert "destroyed" not in told
    assert len(json.loads((tmp_path / "rusak.warc.gz.json").read_text())["damaged"]) == 1


def test_one_dropped_line_is_told_once(run):
    lines = (run.folder / CHAIN).read_text().splitlines(keepends=True)
    (run.folder / CHAIN).write_text("".join([lines[0], *lines[2:]]))
    assert run("verify", code=1).count("the chain is broken") == 1


def test_an_export_takes_the_place_of_no_other_file(run, tmp_path):
    (tmp_path / "kasus.wacz").write_text("precious")
    assert "exists already" in run("export", code_of(run), "--output", "kasus.wacz", code=2)
    assert (tmp_path / "kasus.wacz").read_text() == "precious"


def code_of(run):
    with read(run.engine) as connection:
        return load_living(connection, "2024-0001").code


def test_a_case_is_handed_out_as_one_wacz_that_holds_what_its_parts_say(run, tmp_path):
    code = code_of(run)
    assert f"Wrote 3 exchanges to {code}.wacz" in run("export", code)
    with zipfile.ZipFile(tmp_path / f"{code}.wacz") as box:
        assert box.testzip() is None
        parts = {name: box.read(name) for name in box.namelist()}
        stored = {one.filename for one in box.infolist() if one.compress_type == zipfile.ZIP_STORED}
    assert stored == {"archive/evidence.warc.gz"}
    package = json.loads(parts["datapackage.json"])
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert {one["path"] for one in package["resources"]} == set(parts) - {"datapackage.json", "datapackage-digest.json"}
    for one in package["resources"]:
        data = parts[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert one["bytes"] == len(data)
    digest = json.loads(parts["datapackage-digest.json"])
    assert digest["hash"] == f"sha256:{hashlib.sha256(parts['datapackage.json']).hexdigest()}"
    pages = [json.loads(line) for line in parts["pages/pages.jsonl"].splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert [one["url"] for one in pages[1:]] == [exchange(n).url for n in (1, 1, 2)]


def test_the_index_of_a_wacz_leads_to_each_record(run, tmp_path):
    run("export", code_of(run), "--output", "kasus.wacz")
    with zipfile.ZipFile(tmp_path / "kasus.wacz") as box:
        lines = box.read("indexes/index.cdx").decode().splitlines()
        warc = box.read("archive/evidence.warc.gz")
    assert lines == sorted(lines)
    assert [line.split()[:2] for line in lines] == [
        ["com,example,satu)/berita/1?a=1&b=2", "20241105040000"],
        ["com,example,satu)/berita/1?a=1&b=2", "20241105100000"],
        ["com,example,satu)/berita/2?a=1&b=2", "20241105040000"],
    ]
    for line in lines:
        fields = json.loads(line.split(" ", 2)[2])
        at, length = int(fields["offset"]), int(fields["length"])
        (found,) = ArchiveIterator(BytesIO(warc[at : at + length]))
        assert found.rec_headers.get_header("WARC-Target-URI") == fields["url"]
        assert found.rec_type == ("revisit" if fields["mime"] == "warc/revisit" else "response")


def test_a_case_is_handed_out_as_a_warc_file_and_the_act_is_in_the_audit(run, tmp_path):
    code = code_of(run)
    run("export", code, "--output", "kasus.warc.gz", "--by", "rina")
    with (tmp_path / "kasus.warc.gz").open("rb") as stream:
        bodies = [one.raw_stream.read() for one in ArchiveIterator(stream) if one.rec_type == "response"]
    assert bodies == [exchange(1).body, exchange(2).body]
    manifest = json.loads((tmp_path / "kasus.warc.gz.json").read_text())
    assert len(manifest["exchanges"]) == 3
    with read(run.engine) as connection:
        act = acts(connection, target=f"incident:{code}")[0]
    assert (act.by, act.act, act.detail["exchanges"]) == ("rina", "export evidence", 3)


def test_an_export_goes_into_no_folder_that_is_missing_and_follows_no_link(run, tmp_path):
    assert "is no folder" in run("export", code_of(run), "--output", "tidak/ada/kasus.wacz", code=2)
    (tmp_path / "precious").write_text("x")
    (tmp_path / "kasus.wacz").symlink_to(tmp_path / "precious")
    run("export", code_of(run), "--output", "kasus.wacz")
    assert (tmp_path / "precious").read_text() == "x"


def test_a_case_whose_keys_were_destroyed_is_not_handed_out(run, tmp_path):
    from archive.store.evidence_keys import destroy_keys

    with write(run.engine) as connection:
        destroy_keys(connection, [run.ids[0]], NOW)
    assert "2 more cannot be opened" in run("export", code_of(run), "--output", "a.wacz")
    with write(run.engine) as connection:
        destroy_keys(connection, [run.ids[1]], NOW)
    assert "No evidence" in run("export", code_of(run), "--output", "b.wacz", code=2)
    assert not (tmp_path / "b.wacz").exists()
    run("verify")


def test_stamping_needs_an_authority(run):
    assert "timestamp_authority" in run("stamp", code=2)


def test_a_failing_authority_is_told_and_waits(run, monkeypatch):
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_COMMAND", '["/no/such/program"]')
    assert "failed" in run("stamp", code=1)
    with read(run.engine) as connection:
        (one,) = stamps(connection)
    assert (one.tries, one.token) == (1, None)
    assert "no/such/program" in run("stamp", code=1)  # who asks by hand waits for no next try
    with read(run.engine) as connection:
        (one,) = stamps(connection)
    assert one.tries == 2


def test_who_asks_for_stamps_in_vain_is_told_why(run, monkeypatch):
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_COMMAND", '["/no/such/program"]')
    with write(run.engine) as connection:
        connection.exec_driver_sql("DELETE FROM evidence_line")
    assert "Nothing is to be stamped" in run("stamp")


def test_the_doctor_tells_of_stamps_that_do_not_come(run, monkeypatch):
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_AUTHORITY", "https://tsa.example.org")
    texts, states = Catalogue("en", {}), []
    with write(run.engine) as connection:
        queue_stamp(connection, book_of(run.folder), 4, entries(run.folder)[-1].hash, NOW)
    for _ in range(9):
        (found,) = evidence(texts, load_settings(), NOW + timedelta(hours=3), deep=False)
        states.append(found.state)
        with write(run.engine) as connection:
            note_failure(connection, 1, "HTTP 503", NOW + timedelta(minutes=5))
    assert states == ["ok", *["warning"] * 7, "bad"]
    assert "3 hours, 8 tries: HTTP 503" in found.told


@pytest.mark.parametrize(("name", "value"), [("ROOTS", "/no/such.pem"), ("ALLOW_NETWORK", '["10.0.0.0/99"]')])
def test_the_doctor_tells_of_an_authority_that_cannot_be_asked(run, monkeypatch, name, value):
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_AUTHORITY", "https://tsa.example.org")
    monkeypatch.setenv(f"PANTAU_EVIDENCE__TIMESTAMP_{name}", value)
    (found,) = evidence(Catalogue("en", {}), load_settings(), NOW, deep=False)
    assert (found.state, bool(found.advice)) == ("bad", True)


def test_the_doctor_that_reads_everything_reads_the_evidence(run):
    def told():
        return [one.state for one in evidence(Catalogue("en", {}), load_settings(), NOW, deep=True)]

    assert told() == ["ok"]
    (run.folder / entries(run.folder)[0].file).unlink()
    assert told() == ["bad"]


def test_only_one_kind_of_authority_may_be_set(run, monkeypatch):
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_COMMAND", '["x"]')
    monkeypatch.setenv("PANTAU_EVIDENCE__TIMESTAMP_AUTHORITY", "https://tsa.example.org")
    with pytest.raises(ConfigError, match="not both"):
        load_settings()
