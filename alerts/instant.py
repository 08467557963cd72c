"""Writes the instant alert of one case for one reader: what, how sure, why you, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from alerts.changes import change_lines
from alerts.decide import is_clearing
from alerts.links import COMMANDS, VERBS, Links
from alerts.model import Event, Message, Subscription
from alerts.render import fill, inline
from alerts.views import CaseView
from alerts.wording import ACTS, clean_line, clock_time, level_name, limit_left, limit_name, long_day, short_day, words
from base.catalogue import Catalogue
from pipeline.linking.clocks import Clock

MOST_SOURCES = 5
MOST_RULES = 6
VERB_NAMES = {
    "benar": "It is a case",
    "bukan-kasus": "Not a case",
    "bungkam": "Mute",
    "tangani": "I take it",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a reader gets an alert.

    Args:
        events: What happened, oldest first; the first one names the message.
        follows: Whether the reader was alerted to the case before.
        reasons: Codes of `Verdict.reason`.
    """

    events: tuple[Event, ...]
    follows: bool
    reasons: tuple[str, ...]


def instant_key(subscription: Subscription, view: CaseView, cause: Cause) -> str:
    """Return the unique key of the alert: reader, case and the event that caused it."""
    return f"instant:{subscription.id}:{view.code}:{cause.events[0].id}"


def write_instant(
    view: CaseView, cause: Cause, subscription: Subscription, links: Links, now: datetime, key: str
) -> Message:
    """Return the message, as text, HTML and for messengers."""
    values = _values(view, cause, subscription, links, now)
    head = str(values["head"])
    return Message(
        key=key,
        form="instant",
        recipient=subscription.recipient,
        subscription_id=subscription.id,
        subscription=subscription.title,
        subject=clean_line(f"{head}: {view.label} [{view.code}]", 200),
        text=fill("instant.txt.j2", **values),
        html=inline(fill("instant.html.j2", **values)),
        parts=(_telegram(view, values),),
        summary=clean_line(f"{head}: {view.label}. {view.place}. {view.sources}; {view.standing[0]}."),
        link=links.case(view.code),
        unsubscribe=links.unsubscribe(subscription.id),
        thread=f"case:{view.code}",
        level=view.level,
        made_at=now,
        language=subscription.language,
        data=facts(view, cause),
    )


def _values(view: CaseView, cause: Cause, subscription: Subscription, links: Links, now: datetime) -> dict[str, object]:
    """Return what the templates fill in."""
    t = words(subscription.language)
    zone = ZoneInfo(subscription.timezone)
    return {
        "t": t,
        "lang": subscription.language,
        "view": view,
        "head": headline(view, cause, t),
        "level": level_name(view.level, t),
        "changes": change_lines(cause.events, t),
        "rules": _rules(view, t),
        "clocks": tuple(limit_line(clock, subscription, t) for clock in view.clocks),
        "sources": view.headlines[-MOST_SOURCES:][::-1],
        "more_sources": max(0, len(view.headlines) - MOST_SOURCES),
        "why": why(subscription, cause, t),
        "when": f"{long_day(now.astimezone(zone).date(), subscription.language)}, {clock_time(now, zone)}",
        "link": links.case(view.code),
        "actions": _actions(view, subscription, links, t),
        "commands": tuple(command.format(code=view.code) for command in COMMANDS),
        "unsubscribe": links.unsubscribe(subscription.id),
        "day": lambda value: short_day(value, subscription.language),
    }


def _rules(view: CaseView, t: Catalogue) -> str:
    """Return the rules with the form of breach that each follows from: `Foto bersama atau pose jari: DIS-07`."""
    found: dict[str, list[str]] = {}
    for rule in view.incident.rules[:MOST_RULES]:
        found.setdefault(rule.act, []).append(rule.code)
    named = ((t(ACTS[act]) if act in ACTS else act, codes) for act, codes in found.items())
    return "; ".join(f"{name}: {', '.join(codes)}" for name, codes in named)


def _actions(view: CaseView, subscription: Subscription, links: Links, t: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return name and signed address of each act; none without a public address."""
    found = ((t(VERB_NAMES[verb]), links.act(verb, view.code, subscription.id)) for verb in VERBS)
    return tuple((name, address) for name, address in found if address is not None)


def headline(view: CaseView, cause: Cause, t: Catalogue) -> str:
    """Return the first words of the subject: clearing, news of a known case, or the level of a new one."""
    clearing = [event for event in cause.events if is_clearing(event)]
    if clearing and cause.follows:  # who hears of the case for the first time is told the case
        return change_lines(tuple(clearing[-1:]), t)[0]
    return t("Update") if cause.follows else level_name(view.level, t).upper()


def why(subscription: Subscription, cause: Cause, t: Catalogue) -> str:
    """Return why this reader gets it."""
    if cause.follows and "clearing" in cause.reasons:
        return t("You were told the allegation; clearings and denials reach everyone who was.")
    parts = []
    if subscription.regions:
        parts.append(t("regions {codes}", codes=", ".join(subscription.regions)))
    if subscription.acts:
        parts.append(t("forms {codes}", codes=", ".join(subscription.acts)))
    if subscription.kinds:
        parts.append(t("kinds {codes}", codes=", ".join(subscription.kinds)))
    if subscription.query:
        parts.append(t("query {query}", query=clean_line(subscription.query, 80)))
    if "followed" in cause.reasons:
        parts.append(t("followed case"))
    else:
        parts.append(t("level {level} and above", level=level_name(subscription.level, t)))
    return t("Subscription “{name}”: {parts}.", name=clean_line(subscription.title, 60), parts="; ".join(parts))


def limit_line(clock: Clock, subscription: Subscription, t: Catalogue) -> str:
    """Return one time limit with its law: `Lapor ke Bawaslu: sisa 3 hari, s.d. 11 Okt 2024 (UU ...)`."""
    return t(
        "{what}: {left}, until {day} ({basis})",
        what=limit_name(clock, t),
        left=limit_left(clock, t),
        day=short_day(clock.due, subscription.language),
        basis=clock.limit.basis,
    )


def facts(view: CaseView, cause: Cause) -> dict[str, object]:
    """Return what machines get: no hidden names, also in addresses, and no article text."""
    case = view.incident
    return {
        "type": "case." + cause.events[-1].type,
        "code": case.code,
        "label": view.label,
        "level": view.level,
        "score": case.severity.score,
        "regions": list(case.regions),
        "acts": list(case.acts),
        "discipline": case.discipline,
        "criminal": case.criminal,
        "end": case.end,
        "review": case.review,
        "events": [event.type for event in cause.events],
        "sources": len(case.sources),
        "articles": [
            {"title": line.title, "url": line.public_url, "source": line.source} for line in view.headlines[-20:]
        ],
    }


def _telegram(view: CaseView, values: Mapping[str, object]) -> str:
    html: str = fill("instant.telegram.html.j2", **values)
    if len(html) > 4096:  # noqa: PLR2004 - Bot API, sendMessage: 1-4096 characters
        lines = (view.sources, *view.standing, view.code)
        return f"<b>{escape(view.label)}</b>\n" + "\n".join(escape(line) for line in lines)
    return html.strip()
