import csv
import hashlib
import io
import json
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert, update

from archive.database import read, write
from archive.engine import sqlite_module
from archive.export.citations import bibtex_text, ris_text
from archive.export.codebook import ARTICLES, COVERAGE, FINDINGS, INCIDENTS
from archive.export.formats import FORMATS
from archive.export.package import package_bytes
from archive.export.rows import count_rows, export_rows
from archive.export.sqlite import write_sqlite
from archive.export.statement import PARTS, PackageFacts, statement
from archive.export.tables import BOM, csv_text, inert, jsonl_text
from archive.query.expand import expand
from archive.query.messages import texts
from archive.query.parse import parse
from archive.records.analysis import Act
from archive.records.span import Span
from archive.store.coverage import add_coverage
from archive.tables.articles import article as articles

DAY = datetime(2024, 10, 1, 5, tzinfo=UTC)
SECRET = "Rahasia redaksi"


@pytest.fixture
def filled(engine: Engine, add, analysis) -> Engine:
    evidence = analysis(acts=(Act("A04", (Span(0, 15, SECRET),)),))
    with write(engine) as connection:
        add(connection, 1, at=DAY, title='=HYPERLINK("http://x")', text=f"{SECRET} camat.", analysis=evidence)
        add(connection, 2, at=DAY, title='Judul "kutip" & 100% {TeX}_\\', text="camat\nlurah", reporter="Juru Warta")
        add(connection, 3, at=None, title="", text="lurah")
        connection.execute(update(articles).where(articles.c.id == 3).values(copy_of=2))
        add_coverage(connection, "contoh", DAY, "feed", found=3, kept=2)
    return engine


def exported(connection, query: str = "", *, full_text: bool = False, fold: bool = True):
    node, _ = expand(connection, parse(query))
    rows = list(export_rows(connection, node, full_text=full_text, fold=fold))
    assert count_rows(connection, node, fold=fold) == len(rows)
    return rows


def test_a_release_without_text_holds_no_text_no_evidence_and_no_names(filled: Engine) -> None:
    with read(filled) as connection:
        rows = exported(connection)
    out = "".join([*jsonl_text(rows), *csv_text(rows)])
    assert SECRET not in out
    assert "Badu" not in out
    first = json.loads(out.split("\n")[0])
    assert first["findings"] == [{"claim": "act:A04", "where": "text", "start": 0, "end": 15}]
    assert first["acts"] == ["A04"]
    assert "text" not in first


def test_an_export_with_text_says_everything(filled: Engine) -> None:
    with read(filled) as connection:
        out = "".join(jsonl_text(exported(connection, full_text=True), full_text=True))
    first = json.loads(out.split("\n")[0])
    assert first["text"] == f"{SECRET} camat."
    assert first["names"] == ["Badu Contoh"]
    assert first["findings"][0]["text"] == SECRET


def test_csv_opens_in_excel_and_runs_nothing(filled: Engine) -> None:
    with read(filled) as connection:
        out = "".join(csv_text(exported(connection)))
    assert out.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix(BOM), newline="")))
    assert len(rows) == 2
    assert rows[0]["title"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["published_day"] == "2024-10-01"
    assert rows[0]["laws"] == "UU 10/2016 ps 71"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1", "\n=1"])
def test_a_formula_is_made_inert(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Camat = lurah", "1-2", "", "a@b"])
def test_an_ordinary_text_stays(text: str) -> None:
    assert inert(text) == text


def test_copies_are_left_out_unless_asked_for(filled: Engine) -> None:
    with read(filled) as connection:
        assert [row.id for row in exported(connection, "lurah")] == [2]
        assert [row.id for row in exported(connection, "lurah", fold=False)] == [2, 3]
        assert exported(connection, "tiadaada") == []


def test_citations_can_be_read_again(filled: Engine) -> None:
    with read(filled) as connection:
        rows = exported(connection)
    ris, tex = "".join(ris_text(rows)), "".join(bibtex_text(rows))
    records = ris.split("\r\n\r\n")
    assert records[1].startswith("TY  - NEWS\r\n")
    assert 'TI  - Judul "kutip" & 100% {TeX}_\\\r\nAU  - Juru Warta\r\nT2  - Kabar Contoh\r\nPY  - 2024' in records[1]
    assert records[1].endswith("ER  - ")
    assert r'title = {Judul "kutip" \& 100\% \{TeX\}\_\textbackslash{}}' in tex
    assert tex.count("@misc{pantau") == 2


def test_an_address_in_bibtex_stands_as_it_is_and_ends_no_field(filled: Engine) -> None:
    with read(filled) as connection:
        row = replace(next(iter(exported(connection))), url="https://contoh.example/x7_a%20b#c?d={e}&f\\g")
    (entry,) = bibtex_text([row])
    assert "url = {https://contoh.example/x7_a%20b#c?d=%7Be%7D&f%5Cg}," in entry


def test_a_data_package_describes_itself(filled: Engine, tmp_path, now) -> None:
    target = tmp_path / "out.zip"
    with read(filled) as connection:
        rows = iter(exported(connection))
        target.write_bytes(b"".join(package_bytes(connection, rows, PackageFacts("", now, "0.1"))))
    with zipfile.ZipFile(target) as archive:
        told = json.loads(archive.read("datapackage.json"))
        assert {resource["name"] for resource in told["resources"]} == {"articles", "findings", "incidents", "coverage"}
        for resource in told["resources"]:
            body = archive.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
            assert resource["bytes"] == len(body)
            header = next(csv.reader(io.StringIO(body.decode())))
            assert header == [field["name"] for field in resource["schema"]["fields"]]
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        assert "contoh,2024-10-01T05:00:00+00:00,feed,3,0,0,2,0" in everything
    assert SECRET not in everything
    assert "2 articles" in everything
    assert "2 artikel" in everything
    assert "| stage | string | Langkah terjauh" in everything


def test_every_word_of_the_package_is_in_both_languages() -> None:
    told = {column.description for table in (ARTICLES, FINDINGS, INCIDENTS, COVERAGE) for column in table}
    told |= {text for part in PARTS for text in part}
    assert told <= texts("id").texts.keys()


def test_parquet_keeps_types_lists_and_offsets(filled: Engine) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with read(filled) as connection:
        body = b"".join(FORMATS["parquet"].write(exported(connection), full_text=False))
    table = parquet.read_table(io.BytesIO(body))
    assert table.column("published_at").to_pylist() == [DAY, DAY]
    assert table.column("acts").to_pylist()[0] == ["A04"]
    assert table.column("findings").to_pylist()[0] == [{"claim": "act:A04", "where": "text", "start": 0, "end": 15}]
    assert not {"text", "names"} & set(table.column_names)
    assert SECRET.encode() not in body


@pytest.mark.parametrize("form", ["csv", "jsonl", "ris", "bibtex", "parquet", "package"])
def test_the_first_piece_comes_before_the_last_row_is_read(filled: Engine, now, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    with read(filled) as connection:
        row = exported(connection)[0]
        taken = 0

        def rows():
            nonlocal taken
            for _ in range(20_000):
                taken += 1
                yield row

        facts = PackageFacts("", now, "0.1")
        pieces = (
            package_bytes(connection, rows(), facts)
            if form == "package"
            else FORMATS[form].write(rows(), full_text=False)
        )
        assert next(piece for piece in pieces if piece)
        assert taken < 20_000


def test_memory_does_not_grow_with_the_rows(plain_engine: Engine, add) -> None:
    with write(plain_engine) as connection:
        add(connection, 0)
        row = dict(connection.execute(articles.select()).mappings().one())
        rows = [row | {"id": number, "url_key": str(number), "text": "x" * 3_000} for number in range(2, 6_000)]
        connection.execute(insert(articles), rows)
        del rows

    def peak(most: int) -> int:
        tracemalloc.start()
        with read(plain_engine) as connection:
            node, _ = expand(connection, parse(""))
            for row in export_rows(connection, node, full_text=True):
                if row.id > most:
                    break
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(600)
    assert peak(6_000) < 1.3 * peak(1_500)


@pytest.mark.parametrize(("copies", "told"), [(False, "salinannya dilipat"), (True, "dimuat semuanya; `copy_of`")])
def test_the_data_statement_says_what_became_of_copies(now, *, copies: bool, told: str) -> None:
    text = statement(PackageFacts("", now, "0.1", copies=copies), 3)
    assert told in text
    assert ("copies are folded into it" in text) is not copies


def test_a_sqlite_release_holds_facts_and_offsets_alone(filled: Engine, tmp_path, now) -> None:
    target = tmp_path / "rilis.db"
    with read(filled) as connection:
        write_sqlite(connection, exported(connection), target, PackageFacts("camat", now, "0.1"))
    assert SECRET.encode() not in target.read_bytes()
    assert b"Badu" not in target.read_bytes()
    made = sqlite_module().connect(str(target))
    assert made.execute("SELECT id, acts FROM articles ORDER BY id LIMIT 1").fetchone() == (1, '["A04"]')
    assert made.execute('SELECT claim, "where", start, "end" FROM findings').fetchall() == [("act:A04", "text", 0, 15)]
    assert made.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'kutip'").fetchall() == [(2,)]
    assert made.execute("SELECT outlet, found, kept FROM coverage").fetchall() == [("contoh", 3, 2)]
    made.close()
    told = json.loads((tmp_path / "metadata.json").read_text())
    assert set(told["databases"]["rilis"]["tables"]) == {"articles", "findings", "incidents", "coverage"}
