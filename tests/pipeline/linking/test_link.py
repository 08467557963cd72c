"""What linking does to the archive, on both databases."""

import pytest
from sqlalchemy import func, select

from archive.database import write
from archive.store.incident_decisions import suggestions
from archive.store.incidents import list_incidents, load_events, load_incident, severity_history
from archive.tables.articles import article
from archive.tables.incidents import incident, incident_article
from pipeline.linking.check import inconsistencies

LONG = (
    "Camat Wringin Agung dilaporkan warga karena membagikan kupon beras dalam pertemuan di balai dusun Gambiran. "
    "Pelapor membawa rekaman dan daftar hadir ke kantor pengawas pada hari yang sama, disaksikan dua tetangga. "
    "Pengawas menyatakan berkas sudah diterima dan akan dibahas dalam rapat pleno pekan depan sebelum pemanggilan."
)


def test_two_newspapers_on_one_event_are_one_case(tell, cases):
    first = tell("a", outlet="suara", name="Harsono Wibawa", event=0)
    second = tell("b", outlet="kabar", name="Harsono", event=0, day=1)
    assert first.outcome == "opened"
    assert second.outcome == "joined"
    assert second.incident_id == first.incident_id
    assert any(reason.startswith("name:") for reason in second.reasons)
    assert cases() == {frozenset({"a", "b"})}


def test_a_later_step_joins_months_after(tell, cases, engine):
    tell("a", name="Harsono Wibawa", event=0, stage="S3")
    last = tell("b", name="Harsono Wibawa", day=160, stage="S7", kind="follow_up", acts=("A10",))
    assert cases() == {frozenset({"a", "b"})}
    with engine.connect() as connection:
        case = load_incident(connection, last.incident_id)
        types = [event.type for event in load_events(connection, incident_id=case.id)]
    assert case.discipline == "S7"
    assert case.closed_day is not None
    assert "diduga" not in case.label
    assert "allegedly" not in case.label_en
    assert "step" in types


def test_a_follow_up_after_more_than_two_years_is_a_case_of_its_own(tell, cases):
    tell("a", name="Harsono Wibawa")
    tell("b", name="Harsono Wibawa", day=740, stage="S7")
    assert len(cases()) == 2


def test_two_lurah_of_one_city_with_different_acts_stay_two_cases(tell, cases):
    tell("a", role="lurah", regions=("35.79",), acts=("A07",), event=0)
    tell("b", role="lurah", regions=("35.79",), acts=("A14",), event=9, day=10)
    assert len(cases()) == 2


def test_conflicting_numbers_do_not_split(tell, cases, engine):
    tell("a", role="kades", persons=19, event=0, outlet="suara")
    joined = tell("b", role="kades", persons=21, event=0, day=1, outlet="kabar")
    assert len(cases()) == 1
    with engine.connect() as connection:
        assert load_incident(connection, joined.incident_id).persons == 19


def test_the_same_name_in_another_province_is_another_case(tell, cases):
    tell("a", name="Harsono Wibawa", regions=("35.11",))
    tell("b", name="Harsono Wibawa", regions=("63.72",))
    assert len(cases()) == 2


def test_a_copy_opens_no_case_and_is_no_extra_source(tell, cases, engine):
    first = tell("a", text=LONG, outlet="suara")
    second = tell("b", text=LONG.replace("warga", "penduduk"), outlet="kabar", day=1)
    third = tell("c", text=LONG, outlet="warta", day=2)
    assert cases() == {frozenset({"a", "b", "c"})}
    with engine.connect() as connection:
        case = load_incident(connection, first.incident_id)
        originals = set(connection.execute(select(article.c.copy_of).where(article.c.copy_of.is_not(None))).scalars())
    assert len(case.sources) == 1
    assert len(case.copies) == 2
    assert second.copy_of == third.copy_of == case.articles[0]
    assert originals == {case.articles[0]}


def test_a_copy_that_arrives_before_its_original_is_still_the_copy(tell, engine):
    late = tell("b", text=LONG, day=3, outlet="kabar")
    early = tell("a", text=LONG, day=0, outlet="suara")
    assert late.incident_id == early.incident_id
    assert early.copy_of is None
    with engine.connect() as connection:
        case = load_incident(connection, early.incident_id)
        assert len(case.copies) == 1
        assert case.copies[0] == case.articles[1]


def test_outlets_of_one_network_are_one_source(tell, engine):
    tell("a", outlet="radar-a", network="jawapos", event=0, name="BN")
    joined = tell("b", outlet="radar-b", network="jawapos", event=0, name="BN")
    with engine.connect() as connection:
        assert len(load_incident(connection, joined.incident_id).sources) == 1


def test_an_appeal_opens_no_case(tell, cases):
    found = tell("a", kind="appeal", stage=None)
    assert found.outcome == "none"
    assert not cases()


def test_an_opinion_on_a_case_is_a_mention(tell, cases, engine):
    opened = tell("a", name="Harsono Wibawa", event=0)
    opinion = tell("b", kind="commentary", name="Harsono Wibawa", event=0, day=2, stage=None)
    assert opinion.outcome == "mentioned"
    assert opinion.incident_id == opened.incident_id
    assert cases() == {frozenset({"a"})}
    again = tell("c", name="Harsono Wibawa", event=0, day=3)
    with engine.connect() as connection:
        assert len(load_incident(connection, again.incident_id).mentions) == 1


def test_linking_again_changes_nothing(tell, engine):
    tell("a", name="Harsono Wibawa", event=0)
    before = tell("b", name="Harsono Wibawa", event=0, day=1)
    with engine.connect() as connection:
        events = load_events(connection)
        record = load_incident(connection, before.incident_id)
    again = tell("b", name="Harsono Wibawa", event=0, day=1)
    assert again.outcome == "kept"
    with engine.connect() as connection:
        assert load_events(connection) == events
        assert load_incident(connection, before.incident_id) == record


def test_an_article_that_ties_two_cases_merges_them_and_the_older_keeps_its_code(tell, cases, engine):
    one = tell("a", name=None, event=0, role="kades", acts=("A10",), regions=("35.11",), day=0, numbers=("01/LP/X",))
    two = tell("b", name="Harsono Wibawa", role="kades", regions=(), day=40, stage="S5")
    assert one.incident_id != two.incident_id
    tell("c", name="Harsono Wibawa", role="kades", event=0, day=41, numbers=("01/LP/X",))
    assert cases() == {frozenset({"a", "b", "c"})}
    with engine.connect() as connection:
        gone = load_incident(connection, two.incident_id)
        kept = load_incident(connection, one.incident_id)
        types = {(event.incident_id, event.type) for event in load_events(connection)}
    assert gone.merged_into == kept.id
    assert len(kept.articles) == 3
    assert {(one.incident_id, "merged"), (two.incident_id, "merged")} <= types


def test_a_corrected_article_leaves_its_case(tell, cases, engine):
    first = tell("a", name="Harsono Wibawa", event=0)
    tell("b", name="Harsono Wibawa", event=0, day=1)
    tell("b", name="Harsono Wibawa", event=0, day=1, kind="unrelated", stage=None)
    assert cases() == {frozenset({"a"})}
    tell("a", kind="unrelated", stage=None)
    assert not cases()
    with engine.connect() as connection:
        assert list_incidents(connection) == []
        assert load_incident(connection, first.incident_id).articles == ()


def test_clearing_caps_the_score_and_is_told(tell, engine):
    parts = (("jabatan", 16), ("perbuatan", 20), ("waktu", 15))
    tell("a", name="Harsono Wibawa", event=0, severity=parts)
    last = tell("b", name="Harsono Wibawa", day=20, stage="X1", severity=parts, kind="follow_up")
    with engine.connect() as connection:
        case = load_incident(connection, last.incident_id)
        events = load_events(connection, incident_id=case.id)
        history = severity_history(connection, case.id)
    assert case.severity.score == 20
    assert "cleared" in {event.type for event in events}
    assert [score for _, score, _ in history] == [52, 20]


def test_the_events_carry_publication_and_whether_they_may_ring(engine, store, story):
    with write(engine) as connection:
        store(connection, story("a"))
        (event,) = load_events(connection)
    assert event.type == "opened"
    assert event.alertable is True
    assert event.published_at is not None


def test_uncertain_links_are_suggested_not_forced(tell, cases, engine):
    tell("a", role="guru", name=None, acts=("A07",), day=0)
    tell("b", role="guru", name=None, acts=("A02",), day=3)
    assert len(cases()) == 2
    with engine.connect() as connection:
        (found,) = suggestions(connection)
    assert -1.5 < found.score <= 0
    assert found.reasons


def test_codes_count_inside_the_year_of_the_first_article(tell, engine):
    codes = [tell("a").code, tell("b", regions=("63.72",)).code, tell("c", regions=("73.71",), day=120).code]
    assert codes == ["2024-0001", "2024-0002", "2025-0001"]
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(incident)).scalar() == 3


def test_the_archive_is_sound_after_linking_merging_and_leaving(tell, engine):
    for number in range(6):
        tell(f"k{number}", name="Harsono Wibawa" if number % 2 else "SA", day=number, event=number % 2)
    tell("k3", kind="appeal", stage=None)
    with engine.connect() as connection:
        assert inconsistencies(connection) == []


def test_a_half_case_is_noticed(tell, engine):
    tell("a")
    with write(engine) as connection:
        connection.execute(incident_article.delete())
    with engine.connect() as connection:
        assert len(inconsistencies(connection)) == 2


def test_a_round_up_of_many_places_does_not_tie_their_cases(tell, cases):
    tell("a", role="kades", event=0, regions=("35.11",), acts=("A10",))
    tell("b", role="kades", event=2, day=3, regions=("35.15",), acts=("A10",))
    tell("c", role="kades", day=4, regions=("35.11", "35.12", "35.13", "35.14", "35.15"), acts=("A10",), stage="S1")
    assert frozenset({"a", "b", "c"}) not in cases()
    assert len(cases()) >= 2


@pytest.mark.slow
def test_a_late_report_that_names_nobody_joins_a_case_of_fifty_articles(tell, engine):
    place = ("35.11",)
    for number in range(50):
        text = f"Camat Harsono Wibawa memimpin panen semangka bersama paslon, cerita {number} tentang perahu naga."
        tell(f"m{number}", name="Harsono Wibawa", event=0, day=number % 4, text=text, regions=place)
    late = "Hukuman bagi camat yang memimpin panen semangka dan lomba perahu naga dibacakan di pendapa."
    result = tell("late", name=None, day=20, event=0, text=late, regions=place, stage="S6", kind="follow_up")
    assert result.outcome == "joined"
    with engine.connect() as connection:
        assert len(load_incident(connection, result.code).articles) == 51
