"""Which names are hidden in which case and article: those of the low ranks of its whole case, however it prints them.

A case keeps the fullest form of a name only; an article that misspells or shortens it would show it. So the persons of
every article of the case count.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from archive.records.incident import Incident
from archive.store.incidents import load_incidents
from archive.tables.articles import analysis as analyses
from archive.tables.incidents import incident_article
from pipeline.linking.covering import Hidden, hidden_names
from pipeline.linking.hidden import HiddenNames, Words, hidden_everywhere, name_words
from pipeline.linking.names import hides_names, is_low_rank

BATCH = 400  # ids in one IN list


class Person(NamedTuple):
    """As much of an actor as hiding needs."""

    name: str | None
    role: str | None
    part: str


def names_of_case(connection: Connection, case: Incident, *, may_see_names: bool) -> Hidden:
    """Return the names to hide wherever something about a case is shown.

    Args:
        connection: Reading.
        case: Of which something is shown.
        may_see_names: The reader has the right and asked for them.
    """
    return Hidden() if may_see_names else names_of_cases(connection, (case,))[case.id]


def names_of_cases(connection: Connection, cases: Iterable[Incident]) -> dict[int, Hidden]:
    """Return the names to hide wherever something about each case is shown, by its id."""
    known = {case.id: case for case in cases}
    told = _persons(connection, {key for key, case in known.items() if hides_names(case)}, ())
    everywhere: HiddenNames = hidden_everywhere(connection)
    return {
        key: Hidden(hidden_names(case, told.get(key, ()), may_see_names=False), everywhere, _spared(case))
        for key, case in known.items()
    }


def _spared(case: Incident | None) -> frozenset[Words]:
    """Return the names a case shows itself: of all when a body decided, else of high ranks."""
    actors = case.actors if case is not None else ()
    shown = (one for one in actors if one.name and (not is_low_rank(one.role) or (case and not hides_names(case))))
    return frozenset(name_words(name) for one in shown for name in (one.name or "", *one.aliases))


def names_of_articles(connection: Connection, ids: Iterable[int], *, may_see_names: bool = False) -> dict[int, Hidden]:
    """Return what to hide in each article; nothing at all for readers who may see names."""
    wanted = sorted(set(ids))
    if may_see_names or not wanted:
        return {}
    query = select(incident_article.c.article_id, incident_article.c.incident_id)
    rows = connection.execute(query.where(incident_article.c.article_id.in_(wanted)))
    case_of = {row.article_id: row.incident_id for row in rows}
    cases = load_incidents(connection, case_of.values())
    alone = [key for key in wanted if key not in case_of]
    told = _persons(connection, set(cases), alone)
    everywhere = hidden_everywhere(connection)
    plain = Hidden((), everywhere)
    found = dict.fromkeys(wanted, plain)
    for key in (key for key in wanted if key in case_of or -key in told):
        case = cases.get(case_of.get(key, 0))
        own = hidden_names(case, told.get(case.id if case else -key, ()), may_see_names=False)
        found[key] = Hidden(own, everywhere, _spared(case))
    return found


def _persons(connection: Connection, cases: set[int], alone: Sequence[int]) -> Mapping[int, list[Person]]:
    """Return the persons by case, and by the negative id of an article that has none."""
    found: dict[int, list[Person]] = defaultdict(list)
    members = select(incident_article.c.incident_id.label("key"), analyses.c.record)
    members = members.join(analyses, analyses.c.article_id == incident_article.c.article_id)
    singles = select((-analyses.c.article_id).label("key"), analyses.c.record).where(analyses.c.relevant)
    for query, column, ids in (
        (members, incident_article.c.incident_id, sorted(cases)),
        (singles, analyses.c.article_id, sorted(alone)),
    ):
        for start in range(0, len(ids), BATCH):
            for key, record in connection.execute(query.where(column.in_(ids[start : start + BATCH]))):
                for one in json.loads(record).get("actors", ()):
                    names = (one.get("name"), *one.get("aliases", ()))
                    found[key] += [Person(name, one.get("role"), one.get("part", "")) for name in names]
    return found
