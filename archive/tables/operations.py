"""What the machine did: outlets' state, crawls, coverage ledger, learnt furniture, audit, users."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

outlet_state = Table(
    "outlet_state",
    metadata,
    Column("outlet", String(64), primary_key=True),
    Column("first_crawled_at", Instant),
    Column("last_crawled_at", Instant),
    Column("last_success_at", Instant),
    Column("next_due_at", Instant, index=True),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("health", String(16), nullable=False, server_default="new"),  # archive.store.outlets.Health
    Column("health_reason", Text),
    Column("rate_per_hour", Float),
    Column("hours", Text),  # JSON: 24 relative publication rates by local hour
    Column("validators", Text),  # JSON: ETag and Last-Modified by discovery address
    Column("newest_at", Instant),  # of the newest article: its publication, or when it was found
    Column("watch", Text),  # JSON: what alarms are decided from (crawlers.watching)
)

crawl = Table(
    "crawl",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("outlet", String(64), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", String(16)),  # ok, unchanged, unreachable, blocked, failed
    Column("first", Boolean, nullable=False, server_default="0"),
    Column("counts", Text, nullable=False, server_default="{}"),  # JSON: found, fetched, screened, kept, ...
    Column("detail", Text),
    Index("ix_crawl_outlet_started", "outlet", "started_at"),
)

coverage = Table(
    "coverage",
    metadata,
    Column("outlet", String(64), primary_key=True),
    Column("hour", Instant, primary_key=True),  # start of the hour, UTC
    Column("means", String(64), nullable=False),
    Column("found", Integer, nullable=False, server_default="0"),
    Column("fetched", Integer, nullable=False, server_default="0"),
    Column("screened", Integer, nullable=False, server_default="0"),
    Column("kept", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("waiting", Integer, nullable=False, server_default="0"),  # found and left: for the next crawl, or for good
    Column("again", Integer, nullable=False, server_default="0"),  # found before and asked for again
    Column("refused", Integer, nullable=False, server_default="0"),  # gone, forbidden or no page: never read
)

furniture = Table(
    "furniture",
    metadata,
    Column("outlet", String(64), primary_key=True),
    Column("line_hash", String(32), primary_key=True),
    Column("pages", Float, nullable=False),  # decayed count of pages that carried the line
    Column("last_seen_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("by", String(64), nullable=False),  # auto, command line, user name
    Column("act", String(32), nullable=False),
    Column("object", String(64), nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
)

import_progress = Table(
    "import_progress",
    metadata,
    Column("source", String(64), primary_key=True),  # SHA-256 of path, size and mtime
    Column("path", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
