"""Crowds: what machines repeat by the hundred, so that the thousandth copy costs no more than the fiftieth.

Comparing every copy with every other would grow with the square of their number. An article that repeats as many as
`CROWD` others is tied to the first of them alone (its leader), is filed nowhere, and stands where its leader stands:
it adds to the count of copies and to nothing else. Up to that number, and few stories in a year have more, all pairs
are compared.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from archive.records.incident import Incident
from archive.store.incident_links import homes, mark_copies, settle
from archive.store.incidents import load_incidents, save_incident
from pipeline.linking.events import Happening, happenings
from pipeline.linking.pair import PairScore
from pipeline.linking.profile import Profile
from pipeline.linking.regroup import Occasion, tell
from pipeline.linking.scene import FOLLOWS

CROWD = 40  # copies; the most reprinted story of the written sets has 4


def leader(results: Mapping[int, tuple[Profile, PairScore]]) -> int | None:
    """Return the first published of the articles that one repeats; None when they are no crowd.

    Args:
        results: Profile and score of every article it was compared with, by id.
    """
    copies = [
        (facts.at, facts.key, other)
        for other, (facts, result) in results.items()
        if any(reason.feature == "copy" for reason in result.reasons)
    ]
    return min(copies)[2] if len(copies) >= CROWD else None


def follow(connection: Connection, article_id: int, first: int, occasion: Occasion) -> Incident | None:
    """Put an article into its leader's case as one more copy; None when the leader is in no case.

    The case is not made anew: that is done when an article comes that tells more than the leader.
    """
    home = homes(connection, [first]).get(first)
    if home is None:
        return None
    before = load_incidents(connection, [home])[home]
    after = replace(
        before,
        articles=(*before.articles, article_id),
        copies=(*before.copies, article_id),
        changed=occasion.now,
    )
    save_incident(connection, after, before)
    settle(connection, home, {article_id: (FOLLOWS, "auto")})
    mark_copies(connection, first, [article_id])
    found: tuple[Happening, ...] = happenings(before, after, article_id)
    tell(connection, after, found, occasion)
    return after
