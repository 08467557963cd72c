"""What is typed for a field with a closed list is a value of it, or a mistake told where it stands."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from archive.database import read, write
from archive.query.ast import Field
from archive.query.memory import Subject, matches
from archive.query.parse import parse
from archive.query.regions import load_regions
from archive.records.analysis import Act, Actor
from archive.search import search
from base.errors import QueryError

CONFIG = Path(__file__).resolve().parents[2] / "config"
REGIONS = load_regions(CONFIG)
DESA = Field("role", ("kades",))


@pytest.fixture
def archive(plain_engine: Engine, add, analysis) -> Engine:
    actor = Actor("Badu Contoh", "syahbandar", None, "asn", "alleged")
    with write(plain_engine) as connection:
        analysed = analysis(actors=(actor,), acts=(Act("A77"),))
        add(connection, 1, analysis=analysed, outlet="warta-contoh", outlet_name="Warta Contoh Raya")
    return plain_engine


@pytest.mark.parametrize(
    ("query", "column", "told"),
    [
        ("tahap:S9", 7, "Tulis salah satu dari S1, S2"),
        ("lurah langkah:S0", 15, "bukan nilai bidang 'langkah'"),
        ("perbuatan:A99", 11, "A18, A19"),
        ("aturan:KE-0", 8, "Maksud Anda 'KE-0"),
        ("jabatan:camatt", 9, "Maksud Anda 'camat'"),
        ("jabatan:presiden", 9, "bukan nilai bidang 'jabatan'"),
        ("bahasa:zz", 8, "Misalnya: "),
        ("tahap:*", 7, "bukan nilai"),
        ("kasus:9999-1", 7, "Tulis seperti 2024-0001"),
        ("keparahan:99..1", 11, "berakhir sebelum dimulai"),
        ("jenis:entah", 7, "kasus, lanjutan, imbauan, statistik, aturan, opini, lain"),
        ("act:A01 act:A20", 13, "bukan nilai bidang 'perbuatan'"),
    ],
)
def test_a_mistyped_value_is_told_with_its_column_and_what_was_meant(query: str, column: int, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, regions=REGIONS)
    assert caught.value.column == column
    assert told in caught.value.problem


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("stage:S9", "'S9' is no value of the field 'stage'. Write one of S1"),
        ("level:big", "critical, high, medium, low"),
        ("kind:odd", "incident, follow_up"),
        ("role:campat", "Did you mean 'camat'"),
        ("severity:9..1", "ends before it begins"),
    ],
)
def test_mistakes_are_told_in_english_too(query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, regions=REGIONS, language="en")
    assert told in caught.value.problem


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("tahap:s2", Field("stage", ("S2",))),
        ("perbuatan:a04", Field("act", ("A04",))),
        ("aturan:ke-01", Field("rule", ("KE-01",))),
        ("jabatan:kades", DESA),
        ('jabatan:"kepala desa"', DESA),
        ("jabatan:kepala", Field("role", ("kepala",))),
        ("bahasa:inggris", Field("language", ("en",))),
        ("language:english", Field("language", ("en",))),
        ('media:"Antara Aceh"', Field("outlet", ("antara-aceh",))),
        ("media:ANTARA-ACEH", Field("outlet", ("antara-aceh",))),
        ("kasus:2024-0001", Field("incident", ("2024-0001",))),
    ],
)
def test_a_value_of_a_list_is_found_by_code_and_by_name(query: str, meant: Field) -> None:
    assert parse(query, regions=REGIONS) == meant


def test_an_outlet_of_the_archive_alone_is_found_by_id_and_printed_name(archive: Engine) -> None:
    with read(archive) as connection:
        for typed in ("warta-contoh", '"Warta Contoh Raya"', '"warta contoh"'):
            assert len(search(connection, f"media:{typed}", regions=REGIONS).hits) == 1


@pytest.mark.parametrize("typed", ["warta-contohh", "warta*", '"Warta Contoh Ray"'])
def test_an_outlet_that_nobody_knows_is_told_with_the_nearest(archive: Engine, typed: str) -> None:
    with read(archive) as connection, pytest.raises(QueryError) as caught:
        search(connection, f"camat media:{typed}", regions=REGIONS)
    assert caught.value.column == 13
    assert "warta-contoh" in caught.value.problem or typed == "warta*"


def test_a_case_that_the_archive_does_not_hold_is_told(archive: Engine) -> None:
    with read(archive) as connection, pytest.raises(QueryError, match="tidak memuat kasus 2031-0001"):
        search(connection, "kasus:2031-0001", regions=REGIONS)


def test_a_value_of_an_older_lexicon_is_found_while_the_archive_holds_it(archive: Engine) -> None:
    with read(archive) as connection:
        assert len(search(connection, "jabatan:syahbandar perbuatan:a77", regions=REGIONS).hits) == 1
        with pytest.raises(QueryError):
            search(connection, "jabatan:syahbandar perbuatan:a78", regions=REGIONS)


def test_a_query_that_was_kept_outlives_the_list_it_was_checked_with() -> None:
    kept = parse("media:lama OR jabatan:syahbandar OR perbuatan:A77", regions=REGIONS, strict=False)
    assert matches(kept, Subject("", "", columns={"outlet": "lama"}))
    assert matches(kept, Subject("", "", facets=frozenset({("role", "syahbandar")})))
    assert not matches(kept, Subject("", "", columns={"outlet": "baru"}))


def test_a_printed_name_means_its_outlet_without_a_database() -> None:
    found = parse('media:"Antara Aceh"', regions=REGIONS, strict=False)
    assert matches(found, Subject("", "", columns={"outlet": "antara-aceh"}))
