"""Writes a query with the word forms a reader chose, so that it means the same wherever only its text is kept."""

import re

from archive.query.ast import And, Near, Node, Not, Or, Word
from archive.query.expand import Expansion

_WORD = re.compile(r"[^\W_]+")


def spell(text: str, node: Node, expansions: tuple[Expansion, ...]) -> str | None:
    """Return the query with `(=netral ATAU =netralitas)` for a word some of whose forms were unticked.

    Args:
        text: As typed.
        node: Its tree, not expanded.
        expansions: Of its words, with what was unticked.

    Returns:
        The query; None where it cannot be said, for NEAR takes single words only.
    """
    chosen = {one.word: one.forms for one in expansions if one.left_out}
    places, bound = _places(node)
    if any(word.text in chosen for word in bound):
        return None
    for word in sorted(places, key=lambda word: -word.column):
        if word.text in chosen:
            at = _WORD.match(text, word.column - 1)
            if at is None:
                return None
            forms = " ATAU ".join(f"={form}" for form in chosen[word.text])
            told = f"({forms})" if len(chosen[word.text]) > 1 else forms
            text = text[: at.start()] + told + text[at.end() :]
    return text


def _places(node: Node) -> tuple[list[Word], list[Word]]:
    """Return the words that stand for all their forms: those that may become a group, and those inside NEAR."""
    if isinstance(node, Word):
        return ([node] if node.match == "forms" else []), []
    if isinstance(node, Near):
        return [], [word for word in (node.left, node.right) if word.match == "forms"]
    parts = node.parts if isinstance(node, And | Or) else (node.part,) if isinstance(node, Not) else ()
    found = [_places(part) for part in parts]
    return [word for free, _ in found for word in free], [word for _, bound in found for word in bound]
