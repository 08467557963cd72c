"""Statuses, timeline, severity, wording, history and privacy of a case, as pure functions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.records.analysis import Act
from archive.records.incident import IncidentEvent
from pipeline.linking.build import Identity, build
from pipeline.linking.changes import changes_since
from pipeline.linking.covering import cover, hidden_names
from pipeline.linking.events import happenings
from pipeline.linking.member import Member
from pipeline.linking.names import redacted
from pipeline.linking.stalled import stalled

NOW = datetime(2024, 12, 1, tzinfo=UTC)


@pytest.fixture
def case(story):
    def made(*facts, copies=()):
        members = []
        for number, told in enumerate(facts, 1):
            one = story(f"s{number}", **told)
            moment = one.article.published
            members.append(
                Member(
                    number, one.article.url_key, moment.at, moment.local_day, one.network or one.article.outlet,
                    one.analysis, members[0].key if number in copies else None,
                )
            )  # fmt: skip
        return build(Identity(1, "2024-0001"), members, changed=NOW)

    return made


def test_discipline_and_criminal_tracks_are_kept_apart(case):
    found = case({"stage": "S5"}, {"stage": "P2", "day": 3}, {"stage": "S4", "day": 1})
    assert (found.discipline, found.criminal, found.end) == ("S5", "P2", None)
    assert [step.stage for step in found.steps] == ["S5", "S4", "P2"] or found.steps[0].day <= found.steps[-1].day


def test_a_lower_step_told_later_does_not_come_after_a_higher_one(case):
    found = case({"stage": "S3"}, {"stage": "S1", "day": 2})
    assert [step.stage for step in found.steps] == ["S1", "S3"]
    assert found.steps[0].day == found.steps[1].day


def test_a_cleared_case_that_goes_on_is_open_again(case):
    cleared = case({"stage": "S4"}, {"stage": "X1", "day": 5})
    assert cleared.end == "X1"
    assert not cleared.open
    again = case({"stage": "S4"}, {"stage": "X1", "day": 5}, {"stage": "S6", "day": 30})
    assert again.end is None
    assert again.open
    assert again.closed_day is None


def test_a_verdict_with_discipline_forwarded_stays_open(case):
    assert case({"stage": "P4", "steps": ("S5",)}).open
    assert not case({"stage": "P4"}).open
    assert not case({"stage": "P4", "steps": ("S7",)}).open


def test_wording_says_diduga_until_a_competent_body_decided(case):
    for stage, hedged in (("S1", True), ("S6", True), ("P3", True), ("X1", True), ("S7", False), ("P4", False)):
        found = case({"stage": stage})
        assert ("diduga" in found.label) is hedged, stage
        assert ("allegedly" in found.label_en) is hedged, stage


def test_the_act_that_most_articles_tell_surely_names_the_case(case):
    shown = {"acts": (Act("A07", confidence=0.95),)}
    found = case(shown, shown | {"day": 1}, {"day": 9, "acts": (Act("A16", confidence=0.8),)})
    assert found.acts == ("A07", "A16")
    assert "mengancam" not in found.label


def test_the_deed_names_a_case_before_the_law_it_breaks(case):
    law = {"acts": (Act("A13", confidence=0.95),)}
    found = case({"acts": (Act("A18", confidence=0.95),)}, law | {"day": 3}, {"day": 9, "acts": (Act("A18"),)})
    assert found.acts[0] == "A18"


def test_copies_do_not_choose_the_act(case):
    wrong = {"acts": ("A16",), "day": 2}
    assert (
        case({"acts": ("A16",)}, {"acts": (Act("A07", confidence=0.9),)}, wrong, wrong, copies=(3, 4)).acts[0] == "A07"
    )


def test_a_number_in_the_story_that_is_not_of_the_alleged_stays_out_of_the_label(case):
    assert "253" not in case({"role": "kades", "persons": 253}).label
    assert case({"role": None, "groups": (("kades", 19),), "persons": 19}).label.startswith("19 orang (kepala desa)")


def test_a_counted_group_told_by_few_articles_stays_out_of_the_label(case):
    principal = {"role": "kepala_sekolah", "name": "Harsono Wibawa", "persons": 6}
    found = case(principal, principal | {"day": 1}, principal | {"day": 2, "groups": (("guru", 6),)})
    assert found.label.startswith("Kepala sekolah")


def test_a_sanction_told_before_any_decision_is_none(case):
    found = case({"stage": "S6", "steps": ("S5", "S7")})
    assert found.discipline == "S6"
    assert "diduga" in found.label
    decided = case({"stage": "S6", "steps": ("S7",)}, {"stage": "S7", "day": 9})
    assert decided.discipline == "S7"
    assert decided.closed_day == date(2024, 10, 10)


def test_no_name_stands_in_a_label(case):
    found = case({"name": "Harsono Wibawa", "stage": "S7"})
    assert "Harsono" not in found.label + found.label_en


def test_severity_takes_the_strongest_part_of_any_article_and_counts_newsrooms(case):
    found = case(
        {"severity": (("jabatan", 16), ("perbuatan", 5)), "outlet": "a"},
        {"severity": (("jabatan", 7), ("perbuatan", 20)), "outlet": "b"},
    )
    assert {part.name: part.points for part in found.severity.parts} == {"jabatan": 16, "perbuatan": 20, "sorotan": 3}
    assert (found.severity.score, found.severity.level) == (39, "Sedang")


def test_one_source_that_names_nobody_is_lowered(case):
    parts = {"severity": (("jabatan", 14), ("perbuatan", 15)), "name": None, "stage": "S1", "institutions": ()}
    alone = case(parts)
    assert alone.severity.modifiers == ("single_anonymous_source",)
    assert alone.severity.score == 20
    assert case(parts | {"outlet": "a"}, parts | {"outlet": "b"}).severity.modifiers == ()


def test_victims_get_no_score(case):
    found = case({"part": "victim", "name": "Harsono Wibawa"})
    assert found.severity.score is None
    assert found.severity.modifiers == ("victim",)
    assert "Pencatutan" in found.label


def test_a_victim_never_stands_beside_the_accused(case):
    found = case({"name": "Sunarto Adi"}, {"part": "victim", "name": "Lestari Ayu", "role": "guru"})
    assert [actor.name for actor in found.actors] == ["Sunarto Adi"]


def test_copies_and_networks_are_one_source_each(case):
    found = case(
        {"outlet": "a"}, {"outlet": "b"}, {"outlet": "c", "network": "n"}, {"outlet": "d", "network": "n"}, copies=(2,)
    )
    assert len(found.sources) == 2


def test_an_unnamed_holder_and_the_named_one_are_one_person(case):
    found = case(
        {"name": None, "role": "camat"}, {"name": "HW", "role": "camat"}, {"name": "Harsono Wibawa", "role": "camat"}
    )
    assert len(found.actors) == 1
    assert found.actors[0].name == "Harsono Wibawa"
    assert found.persons == 1


def test_names_of_low_ranks_are_hidden_until_a_decision(case):
    guru = case({"name": "Harsono Wibawa", "role": "guru"})
    assert redacted(guru, may_see_names=False).actors[0].name == "H.W."
    assert redacted(guru, may_see_names=True) == guru
    hidden = hidden_names(guru, (), may_see_names=False)
    assert "Harsono" not in cover("Guru Harsono dan HARSONO WIBAWA diperiksa", hidden)
    assert cover("HARSONO diperiksa", hidden) == "H. diperiksa"
    called = replace(guru, actors=(replace(guru.actors[0], name="HW", aliases=("Mbah Suro",)),))
    hidden = hidden_names(called, (), may_see_names=False)
    assert cover("Guru HW alias Mbah Suro diam", hidden) == "Guru HW alias M.S. diam"
    camat = case({"name": "Harsono Wibawa", "role": "camat"})
    assert redacted(camat, may_see_names=False) == camat
    decided = case({"name": "Harsono Wibawa", "role": "guru", "stage": "S7"})
    assert redacted(decided, may_see_names=False) == decided
    cleared = case({"name": "Harsono Wibawa", "role": "guru", "stage": "X1"})
    assert redacted(cleared, may_see_names=False).actors[0].name == "H.W."


def test_a_recommendation_nothing_followed_is_stalled(case):
    told = case({"stage": "S6"})
    day = told.last_published
    assert stalled(told, day + timedelta(days=10)) is None
    found = stalled(told, day + timedelta(days=40))
    assert (found.code, found.days) == ("recommended", 40)
    assert stalled(case({"stage": "S7"}), day + timedelta(days=400)) is None
    assert stalled(case({"stage": "X2"}), day + timedelta(days=400)) is None


def test_history_tells_steps_levels_denials_and_corrections(case):
    before = case({"stage": "S3", "severity": (("jabatan", 16), ("perbuatan", 12))})
    after = case(
        {"stage": "S3", "severity": (("jabatan", 16), ("perbuatan", 12))},
        {
            "stage": "S5",
            "day": 3,
            "denial": "Itu bukan saya",
            "severity": (("waktu", 15), ("jangkauan", 15)),
            "outlet": "b",
        },
    )
    kinds = [one.type for one in happenings(before, after, 2)]
    assert kinds == ["article", "step", "denied", "severity"]
    back = [one.type for one in happenings(after, before, 1)]
    assert "corrected" in back


def test_changes_since_a_time_sum_up_a_case():
    def event(day, kind, **payload):
        return IncidentEvent(7, NOW + timedelta(days=day), kind, "Tinggi", True, payload)  # noqa: FBT003

    events = [
        event(0, "opened"),
        event(1, "article", copy=False),
        event(2, "step", stage="S5"),
        event(3, "severity", **{"from": "Sedang", "to": "Tinggi"}),
        event(4, "cleared", to="X1"),
    ]
    (found,) = changes_since(events, NOW + timedelta(hours=1))
    assert (found.opened, found.articles, found.steps, found.cleared) == (False, 1, ("S5",), True)
    assert (found.level_from, found.level_to) == ("Sedang", "Tinggi")
    assert changes_since(events, NOW + timedelta(days=9)) == ()
    (all_of_it,) = changes_since(reversed(events), NOW - timedelta(days=1))
    assert all_of_it.opened


def test_an_acquittal_ends_a_case_on_its_day_and_nothing_is_told_as_a_fact(case):
    freed = case({"stage": "P3"}, {"stage": "P4", "steps": ("P4", "X1"), "day": 4})
    assert (freed.end, freed.open, freed.closed_day) == ("X1", False, date(2024, 10, 5))
    assert "diduga" in freed.label
    assert "allegedly" in freed.label_en
    assert case({"stage": "P4"}).end is None
