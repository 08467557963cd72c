"""What machines that share one archive hand to each other."""

from sqlalchemy import Column, LargeBinary, String, Table

from archive.tables.base import Instant, metadata

page_reading = Table(
    "page_reading",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("made_at", Instant, nullable=False, index=True),
    Column("page", LargeBinary, nullable=False),  # what is to be read, JSON, zlib
    Column("result", LargeBinary),  # what was read, JSON, zlib; null while it waits
)
