"""Incidents (cases), their articles, events, people's decisions and the scores behind the links."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

incident = Table(
    "incident",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),  # shown to people: 2024-0042
    Column("label", Text, nullable=False),  # made of normalised parts, with "diduga" until S7 or P4
    Column("region", String(8), index=True),  # most certain kab/kota or province code
    Column("discipline_stage", String(2)),
    Column("criminal_stage", String(2)),
    Column("end_stage", String(2)),
    Column("severity", Integer, nullable=False, server_default="0"),
    Column("level", String(8), nullable=False, server_default="Rendah"),  # Kritis, Tinggi, Sedang, Rendah
    Column("review", String(12), nullable=False, server_default="unreviewed"),  # unreviewed, verified, dismissed
    Column("event_day", Date),
    Column("first_published_at", Instant, nullable=False, index=True),
    Column("last_published_at", Instant, nullable=False, index=True),
    Column("changed_at", Instant, nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("sources", Integer, nullable=False),  # independent newsrooms
    Column("persons", Integer),
    Column("followed", Boolean, nullable=False, server_default="0"),
    Column("assignee", String(64)),
    Column("merged_into", BigId, ForeignKey("incident.id")),  # set on a case that was merged away
    Column("record", Text, nullable=False),  # the Incident as JSON
)

incident_article = Table(
    "incident_article",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("incident_id", BigId, ForeignKey("incident.id"), nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("by", String(8), nullable=False),  # auto, person
)

pair_score = Table(
    "pair_score",
    metadata,
    Column("low_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("high_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Index("ix_pair_score_high", "high_id"),
)

constraint = Table(
    "link_constraint",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("low_id", BigId, ForeignKey("article.id"), nullable=False),
    Column("high_id", BigId, ForeignKey("article.id"), nullable=False),
    Column("same", Boolean, nullable=False),  # True: must be one case; False: must not
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("low_id", "high_id"),
)

incident_event = Table(
    "incident_event",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("incident_id", BigId, ForeignKey("incident.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False, index=True),
    # opened, article, step, severity, cleared, denied, corrected, decision, merged, split
    Column("type", String(12), nullable=False),
    Column("article_id", BigId, ForeignKey("article.id")),
    Column("published_at", Instant),  # of that article: instant alerts only within 48 h
    Column("alertable", Boolean, nullable=False),  # False for imports, backfill, first crawls
    Column("level", String(8), nullable=False),
    Column("payload", Text, nullable=False),  # JSON: what changed, from, to, evidence
)

decision = Table(
    "decision",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("incident_id", BigId, ForeignKey("incident.id"), index=True),
    Column("article_id", BigId, ForeignKey("article.id"), index=True),
    Column("field", String(24), nullable=False),  # kind, act, stage, place, actor, review, note, assignee ...
    Column("value", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
)
