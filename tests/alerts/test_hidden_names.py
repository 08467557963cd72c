"""A name that any case hides leaves by no message: neither of that case nor of another, nor in an address."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from alerts.digest.render import render
from alerts.links import Links
from alerts.plan import plan_alerts
from archive.database import write
from archive.records.analysis import Actor, Analysis, Kind, Stage, Versions
from archive.records.codec import to_json
from archive.records.incident import IncidentActor
from archive.tables.articles import analysis, article
from tests.alerts.digests import SEVEN, shown

SLUG = "https://warta.example/camat-dan-sutarno-wibisana-diperiksa"


@pytest.fixture
def cases(world):
    """Two open cases: the headline and the address of the second name the teacher whom the first one hides."""
    at = SEVEN - timedelta(hours=20)
    first = world.case(1, last_published=at)
    camat = (IncidentActor("Harun Prasojo", "camat", None, "asn", None, (2,)),)
    title = "Camat Harun Prasojo diperiksa bersama Sutarno Wibisana"
    second = world.case(2, title=title, actors=camat, last_published=at)
    with write(world.engine) as connection:
        connection.execute(update(article).where(article.c.id == second.id).values(url=SLUG))
    for case in (first, second):
        world.event(case, at=at)
    return second


def test_an_alert_hides_what_another_case_hides(world, officer, cases):
    plan_alerts(world.engine, (officer,), SEVEN - timedelta(hours=20))
    (payload,) = (row.payload for row in world.messages() if cases.code in row.payload)
    told = json.loads(payload)
    assert "Harun Prasojo diperiksa bersama S.W." in told["text"]
    for name in ("Sutarno", "sutarno", "Wibisana"):
        assert name not in told["text"]
        assert name not in json.dumps((told["data"], told["subject"], told["summary"]))
    assert SLUG in told["html"]  # the reader's way to the source, as on the pages
    assert told["data"]["articles"][0]["url"] == "https://warta.example/"


def test_a_digest_hides_what_another_case_hides(world, cases):
    page = render(shown(world), Links())
    assert cases.code in page.text
    assert "Harun Prasojo diperiksa bersama S.W." in page.text
    assert "sutarno" not in page.text.lower()
    for form in (page.html.replace(SLUG, ""), *(part.replace(SLUG, "") for part in page.parts)):
        assert "sutarno" not in form.lower()


def test_a_name_as_one_article_of_the_case_prints_it_is_hidden(world, officer, noon):
    case = world.case(1, title="Guru Soetarno diperiksa")
    told = Analysis(
        relevant=True, relevance=0.9, kind=Kind.INCIDENT, kind_confidence=0.9, versions=Versions("1", "1", "1", "1"),
        actors=(Actor("Soetarno Wibisono", "guru", None, "asn", "alleged", confidence=0.9),),
    )  # fmt: skip
    with write(world.engine) as connection:
        connection.execute(update(analysis).where(analysis.c.article_id == 1).values(record=to_json(told)))
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    (row,) = world.messages()
    assert "Soetarno" not in row.payload
    assert "Guru S. diperiksa" in row.payload


def test_a_decided_case_tells_its_own_name_though_another_case_hides_it(world, officer, noon):
    world.case(1)
    decided = world.case(2, discipline=Stage.S7)
    world.event(decided)
    plan_alerts(world.engine, (officer,), noon)
    (row,) = world.messages()
    assert "Sutarno Wibisana" in row.payload
