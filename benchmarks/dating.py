"""Which day is that of the act: fits `pipeline/entities/day_weights.py`, and shows how it does on hands left out.

    python benchmarks/dating.py [--write]

Every article of a case in the development halves gives its dates, with the one that the label names; the examples of
`config/lexicon/days.yaml` are one more hand. `left_out`: each hand judged by weights fitted on the others, as
`pantau evaluate` counts days. `--write` writes the weights fitted on all of them.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.records.analysis import Act
from pantau.evaluation.gold import load
from pantau.evaluation.sources import is_held_out
from pipeline.analyse import Analyser
from pipeline.entities.day_weighing import all_signs, timely
from pipeline.entities.day_weights import WEIGHTS
from pipeline.entities.find import find
from pipeline.entities.model import Entities
from pipeline.entities.resolve_day import resolve_event_date, told_with, with_acts
from pipeline.text.document import Document

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "benchmarks" / "corpus"
EXAMPLES = ROOT / "config" / "lexicon" / "days.yaml"
MODULE = ROOT / "pipeline" / "entities" / "day_weights.py"
PENALTY = 3.0
"""Of squared weights; 2 to 8 do alike."""
OFTEN = 5
"""Dates that must carry a sign before it is weighed."""
SILENT = 0.5
"""What an article without a day of the act counts: labels often leave it out where the text would tell."""
EAGER = 1.0
"""Taken from the weight of `none`: a day that is likelier than any other is worth telling."""
SMALL = 0.04
"""Weights below are left out."""
STEPS, PACE = 220, 0.05
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Story:
    """An article of a case, read, and the day by its label; None when it has none.

    `days` and `signs` are those of its dates that may be the day of the act.
    """

    hand: str
    document: Document
    entities: Entities
    acts: tuple[Act, ...]
    published: date | None
    label: date | None
    days: tuple[date, ...]
    signs: tuple[frozenset[str], ...]


def stories(analyser: Analyser) -> Iterator[Story]:
    """Yield what may be developed on."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        for example in load(path):
            if is_held_out(path, example.id) or example.gold is None or not example.gold.is_case:
                continue
            article = example.article
            day = article.published.local_day if article.published else None
            document = Document(article.title or "", article.text, article.url)
            acts = analyser.analyse(article).acts
            yield _story(analyser, path.stem, document, acts, day, example.gold.event_date)
    for item in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["examples"]:
        yield _story(analyser, "examples", Document("", item["text"]), (), item["published"], item["day"])


def _story(
    analyser: Analyser, hand: str, document: Document, acts: tuple[Act, ...], day: date | None, label: date | None
) -> Story:
    entities = find(document, day, analyser.gazetteers)
    dates = timely(with_acts(document, entities.dates, acts), day)
    signs = all_signs(document, dates, told_with(document, acts), day)
    days = tuple(found.day for found in dates)
    return Story(hand, document, entities, acts, day, label, days, tuple(map(frozenset, signs)))


def fit(told: Sequence[Story]) -> dict[str, float]:
    """Return the weights that make the labelled days likeliest; the same stories give the same weights."""
    often = Counter(sign for story in told for signs in story.signs for sign in signs)
    names = ["none", *sorted(sign for sign, number in often.items() if number >= OFTEN)]
    place = {name: column for column, name in enumerate(names)}
    rows, right, worth, lengths = [], [], [], []
    for story in told:
        if not story.days:
            continue
        labels = [day == story.label for day in story.days]
        rows += [[place[sign] for sign in signs if sign in place] for signs in story.signs] + [[0]]
        right += [*labels, not any(labels)]
        lengths.append(len(labels) + 1)
        worth += [1.0 if any(labels) else SILENT] * lengths[-1]
    matrix = np.zeros((len(rows), len(names)))
    for number, columns in enumerate(rows):
        matrix[number, columns] = 1.0
    weights = _climb(matrix, np.array(right, float), np.array(worth), np.array(lengths, int))
    weights[0] -= EAGER
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALL}


def _climb(matrix: Rows, right: Rows, worth: Rows, lengths: NDArray[np.int_]) -> Rows:
    """Return weights by gradients with momentum (Kingma and Ba 2015): chances within each story add up to 1."""
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    weights, speed, size = (np.zeros(matrix.shape[1]) for _ in range(3))
    penalty = np.full(len(weights), PENALTY)
    penalty[0] = 0.01
    for step in range(1, STEPS + 1):
        chance = np.exp(matrix @ weights)
        wanted = chance * right
        chance /= np.repeat(np.add.reduceat(chance, begins), lengths)
        wanted /= np.repeat(np.add.reduceat(wanted, begins), lengths)
        slope = matrix.T @ ((chance - wanted) * worth) + penalty * weights
        speed, size = 0.9 * speed + 0.1 * slope, 0.999 * size + 0.001 * slope**2
        weights = weights - PACE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return weights


def counts(told: Sequence[Story], weights: dict[str, float]) -> Counter[str]:
    """Return how many labelled days are right, and how many days are told where the label has none."""
    count: Counter[str] = Counter()
    saved = dict(WEIGHTS)
    WEIGHTS.clear()
    WEIGHTS.update(weights)
    try:
        for story in told:
            found = resolve_event_date(story.document, story.entities, story.acts, story.published)
            _count(count, story.label, found.day if found else None)
    finally:
        WEIGHTS.clear()
        WEIGHTS.update(saved)
    return count


def _count(count: Counter[str], label: date | None, day: date | None) -> None:
    if label is None:
        count["without"] += 1
        count["told"] += day is not None
    else:
        count["labelled"] += 1
        count["right"] += day == label


def shares(count: Counter[str]) -> str:
    """Return the two shares as they are printed."""
    right, told = count["right"] / max(1, count["labelled"]), count["told"] / max(1, count["without"])
    return f"right {right:.3f} of {count['labelled']}, told without a label {told:.3f} of {count['without']}"


def main() -> None:
    """Print what the weights do, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = list(stories(Analyser.load(ROOT / "config")))
    left_out: Counter[str] = Counter()
    for hand in dict.fromkeys(story.hand for story in told):
        weights = fit([story for story in told if story.hand != hand])
        count = counts([story for story in told if story.hand == hand], weights)
        left_out += count
        print(f"  left out {hand}: {shares(count)}", flush=True)
    weights = fit(told)
    print(f"{len(told)} stories, {len(weights)} signs")
    print(f"  each left out: {shares(left_out)}\n  in sample: {shares(counts(told, weights))}")
    if options.write:
        text = MODULE.read_text(encoding="utf-8")
        table = "".join(f'    "{name}": {weight},\n' for name, weight in sorted(weights.items()))
        pattern = r"WEIGHTS: dict\[str, float\] = \{[^}]*\}"
        MODULE.write_text(re.sub(pattern, f"WEIGHTS: dict[str, float] = {{\n{table}}}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
