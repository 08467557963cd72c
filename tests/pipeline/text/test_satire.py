"""A piece that says of itself that it is satire is no case, whatever it tells."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.records.page import Page
from base.errors import ConfigError
from pipeline.page.extract import extract
from pipeline.text.document import Document
from pipeline.text.satire import load_satire

_CONFIG = Path(__file__).parents[3] / "config"
_WORDS = load_satire(_CONFIG)


@pytest.mark.parametrize("sample", _WORDS.samples, ids=lambda sample: sample.text)
def test_an_example_of_satire_comes_out_as_wanted(sample):
    assert sample not in _WORDS.failures()


@pytest.mark.parametrize("note", ["Tulisan ini satire belaka.", "(Satir)", "Catatan redaksi: naskah ini karya satire."])
def test_a_note_below_the_text_is_found_where_it_stands(note):
    story = "Camat Ceper dilaporkan ke Bawaslu karena berkampanye.\n\nIa membantah."
    (span,) = _WORDS.said_in(Document("Camat Dilaporkan", f"{story}\n\n{note}"))
    assert span.start >= len(story)
    assert span.text == f"{story}\n\n{note}"[span.start : span.end]


def test_a_mark_in_the_midst_of_a_story_is_none():
    text = "Camat dilaporkan.\n\nAkun itu memuat foto (satire) sang camat.\n\nBawaslu menelusurinya."
    assert _WORDS.said_in(Document("Camat Dilaporkan", text)) == ()


def test_an_empty_list_is_told_with_its_line(tmp_path):
    (tmp_path / "lexicon").mkdir()
    file = tmp_path / "lexicon" / "satire.yaml"
    file.write_text((_CONFIG / "lexicon" / "satire.yaml").read_text().replace("[satir, satire, parodi]", "[]"))
    with pytest.raises(ConfigError, match="marks"):
        load_satire(tmp_path)


STORY = (
    "Camat Ceper Supriyono Hadi dilaporkan ke Bawaslu Klaten karena diduga mengampanyekan calon bupati saat "
    "rapat kepala desa. Pelapornya membawa rekaman video. Bawaslu memeriksa camat itu selama tiga jam.\n\n"
    "Camat itu mengaku hanya membantu. Bawaslu Klaten akan meneruskan kasus ini ke BKN."
)


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        ("Camat Ceper Dilaporkan ke Bawaslu", STORY, True),
        ("[SATIR] Camat Ceper Dilaporkan ke Bawaslu", STORY, False),
        ("Camat Ceper Dilaporkan ke Bawaslu", f"{STORY}\n\nTulisan ini satire.", False),
    ],
)
def test_what_says_that_it_is_satire_is_no_case(shipped, title, text, relevant):
    now = datetime(2024, 10, 16, tzinfo=UTC)
    body = (
        f"<html><title>{title}</title><article><h1>{title}</h1><p>{text.replace(chr(10) * 2, '</p><p>')}</p></article>"
    )
    article = extract(Page("https://a.example/daerah/camat-ceper", body.encode(), "html", now), None, now)
    analysis = shipped.analyser.analyse(article)
    assert analysis.relevant is analysis.kind.is_case is relevant
    assert any(reason.feature == "satire" for reason in analysis.reasons) is not relevant
