"""Full-text leaves for PostgreSQL: `tsquery` literals over the lexemes that `archive.words.vector` made."""

from archive.query.ast import And, Near, Node, Not, Or, Phrase, Word


def match(node: Word | Phrase | Near) -> str:
    """Return the tsquery literal of a leaf. Of a phrase with slop: all words; the window is checked beside it."""
    if isinstance(node, Word):
        return _any(node)
    if isinstance(node, Phrase):
        weight = ":A" if node.title else ""
        joint = " <-> " if node.slop is None else " & "
        return joint.join(f"'{word}'{weight}" for word in node.words)
    left, right = _any(node.left), _any(node.right)
    ways = [f"{left} <0> {right}"]
    for distance in range(1, node.gap + 2):
        ways += [f"{left} <{distance}> {right}", f"{right} <{distance}> {left}"]
    return " | ".join(f"({way})" for way in ways)


def expression(node: Node) -> str | None:
    """Return one tsquery for a tree of text leaves alone; None when it holds anything else, slop or only NOT."""
    if isinstance(node, Phrase) and node.slop is not None:
        return None
    if isinstance(node, Word | Phrase | Near):
        return f"({match(node)})"
    if not isinstance(node, And | Or):
        return None
    found = [(isinstance(part, Not), expression(part.part if isinstance(part, Not) else part)) for part in node.parts]
    if any(told is None for _, told in found) or all(unwanted for unwanted, _ in found):
        return None
    if isinstance(node, Or):
        return None if any(unwanted for unwanted, _ in found) else f"({' | '.join(str(told) for _, told in found)})"
    return f"({' & '.join(('!' if unwanted else '') + str(told) for unwanted, told in found)})"


def _any(word: Word) -> str:
    marks = ("*" if word.match == "prefix" else "") + ("A" if word.title else "")
    terms = [word.text] if word.match == "prefix" else word.forms or (word.text,)
    return "(" + " | ".join(f"'{term}'{':' + marks if marks else ''}" for term in terms) + ")"
