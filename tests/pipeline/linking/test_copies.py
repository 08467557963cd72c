import random

from pipeline.linking.copies import likeness
from pipeline.page.fingerprint import sketch

WORDS = [f"kata{number}" for number in range(400)]


def text(seed, length=250):
    rng = random.Random(seed)
    return [rng.choice(WORDS) for _ in range(length)]


def edited(words, share, seed=1):
    rng = random.Random(seed)
    return [f"lain{index}" if rng.random() < share else word for index, word in enumerate(words)]


def test_a_copy_with_every_twentieth_word_changed_is_a_copy():
    found = [likeness(sketch(" ".join(text(n))), sketch(" ".join(edited(text(n), 0.05, n)))) for n in range(40)]
    assert all(one is not None for one in found)
    assert sum(one.is_copy for one in found) >= 39


def test_a_shortened_copy_is_contained():
    whole = text(3)
    found = likeness(sketch(" ".join(whole)), sketch(" ".join(whole[:120])))
    assert found is not None
    assert found.containment > found.jaccard
    assert found.is_copy


def test_other_texts_are_no_candidates():
    assert all(likeness(sketch(" ".join(text(n))), sketch(" ".join(text(n + 100)))) is None for n in range(40))


def test_an_empty_sketch_is_like_nothing():
    assert likeness((), ()) is None
    assert likeness((), sketch("satu dua tiga empat lima")) is None
