"""Part-dates tell the stage of the act; who is in office decides whose rules hold."""

from datetime import date
from pathlib import Path

import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from pipeline.entities.part_days import part_day
from pipeline.judge.calendar import Calendar
from pipeline.text.document import Document

CALENDAR = Calendar.load(Path(__file__).parents[3] / "config")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ia hadir di deklarasi akhir Agustus lalu.", date(2024, 8, 21), date(2024, 8, 31)),
        ("Lurah itu hadir pada pertengahan bulan Oktober 2024.", date(2024, 10, 11), date(2024, 10, 20)),
        ("Guru itu hadir bersama calon pada Juni lalu.", date(2024, 6, 1), date(2024, 6, 30)),
        ("Ia hadir di acara partai Desember silam.", date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_a_day_told_in_part_is_a_stretch(text, first, last):
    at = text.index("hadir")
    acts = (Act("A08", (Span(at, at + 5, "hadir", "text"),), 0.9),)
    assert part_day(Document("", text), acts, date(2024, 11, 20)) == (first, last)


def test_a_full_day_and_a_day_of_something_else_are_none():
    acts = (Act("A08", (Span(3, 8, "hadir", "text"),), 0.9),)
    assert part_day(Document("", "Ia hadir pada 4 Oktober 2024."), acts, date(2024, 11, 20)) is None
    assert part_day(Document("", "Ia hadir. Pelantikan digelar akhir Mei."), acts, date(2024, 11, 20)) is None


def test_a_month_in_which_candidates_were_fixed_tells_no_stage():
    assert CALENDAR.about((date(2024, 9, 1), date(2024, 9, 30)), ("33.01",), "pilkada") is None
    assert CALENDAR.about((date(2024, 8, 21), date(2024, 8, 31)), ("33.01",), "pilkada") == date(2024, 8, 26)


@pytest.mark.parametrize(
    ("title", "text", "some", "none"),
    [
        (
            "Pj Kepala Desa Berpose Dua Jari dengan Calon Bupati",
            "Penjabat kepala desa itu berpose dua jari bersama calon bupati. Ia dilaporkan ke Bawaslu.",
            {"DIS-07", "DESA-29"},
            set(),
        ),
        (
            "Ketua RT Suruh Tetangga Coblos Calon Bupati",
            "Seorang ketua RT diadukan ke Bawaslu sebab menyuruh tetangga memilih calon bupati nomor dua.",
            set(),
            {"DIS-08", "PP94-5n-6"},
        ),
        (
            "Kabid Dilaporkan karena Berpose dengan Calon Bupati",
            "Kabid itu berpose dua jari bersama calon bupati pada Mei lalu. Ia dilaporkan ke Bawaslu.",
            set(),
            {"DIS-07"},
        ),
    ],
)
def test_rules_follow_office_and_part_date(analyser, article, title, text, some, none):
    codes = {rule.code for rule in analyser.analyse(article(title, text)).rules}
    assert some <= codes
    assert not none & codes


@pytest.mark.parametrize("grade", ["ringan", "sedang", "berat"])
def test_a_class_of_punishment_is_kept(analyser, article, grade):
    text = f"KASN merekomendasikan hukuman disiplin tingkat {grade} kepada Camat Hamdan yang ikut kampanye bupati."
    found = analyser.analyse(article(f"KASN Rekomendasikan Hukuman {grade.title()} untuk Camat", text)).sanctions
    assert [(one.severity, one.imposed) for one in found] == [(grade, False)]
