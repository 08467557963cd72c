"""Expands the words of a query to their forms that occur in the archive."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from archive.query.ast import Node, Word, leaves, map_words
from archive.stems import stems
from archive.tables.articles import search_word

MAX_FORMS = 40  # of one word; the shortest are kept, which are the least affixed
MAX_TERMS = 400  # of a query with all forms: a look-up each; queries of many words get fewer forms of each
LEAST_FORMS = 4


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of a query and the forms it was expanded to.

    Args:
        word: As typed, folded.
        forms: What is looked for.
        left_out: What the reader unticked.
        unsaid: How many more forms are looked for that are not told: words of hidden names.
    """

    word: str
    forms: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    unsaid: int = 0


def forms(connection: Connection, word: str, *, most: int = MAX_FORMS) -> tuple[str, ...]:
    """Return the words of the archive that are forms of a word, itself first, the shortest next, at most `most`."""
    query = select(search_word.c.word).where(search_word.c.stem.in_(sorted(stems(word)))).distinct()
    found = sorted(set(connection.execute(query).scalars()) - {word}, key=lambda form: (len(form), form))
    return (word, *found[: most - 1])


def expand(connection: Connection, node: Node, *, without: Collection[str] = ()) -> tuple[Node, tuple[Expansion, ...]]:
    """Return the tree with the forms of its words filled in, and those forms for the reader.

    Args:
        connection: To the archive.
        node: From `parse`.
        without: Forms the reader unticked; the typed word itself always stays.
    """
    typed = {leaf.text for leaf in leaves(node) if isinstance(leaf, Word) and leaf.match == "forms"}
    most = max(LEAST_FORMS, min(MAX_FORMS, MAX_TERMS // max(1, len(typed))))
    known = {word: forms(connection, word, most=most) for word in sorted(typed)}
    out = frozenset(without)
    shown = tuple(
        Expansion(word, kept(word, found, out), tuple(form for form in found if form in out and form != word))
        for word, found in known.items()
    )

    def fill(word: Word) -> Word:
        if word.match != "forms":
            return replace(word, forms=(word.text,))
        return replace(word, forms=kept(word.text, known[word.text], out))

    return map_words(node, fill), shown


def kept(word: str, found: tuple[str, ...], out: frozenset[str]) -> tuple[str, ...]:
    """Return the forms that were not unticked."""
    return tuple(form for form in found if form == word or form not in out)
