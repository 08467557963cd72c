"""Which names are hidden in which article: those of the low ranks of its whole case, however each article prints them.

A case keeps the fullest form of a name only; an article that misspells or shortens it would show it. So the persons of
every article of the case count.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from sqlalchemy import Connection, select

from archive.export.rows import ExportRow
from archive.finding.highlight import Piece
from archive.query.expand import Expansion
from archive.records.incident import Incident
from archive.search import Hit
from archive.store.incidents import load_incidents
from archive.tables.articles import analysis as analyses
from archive.tables.incidents import incident_article
from pipeline.linking.hidden import HiddenNames, Words, hidden_everywhere, name_words
from pipeline.linking.names import hides_names, is_low_rank
from web.marks import Evidence, Hidden, Names, cover, hidden_names, hides_in, host_of, names_in_address, stretches

MARK = "hit"
KEPT = frozenset({"url", "url_key", "code", "where"})  # keys whose values are no prose


class Person(NamedTuple):
    """As much of an actor as hiding needs."""

    name: str | None
    role: str | None
    part: str


def names_of_case(
    connection: Connection, case: Incident, *, may_see_names: bool, everywhere: HiddenNames | None = None
) -> Hidden:
    """Return the names to hide wherever something about a case is shown.

    Args:
        connection: Reading.
        case: Of which something is shown.
        may_see_names: The reader has the right and asked for them.
        everywhere: `hidden_everywhere`, where it is read already.
    """
    if may_see_names:
        return Hidden()
    told = _persons(connection, {case.id}, ())
    own = hidden_names(case, told.get(case.id, ()), may_see_names=False)
    return Hidden(own, everywhere or hidden_everywhere(connection), _spared(case))


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
    singles = select((-analyses.c.article_id).label("key"), analyses.c.record)
    for query in (
        members.where(incident_article.c.incident_id.in_(sorted(cases))),
        singles.where(analyses.c.article_id.in_(alone), analyses.c.relevant),
    ):
        for key, record in connection.execute(query):
            for one in json.loads(record).get("actors", ()):
                names = (one.get("name"), *one.get("aliases", ()))
                found[key] += [Person(name, one.get("role"), one.get("part", "")) for name in names]
    return found


def cover_hits(connection: Connection, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits with hidden names as initials, in titles and passages, also where a mark cuts a name in two."""
    hidden = names_of_articles(connection, (hit.article_id for hit in hits))

    def shown(hit: Hit) -> Hit:
        names = hidden[hit.article_id]
        return replace(
            hit, url=cover_url(hit.url, names), title=_pieces(hit.title, names), passage=_pieces(hit.passage, names)
        )

    return tuple(shown(hit) for hit in hits)


def cover_forms(connection: Connection, found: Sequence[Expansion]) -> tuple[Expansion, ...]:
    """Return word forms without words of hidden names, which `norhayat` would complete; how many there are is told."""
    names = hidden_everywhere(connection).single

    def shown(one: Expansion) -> Expansion:
        told = tuple(form for form in one.forms if form == one.word or form not in names)
        return replace(one, forms=told, unsaid=len(one.forms) - len(told))

    return tuple(shown(one) for one in found)


def _pieces(pieces: tuple[Piece, ...], names: Names) -> tuple[Piece, ...]:
    text = "".join(piece.text for piece in pieces)
    if not hides_in(text, names):
        return pieces
    marks, at = [], 0
    for piece in pieces:
        if piece.marked:
            marks.append(Evidence(at, at + len(piece.text), MARK))
        at += len(piece.text)
    told = stretches(text, marks, names)
    return tuple(Piece(stretch.text, bool(stretch.claims) and not stretch.hidden) for stretch in told)


def cover_rows(connection: Connection, rows: Sequence[ExportRow]) -> list[ExportRow]:
    """Return rows of an export with hidden names in their titles as initials, and no address that may spell one."""
    hidden = names_of_articles(connection, (row.id for row in rows))

    def shown(row: ExportRow) -> ExportRow:
        names = hidden[row.id]
        if not names.own and not hides_in(f"{row.title} {unquote(row.url)}", names):
            return row
        short = bool(names.own) or names_in_address(row.url, names)
        return replace(row, title=cover(row.title, names), url=host_of(row.url) if short else row.url)

    return [shown(row) for row in rows]


def cover_url(url: str, names: Names) -> str:
    """Return the address, of which only the host where the rest spells a hidden name."""
    return host_of(url) if names_in_address(url, names) else url


def cover_data(value: object, names: Names) -> object:
    """Return JSON-ready data with the names as initials wherever prose stands; addresses and codes stay."""
    if isinstance(value, str):
        return cover(value, names)
    if isinstance(value, list | tuple):
        return [cover_data(item, names) for item in value]
    if isinstance(value, dict):
        return {key: item if key in KEPT else cover_data(item, names) for key, item in value.items()}
    return value
