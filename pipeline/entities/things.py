"""Finds platforms, and facilities, money and goods of the state."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.records.analysis import Mention
from archive.records.span import Span
from base.datafile import read_yaml
from base.listed import entries, words
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

Sort = Literal["platforms", "facilities"]


@dataclass(frozen=True)
class Things:
    """`lexicon/things.yaml`, ready to search."""

    terms: Terms[tuple[Sort, str]]


def load_things(config: Path) -> Things:
    """Read `lexicon/things.yaml`.

    Raises:
        ConfigError: The file is missing or an entry is malformed.
    """
    source = read_yaml(config / "lexicon" / "things.yaml")
    terms: Terms[tuple[Sort, str]] = Terms()
    sorts: tuple[Sort, ...] = ("platforms", "facilities")
    for sort in sorts:
        for number, item in enumerate(entries(source, (sort,), "label", "terms")):
            for term in words(source, (sort, number, "terms")):
                terms.add(term, (sort, str(item["label"])))
    return Things(terms)


def find_things(reading: Reading, things: Things, aside: AbstractSet[int]) -> dict[Sort, tuple[Mention, ...]]:
    """Return the platforms and the facilities, each label once with all its spans.

    Args:
        reading: The article's words.
        things: From `load_things`.
        aside: Words that are no part of the story, from `furniture`: `Bagikan: Facebook | WhatsApp`.
    """
    found: dict[Sort, dict[str, list[Span]]] = {"platforms": {}, "facilities": {}}
    for index, (sort, label), after in things.terms.matches(reading, stems=True):
        if index in aside:
            continue
        found[sort].setdefault(label, []).append(reading.words_span(index, after))
    return {sort: tuple(Mention(label, tuple(spans)) for label, spans in found[sort].items()) for sort in found}
