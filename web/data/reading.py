"""One article as a reader sees it: its text with evidence marked, what was understood, its earlier wordings."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Connection, func, select

from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.records.incident import Incident
from archive.records.span import Span
from archive.store.articles import load_article
from archive.store.incidents import load_incident
from archive.store.notices import Notice, notices_of
from archive.store.wordings import Version, versions
from archive.tables.articles import article as articles
from archive.tables.incidents import incident_article
from pipeline.linking.covering import Hidden, Names, cover, hides_in
from pipeline.linking.hiding import names_of_articles
from web.marks import Evidence, Stretch, stretches

MOST_COPIES = 50  # named on a page
CLAIMS = ("act", "stage", "actor", "place", "law", "sanction", "denial", "date")
MOST_WORDS = 6_000  # of both wordings together: comparing is quadratic


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two wordings: `same`, `gone` or `new`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article ready to be shown.

    Args:
        paragraphs: The text, a paragraph each.
        case: Its case; None when it belongs to none.
        copies: (id, newsroom) of articles that repeat it.
        cuts: (rule, text) of what cleaning removed.
        notices: What the newsroom did to it after printing it: taken down, corrected, answered.
        names: What is hidden from this reader.
    """

    id: int
    article: Article
    analysis: Analysis | None
    case: Incident | None
    title: tuple[Stretch, ...]
    paragraphs: tuple[tuple[Stretch, ...], ...]
    versions: tuple[Version, ...]
    copies: tuple[tuple[int, str], ...]
    copy_of: int | None
    cuts: tuple[tuple[str, str], ...]
    names: Hidden
    notices: tuple[Notice, ...] = ()

    @property
    def hides(self) -> bool:
        """Tell whether names are hidden from this reader."""
        whole = (self.article.title or "", self.article.text, *(cut.text for cut in self.article.cuts))
        return bool(self.names.own) or any(hides_in(text, self.names) for text in whole)


def read_article(connection: Connection, article_id: int, *, may_see_names: bool) -> Reading:
    """Return an article as the reader may see it.

    Raises:
        ArchiveError: There is no such article.
    """
    article, analysis = load_article(connection, article_id)
    case_id = connection.execute(
        select(incident_article.c.incident_id).where(incident_article.c.article_id == article_id)
    ).scalar()
    case = load_incident(connection, case_id) if case_id is not None else None
    names = names_of_articles(connection, [article_id], may_see_names=may_see_names).get(article_id, Hidden())
    marks = tuple(_marks(analysis)) if analysis else ()
    copy_of = connection.execute(select(articles.c.copy_of).where(articles.c.id == article_id)).scalar()
    newsroom = func.coalesce(articles.c.outlet_name, articles.c.outlet, "")
    copies = connection.execute(
        select(articles.c.id, newsroom).where(articles.c.copy_of == article_id).limit(MOST_COPIES)
    )
    return Reading(
        id=article_id,
        article=article,
        analysis=analysis,
        case=case,
        title=stretches(article.title or "", [m for w, m in marks if w == "title"], names),
        paragraphs=tuple(_paragraphs(article.text, [m for w, m in marks if w == "text"], names)),
        versions=versions(connection, article_id),
        copies=tuple((key, str(name)) for key, name in copies),
        copy_of=copy_of,
        cuts=tuple((cut.rule, cover(cut.text, names)) for cut in article.cuts),
        names=names,
        notices=notices_of(connection, [article_id]).get(article_id, ()),
    )


def _paragraphs(text: str, marks: list[Evidence], names: Names) -> Iterator[tuple[Stretch, ...]]:
    at = 0
    for part in text.split("\n\n"):
        end = at + len(part)
        inside = [
            Evidence(max(m.start, at) - at, min(m.end, end) - at, m.claim) for m in marks if m.start < end > at < m.end
        ]
        yield stretches(part, inside, names)
        at = end + 2


def _marks(analysis: Analysis) -> Iterator[tuple[str, Evidence]]:
    told: tuple[tuple[str, tuple[Span, ...]], ...] = (
        *(("act", act.spans) for act in analysis.acts),
        *(("stage", step.spans) for step in analysis.steps),
        *(("actor", actor.spans) for actor in analysis.alleged),
        *(("place", place.spans) for place in analysis.places if place.part == "event"),
        *(("law", law.spans) for law in analysis.laws),
        *(("sanction", sanction.spans) for sanction in analysis.sanctions),
        ("denial", analysis.denials),
        ("date", analysis.event_date.spans if analysis.event_date else ()),
    )
    for claim, spans in told:
        for span in spans:
            yield span.where, Evidence(span.start, span.end, claim)


def differences(old: str, new: str, names: Names) -> tuple[Change, ...] | None:
    """Return how one wording became the other, word by word; None when they are too long to compare."""
    before, after = cover(old, names).split(" "), cover(new, names).split(" ")
    if len(before) + len(after) > MOST_WORDS:
        return None
    found: list[Change] = []
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change("same", " ".join(before[low:high])))
        if kind in {"replace", "delete"}:
            found.append(Change("gone", " ".join(before[low:high])))
        if kind in {"replace", "insert"}:
            found.append(Change("new", " ".join(after[start:end])))
    return tuple(found)
