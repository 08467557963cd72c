from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import pantau
from archive.records.analysis import Act, Analysis, Kind, Versions
from archive.records.reason import Reason
from archive.records.span import Span
from base.catalogue import catalogue
from pantau.views.reasons import reasons

TOLD = Analysis(
    relevant=True,
    relevance=0.9,
    kind=Kind.INCIDENT,
    kind_confidence=0.8,
    versions=Versions("1", "1", "1", "1", "1"),
    acts=(Act("A07", (Span(0, 9, "dua jari", "title"),), 0.71),),
    reasons=(
        Reason("kind:incident", "lead:act:real", 1.2, (Span(0, 9, "dua jari", "title"),)),
        Reason("relevant", "stops_title", -1.0),
        Reason("act:A07", "sure", 1.0),
        Reason("act:A07", "also_imagined", -0.4),
    ),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("yakin 71%", "kata-katanya berdampingan", "juga diperingatkan atau diminta", "«dua jari»")),
        ("en", ("71% sure", "its words stand together", "also warned of or asked for", "at the beginning")),
    ],
)
def test_reasons_are_told_in_words_with_what_the_text_says(language, words):
    console = Console(width=200, record=True, file=StringIO())
    console.print(reasons(catalogue(Path(pantau.__file__).parent, language), TOLD))
    shown = console.export_text()
    assert all(word in shown for word in words)
    assert "also_imagined" not in shown
    assert "lead:act" not in shown
