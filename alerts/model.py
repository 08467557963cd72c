"""The nouns of alerting.

Who wants what (`Subscription`), what happened (`Case`, `Event`), what is sent (`Message`) and what became of it
(`Receipt`, `Retryable`, `Refused`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from base.catalogue import Language

Mode = Literal["instant", "digest", "both"]
Form = Literal["instant", "digest", "notice"]
Level = Literal["Rendah", "Sedang", "Tinggi", "Kritis"]

LEVELS: tuple[Level, ...] = ("Rendah", "Sedang", "Tinggi", "Kritis")
"""Levels of severity from low to high (`severity.levels` of the rules)."""

ALL_DAYS = frozenset(range(7))


def rank(level: str) -> int:
    """Return the place of a level among `LEVELS`, 0..3; an unknown level counts as the lowest."""
    return LEVELS.index(level) if level in LEVELS else 0


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without instant alerts, in the subscription's zone.

    Args:
        start: First quiet minute.
        end: First minute that is not quiet; earlier than `start` when the night is meant.
        override: Alerts of this level and above come through; None: none does.
    """

    start: time
    end: time
    override: Level | None = "Kritis"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one recipient wants to hear of, how and when.

    Args:
        id: Short name, `[a-z0-9-]{1,48}`.
        channel: Id of the channel: `file`, `stdout`, `email`, `telegram`, `whatsapp`, `webhook`, `feed`, `apprise`.
        recipient: Address inside the channel: mail address, chat id, telephone number, URL, folder name.
        name: Shown to people; empty: the id is shown.
        regions: Kemendagri codes of provinces or kabupaten/kota; a province means all inside it. Empty: everywhere.
        kinds: Kinds of article; empty: every kind that makes a case.
        acts: Forms of breach A01..A19; empty: all.
        level: Lowest level of an instant alert.
        digest_level: Lowest level of a case in the digest.
        query: A search query that one article of the case must fulfil; None: no such condition.
        mode: `instant`, `digest` or `both`.
        followed: Instant alerts also for every followed case, whatever its level.
        digest_at: Local time of the digest.
        days: Weekdays of the digest, Monday is 0.
        timezone: IANA zone of all times of this subscription.
        quiet: None: no quiet hours.
        group_wait: How long a breaking case is collected before its first alert.
        hourly_cap: Most instant alerts an hour; what is above goes into the digest.
        language: Language of what is sent.
        paused: Nothing is sent and nothing is collected.
        origin: `file` (subscriptions.yaml) or `person` (made with the command line or the pages).
    """

    id: str
    channel: str
    recipient: str
    name: str = ""
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    level: Level = "Tinggi"
    digest_level: Level = "Rendah"
    query: str | None = None
    mode: Mode = "both"
    followed: bool = True
    digest_at: time = time(7, 0)
    days: frozenset[int] = ALL_DAYS
    timezone: str = "Asia/Jakarta"
    quiet: Quiet | None = None
    group_wait: timedelta = timedelta(minutes=5)
    hourly_cap: int = 20
    language: Language = "id"
    paused: bool = False
    origin: Literal["file", "person"] = "file"

    @property
    def title(self) -> str:
        """Return the name to show."""
        return self.name or self.id

    @property
    def instant(self) -> bool:
        """Tell whether instant alerts are wanted."""
        return self.mode != "digest"

    @property
    def digest(self) -> bool:
        """Tell whether a digest is wanted."""
        return self.mode != "instant"


@dataclass(frozen=True, slots=True)
class Case:
    """An incident as alerts need it.

    Args:
        regions: Codes of province or kabupaten/kota, most certain first.
        kinds: Kinds of its articles.
        acts: Forms of breach.
        articles: Ids of its articles.
    """

    id: int
    code: str
    label: str
    level: str
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    followed: bool = False
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case.

    Args:
        id: Of the row in `incident_event`.
        type: opened, article, step, severity, cleared, denied, corrected, decision, merged or split.
        at: When the archive noticed it.
        published_at: When its article was published; None for decisions of people.
        alertable: False for imports, backfill and first crawls.
        payload: What changed, by type: `from`, `to`, `stage` ... (`archive.records.incident.IncidentEvent`).
    """

    id: int
    case: Case
    type: str
    at: datetime
    level: str
    alertable: bool
    published_at: datetime | None = None
    article_id: int | None = None
    payload: dict[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mute:
    """A person's wish not to be alerted instantly.

    Args:
        subscription_id: None: holds for everyone.
        incident_id: None: holds for all cases.
        until: First instant at which it no longer holds.
    """

    subscription_id: str | None
    incident_id: int | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one recipient, ready to be sent: what the outbox keeps and a channel gets.

    Args:
        key: Stable and unique; made into Message-ID, webhook-id, file name.
        form: `instant`, `digest` or `notice`.
        subject: One line.
        text: Plain text, complete in itself.
        html: Complete HTML document; None: text only.
        parts: The same for messengers, each at most 4,096 characters of simple HTML; empty: made from `text`.
        summary: At most 300 characters, for templates and terminals.
        link: Where to read more; None without `public_url`.
        unsubscribe: Address that ends the subscription by POST; None without `public_url`.
        thread: Messages of one thread belong together; None: stands alone.
        data: Facts for machines (webhooks); values are JSON-ready.
    """

    key: str
    form: Form
    recipient: str
    subscription_id: str
    subscription: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    made_at: datetime
    language: Language = "id"
    html: str | None = field(default=None, repr=False)
    parts: tuple[str, ...] = field(default=(), repr=False)
    summary: str = field(default="", repr=False)
    link: str | None = None
    unsubscribe: str | None = None
    thread: str | None = None
    level: str | None = None
    local_day: date | None = None
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a channel needs beside the message, known only when it is sent.

    Args:
        now: The present.
        reply_to: Receipt reference of the thread's first message to this recipient; None: first of its thread.
        done: How many parts an earlier, broken attempt has sent.
        first_ref: Reference of the first part that was sent by an earlier attempt; None when there was none.
    """

    now: datetime
    reply_to: str | None = None
    done: int = 0
    first_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel took the message.

    Args:
        ref: The channel's own reference, used for replies; None when it gives none.
        detail: For the log of attempts.
    """

    ref: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Retryable:
    """The channel could not take the message now.

    Args:
        reason: Why, without secrets.
        after: The channel's own wish how long to wait; None: our schedule decides.
        everyone: True when every message to this channel would fail now (no connection, rate limit).
        done: Parts that were sent.
        first_ref: Reference of the first sent part.
    """

    reason: str
    after: timedelta | None = None
    everyone: bool = False
    done: int = 0
    first_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel will never take it.

    Args:
        reason: Why, without secrets.
        scope: `message`: only this one; `recipient`: nobody is there any more; `channel`: credentials or set-up wrong.
    """

    reason: str
    scope: Literal["message", "recipient", "channel"]


Outcome = Receipt | Retryable | Refused
