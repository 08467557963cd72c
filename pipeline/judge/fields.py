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
        mask = sentence.mask
        while mask:
            lowest = mask & -mask
            counts[lowest.bit_length() - 1] += 1
            mask ^= lowest
    names = lexicon.names
    return scaled({names[group]: count for group, count in counts.items()})


def scaled(counts: Mapping[str, int]) -> Features:
    """Return how often something stands in an article on a logarithmic scale, all together of fixed length."""
    values = {name: 1 + math.log(count) for name, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {name: value * LENGTH / length for name, value in values.items()}
