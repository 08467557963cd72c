"""The third backend: whether one article (or the newest article of a case) matches, without a database.

Subscriptions ask it for single cases. It is also the plain statement of what a query means, which both databases are
compared with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from archive.query.ast import And, Between, Everything, Field, Near, Node, Not, Or, Phrase, Word
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.stems import stems
from archive.store.facets import LABELS, facets, fold_name
from archive.words import words


@dataclass(frozen=True)
class Subject:
    """What a query can be asked of.

    Args:
        title: May be empty.
        text: May be empty.
        columns: Lower-case values by field: `outlet`, `network`, `language`, `kind`, `stage`, `relevant`, `level`.
        facets: (field, value) pairs as `archive.store.facets` makes them.
        severity: 0..100; None where no score is given.
        day: Local day of publication, else of the first sighting.
        event_day: None when not told.
        incidents: Codes and ids of the case it belongs to.
    """

    title: str
    text: str
    columns: dict[str, str] = field(default_factory=dict)
    facets: frozenset[tuple[str, str]] = frozenset()
    severity: int | None = None
    day: date | None = None
    event_day: date | None = None
    incidents: frozenset[str] = frozenset()

    @cached_property
    def title_words(self) -> list[str]:
        """Return the folded words of the title."""
        return [word.folded for word in words(self.title)]

    @cached_property
    def text_words(self) -> list[str]:
        """Return the folded words of the text."""
        return [word.folded for word in words(self.text)]


def subject_of(
    article: Article,
    analysis: Analysis | None,
    *,
    network: str | None = None,
    level: str | None = None,
    incidents: frozenset[str] = frozenset(),
    severity: int | None = None,
) -> Subject:
    """Return an article and its analysis as a subject; level, codes and score may be those of its case."""
    columns = {"outlet": article.outlet, "network": network, "language": article.language, "level": level}
    if analysis is not None:
        columns |= {
            "kind": analysis.kind.value,
            "stage": analysis.stage and analysis.stage.value,
            "relevant": "ya" if analysis.relevant else "tidak",
        }
        if severity is None and analysis.severity:
            severity = min(100, sum(part.points for part in analysis.severity))
    return Subject(
        title=article.title or "",
        text=article.text,
        columns={name: value.lower() for name, value in columns.items() if value},
        facets=frozenset(facets(analysis)) if analysis is not None else frozenset(),
        severity=severity,
        day=article.published.local_day if article.published else article.first_seen.date(),
        event_day=analysis.event_date.day if analysis is not None and analysis.event_date else None,
        incidents=incidents,
    )


def matches(node: Node, subject: Subject) -> bool:  # noqa: PLR0911 - one case a kind of node
    """Tell whether a subject matches a query; words that were not expanded match by their stems."""
    if isinstance(node, And):
        return all(matches(part, subject) for part in node.parts)
    if isinstance(node, Or):
        return any(matches(part, subject) for part in node.parts)
    if isinstance(node, Not):
        return not matches(node.part, subject)
    if isinstance(node, Everything):
        return True
    if isinstance(node, Field):
        return _has(node, subject)
    if isinstance(node, Between):
        return _within(node, subject)
    return any(_stands(node, column) for column in _columns(node, subject))


def _columns(node: Word | Phrase | Near, subject: Subject) -> Iterator[list[str]]:
    yield subject.title_words
    only_title = node.left.title if isinstance(node, Near) else node.title
    if not only_title:
        yield subject.text_words


def _stands(node: Word | Phrase | Near, column: list[str]) -> bool:
    if isinstance(node, Word):
        return any(_is(node, word) for word in column)
    if isinstance(node, Near):
        left = [place for place, word in enumerate(column) if _is(node.left, word)]
        right = [place for place, word in enumerate(column) if _is(node.right, word)]
        return any(abs(one - other) - 1 <= node.gap for one in left for other in right)
    if node.slop is None:
        size = len(node.words)
        return any(tuple(column[at : at + size]) == node.words for at in range(len(column) - size + 1))
    wanted, span = set(node.words), node.slop + 2
    return any(wanted <= set(column[at : at + span]) for at in range(len(column)))


def _is(word: Word, other: str) -> bool:
    if word.match == "prefix":
        return other.startswith(word.text)
    if word.match == "exact":
        return other == word.text
    if word.forms:
        return other in word.forms
    return other == word.text or bool(stems(word.text) & stems(other))


def _has(node: Field, subject: Subject) -> bool:
    return any(_has_value(node.name, value, subject) for value in node.values)


def _has_value(name: str, value: str, subject: Subject) -> bool:
    if name == "incident":
        return value in {code.lower() for code in subject.incidents}
    if name in LABELS:
        return any(f"{fold_name(found)} ".startswith(f"{value} ") for field, found in subject.facets if field == name)
    if name == "name":
        return any(f" {value} " in f" {found} " for field, found in subject.facets if field == "name")
    if name == "region":
        return (region_field(value), value) in subject.facets
    if name in {"act", "rule", "step"}:
        return (name, value) in subject.facets
    return subject.columns.get(name) == value.lower()


def region_field(code: str) -> str:
    """Return the facet that holds codes of this depth: `province`, `region` or `district`."""
    return ("province", "region", "district")[min(2, code.count("."))]


def _within(node: Between, subject: Subject) -> bool:
    if node.name == "severity":
        found = subject.severity
        low, high = (None if bound is None else int(bound) for bound in (node.low, node.high))
        return found is not None and (low is None or found >= low) and (high is None or found <= high)
    day = subject.day if node.name == "date" else subject.event_day
    return (
        day is not None
        and (node.low is None or day.isoformat() >= node.low)
        and (node.high is None or day.isoformat() <= node.high)
    )
