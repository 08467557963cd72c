"""Articles of a period that are no case: appeals are counted, regulations and official numbers are listed."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from alerts.digest.data import ArticleLine
from alerts.views import web_address
from alerts.wording import clean_line
from archive.records.analysis import Kind
from archive.tables.articles import analysis, article, article_facet
from base.catalogue import Catalogue
from pipeline.linking.covering import Hidden, cover, cover_url
from pipeline.linking.hidden import hidden_everywhere

MOST_LINES = 8
MOST_TITLE = 160


def count_appeals(connection: Connection, since: datetime, until: datetime, regions: tuple[str, ...]) -> int:
    """Return the number of articles with appeals and socialisation, copies left out."""
    wanted = _of(Kind.APPEAL, since, until, regions).with_only_columns(func.count())
    return int(connection.execute(wanted).scalar_one())


def list_articles(
    connection: Connection, kind: Kind, since: datetime, until: datetime, regions: tuple[str, ...], t: Catalogue
) -> tuple[ArticleLine, ...]:
    """Return the newest articles of a kind, copies left out, names that a case hides as initials."""
    names = Hidden((), hidden_everywhere(connection))
    rows = connection.execute(
        _of(kind, since, until, regions).order_by(_moment().desc(), article.c.id).limit(MOST_LINES)
    )
    return tuple(
        ArticleLine(
            clean_line(cover(row.title, names), MOST_TITLE) or t("(no title)"),
            web_address(row.url),
            web_address(cover_url(row.url, names)),
            clean_line(row.outlet_name or row.outlet or "", 60) or t("unknown outlet"),
            row.published_day,
        )
        for row in rows
    )


def _moment() -> ColumnElement[datetime]:
    return func.coalesce(article.c.published_at, article.c.first_seen_at)


def _of(kind: Kind, since: datetime, until: datetime, regions: tuple[str, ...]) -> Select[tuple[object, ...]]:
    wanted = (
        select(article.c.title, article.c.url, article.c.outlet_name, article.c.outlet, article.c.published_day)
        .join(analysis, analysis.c.article_id == article.c.id)
        .where(
            analysis.c.kind == kind.value,
            analysis.c.relevant,
            article.c.copy_of.is_(None),
            article.c.removed_at.is_(None),
            _moment() > since,
            _moment() <= until,
        )
    )
    if regions:
        placed = exists().where(
            article_facet.c.article_id == article.c.id, article_facet.c.field.in_(("region", "province"))
        )
        here = exists().where(
            article_facet.c.article_id == article.c.id,
            article_facet.c.field.in_(("region", "province")),
            article_facet.c.value.in_(regions),
        )
        wanted = wanted.where(or_(here, ~placed))  # what names no region concerns everyone
    return wanted
