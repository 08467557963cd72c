"""English sentences agree with the number they count."""

import pytest

from base.catalogue import Catalogue
from base.said import said

EN, ID = Catalogue("en", {}), Catalogue("id", {"{n} cases": "{n} kasus"})


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("{n} cases ask for action.", {"n": 1}, "1 case asks for action."),
        ("{n} cases ask for action.", {"n": 21}, "21 cases ask for action."),
        ("{n} cases", {"n": "1"}, "1 case"),
        ("{n} cases do not tell the day of the act.", {"n": 1}, "1 case does not tell the day of the act."),
        ("{n} cases name no place.", {"n": 1}, "1 case names no place."),
        ("{n} more copies", {"n": 1}, "1 more copy"),
        ("{a} articles, {b} independent sources", {"a": 2, "b": 1}, "2 articles, 1 independent source"),
        ("{a} articles, {b} independent sources", {"a": 1, "b": 2}, "1 article, 2 independent sources"),
        ("None of {n} outlets answers", {"n": 1}, "None of 1 outlet answers"),
        ("forwarded {n} days ago, nothing reported since", {"n": 1}, "forwarded 1 day ago, nothing reported since"),
        ("{found} articles were found, {failed} could not be read.", {"found": 1, "failed": 1},
         "1 article was found, 1 could not be read."),
    ],
)  # fmt: skip
def test_a_counted_noun_and_its_verb_agree_with_the_number(message, values, expected):
    assert EN(message, **values) == expected
    assert str(said(message, **values)) == expected


def test_what_is_filled_in_stays_as_it_is():
    assert EN("{n} cases: {title}", n=1, title="1 cases were told") == "1 case: 1 cases were told"


def test_indonesian_has_one_form():
    assert ID("{n} cases", n=1) == "1 kasus"
