"""What an article is full of: how often each group of the lexicon is named, whatever stands beside it.

Groups are semantic fields (means of the state, finger signs, threats), so that wording which no frame foresaw still
speaks for an act. No word of any article enters a model, only the lexicon's own groups.
"""

import math
from collections import Counter
from collections.abc import Mapping
from itertools import chain

from pipeline.judge.features import Features
from pipeline.judge.reading import Reading
from pipeline.text.lexicon import Lexicon

LENGTH = 3.0
"""Features of one article are scaled to this length, so that long articles weigh no more than short ones."""


def _named(reading: Reading) -> dict[int, int]:
    """Return for each group named, in order of appearance, in how many sentences it is: the title is one."""
    sentences = [set[int]().union(*[hit.groups for hit in sentence.hits]) for sentence in reading.all()]
    counts = Counter(chain.from_iterable(sentences))
    order = dict.fromkeys(chain.from_iterable(map(sorted, sentences)))  # the same in every run, and so sums over them
    return dict(zip(order, map(counts.__getitem__, order), strict=True))


def field_features(reading: Reading, lexicon: Lexicon) -> Features:
    """Return for each group named in title or text how often, in sentences, on a logarithmic scale of fixed length."""
    named = _named(reading)
    return scaled(dict(zip(map(lexicon.names.__getitem__, named), named.values(), strict=True)))


def scaled(counts: Mapping[str, int]) -> Features:
    """Return how often something stands in an article on a logarithmic scale, all together of fixed length."""
    grown = {count: 1 + math.log(count) for count in set(counts.values())}  # few differ, and most are 1
    squares = {count: value * value for count, value in grown.items()}
    length = math.sqrt(sum(map(squares.__getitem__, counts.values()))) or 1.0
    told = {count: value * LENGTH / length for count, value in grown.items()}
    return dict(zip(counts, map(told.__getitem__, counts.values()), strict=True))
