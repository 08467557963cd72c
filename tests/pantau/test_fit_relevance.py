"""Words of relevance are learnt from whole articles of both sorts, written ones and real ones about something else."""

import pytest

from pantau.evaluation.fit_relevance import fit_relevance_words
from pantau.evaluation.rows import Row
from pipeline.judge.model import KINDS

pytest.importorskip("numpy")


def row(number: int, word: str, *, relevant: bool, source: str = "article", group: str = "") -> Row:
    target = (float(relevant), *([0.0] * (len(KINDS) - 1)), float(not relevant))
    return Row(group or f"e{number}", {}, {}, target, 1.0, source, str(number), {word: 1.0})


def rows() -> list[Row]:
    told = [row(n, "baliho", relevant=True) for n in range(20)]
    told += [row(n, "panen", relevant=False) for n in range(20, 30)]
    return told + [row(n, "harga", relevant=False, source="negative") for n in range(30, 60)]


def test_words_speak_for_the_articles_that_have_them() -> None:
    weights = fit_relevance_words(rows())
    assert weights["baliho"] > 0 > weights["panen"]
    assert weights["harga"] < 0


def test_without_real_articles_about_something_else_nothing_is_learnt() -> None:
    assert fit_relevance_words([one for one in rows() if one.source == "article"]) == {}


def test_titles_and_digests_teach_no_words() -> None:
    told = rows()
    more = [row(n, "rapat", relevant=True, source="digest") for n in range(100, 110)]
    assert "rapat" not in fit_relevance_words([*told, *more])


def test_a_word_of_one_event_says_nothing() -> None:
    told = [*rows(), *(row(n, "kerbau", relevant=True, group="one") for n in range(200, 220))]
    assert "kerbau" not in fit_relevance_words(told)
