"""Tells which sentences speak of another story: another case, another place, or of witnesses of this one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from archive.records.span import Span
from base.datafile import read_yaml
from base.listed import entries, mapping, words
from base.said import said
from pipeline.entities.model import Asides, Entities
from pipeline.entities.patterns import Patterns
from pipeline.entities.resolve_places import resolve_places
from pipeline.entities.words import Reading
from pipeline.text.document import Document

Sort = Literal["other_case", "goes_on", "contrast", "witness"]

_LEAD = 300
"""Characters of the opening, which tells the story itself."""
_PROVINCE = 2
_CASES = frozenset(["kasus", "perkara", "laporan"])
_LATER = frozenset(["kedua", "ketiga", "keempat", "kelima", "keenam", "terakhir"])


def load_asides(config: Path) -> Patterns[Sort]:
    """Read `lexicon/scenes.yaml`.

    Raises:
        ConfigError: The file is missing or a pattern cannot be read.
    """
    source = read_yaml(config / "lexicon" / "scenes.yaml")
    patterns: Patterns[Sort] = Patterns()
    sorts: tuple[Sort, ...] = get_args(Sort)
    for sort in sorts:
        if sort not in mapping(source):
            raise source.error(said("{sort} must be a list of entries", sort=sort), (sort,), "patterns, examples")
        for number in range(len(entries(source, (sort,), "patterns", "examples"))):
            for pattern in words(source, (sort, number, "patterns")):
                try:
                    patterns.add(pattern, sort)
                except ValueError as error:
                    raise source.error(error.args[0], (sort, number, "patterns")) from error
    return patterns


def find_asides(reading: Reading, patterns: Patterns[Sort]) -> Asides:
    """Return where the text turns aside, as offsets into it."""
    found: dict[Sort, list[int]] = {sort: [] for sort in get_args(Sort)}
    counted = any(reading.low[index + 1 : index + 2] == ["pertama"] for index in reading.where(_CASES))
    for index, sort in patterns.matches(reading):
        if counted and reading.low[index] in _CASES and reading.low[index + 1] in _LATER:
            continue  # a story of several cases tells them one by one: `Kasus pertama ... Kasus kedua ...`
        offset = reading.starts[index] - reading.base
        if offset >= 0:
            found[sort].append(offset)
    return Asides(
        tuple(found["other_case"]), tuple(found["goes_on"]), tuple(found["contrast"]), tuple(found["witness"])
    )


@dataclass(frozen=True)
class Scenes:
    """The sentences of an article that are not about the accused of its story.

    Args:
        document: The article.
        elsewhere: Ordinals of sentences about other cases or other places.
        witnesses: Ordinals of sentences in which witnesses are told of.
    """

    document: Document
    elsewhere: frozenset[int]
    witnesses: frozenset[int]

    @classmethod
    def of(cls, document: Document, entities: Entities) -> "Scenes":
        """Find these sentences."""
        asides = entities.asides

        def ordinals(offsets: tuple[int, ...]) -> set[int]:
            pieces = (document.sentence_at(offset) for offset in offsets)
            return {piece.index for piece in pieces if piece is not None and piece.start >= _LEAD}

        elsewhere = ordinals(asides.other_case)
        contrast = ordinals(asides.contrast)
        if contrast:
            elsewhere |= contrast & _far_sentences(document, entities)
        begins = set(asides.goes_on)
        for piece in document.sentences[1:]:
            before = piece.index - 1
            if before in elsewhere and piece.start in begins and "\n" not in _gap(document, before):
                elsewhere.add(piece.index)
        return cls(document, frozenset(elsewhere), frozenset(ordinals(asides.witness)))

    def is_elsewhere(self, span: Span) -> bool:
        """Tell whether a mention stands in a sentence about another case."""
        return self._stands_in(span, self.elsewhere)

    def is_witness(self, span: Span) -> bool:
        """Tell whether a mention stands in a sentence about witnesses."""
        return self._stands_in(span, self.witnesses)

    def _stands_in(self, span: Span, ordinals: frozenset[int]) -> bool:
        if not ordinals or span.where != "text":
            return False
        piece = self.document.sentence_at(span.start)
        return piece is not None and piece.index in ordinals


def _gap(document: Document, index: int) -> str:
    """Return what stands between a sentence and the next one."""
    return document.text[document.sentences[index].end : document.sentences[index + 1].start]


def _far_sentences(document: Document, entities: Entities) -> set[int]:
    """Return the ordinals of sentences whose places are all others than those of the story."""
    events = {place.code[:5] for place in resolve_places(document, entities, None) if place.part == "event"}
    if not events or any(len(code) == _PROVINCE for code in events):
        return set()
    near: dict[int, bool] = {}
    for find in entities.places:
        piece = document.sentence_at(find.span.start) if find.span.where == "text" else None
        if piece is None:
            continue
        codes = {parent.code for parent in find.parents}
        own = any(code in events or any(event.startswith(code) for event in events) for code in codes)
        near[piece.index] = near.get(piece.index, False) or own
    return {index for index, own in near.items() if not own}
