"""What is watched after an article is kept and an outlet is read: visits, notices, alarms, turns at hosts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

article_visit = Table(
    "article_visit",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("outlet", String(64), nullable=False),
    Column("url_key", String(64), nullable=False, index=True),  # of the address as it was announced
    Column("url", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("visited_at", Instant, nullable=False),
    Column("due_at", Instant),  # null: no visit is left
    Column("failures", Integer, nullable=False, server_default="0"),  # in a row
    Column("lines", Text),  # JSON: hashes of title and paragraphs of the page as last read; null before a page was read
    Index("ix_article_visit_outlet_due", "outlet", "due_at"),
)

article_notice = Table(
    "article_notice",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # takedown, ralat, koreksi, hak_jawab
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),  # a page taken down that came back
    Column("detail", Text, nullable=False, server_default=""),  # HTTP status or the words that say it; no names
)

outlet_alarm = Table(
    "outlet_alarm",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("outlet", String(64), nullable=False),
    Column("kind", String(16), nullable=False),  # silent, blocked, unreachable, parser, clock, frozen, few
    Column("since", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),  # the last crawl that confirmed it
    Column("ended_at", Instant),
    Column("reason", Text, nullable=False),
    Column("told_at", Instant, index=True),  # when the operators' notice was queued
    Column("end_told_at", Instant),
    Index("ix_outlet_alarm_outlet", "outlet", "ended_at"),
)

host_turn = Table(
    "host_turn",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("free_at", Instant, nullable=False),  # no machine asks this host before
)
