import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from base.errors import InputError, UsageError
from base.said import tell
from pantau.importing.formats import files_below, reader_for
from pantau.importing.record import Columns, Record

NOW = datetime(2024, 11, 1, tzinfo=UTC)
PLAIN = Columns.parse("", None, frozenset({"kabarbumi"}), ZoneInfo("Asia/Makassar"))


def records(path: Path, columns: Columns = PLAIN) -> list[Record]:
    reader = reader_for(path)
    assert reader is not None
    return list(reader(path, columns, NOW))


def test_a_line_of_json_becomes_a_page_with_what_it_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {
        "judul": "Camat dipanggil",
        "isi": "Isi berita.",
        "tautan": "https://a.example/1",
        "tanggal": "2024-10-30 20:15",
        "media": "kabarbumi",
    }
    path.write_text(json.dumps(row) + "\n\n[1]\n{bad\n" + json.dumps({"judul": "tanpa isi"}) + "\n", encoding="utf-8")
    good, no_object, no_json, no_text = records(path)
    assert good.page is not None
    assert good.page.title == "Camat dipanggil"
    assert good.page.url == "https://a.example/1"
    assert good.page.outlet == "kabarbumi"
    assert good.page.published == datetime(2024, 10, 30, 12, 15, tzinfo=UTC)  # read in the zone given, WITA
    assert [(r.place, r.page) for r in (no_object, no_json, no_text)] == [
        ("line 3", None),
        ("line 4", None),
        ("line 5", None),
    ]


@pytest.mark.parametrize("url", ["http://[", "https://exa[mple.com/1", "http://\u2100.com/a"])
def test_an_address_that_is_none_is_told_and_what_follows_is_read(tmp_path: Path, url: str) -> None:
    path = tmp_path / "a.jsonl"
    rows = ({"text": "Isi.", "url": url}, {"text": "Isi lain.", "url": "https://a.example/2"})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    bad, good = records(path)
    assert bad.page is None
    assert "address" in bad.problem
    assert tell(bad.problem, "id").startswith("alamatnya")
    assert good.page is not None


def test_a_date_that_cannot_be_read_is_reported_and_not_invented(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Isi.", "date": "besok lusa"}), encoding="utf-8")
    (record,) = records(path)
    assert record.page is not None
    assert record.page.published is None
    assert "date" in record.problem


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["kepala", "batang"])
        writer.writerow(["Judul", "Baris satu,\ndua"])
    columns = Columns.parse("title=kepala, text=batang", None, frozenset(), ZoneInfo("Asia/Jakarta"))
    (record,) = records(path, columns)
    assert record.page is not None
    assert record.page.body == b"Baris satu,\ndua"
    assert record.page.title == "Judul"
    with pytest.raises(UsageError, match="judul"):
        Columns.parse("judul=kepala", None, frozenset(), ZoneInfo("Asia/Jakarta"))


def test_bad_rows_of_a_table_are_reported_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\na,b,c\nd,\xff\xfe\ne,f\n")
    found = records(path)
    assert [r.page is None for r in found] == [True, True, False]
    assert [r.place for r in found] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_may_be_separated_as_excel_does_it_here(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "a.csv"
    rows = [["judul", "isi"], ["Camat dipanggil", f"Satu{separator} dua"]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    (record,) = records(path)
    assert record.page is not None
    assert record.page.body.decode() == rows[1][1]


def test_half_a_character_is_replaced_and_the_rest_of_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "satu \\ud800"}\n{"text": "dua"}\n{"text": {"a": 1}}\n', encoding="utf-8")
    assert [r.page.body if r.page else None for r in records(path)] == [b"satu ?", b"dua", None]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("rahasia", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert list(files_below(folder)) == []


def test_utf_16_with_a_mark_is_seen_as_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><body><p>Halo</p></body></html>".encode("utf-16"))
    (record,) = records(path)
    assert record.page is not None
    assert record.page.form == "html"


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<html><body><p>Halo</p></body></html>"))
    (record,) = records(path)
    assert record.page is not None
    assert record.page.form == "html"


def test_responses_of_a_warc_are_pages_and_a_damaged_end_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for number, status in enumerate(("200 OK", "404 Not Found")):
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(b"<html><p>Halo</p></html>")
            writer.write_record(
                writer.create_warc_record(f"https://a.example/{number}", "response", payload=body, http_headers=headers)
            )
        stream.write(b"WARC/1.0\r\nbroken")
    found = records(path)
    assert [r.page.url for r in found if r.page] == ["https://a.example/0"]


def test_a_file_of_no_known_form_has_no_reader_and_an_empty_one_is_bad(tmp_path: Path) -> None:
    assert reader_for(tmp_path / "a.docx") is None
    (tmp_path / "empty.txt").write_bytes(b"  \n")
    assert records(tmp_path / "empty.txt")[0].problem == "is empty"
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02 text")
    assert "binary" in records(tmp_path / "binary.txt")[0].problem


def test_a_missing_path_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(files_below(tmp_path / "nowhere"))
