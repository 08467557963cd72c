"""The evidence's chain as the archive knows it, the keys its exchanges are sealed with, and its time stamps."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

evidence_line = Table(
    "evidence_line",
    metadata,
    Column("book", String(16), primary_key=True),  # a folder of evidence, by the hash of its first line
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("at", String(32), nullable=False),  # WARC date
    Column("url", Text, nullable=False),
    Column("article_id", BigId),  # of an article that may be forgotten: no foreign key
    Column("file", String(64), nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("payload", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("plain", String(64)),  # null: not sealed
    Column("hash", String(64), nullable=False),
    Index("ix_evidence_line_article_id", "article_id"),
)

evidence_key = Table(
    "evidence_key",
    metadata,
    Column("article_id", BigId, primary_key=True, autoincrement=False),  # no foreign key: the mark outlives the article
    Column("key", LargeBinary),  # AES-256; null once destroyed
    Column("made_at", Instant, nullable=False),
    Column("destroyed_at", Instant),
)

evidence_stamp = Table(
    "evidence_stamp",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("book", String(16), nullable=False),
    Column("number", Integer, nullable=False),  # of the line that is stamped, and with it all before
    Column("hash", String(64), nullable=False),
    Column("asked_at", Instant, nullable=False),  # when it was put into the queue
    Column("due_at", Instant, index=True),  # null: stamped
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("problem", Text, nullable=False, server_default=""),
    Column("authority", Text, nullable=False, server_default=""),
    Column("stamped_at", Instant),  # by the authority's clock
    Column("token", LargeBinary),  # the whole TimeStampResp, DER
    Index("ix_evidence_stamp_book", "book", "number"),
)
