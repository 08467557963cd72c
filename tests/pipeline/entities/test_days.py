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


def test_a_day_in_the_sentence_of_the_act_is_surer(read):
    text = "Lapangan ramai sejak Kamis (3/10). Foto dua jari itu dibuat pada Sabtu (5/10)."
    act = Act("A07", (Span(text.index("Foto"), text.index("Foto") + 13, "Foto dua jari", "text"),))
    document, published = Document("", text), date(2024, 10, 28)
    entities = read(text, published=published)
    with_act, without = (resolve_event_date(document, entities, acts, published) for acts in ((act,), ()))
    assert with_act is not None
    assert without is not None
    assert with_act.day == without.day == date(2024, 10, 5)
    assert with_act.confidence > without.confidence


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


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "Seorang guru diperiksa Inspektorat, Rabu (16/10/2024), lantaran memandu yel-yel pada senam bersama "
                "calon bupati, Minggu (13/10/2024)."
            ),
            date(2024, 10, 17),
            date(2024, 10, 13),
        ),
        (
            "Lurah itu diklarifikasi, Selasa (5/11), karena menghadiri kampanye akbar pada Sabtu (2/11/2024).",
            date(2024, 11, 6),
            date(2024, 11, 2),
        ),
        (
            (
                "Majelis hakim menghukum kades itu, Kamis (12/12/2024). Menurut hakim, ajakan memilih yang diucapkan "
                "terdakwa di hajatan warga, 3 November 2024, sudah terang."
            ),
            date(2024, 12, 13),
            date(2024, 11, 3),
        ),
        (
            (
                "Sidang perdana digelar Senin (18/11). Dalam dakwaan diuraikan, Sabtu 26 Oktober 2024, terdakwa naik "
                "ke panggung dan mengacungkan satu jari."
            ),
            date(2024, 11, 19),
            date(2024, 10, 26),
        ),
        (
            (
                "Istri calon itu hadir di tiga kampanye, yakni pada 1 Oktober, 5 Oktober dan 9 Oktober 2024. Ia "
                "dipanggil Senin (14/10/2024)."
            ),
            date(2024, 10, 15),
            date(2024, 10, 9),
        ),
        ("Tiga kali ia hadir di kampanye, 28 September, 2 dan 5 Oktober.", date(2024, 10, 8), date(2024, 10, 5)),
        (
            (
                "Foto itu beredar sejak Kamis (10/10/2024). Menurut pengakuannya, foto diambil pada resepsi, Sabtu "
                "(5/10/2024)."
            ),
            date(2024, 10, 12),
            date(2024, 10, 5),
        ),
        (
            (
                "Bupati melantik 27 pejabat di pendopo, Jumat (19/4/2024). Padahal sejak 22 Maret 2024 mutasi "
                "dilarang. Bawaslu menerima laporan, Senin (22/4/2024)."
            ),
            date(2024, 4, 23),
            date(2024, 4, 19),
        ),
        (
            (
                "Dua camat dicopot, Selasa (8/10/2024), setelah menolak ikut kampanye. Mereka mengadu ke Bawaslu, "
                "Kamis (10/10/2024)."
            ),
            date(2024, 10, 11),
            date(2024, 10, 8),
        ),
        ("Pembagian berlangsung dua malam, 20 dan 21 Oktober, di rumahnya.", date(2024, 11, 5), date(2024, 10, 20)),
        (
            ("Foto itu diunggah Sabtu (19/10/2024), dan pada hari Senin sudah di meja Propam. Ia berpose dua jari."),
            date(2024, 10, 24),
            date(2024, 10, 19),
        ),
        ("Penyuluh itu menemani caleg berkeliling, 12 Januari silam.", date(2024, 12, 11), date(2024, 1, 12)),
        (
            "Laporan terhadap kapus itu tidak terbukti, Rabu (20/11/2024). Ia dituduh menempel stiker.",
            date(2024, 11, 21),
            None,
        ),
        ("Pelapor mencabut aduannya di kantor Bawaslu, Selasa (22/10/2024).", date(2024, 10, 23), None),
        ("Bawaslu menghentikan perkara itu. Keputusan diumumkan Jumat (15/11/2024).", date(2024, 11, 16), None),
        ("Rapat pleno yang digelar Minggu (24/11/2024) menyimpulkan tidak cukup bukti.", date(2024, 11, 25), None),
        ("Surat rekomendasi BKN tiba, Kamis (9/1/2025). Kabid itu tidak netral.", date(2025, 1, 10), None),
    ],
)
def test_the_day_of_the_act_among_days_of_handling(day, text, published, expected):
    assert day(text, published) == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Camat itu hadir di kampanye, Senin (6/2/2024).", "hari dan tanggal tidak cocok"),  # that day was a Tuesday
        ("Camat itu hadir di kampanye, Selasa malam, 7 Februari 2024.", "hari dan tanggal tidak cocok"),
        ("Camat itu hadir di kampanye, Selasa (6/2/2024).", None),
        ("Camat itu hadir di kampanye, Jum'at malam (2/2/2024).", None),
        ("Camat itu hadir di kampanye, Sabtu (3-4/2/2024).", None),
        ("Camat itu hadir di kampanye, Senin lalu.", None),
    ],
)
def test_a_weekday_that_is_not_of_its_date_is_remarked_on(read, text, note):
    published = date(2024, 2, 9)
    found = resolve_event_date(Document("", text), read(text, published=published), (), published)
    assert found is not None
    assert found.note == note
