"""What the sample of screened-out pages brought: the figures from which the screen's recall is estimated."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Executable, func, literal_column, select

from archive.store.rejected import KEEP
from archive.tables.articles import analysis, article, rejected_text
from archive.tables.watching import article_visit


@dataclass(frozen=True, slots=True)
class Screened:
    """Pages of a period that were read to their end.

    Args:
        passed: Relevant articles that the screen let pass.
        sampled: Pages that the screen rejected and the sample read, relevant ones among them.
        relevant: Relevant articles among `sampled`.
    """

    passed: int = 0
    sampled: int = 0
    relevant: int = 0

    def __add__(self, other: "Screened") -> "Screened":
        """Return both together."""
        return Screened(self.passed + other.passed, self.sampled + other.sampled, self.relevant + other.relevant)


def screened(
    connection: Connection, now: datetime, province_of: Callable[[str | None], str | None]
) -> dict[str | None, Screened]:
    """Return the figures of the last 30 days by the newsroom's province; None for newsrooms without one.

    An unrelated page has no place of its own, so both sides go by the newsroom. Only what crawls brought is counted: of
    imports nobody asked the screen. Pages that could not be read are left out. 30 days, for so long rejected pages lie.

    Args:
        connection: For reading.
        now: The present, aware.
        province_of: Two digits of the newsroom's home by outlet id; None when it has no one province.
    """
    since = now - KEEP
    of_sample = select(article.c.id).where(article.c.sampled)
    # Not grouped by the bare column: SQLite would read all articles in the order of its index.
    outlet = func.coalesce(article.c.outlet, literal_column("''"))
    recent = (
        select(outlet, func.count())
        .join(analysis, analysis.c.article_id == article.c.id)
        .where(article.c.first_seen_at >= since, analysis.c.relevant)
        .group_by(outlet)
    )
    crawled = recent.join(article_visit, article_visit.c.article_id == article.c.id)
    unrelated = (
        select(rejected_text.c.outlet, func.count())
        .where(rejected_text.c.sampled, rejected_text.c.reason == "unrelated", rejected_text.c.seen_at >= since)
        .where(~select(article.c.id).where(article.c.url_key == rejected_text.c.url_key).exists())
        .group_by(rejected_text.c.outlet)
    )
    passed = _count(connection, crawled.where(article.c.id.not_in(of_sample)), province_of)
    relevant = _count(connection, recent.where(article.c.id.in_(of_sample)), province_of)
    others = _count(connection, unrelated, province_of)
    return {
        province: Screened(passed[province], relevant[province] + others[province], relevant[province])
        for province in {*passed, *relevant, *others}
    }


def missed(connection: Connection, now: datetime, most: int) -> list[int]:
    """Return the ids of the newest relevant articles of the last 30 days that only the sample brought."""
    query = (
        select(article.c.id)
        .join(analysis, analysis.c.article_id == article.c.id)
        .where(article.c.sampled, analysis.c.relevant, article.c.first_seen_at >= now - KEEP)
    )
    return list(connection.execute(query.order_by(article.c.id.desc()).limit(most)).scalars())


def _count(
    connection: Connection, query: Executable, province_of: Callable[[str | None], str | None]
) -> Counter[str | None]:
    counts: Counter[str | None] = Counter()
    for outlet, number in connection.execute(query):
        counts[province_of(outlet)] += number
    return counts
