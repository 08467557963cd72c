"""Short masked quotations out of the articles of a case: what shows the act, and the denial."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from alerts.facts import BATCH
from alerts.wording import MOST_EVIDENCE, evidence
from archive.records.analysis import Analysis
from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.records.span import Span
from archive.tables.articles import analysis, article
from pipeline.linking.covering import Hidden
from pipeline.text.document import Document

MOST_QUOTES = 2


def quotes_of(
    connection: Connection, cases: Iterable[Incident], names: Mapping[int, Hidden]
) -> dict[int, tuple[str, ...]]:
    """Return up to two sentences that show the acts, from the earliest article of each case that has any."""
    first = {case.articles[0]: case for case in cases if case.articles}
    rows = connection.execute(
        select(analysis.c.article_id, analysis.c.record, article.c.text)
        .join(article, article.c.id == analysis.c.article_id)
        .where(analysis.c.article_id.in_(sorted(first)))
    )
    found = {}
    for row in rows:
        told = from_json(Analysis, row.record)
        document = Document("", row.text)
        spans = [
            span for part in (told.acts, told.steps) for item in part for span in item.spans if span.where == "text"
        ]
        case = first[row.article_id]
        found[case.id] = tuple(evidence(text, names[case.id]) for text in quotations(document, spans))[:MOST_QUOTES]
    return found


def quotations(document: Document, spans: Iterable[Span]) -> tuple[str, ...]:
    """Return one quotation a sentence: two cuts of the same one read like a repetition."""
    found: dict[int, str] = {}
    for span in spans:
        sentence = document.sentence_at(span.start)
        found.setdefault(span.start if sentence is None else sentence.start, around(document, span))
    return tuple(filter(None, dict.fromkeys(found.values())))


def denials_of(connection: Connection, cases: Iterable[Incident], names: Mapping[int, Hidden]) -> dict[int, str]:
    """Return the sentence of each case's first denial; a headline's only where no text holds one."""
    first = {
        case.id: min(case.denials, key=lambda denial: denial.span.where != "text") for case in cases if case.denials
    }
    wanted = sorted({denial.article_id for denial in first.values()})
    texts: dict[int, str] = {}
    for start in range(0, len(wanted), BATCH):
        ids = wanted[start : start + BATCH]
        texts |= {
            row.id: row.text
            for row in connection.execute(select(article.c.id, article.c.text).where(article.c.id.in_(ids)))
        }
    return {
        key: evidence(_said(denial.span, texts.get(denial.article_id, "")), names[key]) for key, denial in first.items()
    }


def _said(span: Span, text: str) -> str:
    """Return the sentence around a denial; its own words where the text has changed since."""
    if span.where != "text" or text[span.start : span.end] != span.text:
        return span.text
    return around(Document("", text), span)


def around(document: Document, span: Span) -> str:
    """Return the sentence that holds the evidence, cut to a short quotation around it."""
    sentence = document.sentence_at(span.start)
    start, end = (sentence.start, sentence.end) if sentence is not None else (span.start, span.end)
    spare = (MOST_EVIDENCE - (span.end - span.start)) // 2
    if end - start <= MOST_EVIDENCE or spare <= 0:
        return document.text[start:end]
    low, high = max(start, span.start - spare), min(end, span.end + spare)
    low = start if low == start else document.text.find(" ", low, span.start) + 1 or span.start
    high = end if high == end else max(document.text.rfind(" ", span.end, high), span.end)
    return f"{'… ' if low > start else ''}{document.text[low:high]}{' …' if high < end else ''}"
