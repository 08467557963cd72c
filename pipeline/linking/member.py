"""`Member`: one article inside a case, with what the case takes from it."""

from dataclasses import dataclass
from datetime import date, datetime

from archive.records.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a case.

    Args:
        article_id: Archive id.
        key: Folded address key; breaks ties the same way whatever the order of arrival.
        published: Aware UTC; first seen where nothing says it.
        day: Local day of publication.
        source: Network, outlet id or printed name.
        analysis: With people's corrections applied.
        copy_of: Key of an earlier member it repeats; None when original.
    """

    article_id: int
    key: str
    published: datetime
    day: date
    source: str
    analysis: Analysis
    copy_of: str | None = None


def in_order(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Return the members by publication, ties by key."""
    return tuple(sorted(members, key=lambda member: (member.published, member.key)))
