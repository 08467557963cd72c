"""Channels, subscriptions, the outbox and what became of each message."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from archive.tables.articles import BigId
from archive.tables.base import Instant, metadata

channel = Table(
    "channel",
    metadata,
    Column("id", String(64), primary_key=True),  # channel, or channel and a hash where one recipient is meant
    Column("type", String(16), nullable=False),
    Column("recipient", Text),  # null: the whole channel
    Column("disabled_at", Instant),
    Column("disabled_reason", Text),
)

subscription = Table(
    "subscription",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("origin", String(8), nullable=False),  # file (config/subscriptions.yaml) or person
    Column("record", Text, nullable=False),  # the Subscription as JSON
    Column("paused", Boolean, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("subscription_id", String(64), nullable=False, index=True),
    Column("channel", String(64), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("form", String(8), nullable=False),  # instant, digest, notice
    Column("dedup_key", String(128), nullable=False, unique=True),
    Column("message_id", String(128), nullable=False, unique=True),
    Column("thread_key", String(64)),
    Column("priority", Integer, nullable=False, server_default="5"),
    Column("payload", Text, nullable=False),  # frozen message as JSON
    Column("state", String(12), nullable=False),  # waiting, claimed, sent, merged, muted, expired, failed
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("expires_at", Instant),
    Column("sent_at", Instant),
    Column("local_day", Date),  # digests: one a subscription and local day
    Column("receipt", Text),  # last word of the channel, for people
    Column("ref", Text),  # the channel's own reference, which replies name
    Column("done", Integer, nullable=False, server_default="0"),  # parts sent of a message in several parts
    Index("ix_outbox_state_due", "state", "due_at"),
    Index("ix_outbox_thread", "thread_key", "subscription_id"),
)

outbox_item = Table(
    "outbox_item",
    metadata,
    Column("subscription_id", String(64), primary_key=True),  # "*": the event was decided for everyone
    Column("event_id", BigId, ForeignKey("incident_event.id"), primary_key=True),
    Column("outbox_id", BigId, ForeignKey("outbox.id"), index=True),  # null: kept for the digest or muted
    Column("fate", String(12), nullable=False),  # queued, sent, merged, muted, digest, expired, failed
    Column("reason", String(12), nullable=False, server_default=""),  # new, change, clearing, cap, import, old ...
    Column("decided_at", Instant, nullable=False),
    Index("ix_outbox_item_event", "event_id"),
    Index("ix_outbox_item_fate", "subscription_id", "fate"),
)

delivery_attempt = Table(
    "delivery_attempt",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("outbox_id", BigId, ForeignKey("outbox.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("incident_id", BigId, ForeignKey("incident.id"), nullable=False, index=True),
    Column("subscription_id", String(64)),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("incident_id", "subscription_id"),
)

mute = Table(
    "mute",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("subscription_id", String(64)),  # null: everyone
    Column("incident_id", BigId, ForeignKey("incident.id"), index=True),  # null: by filter in record
    Column("record", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)
