from datetime import UTC, datetime, timedelta

from pipeline.page.cleaning.engine import clean
from pipeline.page.furniture import LineCount, is_furniture, learn, line_hash, recurring

NOW = datetime(2024, 11, 1, tzinfo=UTC)
FOOTER = "Kabar Contoh hadir untuk warga sejak 1998"
STORY = "Seorang lurah dipanggil Bawaslu karena fotonya bersama calon wali kota beredar luas."


def learnt(pages, at=NOW):
    counts: dict[str, LineCount] = {}
    for lines in pages:
        counts |= learn(lines, counts, at)
    return counts


def test_a_line_of_several_pages_is_furniture_and_a_sentence_seen_once_is_not():
    counts = learnt([[FOOTER, f"{STORY} {number}a"] for number in ("satu", "dua", "tiga")])
    known = recurring(counts, 3, NOW)
    assert is_furniture(FOOTER, known)
    assert not is_furniture(f"{STORY} satua", known)


def test_numbers_do_not_make_a_line_new():
    assert line_hash("Dibaca 12 kali") == line_hash("dibaca 3.401 kali!")


def test_two_pages_are_not_enough_nor_is_one_page_that_repeats_itself():
    assert not recurring(learnt([[STORY], [STORY]]), 2, NOW)
    assert not recurring(learnt([[STORY] * 9]), 1, NOW)


def test_a_much_copied_paragraph_of_a_large_outlet_is_no_furniture():
    counts = learnt([[STORY]] * 5)
    assert not recurring(counts, 1_000, NOW)


def test_counts_decay_so_that_an_old_template_is_forgotten():
    counts = learnt([[FOOTER]] * 4)
    assert recurring(counts, 4, NOW)
    assert not recurring(counts, 4, NOW + timedelta(days=60))


def test_learnt_lines_are_cut_from_a_story():
    known = recurring(learnt([[FOOTER]] * 4), 4, NOW)
    cleaned = clean([STORY, FOOTER], furniture=known)
    assert cleaned.lines == [STORY]
    assert cleaned.cuts[0].rule == "recurring"
