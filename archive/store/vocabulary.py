"""The words of the archive by their stems: what queries are expanded from."""

import json
from collections.abc import Iterable

from sqlalchemy import ARRAY, ColumnElement, Connection, String, any_, bindparam, func, select

from archive.stems import stems
from archive.store.dialect import insert_missing
from archive.tables.articles import search_word

LONGEST = 40  # letters; longer "words" are debris


def _known(connection: Connection, words: list[str]) -> set[str]:
    # As one parameter: binding the two hundred words of an article by themselves takes longer than looking them up.
    if connection.dialect.name == "sqlite":
        some: ColumnElement[bool] = search_word.c.word.in_(
            select(func.json_each(json.dumps(words)).table_valued("value").c.value)
        )
    else:
        some = search_word.c.word == any_(bindparam(None, words, type_=ARRAY(String)))
    return set(connection.execute(select(search_word.c.word).where(some)).scalars())


def note_words(connection: Connection, found: Iterable[str]) -> None:
    """Add the words of a new text to the vocabulary.

    On PostgreSQL this is a transaction of its own: two writers that meet the same new words in different order would
    wait for each other for ever, and a word too many does no harm.
    """
    wanted = sorted({word for word in found if 1 < len(word) <= LONGEST and word.isalpha()})
    missing = set(wanted) - _known(connection, wanted)
    rows = [{"stem": stem[:LONGEST], "word": word} for word in sorted(missing) for stem in sorted(stems(word))]
    rows.sort(key=lambda row: (row["stem"], row["word"]))
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        with connection.engine.begin() as own:
            insert_missing(own, search_word, rows)
    else:
        insert_missing(connection, search_word, rows)
