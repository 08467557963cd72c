from datetime import UTC, datetime, timedelta

import pytest

from archive.database import write
from archive.store.furniture import HALF_LIFE, known_furniture, learn_furniture
from pipeline.page.cleaning.engine import clean
from pipeline.page.furniture import is_furniture, line_hash

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
