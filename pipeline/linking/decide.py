"""What officers do with cases: each act is a decision that no automatic run overwrites, an event, an audit line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from archive.records.incident import Incident, IncidentEvent, Review
from archive.store.audit import record_act
from archive.store.incident_decisions import Decision, add_decision, answer
from archive.store.incident_links import constrain, constraints_of, homes, lock
from archive.store.incidents import add_events, load_incident, load_living
from base.errors import UsageError
from base.said import said
from pipeline.linking.link import link
from pipeline.linking.regroup import Occasion, regroup
from pipeline.linking.rulings import check

Name = int | str
"""A case by id or code."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Who decides, and when.

    Args:
        by: Name as shown in the history.
        now: Aware UTC.
    """

    by: str
    now: datetime


def review(connection: Connection, name: Name, verdict: Review, officer: Officer, *, reason: str = "") -> Incident:
    """Verify, dismiss or reopen (`unreviewed`) a case.

    Raises:
        UsageError: A case is dismissed without a reason.
        ArchiveError: There is no such case.
    """
    if verdict == "dismissed" and not reason.strip():
        raise UsageError(said("A case is dismissed with a reason: it is shown to everyone who was told of the case."))
    return _decide(connection, name, "review", verdict, officer, reason.strip())


def note(connection: Connection, name: Name, text: str, officer: Officer) -> Incident:
    """Add a note.

    Raises:
        UsageError: The note is empty.
        ArchiveError: There is no such case.
    """
    if not text.strip():
        raise UsageError(said("The note is empty."))
    return _decide(connection, name, "note", text.strip(), officer, "")


def assign(connection: Connection, name: Name, assignee: str | None, officer: Officer) -> Incident:
    """Give a case to an officer, or to nobody (None)."""
    return _decide(connection, name, "assignee", (assignee or "").strip(), officer, "")


def follow(connection: Connection, name: Name, officer: Officer, *, yes: bool = True) -> Incident:
    """Ask to hear of every change of a case, or no more."""
    return _decide(connection, name, "followed", "yes" if yes else "no", officer, "")


def set_field(
    connection: Connection, name: Name, field: str, value: str, officer: Officer, *, article: int | None = None
) -> Incident | None:
    """Correct a case, or one of its articles.

    Args:
        connection: In a write transaction.
        name: The case.
        field: One of `rulings.CASE_FIELDS`, or of `rulings.ARTICLE_FIELDS` with `article`.
        value: In the form that `rulings.check` tells.
        officer: Who decides.
        article: Id of an article of the case: its analysis is corrected, and it is linked anew.

    Returns:
        The case; None when the correction left it without articles.

    Raises:
        UsageError: Field or value is not allowed, or the article is not of the case.
        ArchiveError: There is no such case.
    """
    plain = check(field, value, article=article is not None)
    if article is None:
        return _decide(connection, name, field, plain, officer, "")
    lock(connection)
    case = load_living(connection, name)
    if article not in case.articles:
        raise UsageError(
            said(
                "Article {article} is not of case {code}. Its articles: {list}",
                article=article,
                code=case.code,
                list=_list(case.articles),
            )
        )
    add_decision(connection, Decision(None, article, field, plain, officer.by, officer.now))
    _record(connection, case, field, plain, officer, "", article)
    link(connection, article, now=officer.now, alertable=False)
    after = load_incident(connection, case.id)
    return after if after.articles else None


def merge(connection: Connection, one: Name, two: Name, officer: Officer, *, reason: str = "") -> Incident:
    """Make two cases one; the first keeps its id and code.

    Raises:
        UsageError: They are one case already.
        ArchiveError: There is no such case.
    """
    lock(connection)
    kept, gone = load_living(connection, one), load_living(connection, two)
    if kept.id == gone.id:
        raise UsageError(said("{one} and {two} are one case already: {code}", one=one, two=two, code=kept.code))
    articles = (*kept.articles, *gone.articles)
    _say(connection, _chain(articles) | _apart(connection, articles), officer, same=True, reason=reason)
    for case, value in ((kept, gone.code), (gone, kept.code)):
        add_decision(connection, Decision(case.id, None, "merge", value, officer.by, officer.now, reason))
    answer(connection, kept.id, gone.id, accepted=True)
    _record(connection, kept, "merge", gone.code, officer, reason, None)
    regroup(connection, articles, Occasion(officer.now, alertable=False, keep=frozenset({kept.id})))
    return load_incident(connection, kept.id)


def split(
    connection: Connection, name: Name, articles: Iterable[int], officer: Officer, *, reason: str = ""
) -> Incident:
    """Take articles out of a case into a case of their own.

    Returns:
        The new case.

    Raises:
        UsageError: An article is not of the case, or none would be left in it.
        ArchiveError: There is no such case.
    """
    lock(connection)
    case = load_living(connection, name)
    moved = sorted(set(articles))
    rest = [article for article in case.articles if article not in moved]
    if not moved or not set(moved) <= set(case.articles):
        raise UsageError(said("Name articles of case {code}: {list}", code=case.code, list=_list(case.articles)))
    if not rest:
        raise UsageError(said("At least one article has to stay in the case."))
    _say(connection, _chain(moved) | _chain(rest), officer, same=True, reason=reason)
    _say(connection, {(one, two) for one in moved for two in rest}, officer, same=False, reason=reason)
    add_decision(connection, Decision(case.id, None, "split", _list(moved), officer.by, officer.now, reason))
    _record(connection, case, "split", _list(moved), officer, reason, None)
    regroup(connection, case.articles, Occasion(officer.now, alertable=False, keep=frozenset({case.id})))
    made = homes(connection, moved)[moved[0]]
    if made == case.id:  # the case's id went with the moved articles: `rest` is what is new
        made = homes(connection, rest)[rest[0]]
    return load_incident(connection, made)


def refuse(connection: Connection, one: Name, two: Name, officer: Officer) -> None:
    """Say that a suggested link is wrong: the two stay two cases, whatever later articles tell.

    Raises:
        UsageError: They are one case; split it instead.
        ArchiveError: There is no such case.
    """
    lock(connection)
    left, right = load_living(connection, one), load_living(connection, two)
    if left.id == right.id:
        raise UsageError(said("{one} and {two} are one case; use `pantau incident split`.", one=one, two=two))
    _say(connection, {(a, b) for a in left.articles for b in right.articles}, officer, same=False, reason="")
    answer(connection, left.id, right.id, accepted=False)
    _record(connection, left, "refuse", right.code, officer, "", None)


def _decide(connection: Connection, name: Name, field: str, value: str, officer: Officer, reason: str) -> Incident:
    lock(connection)
    case = load_living(connection, name)
    add_decision(connection, Decision(case.id, None, field, value, officer.by, officer.now, reason))
    _record(connection, case, field, value, officer, reason, None)
    regroup(connection, case.articles, Occasion(officer.now, alertable=False, force=frozenset({case.id})))
    return load_incident(connection, case.id)


def _record(
    connection: Connection,
    case: Incident,
    field: str,
    value: str,
    officer: Officer,
    reason: str,
    article: int | None,
) -> None:
    payload: dict[str, str | int | bool | None] = {"field": field, "value": value, "by": officer.by}
    payload |= {"from": case.review} if field == "review" else {}  # the same said twice is no news
    payload |= {"reason": reason} if reason else {}
    event = IncidentEvent(case.id, officer.now, "decision", case.severity.level, False, payload, article)  # noqa: FBT003 - decisions ring nobody
    add_events(connection, [event])
    detail = {key: part for key, part in payload.items() if key != "by"} | ({"article": article} if article else {})
    record_act(connection, now=officer.now, by=officer.by, act="decide", target=f"incident:{case.code}", detail=detail)


def _say(connection: Connection, pairs: set[tuple[int, int]], officer: Officer, *, same: bool, reason: str) -> None:
    constrain(connection, sorted(pairs), same=same, by=officer.by, now=officer.now, reason=reason)


def _chain(articles: Iterable[int]) -> set[tuple[int, int]]:
    """Return pairs that tie all articles to the first."""
    first, *others = sorted(set(articles))
    return {(first, other) for other in others}


def _apart(connection: Connection, articles: Iterable[int]) -> set[tuple[int, int]]:
    """Return the pairs inside a group that people called different before."""
    inside = set(articles)
    said = constraints_of(connection, inside)
    return {(word.low, word.high) for word in said if not word.same and word.low in inside and word.high in inside}


def _list(articles: Iterable[int]) -> str:
    return ", ".join(str(article) for article in articles)
