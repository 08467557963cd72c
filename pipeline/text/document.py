"""A text cut into paragraphs, sentences and quotations, each with its offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from archive.records.span import Span, Where
from base.quick import quick

# A full stop ends a sentence unless it closes an abbreviation, an initial or a number.
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "drh",
        "drg",
        "apt",
        "kapt",
        "ir",
        "h",
        "hj",
        "hjh",
        "prof",
        "kh",
        "ust",
        "tgk",
        "st",
        "sh",
        "mh",
        "mm",
        "msi",
        "m.si",
        "se",
        "sos",
        "s.sos",
        "spd",
        "s.pd",
        "mpd",
        "m.pd",
        "no",
        "nomor",
        "jl",
        "jln",
        "kab",
        "kec",
        "kel",
        "prov",
        "rp",
        "dkk",
        "dll",
        "dsb",
        "dst",
        "tsb",
        "yth",
        "bpk",
        "ibu",
        "sdr",
        "ps",
        "psl",
        "pt",
        "cv",
        "tn",
        "ny",
        "a.n",
        "u.b",
        "s.d",
        "d/a",
        "plt",
        "plh",
        "pj",
        "ay",
        "ap",
        "kol",
        "letkol",
        "brigjen",
        "irjen",
        "kompol",
        "akp",
        "akbp",
        "aipda",
        "bripka",
        "iptu",
        "ipda",
        "mayjen",
    ]
)
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9ÀÉÈ])")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_QUOTE = re.compile(r"[\"“„]([^\"“”„]{2,1200})[\"”]")


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document: offsets into its text, and its ordinal among its siblings.

    Args:
        start: First character.
        end: One past the last.
        index: 0-based ordinal.
    """

    start: int
    end: int
    index: int


@dataclass(frozen=True, slots=True)
class Document:
    """Title and text of an article, ready to be read.

    Args:
        title: May be empty.
        text: Paragraphs separated by blank lines; may be empty.
        url: For cases named only in the address; may be empty.

    Attributes:
        paragraphs: In order.
        sentences: In order; a sentence never crosses a paragraph.
        quotations: What stands between quotation marks, without them.
    """

    title: str = field(repr=False)
    text: str = field(repr=False)
    url: str = ""
    paragraphs: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    sentences: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    quotations: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    _sentence_ends: list[int] = field(init=False, repr=False, compare=False)
    _quotation_ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fill, paragraphs = object.__setattr__, _paragraphs(self.text)
        sentences, quotations = _sentences(self.text, paragraphs), _quotations(self.text)
        fill(self, "paragraphs", paragraphs)
        fill(self, "sentences", sentences)
        fill(self, "quotations", quotations)
        fill(self, "_sentence_ends", [piece.end for piece in sentences])
        fill(self, "_quotation_ends", [piece.end for piece in quotations])

    def span(self, start: int, end: int, where: Where = "text") -> Span:
        """Return the evidence for a stretch of the text, title or address."""
        source = self.text if where == "text" else self.title if where == "title" else self.url
        return Span(start, end, source[start:end], where)

    def sentence_at(self, offset: int) -> Piece | None:
        """Return the sentence that holds a text offset; None between sentences."""
        return _at(self.sentences, self._sentence_ends, offset)

    def in_quotation(self, offset: int) -> bool:
        """Tell whether a text offset lies inside quotation marks."""
        return bool(self.quotations) and _at(self.quotations, self._quotation_ends, offset) is not None


def _paragraphs(text: str) -> tuple[Piece, ...]:
    matches = enumerate(_PARAGRAPH.finditer(text))
    return tuple([Piece(match.start(), match.end(), index) for index, match in matches])


def _sentences(text: str, paragraphs: tuple[Piece, ...]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            end = match.start() + 1  # behind the stop; quotation marks that follow it part sentences too
            if _is_abbreviation(text, start, end):
                continue
            found.append(Piece(start, end, len(found)))
            start = match.end()
        if start < paragraph.end:
            found.append(Piece(start, paragraph.end, len(found)))
    return tuple(found)


def _quotations(text: str) -> tuple[Piece, ...]:
    return tuple([Piece(match.start(1), match.end(1), index) for index, match in enumerate(_QUOTE.finditer(text))])


def _at(pieces: tuple[Piece, ...], ends: list[int], offset: int) -> Piece | None:
    place = bisect_right(ends, offset)
    return pieces[place] if place < len(pieces) and pieces[place].start <= offset else None


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    if text[end - 1 : end] != ".":
        return False
    word = text[max(start, end - 12) : end - 1].split()[-1:]
    if not word:
        return False
    bare = word[0].strip("(\"'“").lower()
    return len(bare) == 1 or bare in _ABBREVIATIONS
