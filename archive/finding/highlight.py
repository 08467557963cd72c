"""The passage of an article that answers a query, with its words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.query.ast import And, Near, Node, Or, Phrase, Word
from archive.words import Word as Found
from archive.words import words

PASSAGE = 30  # words: two lines on a page
READ = 40_000  # characters of a text that are looked through


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text.

    Args:
        marked: It is one of the words looked for.
    """

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to mark.

    Args:
        exact: Folded words.
        prefixes: Beginnings of folded words.
    """

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    def marks(self, word: str) -> bool:
        """Tell whether a folded word is to be marked."""
        return word in self.exact or (bool(self.prefixes) and word.startswith(self.prefixes))


def wanted(node: Node) -> Wanted:
    """Return what an expanded query looks for; what it must not find is left out."""
    exact: set[str] = set()
    prefixes: set[str] = set()
    for leaf in _positive(node):
        if isinstance(leaf, Phrase):
            exact.update(leaf.words)
        elif leaf.match == "prefix":
            prefixes.add(leaf.text)
        else:
            exact.update(leaf.forms or (leaf.text,))
    return Wanted(frozenset(exact), tuple(sorted(prefixes)))


def _positive(node: Node) -> Iterable[Word | Phrase]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _positive(part)
    elif isinstance(node, Near):
        yield node.left
        yield node.right
    elif isinstance(node, Word | Phrase):
        yield node


def mark(text: str, what: Wanted) -> tuple[Piece, ...]:
    """Return a whole short text, such as a title, with its words marked."""
    return _pieces(text, 0, len(text), [word for word in words(text) if what.marks(word.folded)])


def passage(text: str, what: Wanted, *, size: int = PASSAGE) -> tuple[Piece, ...]:
    """Return the stretch of `size` words with the most different words looked for; the beginning when there are none.

    An ellipsis stands where the text goes on.
    """
    found = words(text[:READ])
    if not found:
        return ()
    hits = [index for index, word in enumerate(found) if what.marks(word.folded)]
    first = _best_start(found, hits, size)
    last = min(first + size, len(found)) - 1
    start = 0 if first == 0 else found[first].start
    end = len(text) if last == len(found) - 1 and len(text) <= READ else found[last].end
    marked = [found[index] for index in hits if first <= index <= last]
    pieces = _pieces(text, start, end, marked)
    before = (Piece("… "),) if start else ()
    return (*before, *pieces, *((Piece(" …"),) if end < len(text) else ()))


def _best_start(found: Sequence[Found], hits: Sequence[int], size: int) -> int:
    most, best = 0, 0
    for begin in hits:
        inside = {found[index].folded for index in hits if begin <= index < begin + size}
        if len(inside) > most:
            most, best = len(inside), begin
    lead = 5 if best + size < len(found) else size - (len(found) - best)  # some words of context before the first hit
    return max(0, best - max(5, lead))


def _pieces(text: str, start: int, end: int, marked: Iterable[Found]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for word in marked:
        if word.start > at:
            pieces.append(Piece(_line(text[at : word.start])))
        pieces.append(Piece(text[word.start : word.end], marked=True))
        at = word.end
    if at < end:
        pieces.append(Piece(_line(text[at:end])))
    return tuple(pieces)


def _line(text: str) -> str:
    return " ".join(text.replace("\n", " \n ").split("\n")).replace("   ", " ").replace("  ", " ")


def shortened(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Return the first letters of a shown text, with an ellipsis where more was left out.

    Args:
        pieces: With names hidden already: a name cut in two would be known no more.
        most: Letters.
    """
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > most:
            return (*kept, Piece(piece.text[:most].rstrip() + "…", piece.marked))
        kept.append(piece)
        most -= len(piece.text)
    return tuple(kept)
