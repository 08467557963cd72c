"""A text in a language nobody here reads is told as such; what its page declares does not matter."""

from datetime import UTC, datetime

import pytest

from archive.records.page import Page
from pipeline.page.extract import extract

NOW = datetime(2024, 11, 1, tzinfo=UTC)
ENGLISH = (
    "The head of Ceper subdistrict was reported to the supervisory agency on Monday for campaigning. He said that the "
    "allegation is false and that he was there by invitation. The agency will summon him this week."
)
INDONESIAN = (
    "Camat itu dilaporkan ke Bawaslu pada Senin karena diduga berkampanye. Ia mengatakan bahwa laporan itu tidak benar "
    "dan ia hadir untuk memenuhi undangan. Bawaslu akan memanggilnya dalam pekan ini."
)


@pytest.mark.parametrize(
    ("text", "declared", "told"),
    [(ENGLISH, "id", True), (ENGLISH, "en", True), (INDONESIAN, "en", False), ("Camat hadir.", "en", False)],
)
def test_a_text_that_is_not_indonesian_says_so(text, declared, told):
    body = f"<html lang='{declared}'><body><article><p>{text}</p></article></body></html>"
    article = extract(Page("https://a.example/satu-dua", body.encode(), "html", NOW), None, NOW)
    notes = [note for note in article.notes if note.startswith("language:")]
    assert bool(notes) is told
    assert all("'en'" in note for note in notes)
