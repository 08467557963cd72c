from datetime import date

import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from pipeline.entities.resolve import resolve_event_date
from pipeline.text.document import Document


@pytest.fixture
def day(read):
    def run(text, published, acts=()):
        found = resolve_event_date(Document("", text), read(text, published=published), acts, published)
        return found.day if found else None

    return run


def test_the_day_of_the_act_beats_the_day_of_the_statement(day):
    text = (
        "Camat itu menghadiri deklarasi calon bupati di lapangan, Sabtu (2/11/2024). "
        '"Laporannya sudah kami terima," kata Ketua Bawaslu, Budi Sati, Senin (4/11/2024).'
    )
    assert day(text, date(2024, 11, 5)) == date(2024, 11, 2)


def test_the_day_of_the_report_is_not_the_day_of_the_act(day):
    assert day("Lurah itu dilaporkan ke Bawaslu, Senin (4/11/2024).", date(2024, 11, 5)) is None


def test_a_day_ahead_is_no_day_of_an_act(day):
    assert day("Pemanggilan dijadwalkan Kamis (7/11/2024).", date(2024, 11, 5)) is None


def test_a_day_told_in_court_is_the_day_of_the_act(day):
    text = "Sidang digelar, Jumat (15/11/2024). Terdakwa, kata jaksa, pada 9 Oktober berpidato di aula desa."
    assert day(text, date(2024, 11, 15)) == date(2024, 10, 9)


def test_the_day_before_is_counted_back(day):
    text = "Tim hukum melapor ke Bawaslu, Senin (11/11/2024). Ucapan itu keluar saat jalan sehat, sehari sebelumnya."
    assert day(text, date(2024, 11, 11)) == date(2024, 11, 10)


def test_a_day_in_the_sentence_of_the_act_is_preferred(day):
    text = "Pertemuan itu pada 3 Oktober 2024. Foto dua jari itu pada 5 Oktober 2024."
    act = Act("A07", (Span(text.index("Foto"), text.index("Foto") + 13, "Foto dua jari", "text"),))
    assert day(text, date(2024, 10, 8), (act,)) == date(2024, 10, 5)


def test_without_a_day_of_publication_full_dates_still_count(day):
    assert day("Senam itu berlangsung Minggu, 7 Januari 2024.", None) == date(2024, 1, 7)


def test_every_day_has_its_span_in_a_long_text(read):
    text = "Camat itu hadir. " * 30 + "Acara digelar Minggu (3/11/2024). Lalu sepi."
    (find,) = read(text).dates
    assert text[find.span.start : find.span.end] == find.span.text
    assert find.day == date(2024, 11, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Camat itu mengamuk di pasar, Senin (4/11/2023) siang.", date(2024, 11, 4)),  # 4 November 2023 was a Saturday
        ("Camat itu hadir di pasar, Sabtu (4/11/2023) siang.", date(2023, 11, 4)),
        ("Perkara bermula Jumat, 18 Oktober 2024. Sidang digelar Senin (4/11/2024).", date(2024, 10, 18)),
        ("Terdakwa pada 16 Oktober 2024 mengumpulkan ketua RT.", date(2024, 10, 16)),
    ],
)
def test_the_day_of_the_deed_is_told_from_others(read, text, day):
    document = Document("Camat Mengamuk", text)
    found = resolve_event_date(document, read(text, "Camat Mengamuk"), (), date(2024, 11, 5))
    assert found is not None
    assert found.day == day
