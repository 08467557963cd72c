"""Who uses the pages: users, sessions, tokens, one-time tickets, saved searches. Secrets are stored as hashes only."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

web_user = Table(
    "web_user",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(8), nullable=False),  # reader, officer, admin
    Column("password_hash", Text, nullable=False),  # Argon2id
    Column("created_at", Instant, nullable=False),
)

web_session = Table(
    "web_session",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the cookie's secret
    Column("user", String(64), ForeignKey("web_user.name"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

api_token = Table(
    "api_token",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the token
    Column("name", String(64), nullable=False),  # for people: what it is for
    Column("user", String(64), ForeignKey("web_user.name"), nullable=False, index=True),
    Column("scopes", String(64), nullable=False),  # read, export, decide; with spaces
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

web_ticket = Table(
    "web_ticket",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the ticket in the link
    Column("purpose", String(16), nullable=False),  # setup
    Column("expires_at", Instant, nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("user", String(64), ForeignKey("web_user.name"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("query", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)
