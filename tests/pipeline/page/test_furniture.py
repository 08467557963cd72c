from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.database import write
from archive.records.article import Article
from archive.store.furniture import HALF_LIFE, known_furniture, learn_furniture, prose_key
from pipeline.page.cleaning.engine import clean
from pipeline.page.furniture import is_furniture, is_prose, line_hash
from pipeline.page.wording import same_wording

NOW = datetime(2024, 11, 1, tzinfo=UTC)
FOOTER = "Kabar Contoh hadir untuk warga sejak 1998"
STORY = "Seorang lurah dipanggil Bawaslu karena fotonya bersama calon wali kota beredar luas."


@pytest.fixture
def learnt(plain_engine):
    def learn(pages, now=NOW):
        with write(plain_engine) as connection:
            for lines in pages:
                learn_furniture(connection, "contoh", [line_hash(line) for line in lines], now=NOW)
            return known_furniture(connection, "contoh", now=now)

    return learn


def test_a_line_of_several_pages_is_furniture_and_a_sentence_seen_once_is_not(learnt):
    known = learnt([[FOOTER, f"{STORY} {number}a"] for number in ("satu", "dua", "tiga")])
    assert is_furniture(FOOTER, known)
    assert not is_furniture(f"{STORY} satua", known)


def test_numbers_do_not_make_a_line_new():
    assert line_hash("Dibaca 12 kali") == line_hash("dibaca 3.401 kali!")


@pytest.mark.parametrize("pages", [[[STORY], [STORY]], [[STORY] * 9]])
def test_two_pages_are_not_enough_nor_is_one_page_that_repeats_itself(learnt, pages):
    assert not learnt(pages)


def test_a_much_copied_paragraph_of_a_large_outlet_is_no_furniture(learnt):
    known = learnt([[FOOTER]] * 196 + [[FOOTER, STORY]] * 3)
    assert is_furniture(FOOTER, known)
    assert not is_furniture(STORY, known)


def test_counts_fade_so_that_an_old_template_is_forgotten(learnt):
    assert learnt([[FOOTER]] * 4)
    assert not learnt([], NOW + HALF_LIFE)
    assert learnt([], NOW + timedelta(hours=3))


def test_learnt_lines_are_cut_from_a_story(learnt):
    cleaned = clean([STORY, FOOTER], furniture=learnt([[FOOTER]] * 4))
    assert cleaned.lines == [STORY]
    assert cleaned.cuts[0].rule == "recurring"


BACKGROUND = "Sebelumnya diberitakan, lurah itu difoto bersama calon wali kota dalam acara panen raya di desanya."
QUOTE = '"Laporan sudah kami terima dan sedang dikaji," kata anggota Bawaslu, Rahmat Contoh.'
ABOUT = "Kabar Contoh adalah media siber milik warga yang terbit setiap hari dari kota pelabuhan ini."


def stories(count, *shared):
    return [[*(f"{STORY} {chr(97 + number)}{part}" for part in "xyz"), *shared] for number in range(count)]


@pytest.fixture
def learnt_daily(plain_engine):
    def learn(pages, a_day):
        with write(plain_engine) as connection:
            for number, lines in enumerate(pages):
                keys = [line_hash(line) for line in lines]
                prose = [line_hash(line) for line in lines if is_prose(line)]
                now = NOW + timedelta(days=number // a_day, minutes=number % a_day)
                learn_furniture(connection, "contoh", keys, now=now, prose=prose)
            return known_furniture(connection, "contoh", now=now)

    return learn


def test_background_and_quotes_that_follow_ups_share_stay_in_their_stories(learnt_daily):
    known = learnt_daily(stories(25, QUOTE, BACKGROUND, FOOTER), a_day=25)
    page = [f"{STORY} Besok ia diperiksa.", QUOTE, BACKGROUND, FOOTER]
    assert clean(page, furniture=known).lines == page[:-1]


def test_a_sentence_on_most_pages_of_several_days_is_cut_from_the_end_only(learnt_daily):
    known = learnt_daily(stories(24, ABOUT), a_day=6)
    story = stories(1)[0]
    assert clean([*story, ABOUT], furniture=known).lines == story
    assert clean([ABOUT, *story], furniture=known).lines == story
    among = [story[0], ABOUT, *story[1:]]
    assert clean(among, furniture=known).lines == among


def test_a_sentence_of_a_case_that_runs_for_days_is_no_furniture_beside_other_stories(learnt_daily):
    pages = [page for number in range(12) for page in (*stories(1, BACKGROUND), stories(number + 2)[-1])]
    assert not is_furniture(BACKGROUND, learnt_daily(pages, a_day=6))


def test_no_story_is_cut_away_by_what_recurs():
    labels = ["Camat Sungai Rindu", "Lurah Kampung Baru", "Kepala Dinas Pasar"]
    known = frozenset(line_hash(line) for line in labels)
    assert clean([*labels, "Mereka diperiksa."], furniture=known).lines == [*labels, "Mereka diperiksa."]
    assert clean([*labels, *stories(1)[0]], furniture=known).lines == stories(1)[0]


def article(cleaned):
    url = "https://contoh.example/1"
    return Article(url, url, "Lurah dipanggil", "\n\n".join(cleaned.lines), "ok", NOW, cuts=tuple(cleaned.cuts))


def test_what_was_learnt_or_forgotten_between_two_readings_is_no_edit():
    story, footers = stories(1)[0], [FOOTER, ABOUT]
    known = frozenset({line_hash(FOOTER), prose_key(line_hash(ABOUT))})
    before, after = (article(clean([*story, *footers], furniture=f)) for f in (frozenset(), known))
    assert before.text != after.text
    assert same_wording(before, after, known)
    assert not same_wording(before, replace(after, text=after.text.replace("calon", "bakal calon")), known)
    assert same_wording(after, before, frozenset())
