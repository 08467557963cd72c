"""Full-text leaves for SQLite's FTS5. User text never reaches MATCH but as quoted words of letters and digits."""

from itertools import product

from archive.query.ast import Near, Phrase, Word


def match(node: Word | Phrase | Near) -> str:
    """Return the MATCH expression of a leaf."""
    if isinstance(node, Word):
        return _in_title(f"({' OR '.join(_terms(node))})", title=node.title)
    if isinstance(node, Phrase):
        if node.slop is None:
            return _in_title(_quoted(" ".join(node.words)), title=node.title)
        wanted = " ".join(_quoted(word) for word in dict.fromkeys(node.words))
        return _in_title(f"NEAR({wanted}, {node.slop})", title=node.title)
    pairs = product(_terms(node.left), _terms(node.right))  # FTS5 knows no alternatives inside NEAR
    near = " OR ".join(f"NEAR({left} {right}, {node.gap})" for left, right in pairs)
    return _in_title(f"({near})", title=node.left.title)


def _terms(word: Word) -> list[str]:
    if word.match == "prefix":
        return [f"{_quoted(word.text)} *"]
    return [_quoted(form) for form in word.forms or (word.text,)]


def _quoted(words: str) -> str:
    return f'"{words}"'  # words hold letters, digits and single spaces only


def _in_title(expression: str, *, title: bool) -> str:
    return f"{{title}} : {expression}" if title else expression
