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
    Column("merged_into", BigId, ForeignKey("incident.id"), index=True),  # set on a case that was merged away
    Column("closed_day", Date, index=True),  # day of the last step of a closed case; null while open
    Column("names_removed_at", Instant),  # retention: when names were taken out of record and articles
    Column("record", Text, nullable=False),  # the Incident as JSON
    # What lists ask for, so that with 50,000 cases no page reads all their records.
    Index("ix_incident_listed", "merged_into", "last_published_at", "id", "articles"),
    Index("ix_incident_fresh", "merged_into", "first_published_at"),
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
    Column("score", Float, nullable=False),  # log-odds that both report one case, in thousandths (whole numbers)
    Column("reasons", Text, nullable=False),  # JSON list of [feature, weight]
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

# What linking remembers of an article that reports a case: everything a pair score needs, so that no score reads texts.
link_profile = Table(
    "link_profile",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("record", Text, nullable=False),  # pipeline.linking.profile.Profile as JSON
)

# Where candidates come from. Only articles that report a case have rows, so a million others cost nothing.
link_key = Table(
    "link_key",
    metadata,
    Column("key", String(96), primary_key=True),  # `63.72`, `63.72/camat`, `63/rusmanto` ...
    Column("day", Integer, primary_key=True),  # proleptic ordinal of the publication day (UTC)
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Index("ix_link_key_article", "article_id"),
    sqlite_with_rowid=False,
)

# Uncertain links, for review; never forced.
link_suggestion = Table(
    "link_suggestion",
    metadata,
    Column("low_id", BigId, ForeignKey("incident.id"), primary_key=True),
    Column("high_id", BigId, ForeignKey("incident.id"), primary_key=True),
    Column("score", Float, nullable=False),  # log-odds
    Column("reasons", Text, nullable=False),  # JSON list
    Column("state", String(8), nullable=False, server_default="open"),  # open, accepted, refused
    Column("at", Instant, nullable=False),
    Index("ix_link_suggestion_high", "high_id"),
    Index("ix_link_suggestion_state", "state", "at"),
)

# Articles of other kinds (appeals, statistics ...) that speak of a case in passing.
incident_mention = Table(
    "incident_mention",
    metadata,
    Column("incident_id", BigId, ForeignKey("incident.id"), primary_key=True),
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Index("ix_incident_mention_article", "article_id"),
)

incident_severity = Table(
    "incident_severity",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("incident_id", BigId, ForeignKey("incident.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("score", Integer),  # null: no score is given
    Column("level", String(8), nullable=False),
    Column("record", Text, nullable=False),  # the CaseSeverity as JSON
)

incident_number = Table(
    "incident_number",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),  # greatest number given out for the year
)

# Counts that bodies publish, to stand beside ours; unit, source and dates are always kept.
official_count = Table(
    "official_count",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("body", String(32), nullable=False),  # BKN, KASN, Bawaslu, Bawaslu Jawa Barat ...
    Column("unit", String(8), nullable=False),  # persons, cases, reports
    Column("region", String(8)),  # null: national
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("count", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("stated_on", Date, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("body", "unit", "region", "since", "until", "stated_on"),
)
