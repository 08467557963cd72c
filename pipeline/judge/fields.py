"""What an article is full of: how often each group of the lexicon is named, whatever stands beside it.

Groups are semantic fields (means of the state, finger signs, threats), so that wording which no frame foresaw still
speaks for an act. No word of any article enters a model, only the lexicon's own groups.
"""

import math
from collections import Counter
from collections.abc import Mapping

from pipeline.judge.features import Features
from pipeline.judge.reading import Reading
from pipeline.text.lexicon import Lexicon

LENGTH = 3.0
"""Features of one article are scaled to this length, so that long articles weigh no more than short ones."""


def field_features(reading: Reading, lexicon: Lexicon) -> Features:
    """Return for each group named in title or text how often, in sentences, on a logarithmic scale of fixed length."""
    counts: Counter[int] = Counter()
    for sentence in reading.all():
        counts.update(sorted({group for hit in sentence.hits for group in hit.groups}))
    names = lexicon.names
    return scaled({names[group]: count for group, count in counts.items()})


def scaled(counts: Mapping[str, int]) -> Features:
    """Return how often something stands in an article on a logarithmic scale, all together of fixed length."""
    grown = {count: 1 + math.log(count) for count in set(counts.values())}  # few differ, and most are 1
    squares = {count: value * value for count, value in grown.items()}
    length = math.sqrt(sum(map(squares.__getitem__, counts.values()))) or 1.0
    told = {count: value * LENGTH / length for count, value in grown.items()}
    return {name: told[count] for name, count in counts.items()}
