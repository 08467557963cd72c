"""What becomes of one event for one subscription: alert now, keep for the digest, merge, mute. Pure decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from alerts.model import Event, Mute, Subscription, rank
from alerts.schedule import is_fresh

Fate = Literal["queued", "sent", "merged", "muted", "digest", "expired", "failed"]
"""`queued`: in a message that waits; `digest`: waits for the next digest; `expired`: of the past and only instant
alerts are wanted; the rest says itself."""

EVERYONE = "*"
"""Stands for all subscriptions in `outbox_item`: an event with this row has been decided."""

ALERTING = frozenset({"opened", "step", "severity"})
"""Events worth an alert of their own; another article about the same case is none."""

CLEARING = frozenset({"cleared", "denied", "corrected"})
"""Events that reach everyone who was told the allegation, whatever their filters, mutes, pauses and caps."""

INTERNAL = frozenset({"note", "assignee", "followed"})
"""What officers decide for themselves (`pipeline.linking.rulings.Ruling.field`)."""


def is_clearing(event: Event) -> bool:
    """Tell whether the event takes something back: a clearing, a denial, a correction, a dismissal by an officer."""
    return event.type in CLEARING or (is_review(event) and event.payload.get("value") == "dismissed")


def is_review(event: Event) -> bool:
    """Tell whether an officer's word on what the case is has changed; notes and repetitions are no news."""
    return event.type == "decision" and event.payload.get("field") == "review" and not is_repeated(event)


def is_internal(event: Event) -> bool:
    """Tell whether the event is the office's own business, of which no reader hears: a note, whose case it is ..."""
    told = event.payload
    return event.type == "decision" and (told.get("field") in INTERNAL or is_repeated(event))


def is_repeated(event: Event) -> bool:
    """Tell whether an officer said of the case what had been said before."""
    return event.payload.get("field") == "review" and event.payload.get("from") == event.payload.get("value")


@dataclass(frozen=True, slots=True)
class History:
    """What a subscription knows of a case.

    Args:
        alerted: An instant alert about it was sent or waits.
        told: Any message about it, an alert or a digest, was sent or waits.
        this_hour: Instant alerts of the subscription in the last hour, all cases.
    """

    alerted: bool = False
    told: bool = False
    this_hour: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of the event and why, for `pantau outbox list` and the digest.

    Args:
        reason: `new`, `change`, `clearing`, `followed`, `old`, `import`, `level`, `mode`, `article`, `mute`, `cap`.
    """

    fate: Fate
    reason: str


def decide(
    event: Event,
    subscription: Subscription,
    history: History,
    mutes: tuple[Mute, ...],
    now: datetime,
) -> Verdict:
    """Return the fate of an event for a subscription that it matches (or that was told of its case).

    Args:
        event: What happened.
        subscription: For whom.
        history: What was sent before.
        mutes: All that hold for this subscription or everyone.
        now: The present.
    """
    clearing = is_clearing(event) and history.told
    later: Fate = "digest" if subscription.digest or clearing else "expired"
    # What may ring by the age of its article was told when it was stored; here an event itself may have grown old.
    if not event.alertable and event.type != "decision":  # what a person decides now is no import
        return Verdict(later, "import")
    if not is_fresh(event.at, now):
        return Verdict(later, "old")
    if clearing and history.alerted:
        return Verdict("queued", "clearing")
    if not subscription.instant:
        return Verdict(later, "mode")
    return _decide_instant(event, subscription, history, mutes, now)


def _decide_instant(
    event: Event, subscription: Subscription, history: History, mutes: tuple[Mute, ...], now: datetime
) -> Verdict:
    reason = _worth(event, subscription, history)
    # An officer's word on a case rings for those who were alerted to it: a dismissal taken back at once is no case.
    rings = event.type in ALERTING or event.type in CLEARING or (is_review(event) and history.alerted)
    if not rings:
        kept = subscription.digest or (is_clearing(event) and history.told)
        return Verdict("digest" if kept else "merged", "article")
    if not reason:
        return Verdict("digest" if subscription.digest else "expired", "level")
    if any(holds(mute, event, subscription, now) for mute in mutes):
        return Verdict("muted", "mute")
    if history.this_hour >= subscription.hourly_cap and event.level != "Kritis":
        return Verdict("digest", "cap")
    return Verdict("queued", reason)


def _worth(event: Event, subscription: Subscription, history: History) -> str:
    if history.alerted:
        return "change"
    if rank(event.level) >= rank(subscription.level):
        return "new"
    return "followed" if subscription.followed and event.case.followed else ""


def holds(mute: Mute, event: Event, subscription: Subscription, now: datetime) -> bool:
    """Tell whether a mute silences this event for this subscription now."""
    return (
        mute.subscription_id in {None, subscription.id}
        and mute.incident_id in {None, event.case.id}
        and mute.since <= now < mute.until
    )
