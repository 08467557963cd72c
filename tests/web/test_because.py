"""Why an article was read as it was, in the reader's words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.records.analysis import Analysis, Kind, Versions
from archive.records.reason import Reason
from archive.records.span import Span
from base.catalogue import catalogue
from web import because as module
from web.because import because

NAME = "Sutarno Wibisana"
QUOTE = (Span(0, 24, f"{NAME} mengajak"),)


def judged(*reasons: Reason, relevant: bool = True) -> Analysis:
    kind = Kind.INCIDENT if relevant else Kind.UNRELATED
    return Analysis(relevant, 0.9, kind, 0.9, Versions("1", "1", "1", "1"), reasons=reasons)


def test_the_weightiest_reason_comes_first_and_each_is_told_once() -> None:
    told = because(
        judged(
            Reason("relevant", "text_supervisor", 1.2),
            Reason("kind:incident", "lead:act:real", 0.7),
            Reason("kind:incident", "all:act:real", 1.7, QUOTE),
            Reason("kind:incident", "text:unheard_of", 3.0),
        )
    )
    assert [(one.told, one.where) for one in told] == [(module.DONE, ""), (module.SUPERVISOR, "")]
    assert told[0].quote == f"{NAME} mengajak"


def test_what_speaks_against_is_no_reason_for() -> None:
    against = Reason("relevant", "no_official", -2.0)
    assert because(judged(against)) == ()
    assert [one.told for one in because(judged(against, relevant=False))] == ["no official is spoken of"]


def test_a_hidden_name_stays_hidden_in_the_quotation() -> None:
    (one,) = because(judged(Reason("kind:incident", "all:act:real", 1.0, QUOTE)), (NAME,))
    assert one.quote == "S.W. mengajak"


def test_every_reason_is_told_in_both_languages() -> None:
    texts = catalogue(Path(module.__file__).parent, "id").texts
    told = {*module._RELEVANT.values(), *module._KIND.values(), *module._ZONES.values(), module.WARNED}
    assert told <= texts.keys()


@pytest.mark.parametrize(("language", "told"), [("id", "Mengapa dibaca demikian"), ("en", "Why it is read so")])
def test_the_article_tells_its_rules_in_the_readers_language(
    client: TestClient, store: Callable[..., int], language: str, told: str
) -> None:
    article = store(reasons=(Reason("kind:incident", "all:act:real", 1.0),))
    page = client.get(f"/articles/{article}?bahasa={language}").text
    assert told in page
