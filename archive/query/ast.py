"""What a query says, as a tree of frozen dataclasses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

NEAR_FORMS = 12  # of each word of a NEAR: FTS5 needs every pair of forms written out
Match = Literal["forms", "exact", "prefix"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    Args:
        text: Folded as searched (`archive.words.fold`).
        match: `forms` (its Indonesian forms too), `exact` or `prefix`.
        column: 1-based place in the query; 0 when it was not typed.
        title: Only in the title.
        forms: The words to look for; empty until `expand` has filled it.
    """

    text: str
    match: Match = "forms"
    column: int = 0
    title: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, as written; with `slop` in any order with so many other words between at most."""

    words: tuple[str, ...]
    slop: int | None = None
    title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two words in any order with at most `gap` other words between them, both in the title or both in the text."""

    left: Word
    right: Word
    gap: int


@dataclass(frozen=True, slots=True)
class Field:
    """A property that has a value.

    Args:
        name: Canonical name (`archive.query.fields`).
        values: Any of them will do; one but for names that mean several regions.
    """

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number or an ISO day within bounds, both included; None: open on that side."""

    name: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All must match."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one must match."""

    parts: tuple["Node", ...]


Node = Everything | Word | Phrase | Near | Field | Between | Not | And | Or


def leaves(node: Node) -> Iterator[Node]:
    """Yield every leaf of a tree, in order; a `Near` yields itself and its two words."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        yield node
        if isinstance(node, Near):
            yield node.left
            yield node.right


def map_words(node: Node, change: Callable[[Word], Word]) -> Node:
    """Return the tree with every word changed."""
    if isinstance(node, Word):
        return change(node)
    if isinstance(node, Near):
        return replace(node, left=_few_forms(change(node.left)), right=_few_forms(change(node.right)))
    if isinstance(node, Not):
        return Not(map_words(node.part, change))
    if isinstance(node, And):
        return And(tuple(map_words(part, change) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(map_words(part, change) for part in node.parts))
    return node


def _few_forms(word: Word) -> Word:
    return replace(word, forms=word.forms[:NEAR_FORMS])
