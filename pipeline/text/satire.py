"""Tells a piece that says of itself that it is satire: what it tells was invented, whatever its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.records.span import Span
from base.datafile import Located, read_yaml
from base.listed import refuse_unknown, words
from base.said import said
from pipeline.text.document import Document
from pipeline.text.lexicon import Sample

_LISTS = ("marks", "pieces", "before", "not")
_SAMPLES = {"examples": True, "counter": False}
_EDGE = 160
"""Characters of the text's first and last paragraph in which a mark may stand: a label or a note, no story."""


@dataclass(frozen=True)
class SatireWords:
    """`lexicon/satire.yaml`, ready to use.

    Args:
        label: A mark that labels what it stands at.
        statement: A sentence that says it.
        samples: The examples.
    """

    label: re.Pattern[str]
    statement: re.Pattern[str]
    samples: tuple[Sample, ...]

    def said_in(self, document: Document) -> tuple[Span, ...]:
        """Return where a piece says that it is satire; empty where it does not."""
        return tuple(self._found(document))

    def failures(self) -> list[Sample]:
        """Return the examples that do not come out as their author wanted, as headline or as text."""
        return [one for one in self.samples if self._tells(one.text) != one.wanted]

    def _tells(self, text: str) -> bool:
        return bool(self.said_in(Document(text, "")) or self.said_in(Document("", text)))

    def _found(self, document: Document) -> Iterator[Span]:
        label = self.label.search(document.title)
        if label:
            yield document.span(*label.span(), "title")
        ends = {piece.start: piece for piece in (*document.paragraphs[:1], *document.paragraphs[-1:])}
        for piece in ends.values():
            label = self.label.search(document.text[piece.start : min(piece.end, piece.start + _EDGE)])
            if label:
                yield document.span(piece.start + label.start(), piece.start + label.end())
        for piece in document.sentences:
            told = self.statement.match(document.text, piece.start, piece.end)
            if told and not document.in_quotation(told.end() - 1):
                yield document.span(*told.span())
        told = self.statement.match(document.title)
        if told:
            yield document.span(*told.span(), "title")


def load_satire(config: Path) -> SatireWords:
    """Read `lexicon/satire.yaml` under a configuration folder.

    Raises:
        ConfigError: The file or a list is missing or empty, or a key is none; with file and line.
    """
    source = read_yaml(config / "lexicon" / "satire.yaml")
    refuse_unknown(source, (), (*_LISTS, *_SAMPLES))
    marks, pieces, before, no = (_one_of(source, key) for key in _LISTS)
    # `[SATIR]`, `(Rubrik Satire)`; `Satire: ...`, `Satir | ...` at the beginning, `... | Satire` at the end.
    boxed = rf"[\[(]\s*(?:\w+\s+)?{marks}\s*[\])]"
    headed = rf"^[\W_]*{marks}\s*[:|–—]"
    tailed = rf"[|–—]\s*{marks}\W*$"
    opening = rf"[^\w\"“„'‘]*(?:{before}\s*[:,]\s*)?"
    return SatireWords(
        re.compile(f"{boxed}|{headed}|{tailed}", re.IGNORECASE),
        re.compile(rf"{opening}{pieces} ini(?: (?!{no}\b)\w+){{0,4}} {marks}\b", re.IGNORECASE),
        tuple(_samples(source)),
    )


def _one_of(source: Located, key: str) -> str:
    """Return an expression for one word of a list, the longest first."""
    listed = words(source, (key,))
    if not listed:
        raise source.error(said("{key} must be a list of words", key=key), (key,))
    return "(?:" + "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)) + ")"


def _samples(source: Located) -> Iterator[Sample]:
    for key, wanted in _SAMPLES.items():
        for index, text in enumerate(words(source, (key,))):
            yield Sample(text, "satire", wanted, source.file, source.line((key, index)))
