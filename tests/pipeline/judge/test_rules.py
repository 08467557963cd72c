from datetime import date
from pathlib import Path

import pytest

from archive.records.analysis import Act, Actor
from pipeline.judge.calendar import Calendar
from pipeline.judge.rules import Offence, Rulebook

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="module")
def apply():
    rulebook, calendar = Rulebook.load(CONFIG), Calendar.load(CONFIG)

    def codes(acts, role, status, day, leaning="pilkada", published=None, regions=("33.01",)):
        actor = Actor(None, role, None, status, "alleged")
        offence = Offence(tuple(Act(code) for code in acts), (actor,), regions, day, published, leaning)
        rules, note = rulebook.apply(offence, calendar)
        return {rule.code for rule in rules}, note

    return codes


BEFORE, AFTER = date(2024, 9, 1), date(2024, 10, 5)


@pytest.mark.parametrize(("day", "rule"), [(BEFORE, "KE-05"), (AFTER, "DIS-07")])
def test_the_same_act_is_ethics_before_and_discipline_after_candidates_are_fixed(apply, day, rule):
    assert apply(["A07"], "staf", "asn", day)[0] == {rule}


def test_a_village_head_falls_under_the_village_law(apply):
    assert "DESA-29" in apply(["A08"], "kades", "desa", AFTER)[0]


def test_an_office_holder_who_steers_votes_falls_under_article_71(apply):
    assert {"DIS-08", "PID-71-1"} <= apply(["A10"], "camat", "asn", AFTER)[0]
    assert "PID-71-1" not in apply(["A10"], "guru", "asn", AFTER)[0]


def test_in_a_national_election_article_282_takes_its_place(apply):
    found, _ = apply(["A10"], "kades", "desa", date(2023, 12, 14), "pemilu")
    assert {"PEM-282", "PEM-490", "DESA-29"} <= found
    assert "PID-71-1" not in found


def test_a_contract_worker_follows_the_list_for_civil_servants(apply):
    assert apply(["A02"], "honorer", "non_asn", AFTER)[0] == {"NON-ASN", "DIS-02"}


def test_police_fall_under_their_own_law(apply):
    assert apply(["A10"], "polri", "polri", AFTER)[0] == {"POLRI-28"}


def test_intimidation_has_no_rule_of_its_own(apply):
    assert apply(["A16"], "camat", "asn", AFTER) == (
        set(),
        "Perbuatan ini tidak punya aturan tersendiri pada tahapan itu.",
    )


def test_without_any_date_no_rule_is_given_and_why(apply):
    found, note = apply(["A07"], "staf", "asn", None)
    assert found == set()
    assert "tidak diketahui" in note


def test_publication_stands_in_for_an_untold_day_and_the_reason_says_so(apply):
    assert apply(["A07"], "staf", "asn", None, published=AFTER)[0] == {"DIS-07"}


def test_a_day_outside_every_election_gives_no_rule_and_why(apply):
    found, note = apply(["A07"], "staf", "asn", date(2016, 1, 1))
    assert found == set()
    assert "2016-01-01" in note


def test_only_who_makes_civil_servants_come_falls_under_their_rule():
    rulebook, calendar = Rulebook.load(CONFIG), Calendar.load(CONFIG)
    actor = Actor(None, "camat", None, "asn", "alleged")
    day = date(2024, 10, 16)

    def codes(mobilised, *more):
        acts = tuple(Act(code) for code in ("A15", *more))
        offence = Offence(acts, (actor,), ("33.27",), day, day, "pilkada", frozenset(mobilised))
        return {rule.code for rule in rulebook.apply(offence, calendar)[0]}

    assert "PP94-5n-3" in codes({"asn"})
    assert "PP94-5n-3" not in codes({"desa"})
    assert "PP94-5n-3" in codes(())
    assert "PP94-5n-3" not in codes((), "A13")


@pytest.mark.parametrize(
    ("acts", "rule", "holds"),
    [
        (["A10", "A16"], "PP94-5n-6", True),
        (["A10", "A16", "A13"], "PP94-5n-6", False),
        (["A08"], "DIS-04", True),
        (["A08", "A09"], "DIS-04", False),
        (["A04", "A09"], "DIS-04", True),
    ],
)
def test_a_rule_gives_way_where_a_graver_or_nearer_one_stands(apply, acts, rule, holds):
    assert (rule in apply(acts, "camat", "asn", AFTER)[0]) is holds


@pytest.mark.parametrize(
    ("acts", "rule", "holds"),
    [
        (["A10", "A15"], "PP94-5n-6", False),
        (["A10", "A18"], "PP94-5n-6", True),
        (["A14", "A18"], "PP94-5n-6", False),
        (["A01", "A18"], "PP94-5n-6", True),
        (["A14"], "PID-71-1", False),
        (["A14", "A18"], "PID-71-1", True),
        (["A14", "A10"], "PID-71-1", True),
    ],
)
def test_some_rules_hold_only_beside_another_act(apply, acts, rule, holds):
    assert (rule in apply(acts, "camat", "asn", AFTER)[0]) is holds


def test_somebody_of_whom_no_class_is_known_counts_as_a_civil_servant_only_where_nobody_else_is_accused(apply):
    assert apply(["A02"], None, "other", AFTER)[0] == {"DIS-02"}
    rulebook, calendar = Rulebook.load(CONFIG), Calendar.load(CONFIG)
    both = Actor("A", None, None, "other", "alleged"), Actor("B", "kades", None, "desa", "alleged")
    rules, _ = rulebook.apply(Offence((Act("A02"),), both, ("33.01",), AFTER, None, "pilkada"), calendar)
    assert "DESA-29" in {rule.code for rule in rules}
    assert "DIS-02" not in {rule.code for rule in rules}


def test_village_heads_are_not_among_those_whom_article_283_names(apply):
    in_campaign = date(2024, 1, 15)
    assert "PEM-283" in apply(["A10"], "camat", "asn", in_campaign)[0]
    assert "PEM-283" not in apply(["A10"], "kades", "desa", in_campaign)[0]


def test_without_a_day_those_who_want_to_become_candidates_tell_the_phase():
    rulebook, calendar = Rulebook.load(CONFIG), Calendar.load(CONFIG)
    actor = Actor(None, "camat", None, "asn", "alleged")
    told = (Act("A07"),), (actor,), ("33.27",), None, date(2024, 10, 16), "pilkada"
    assert [rule.code for rule in rulebook.apply(Offence(*told), calendar)[0]] == ["DIS-07"]
    assert [rule.code for rule in rulebook.apply(Offence(*told, candidates_open=True), calendar)[0]] == ["KE-05"]


def test_a_rule_holds_only_for_acts_since_it_is_in_force(apply):
    assert "PP94-5n-6" in apply(["A10", "A16"], "camat", "asn", AFTER)[0]
    before_the_decree = apply(["A10", "A16"], "camat", "asn", date(2020, 10, 12))[0]
    assert "DIS-08" in before_the_decree
    assert not {code for code in before_the_decree if code.startswith("PP94")}


def test_whoever_is_named_the_head_of_the_region_answers_for_a_forbidden_rotation(apply):
    assert "PID-71-2" in apply(["A17"], "camat", "asn", AFTER)[0]


def test_staff_beside_an_office_that_threatens_them_are_not_accused():
    rulebook, calendar = Rulebook.load(CONFIG), Calendar.load(CONFIG)
    actors = tuple(
        Actor(None, role, None, status, "alleged") for role, status in (("camat", "asn"), ("honorer", "non_asn"))
    )

    def codes(*acts):
        offence = Offence(tuple(Act(code) for code in acts), actors, ("33.01",), AFTER, None, "pilkada")
        return {rule.code for rule in rulebook.apply(offence, calendar)[0]}

    assert "NON-ASN" not in codes("A10", "A16")
    assert "NON-ASN" in codes("A10")


def test_staff_of_regional_companies_are_no_civil_servants(apply):
    found = apply(["A08"], "bumd", "bumd", AFTER)[0]
    assert found == {"PID-70"}


def test_a_head_of_a_region_who_mobilises_officials_falls_under_article_71(apply):
    assert "PID-71-1" in apply(["A15"], "kepala_daerah", "official", AFTER)[0]
    assert "PID-71-1" not in apply(["A10"], "kepala_daerah", "official", AFTER)[0]
