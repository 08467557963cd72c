"""What a title says of the kind is learnt twice: for a title alone, and for one above a text."""

import pytest

from pantau.evaluation.fit_kinds import fit_kinds
from pantau.evaluation.rows import Row
from pipeline.judge.features import TITLE_ONLY
from pipeline.judge.model import KINDS

pytest.importorskip("numpy")
INCIDENT, APPEAL = (next(n for n, kind in enumerate(KINDS) if kind.value == name) for name in ("incident", "appeal"))


def row(number: int, kind: int, source: str, **features: float) -> Row:
    prefix = "" if source == "article" else TITLE_ONLY
    target = tuple(float(place == kind) for place in range(len(KINDS) + 1))
    named = {prefix + name.replace("__", ":"): value for name, value in {"bias": 1.0, **features}.items()}
    return Row(f"e{number}", {}, named, target, 1.0, source, str(number))


def test_a_word_of_the_title_may_say_one_thing_alone_and_another_above_a_text() -> None:
    alone = [row(n, APPEAL if n % 2 else INCIDENT, "title", title__neutral=float(n % 2)) for n in range(40)]
    above = [row(n, INCIDENT if n % 2 else APPEAL, "article", title__neutral=float(n % 2)) for n in range(40, 240)]
    weights = fit_kinds([*alone, *above])
    only, whole = weights[f"{TITLE_ONLY}title:neutral"], weights["title:neutral"]
    assert only[APPEAL] > only[INCIDENT]
    assert whole[INCIDENT] > whole[APPEAL]


def test_what_titles_say_helps_where_a_text_stands_below() -> None:
    alone = [row(n, APPEAL if n % 2 else INCIDENT, "title", title__neutral=float(n % 2)) for n in range(40)]
    assert fit_kinds(alone)["title:neutral"][APPEAL] > 0
