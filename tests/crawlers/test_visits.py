from datetime import UTC, datetime, timedelta

import pytest

from crawlers.corrections import corrections_in
from crawlers.visits import after_failure, next_visit
from pipeline.page.wording import edited, lines_of

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_visits_come_at_growing_ages_until_none_is_left():
    ages, visited = [], NOW
    while (due := next_visit(NOW, NOW - HOUR, visited)) is not None:
        ages.append(due - NOW)
        visited = due
    assert ages == [HOUR, 6 * HOUR, 24 * HOUR, 7 * DAY, 30 * DAY]


def test_a_late_visit_stands_for_those_it_missed():
    assert next_visit(NOW, None, NOW + 8 * HOUR) == NOW + 24 * HOUR


def test_an_article_that_was_old_when_it_was_kept_has_late_visits_only():
    assert next_visit(NOW, NOW - 60 * DAY, NOW) == NOW + 7 * DAY


def test_a_visit_that_fails_is_tried_again_later_and_given_up_for_the_next_age():
    following = NOW + 7 * DAY
    tries = [after_failure(n, NOW, following) for n in range(1, 6)]
    assert [due - NOW for due, _ in tries[:4]] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert tries[4] == (following, 0)


STORY = (
    "Camat Sungai Rindu diperiksa pengawas pemilihan pada Selasa, 5 November 2024, di kantornya.",
    "Pemeriksaan berlangsung dua jam dan dihadiri empat orang saksi dari kelurahan.",
)


def test_a_figure_in_a_sentence_is_an_edit_and_a_reader_count_is_none():
    before = lines_of("Camat diperiksa", "\n\n".join((*STORY, "Dibaca 12 kali")))
    assert not edited(before, lines_of("Camat diperiksa", "\n\n".join((*STORY, "Dibaca 1.340 kali"))), ())
    changed = STORY[0].replace("5 November", "6 November")
    assert edited(before, lines_of("Camat diperiksa", "\n\n".join((changed, STORY[1], "Dibaca 12 kali"))), ())
    assert edited(before, lines_of("Camat dan lurah diperiksa", "\n\n".join((*STORY, "Dibaca 12 kali"))), ())


def test_a_title_that_was_announced_is_compared_from_the_first_visit_on():
    before, now = lines_of(None, STORY[0]), lines_of("Camat diperiksa", STORY[0])
    assert not edited(before, now, ())
    assert edited(now, lines_of("Camat dipecat", STORY[0]), ())


def test_a_line_learnt_to_be_furniture_meanwhile_is_no_edit():
    footer = "Ikuti kanal kami untuk mendapatkan kabar terbaru dari seluruh wilayah kabupaten setiap hari."
    before, now = lines_of("T", "\n\n".join((*STORY, footer))), lines_of("T", "\n\n".join(STORY))
    assert edited(before, now, ())
    assert not edited(before, now, {before[-1].partition(":")[2]})


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ralat: nama kecamatan dalam berita ini keliru.", "ralat"),
        ("Artikel ini telah diralat pada Rabu pagi.", "ralat"),
        ("Koreksi: pertemuan berlangsung di rumah lurah.", "koreksi"),
        ("Catatan Redaksi: judul berita ini telah diubah.", "koreksi"),
        ("Redaksi memohon maaf atas kekeliruan tersebut.", "koreksi"),
        ("Hak Jawab: Kepala Dinas membantah", "hak_jawab"),
        ("Redaksi telah menerima hak jawab dari pemerintah kabupaten.", "hak_jawab"),
    ],
)
def test_what_a_newsroom_says_of_its_own_text_is_noticed(line, kind):
    assert list(corrections_in("Camat diperiksa", f"{STORY[0]}\n\n{line}")) == [kind]
    assert kind in corrections_in(line, STORY[0])


@pytest.mark.parametrize(
    "line",
    [
        "Pengawas mengoreksi jumlah laporan menjadi tujuh.",
        "Terlapor diberi hak jawab oleh majelis pemeriksa.",
        "KPU meralat hasil hitung suara di dua TPS.",
        "Koreksi anggaran dibahas DPRD hari ini.",
        "Camat mengaku menerima koreksi dari bupati.",
    ],
)
def test_corrections_by_others_are_part_of_the_story(line):
    assert not corrections_in("Camat diperiksa", f"{STORY[0]}\n\n{line}")
