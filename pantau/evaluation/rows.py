"""Examples for fitting."""

from dataclasses import dataclass, field

from archive.records.analysis import Stage
from pipeline.judge.features import Features


@dataclass(frozen=True, slots=True)
class Row:
    """One example for fitting.

    Args:
        group: Examples of one group (event) never stand on both sides of a split.
        about: Features of relevance.
        features: Features of kind.
        target: Probability of each of `KINDS`, then of unrelated; sums to 1.
        weight: How much it counts.
        source: Where it is from, for reports.
        id: Its id there.
        worded: How often each root stands in the text; empty for a title.
    """

    group: str
    about: Features
    features: Features
    target: tuple[float, ...]
    weight: float
    source: str
    id: str
    worded: Features = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActRow:
    """The acts that a case might tell of.

    Args:
        group: As of `Row`.
        claimed: For each act that a frame claims its code, its features, and whether the label has it.
        labelled: The acts of the label, found or not.
        named: How often each group of the lexicon is named.
        worded: How often each root stands in the text.
        steps: Of `pipeline.judge.staging`.
        stage: Of the label; None when it has none.
        hand: Who wrote it, for reports: the name of its file.
        short: Whether it is a short story, written to tell steps in many ways: no act is fitted on it.
    """

    group: str
    claimed: tuple[tuple[str, Features, bool], ...]
    labelled: frozenset[str]
    named: Features
    worded: Features
    steps: Features
    stage: Stage | None
    hand: str
    short: bool = False
