"""Golden pages: our own, in the shapes of real outlets; one test a field, the frozen time in each case's meta.json."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from archive.records.page import Entry, Page
from pipeline.page.extract import extract
from pipeline.page.outlet import OutletContext

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/*/expected.json"))
FIELDS = ("title", "state", "reporter", "editor", "section", "tags", "image", "captions", "language", "outlet_name")


def read(case):
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    now = datetime.fromisoformat(meta["now"])
    (body,) = case.glob("page.*")
    more = tuple(path.read_bytes() for path in sorted(case.glob("page-*.html")))
    announced = meta.get("entry")
    entry = announced and Entry(
        meta["outlet"]["id"], meta["url"], announced["via"], now, announced["title"],
        datetime.fromisoformat(announced["published"]),
    )  # fmt: skip
    page = Page(meta["url"], body.read_bytes(), meta["form"], now, entry=entry, more=more)
    return extract(page, OutletContext(**meta["outlet"]) if meta["outlet"] else None, now)


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def golden(request):
    expected = json.loads((request.param / "expected.json").read_text(encoding="utf-8"))
    return expected, read(request.param)


def test_there_are_cases():
    assert len(CASES) >= 13


def test_the_text_is_the_story_and_nothing_else(golden):
    expected, article = golden
    assert article.text.split("\n\n") == expected["text"]


def test_no_furniture_is_left(golden):
    expected, article = golden
    assert [words for words in expected["absent"] if words in article.text] == []


def test_the_instant_of_publication_is_exact(golden):
    expected, article = golden
    if expected["published"] is None:
        assert article.published is None or article.published.confidence == "guessed"
        return
    assert article.published is not None
    assert article.published.at == datetime.fromisoformat(expected["published"])
    assert article.published.local_day.isoformat() == expected["local_day"]


def expected_of(case):
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


GUESSED = [case for case in CASES if "guessed_day" in expected_of(case)]
STATED = [(case, field) for case in CASES for field in FIELDS if field in expected_of(case)]


@pytest.mark.parametrize("case", GUESSED, ids=lambda case: case.name)
def test_a_day_named_by_the_story_alone_is_a_guess(case):
    article = read(case)
    assert article.published is not None
    assert article.published.local_day.isoformat() == expected_of(case)["guessed_day"]
    assert article.published.confidence == "guessed"


@pytest.mark.parametrize(("case", "field"), STATED, ids=[f"{case.parent.name}-{field}" for case, field in STATED])
def test_fields_are_as_printed(case, field):
    found = getattr(read(case), field)
    assert (list(found) if isinstance(found, tuple) else found) == expected_of(case)[field]
