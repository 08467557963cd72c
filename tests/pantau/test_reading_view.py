from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import pantau
from archive.records.analysis import (
    Act,
    Actor,
    Analysis,
    EventDate,
    Kind,
    Law,
    Sanction,
    SeverityPart,
    Stage,
    Step,
    Versions,
)
from archive.records.article import Article
from archive.records.page import Page
from archive.records.span import Span
from base.catalogue import catalogue
from base.errors import UsageError
from pantau.commands.read import dated
from pantau.views.reading import show_reading
from pipeline.page.extract import extract
from pipeline.process import Examined, Reading

NOW = datetime(2024, 10, 24, 3, tzinfo=UTC)
PAGE = Page("urn:sha256:00", b"teks", "text", NOW)
SPAN = (Span(0, 8, "dua jari"),)
ARTICLE = Article(url=PAGE.url, url_key="0" * 64, title="Judul", text="dua jari", state="ok", first_seen=NOW)
TOLD = Analysis(
    relevant=True,
    relevance=0.9,
    kind=Kind.INCIDENT,
    kind_confidence=0.8,
    versions=Versions("1", "1", "1", "1", "1"),
    stage=Stage.S4,
    steps=(Step(Stage.S4, SPAN, None, 0.83),),
    acts=(Act("A07", SPAN, 0.71),),
    actors=(Actor("Budi", "camat", None, "asn", "alleged", spans=SPAN, confidence=0.64),),
    event_date=EventDate(date(2024, 10, 14), SPAN, 0.57),
    laws=(Law("UU 10/2016", "71", "cited as UU 1/2015; this article stands in UU 10/2016"),),
    severity=(SeverityPart("jabatan", 16, 20, "camat"),),
)


def shown(analysis, language):
    console = Console(width=200, record=True, file=StringIO())
    reading = Reading(PAGE, passed=True, examined=Examined(ARTICLE, analysis), seconds=())
    show_reading(console, catalogue(Path(pantau.__file__).parent, language), reading, None)
    return console.export_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            ("A07 Foto bersama atau pose jari (71%)", "klarifikasi, pleno (83%)", "Yakin", "dikutip sebagai UU 1/2015"),
        ),
        (
            "en",
            (
                "A07 Photos and finger signs with candidates (71%)",
                "office 16/20: subdistrict head",
                "16 (Low)",
                "cited as UU 1/2015",
            ),
        ),
    ],
)
def test_act_step_person_and_day_are_shown_with_how_sure_they_are(language, words):
    text = shown(TOLD, language)
    assert [word for word in (*words, "64%", "2024-10-14 (57%)") if word not in text] == []


def test_an_ended_case_says_that_its_score_is_capped_and_what_else_is_told():
    parts = (SeverityPart("jabatan", 16, 20, "camat"), SeverityPart("perbuatan", 20, 20, "A14"))
    sanction = Sanction("teguran", "ringan", imposed=False)
    ended = replace(TOLD, stage=Stage.X1, severity=parts, denials=SPAN, persons=3, sanctions=(sanction,))
    text = shown(ended, "id")
    wanted = ("20 (Rendah)", "bukan 36", "A14 Penggunaan fasilitas", "Bantahan", "teguran (direkomendasikan)")
    assert [word for word in wanted if word not in text] == []


def test_a_page_can_be_told_its_day_of_publication():
    assert dated(PAGE, "2024-10-24", "Asia/Jakarta", NOW).published == datetime(2024, 10, 23, 17, tzinfo=UTC)
    with pytest.raises(UsageError):
        dated(PAGE, "besok", "Asia/Jakarta", NOW)


def test_a_day_to_come_is_refused_as_day_of_publication():
    with pytest.raises(UsageError, match="future"):
        dated(PAGE, "2024-10-25", "Asia/Jakarta", NOW)


def test_the_day_told_wins_over_the_one_the_page_tells():
    body = b"<meta property='article:published_time' content='2024-10-14T10:00:00+07:00'><article><p>Camat hadir.</p>"
    told = dated(replace(PAGE, body=body, form="html"), "2024-10-20", "Asia/Jakarta", NOW)
    published = extract(told, None, NOW).published
    assert published is not None
    assert published.local_day == date(2024, 10, 20)
