"""The words of the archive by their stems: what queries are expanded from."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from archive.stems import stems
from archive.store.dialect import insert_missing
from archive.tables.articles import search_word

LONGEST = 40  # letters; longer "words" are debris


# All words are one parameter, and only the few new ones come back: binding and fetching the two hundred words of an
# article one by one takes longer than looking them up.
_EACH = {"sqlite": "json_each(:words)", "postgresql": "json_array_elements_text(CAST(:words AS json)) AS value"}
_MISSING = {
    dialect: text(f"SELECT value FROM {each} WHERE NOT EXISTS (SELECT 1 FROM search_word WHERE word = value)")  # noqa: S608 - fixed text
    for dialect, each in _EACH.items()
}


def note_words(connection: Connection, found: Iterable[str]) -> None:
    """Add the words of a new text to the vocabulary.

    On PostgreSQL this is a transaction of its own: two writers that meet the same new words in different order would
    wait for each other for ever, and a word too many does no harm.
    """
    wanted = sorted({word for word in found if 1 < len(word) <= LONGEST and word.isalpha()})
    missing = connection.execute(_MISSING[connection.dialect.name], {"words": json.dumps(wanted)}).scalars()
    rows = [{"stem": stem[:LONGEST], "word": word} for word in sorted(missing) for stem in sorted(stems(word))]
    rows.sort(key=lambda row: (row["stem"], row["word"]))
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        with connection.engine.begin() as own:
            insert_missing(own, search_word, rows)
    else:
        insert_missing(connection, search_word, rows)
