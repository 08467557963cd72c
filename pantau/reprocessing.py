"""Runs stored pages again from a stage and tells what changes: after a new extractor, lexicon, calendar or outlet rule.

`rehearse` only computes; `apply` writes what a rehearsal found, one article a transaction, so that a stop loses nothing
and a second run has the rest left to do.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from archive.database import read as reading_of
from archive.database import write
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.store.articles import find_article, load_article, load_page, store_article
from archive.store.furniture import known_furniture
from archive.store.incident_links import profiles
from archive.store.rejected import rejected_pages
from archive.tables.articles import article as articles
from archive.tables.incidents import incident_article
from pantau.bootstrap import Application
from pipeline.linking.link import link
from pipeline.page.extract import extract
from pipeline.process import Keeping, keep, read
from pipeline.source import Source

Stage = Literal["extract", "analyse", "link"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what is stored and what would be.

    Args:
        article_id: Stored article; None for a rejected page that would now be kept.
        url: For people.
        field: `title`, `text`, `published`, `kind`, `stage`, `acts`, `regions`, `relevant`, `case` or `kept`.
        before: As stored, short.
        after: As it would be, short.
    """

    article_id: int | None
    url: str
    field: str
    before: str
    after: str


@dataclass
class Rehearsal:
    """What running again would change.

    Args:
        read: Articles looked at.
        changes: All differences.
        unreadable: Articles whose page was not kept: they are analysed from their stored text.
        compared: Articles to compare anew though their case stays: keys and scores of an older linker are renewed.
    """

    read: int = 0
    changes: list[Change] = field(default_factory=list)
    unreadable: int = 0
    compared: list[int] = field(default_factory=list)

    @property
    def articles(self) -> list[int]:
        """Return the ids of stored articles that change, ascending."""
        return sorted({change.article_id for change in self.changes if change.article_id is not None})

    @property
    def written(self) -> list[int]:
        """Return the ids of stored articles to write, ascending."""
        return sorted({*self.articles, *self.compared})

    @property
    def fields(self) -> Counter[str]:
        """Return how many changes there are of each field."""
        return Counter(change.field for change in self.changes)


@dataclass(frozen=True)
class Reprocessor:
    """Runs stored articles again.

    Args:
        application: The composed application.
        stage: First stage that is run again.
        progress: Called after each article with the number done.
    """

    application: Application
    stage: Stage
    progress: Callable[[int], None] = lambda _done: None

    def rehearse(self, ids: list[int]) -> Rehearsal:
        """Compute what would change, touching nothing."""
        rehearsal = Rehearsal()
        if self.stage == "link":
            self._rehearse_links(ids, rehearsal)
            return rehearsal
        for article_id in ids:
            with reading_of(self.application.engine) as connection:
                before = load_article(connection, article_id)
                after = self._again(connection, article_id, before[0], rehearsal)
            rehearsal.changes += differences(article_id, before, after)
            rehearsal.read += 1
            self.progress(rehearsal.read)
        rehearsal.changes += self._newly_relevant()
        return rehearsal

    def _again(
        self, connection: Connection, article_id: int, stored: Article, rehearsal: Rehearsal
    ) -> tuple[Article, Analysis | None]:
        now = self.application.clock.now()
        # Not faded up to now: on a page of years ago its outlet's lines are furniture still.
        furniture = known_furniture(connection, stored.outlet) if stored.outlet else frozenset()
        source = self.application.source(stored.outlet, furniture)
        article = stored
        if self.stage == "extract":
            page = load_page(connection, article_id)
            if page is None:
                rehearsal.unreadable += 1
            else:
                article = extract(page, source.outlet, now)
        if article.state == "empty":
            return article, None
        return article, self.application.tools.analyser.analyse(article, source.region)

    def _rehearse_links(self, ids: list[int], rehearsal: Rehearsal) -> None:
        """Link all again in one transaction that is taken back."""
        now = self.application.clock.now()
        with self.application.engine.connect() as connection, connection.begin() as transaction:
            before = _cases(connection)
            for article_id in ids:
                link(connection, article_id, now=now, alertable=False, anew=True)
                rehearsal.read += 1
                self.progress(rehearsal.read)
            after = _cases(connection)
            rehearsal.compared = sorted(set(ids) & set(profiles(connection, ids)))
            addresses = {row.id: row.url for row in connection.execute(select(articles.c.id, articles.c.url))}
            transaction.rollback()
        for article_id in sorted(before.keys() | after.keys()):
            old, new = before.get(article_id), after.get(article_id)
            if old != new:
                rehearsal.changes.append(
                    Change(article_id, addresses.get(article_id, ""), "case", str(old or "-"), str(new or "-"))
                )

    def _newly_relevant(self) -> Iterator[Change]:
        """Yield rejected pages that would now be kept."""
        with reading_of(self.application.engine) as connection:
            for key, page, reason in rejected_pages(connection):
                if find_article(connection, key) is not None:
                    continue  # kept meanwhile
                source = self.application.source(page.outlet)
                again = read(page, source, self.application.tools, page.fetched_at, screen=False)
                if again.analysis is not None and again.analysis.relevant:
                    yield Change(None, page.url, "kept", reason, str(again.analysis.kind))

    def apply(self, rehearsal: Rehearsal) -> int:
        """Write what a rehearsal found; return how many articles were written. Nothing of it rings."""
        written = 0
        for article_id in rehearsal.written:
            with write(self.application.engine) as connection:
                self._write(connection, article_id)
            written += 1
            self.progress(written)
        return written + self._keep_newly_relevant({c.url for c in rehearsal.changes if c.article_id is None})

    def _write(self, connection: Connection, article_id: int) -> None:
        now = self.application.clock.now()
        if self.stage != "link":
            stored, _ = load_article(connection, article_id)
            article, analysis = self._again(connection, article_id, stored, Rehearsal())
            network = connection.execute(select(articles.c.network).where(articles.c.id == article_id)).scalar()
            store_article(connection, article, analysis, None, network=network, now=now, reread=True)
        link(connection, article_id, now=now, alertable=False, anew=self.stage == "link")

    def _keep_newly_relevant(self, urls: set[str]) -> int:
        if not urls:
            return 0
        with reading_of(self.application.engine) as connection:
            pages = [page for _, page, _ in rejected_pages(connection) if page.url in urls]
        now = self.application.clock.now()
        for page in pages:
            source: Source = self.application.source(page.outlet)
            again = read(page, source, self.application.tools, page.fetched_at, screen=False)
            with write(self.application.engine) as connection:
                keep(connection, again, Keeping(), source, now)
        return len(pages)


def differences(
    article_id: int, before: tuple[Article, Analysis | None], after: tuple[Article, Analysis | None]
) -> Iterator[Change]:
    """Yield what differs between two readings of an article."""
    old, new = _summary(*before), _summary(*after)
    for name, value in old.items():
        if new[name] != value:
            yield Change(article_id, before[0].url, name, value, new[name])


def _summary(article: Article, analysis: Analysis | None) -> dict[str, str]:
    published = article.published
    facts = {
        "title": article.title or "-",
        "text": f"{len(article.text)} characters, {article.text_hash[:8]}",
        "published": published.at.isoformat() if published else "-",
    }
    if analysis is None:
        return facts | dict.fromkeys(("kind", "relevant", "stage", "acts", "regions", "rules"), "-")
    return facts | {
        "kind": str(analysis.kind),
        "relevant": str(analysis.relevant),
        "stage": analysis.stage or "-",
        "acts": " ".join(sorted(act.code for act in analysis.acts)) or "-",
        "regions": " ".join(sorted(analysis.regions)) or "-",
        "rules": " ".join(sorted(rule.code for rule in analysis.rules)) or "-",
    }


def _cases(connection: Connection) -> dict[int, int]:
    rows = connection.execute(select(incident_article.c.article_id, incident_article.c.incident_id))
    return {row.article_id: row.incident_id for row in rows}


def stored_ids(connection: Connection) -> list[int]:
    """Return the ids of all stored articles by publication, then id: the order in which cases grew."""
    when = articles.c.published_at.is_(None), articles.c.published_at, articles.c.id
    return list(connection.execute(select(articles.c.id).order_by(*when)).scalars())
