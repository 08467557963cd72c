"""Hits, rows and records of the archive as a reader without the right to names sees them."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from sqlalchemy import Connection

from archive.export.rows import ExportRow
from archive.finding.highlight import Piece
from archive.query.expand import Expansion
from archive.search import Hit
from pipeline.linking.covering import Names, cover, cover_url, hides_in, host_of, names_in_address
from pipeline.linking.hidden import hidden_everywhere
from pipeline.linking.hiding import names_of_articles
from web.marks import Evidence, stretches

MARK = "hit"
KEPT = frozenset({"url", "url_key", "code", "where"})  # keys whose values are no prose


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


def cover_data(value: object, names: Names) -> object:
    """Return JSON-ready data with the names as initials wherever prose stands; addresses and codes stay."""
    if isinstance(value, str):
        return cover(value, names)
    if isinstance(value, list | tuple):
        return [cover_data(item, names) for item in value]
    if isinstance(value, dict):
        return {key: item if key in KEPT else cover_data(item, names) for key, item in value.items()}
    return value
