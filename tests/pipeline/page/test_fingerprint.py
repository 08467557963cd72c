from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.fingerprint import sketch, text_hash

STORY = " ".join(f"kata{index} camat hadir{index} di acara{index % 7}" for index in range(80))


def test_case_punctuation_and_spacing_do_not_count():
    assert text_hash("Camat hadir.\n\nDi acara!") == text_hash("camat   HADIR di acara")
    assert text_hash("camat hadir") != text_hash("camat hadir juga")


def test_a_lightly_edited_copy_shares_most_of_the_sketch():
    copy = STORY.replace("kata40", "lain").replace("hadir12", "datang")
    assert len(set(sketch(STORY)) & set(sketch(copy))) >= 18


def test_another_story_shares_nothing():
    other = " ".join(f"harga{index} beras naik{index} di pasar" for index in range(80))
    assert not set(sketch(STORY)) & set(sketch(other))


def test_short_and_empty_texts_have_short_sketches():
    assert sketch("") == ()
    assert len(sketch("satu dua")) == 1
    assert len(sketch("satu dua tiga empat")) == 2


@given(st.text())
def test_a_sketch_is_sorted_and_fits_a_signed_column(text):
    hashes = sketch(text)
    assert list(hashes) == sorted(set(hashes))
    assert len(hashes) <= 24
    assert all(0 <= value < 2**63 for value in hashes)
