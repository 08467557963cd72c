"""People decide, and no automatic run takes it back."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.database import write
from archive.store.audit import acts
from archive.store.incident_decisions import suggestions
from archive.store.incidents import load_events, load_incident, load_living
from base.errors import ArchiveError, UsageError
from pipeline.linking.decide import Officer, assign, follow, merge, note, refuse, review, set_field, split

OFFICER = Officer("rina", datetime(2024, 12, 2, tzinfo=UTC))


def test_a_dismissal_needs_a_reason_and_outlives_new_articles(tell, engine):
    case = tell("a", name="Harsono Wibawa", event=0)
    with write(engine) as connection, pytest.raises(UsageError):
        review(connection, case.code, "dismissed", OFFICER)
    with write(engine) as connection:
        review(connection, case.code, "dismissed", OFFICER, reason="salah orang")
    tell("b", name="Harsono Wibawa", event=0, day=1)
    with engine.connect() as connection:
        found = load_incident(connection, case.code)
        audit = acts(connection, target=f"incident:{case.code}")
        types = [event.type for event in load_events(connection, incident_id=found.id)]
    assert (found.review, found.review_reason, len(found.articles)) == ("dismissed", "salah orang", 2)
    assert audit[0].by == "rina"
    assert audit[0].detail["value"] == "dismissed"
    assert "decision" in types
    assert not found.open


def test_a_decision_tells_what_was_said_before(tell, engine):
    case = tell("a", name="Harsono Wibawa", event=0)
    with write(engine) as connection:
        review(connection, case.code, "verified", OFFICER)
        review(connection, case.code, "verified", OFFICER)
        events = load_events(connection, incident_id=load_incident(connection, case.code).id)
        told = [event.payload for event in events if event.type == "decision"]
    assert [(payload["from"], payload["value"]) for payload in told] == [
        ("unreviewed", "verified"),
        ("verified", "verified"),
    ]


def test_a_corrected_stage_act_and_place_outlive_new_articles(tell, engine):
    case = tell("a", name="Harsono Wibawa", event=0, stage="S7")
    with write(engine) as connection:
        set_field(connection, case.code, "stage", "S4", OFFICER)
        set_field(connection, case.code, "act", "A14, A16", OFFICER)
        set_field(connection, case.code, "place", "35.12 Kabupaten Situbondo", OFFICER)
        set_field(connection, case.code, "actor", "Harsono;camat;Kantor Camat", OFFICER)
    tell("b", name="Harsono Wibawa", event=0, day=1, stage="S7")
    with engine.connect() as connection:
        found = load_incident(connection, case.code)
    assert (found.discipline, found.acts) == ("S4", ("A14", "A16"))
    assert found.places[0].name == "Kabupaten Situbondo"
    assert "diduga" in found.label
    assert "Situbondo" in found.label
    assert set(found.fixed) == {"stage", "act", "place", "actor"}
    assert found.closed_day is None


@pytest.mark.parametrize(
    ("field", "value"), [("stage", "S9"), ("act", "B01"), ("place", "Bandung"), ("colour", "red"), ("election", "x")]
)
def test_a_wrong_value_is_refused_with_what_is_allowed(tell, engine, field, value):
    case = tell("a")
    with write(engine) as connection, pytest.raises(UsageError):
        set_field(connection, case.code, field, value, OFFICER)


def test_merged_cases_stay_merged_and_the_first_lives_on(tell, cases, engine):
    one = tell("a", name="Harsono Wibawa", regions=("35.11",), event=0)
    two = tell("b", name="Sunarto Adi", regions=("63.72",), event=20, day=21)
    tell("c", name="Sunarto Adi", regions=("63.72",), event=20, day=22)
    with write(engine) as connection:
        note(connection, two.code, "lihat berkas", OFFICER)
        merge(connection, one.code, two.code, OFFICER, reason="orang yang sama")
    tell("d", name="Sunarto Adi", regions=("63.72",), event=20, day=23)
    tell("a", name="Harsono Wibawa", regions=("35.11",), event=0, persons=3)
    assert cases() == {frozenset({"a", "b", "c", "d"})}
    with engine.connect() as connection:
        found = load_living(connection, two.code)
    assert found.code == one.code
    assert [one.text for one in found.notes] == ["lihat berkas"]


def test_split_articles_stay_apart_and_can_be_merged_again(tell, cases, engine):
    one = tell("a", name="Harsono Wibawa", event=0)
    two = tell("b", name="Harsono Wibawa", event=0, day=1)
    with engine.connect() as connection:
        articles = load_incident(connection, one.code).articles
    assert two.code == one.code
    with write(engine) as connection:
        made = split(connection, one.code, [articles[1]], OFFICER)
    assert made.code != one.code
    tell("b", name="Harsono Wibawa", event=0, day=1, persons=2)
    assert cases() == {frozenset({"a"}), frozenset({"b"})}
    later = Officer("rina", OFFICER.now + timedelta(days=1))
    with write(engine) as connection:
        merge(connection, one.code, made.code, later)
    assert cases() == {frozenset({"a", "b"})}


def test_splitting_everything_or_foreign_articles_is_refused(tell, engine):
    one = tell("a")
    other = tell("b", regions=("63.72",))
    with engine.connect() as connection:
        mine, foreign = (load_incident(connection, case.code).articles for case in (one, other))
    for articles in (mine, foreign, ()):
        with write(engine) as connection, pytest.raises(UsageError):
            split(connection, one.code, articles, OFFICER)


def test_a_refused_suggestion_never_comes_back(tell, cases, engine):
    one = tell("a", role="guru", acts=("A07",))
    two = tell("b", role="guru", acts=("A02",), day=3)
    with write(engine) as connection:
        assert suggestions(connection)
        refuse(connection, one.code, two.code, OFFICER)
    tell("b", role="guru", acts=("A02", "A07"), day=3)
    with engine.connect() as connection:
        assert suggestions(connection) == []
    assert len(cases()) == 2


def test_a_corrected_kind_takes_the_article_out_of_the_case(tell, cases, engine):
    case = tell("a", name="Harsono Wibawa", event=0)
    tell("b", name="Harsono Wibawa", event=0, day=1)
    with engine.connect() as connection:
        articles = load_incident(connection, case.code).articles
    with write(engine) as connection:
        set_field(connection, case.code, "kind", "appeal", OFFICER, article=articles[1])
    tell("b", name="Harsono Wibawa", event=0, day=1, persons=2)
    assert cases() == {frozenset({"a"})}


def test_assignment_and_following_are_shown_and_can_be_taken_back(tell, engine):
    case = tell("a")
    with write(engine) as connection:
        assert assign(connection, case.code, "budi", OFFICER).assignee == "budi"
        assert follow(connection, case.code, OFFICER).followed
        assert assign(connection, case.code, None, OFFICER).assignee is None
        assert not follow(connection, case.code, OFFICER, yes=False).followed


def test_an_unknown_case_is_named_in_the_error(engine):
    with write(engine) as connection, pytest.raises(ArchiveError, match="2031-0001"):
        review(connection, "2031-0001", "verified", OFFICER)
