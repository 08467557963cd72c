"""What an article is full of: how often each group of the lexicon is named, whatever stands beside it.

Groups are semantic fields (means of the state, finger signs, threats), so that wording which no frame foresaw still
speaks for an act. No word of any article enters a model, only the lexicon's own groups.
"""

import math
from collections.abc import Mapping

from pipeline.judge.features import Features
from pipeline.judge.reading import Reading
from pipeline.text.lexicon import Lexicon

LENGTH = 3.0
"""Features of one article are scaled to this length, so that long articles weigh no more than short ones."""


def sentences_of(reading: Reading) -> dict[int, int]:
    """Return for each group named, in order of appearance, the sentences that name it: bit 0 is the title."""
    found: dict[int, int] = {}
    for place, sentence in enumerate(reading.all()):
        bit = 1 << place
        own = set[int]().union(*[hit.groups for hit in sentence.hits])
        for group in own & found.keys():
            found[group] |= bit
        for group in sorted(own - found.keys()):  # sorted, so that sums over them are the same in every run
            found[group] = bit
    return found


def field_features(reading: Reading, lexicon: Lexicon, named: Mapping[int, int] | None = None) -> Features:
    """Return for each group named in title or text how often, in sentences, on a logarithmic scale of fixed length.

    Args:
        reading: Of the article.
        lexicon: For the names of the groups.
        named: Of `sentences_of`, where it is known already.
    """
    names, named = lexicon.names, sentences_of(reading) if named is None else named
    return scaled({names[group]: sentences.bit_count() for group, sentences in named.items()})


def scaled(counts: Mapping[str, int]) -> Features:
    """Return how often something stands in an article on a logarithmic scale, all together of fixed length."""
    grown = {count: 1 + math.log(count) for count in set(counts.values())}  # few differ, and most are 1
    squares = {count: value * value for count, value in grown.items()}
    length = math.sqrt(sum(map(squares.__getitem__, counts.values()))) or 1.0
    told = {count: value * LENGTH / length for count, value in grown.items()}
    return {name: told[count] for name, count in counts.items()}
