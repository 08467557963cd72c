"""Who is accused: fits the weights of `pipeline/entities/accused.py`, and shows how they do on hands left out.

    python benchmarks/accusing.py [--write]

Every article of a case in the development halves gives its candidates, with 1 where the label accuses them; the stories
of the tests of persons and of the parts they play are two more hands. `left_out`: each hand judged by weights fitted on
the others; roles and names as `pantau evaluate` counts them. `--write` puts the weights fitted on all of them into the
module.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.records.analysis import Act, Actor
from archive.records.article import Article
from archive.records.span import Span
from pantau.evaluation.gold import fold_name, load
from pantau.evaluation.sources import is_held_out
from pipeline.analyse import Analyser
from pipeline.entities import accused
from pipeline.entities.accused import features
from pipeline.entities.bonus import Bonus
from pipeline.entities.find import find
from pipeline.entities.group import Group
from pipeline.entities.groups import groups_of
from pipeline.entities.lineup import line_of
from pipeline.entities.model import Entities
from pipeline.entities.resolve import resolve_actors
from pipeline.entities.suspects import candidates
from pipeline.text.document import Document

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "benchmarks" / "corpus"
PERSONS = ROOT / "tests" / "pipeline" / "entities" / "stories"
PARTS = ROOT / "tests" / "pipeline" / "entities" / "told" / "parts.yaml"
MODULE = ROOT / "pipeline" / "entities" / "accused.py"
PENALTY = 2.0
"""Of squared weights; 1 to 4 do alike."""
STEPS = 30
_TIMES = {"parts": 3}
"""How often stories of who only stands by count: an innocent person accused is the gravest fault."""
_LEAD = 60
"""Characters of a story of parts that tell its act, as in its test."""
Count = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Story:
    """An article of a case, read, with who is accused in it by its label."""

    hand: str
    document: Document
    entities: Entities
    acts: Any
    steps: Any
    names: frozenset[str]
    roles: frozenset[str]

    @property
    def groups(self) -> tuple[list[Group], Bonus]:
        """Return everybody in it: anew each time, for deciding joins what belongs together."""
        bonus = Bonus.of(self.document, self.entities, self.acts, self.steps)
        return groups_of(self.entities, bonus), bonus


def stories(analyser: Analyser) -> Iterator[Story]:
    """Yield the articles of cases that may be developed on."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        for example in load(path):
            if not is_held_out(path, example.id) and example.gold is not None and example.gold.is_case:
                day = example.article.published.local_day if example.article.published else None
                yield _read(analyser, path.stem, example.article, day, example.gold.names, example.gold.roles)
    for path in sorted(PERSONS.glob("*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            article = Article("", "", item["title"], item["text"], "ok", datetime(2024, 11, 1, tzinfo=UTC))
            names = frozenset(fold_name(name) for name in item["names"])
            yield _read(analyser, "persons", article, item.get("published"), names, frozenset(item["roles"]))
    for item in yaml.safe_load(PARTS.read_text(encoding="utf-8")):
        document = Document(item["title"], item["text"])
        acts = (Act(item["act"], (Span(0, _LEAD, item["text"][:_LEAD], "text"),)),)
        names = frozenset(fold_name(name) for name in item["names"])
        found = find(document, None, analyser.gazetteers)
        yield Story("parts", document, found, acts, (), names, frozenset(item["roles"]))


def _read(analyser: Analyser, hand: str, article: Article, day: Any, names: Any, roles: Any) -> Story:
    document = Document(article.title or "", article.text, article.url)
    told = analyser.analyse(article)  # of what is judged no case, no act and no step is known
    return Story(hand, document, find(document, day, analyser.gazetteers), told.acts, told.steps, names, roles)


def rows_of(story: Story) -> Iterator[tuple[dict[str, float], float]]:
    """Yield (features, 1 or 0) of each candidate whose label is beyond doubt."""
    groups, bonus = story.groups
    possible = candidates(groups, story.entities, bonus.codes)
    line = line_of(story.entities, bonus, possible)
    told = {group.role for group in possible if _named(group, story) in story.names}
    for group in possible:
        name = _named(group, story)
        if name is None:
            if group.role in told:
                continue  # named elsewhere in the article, where the label counts
            yield features(group, line), float(group.role in story.roles)
        elif story.names or group.role not in story.roles:
            alike = any(name == other or name in other or other in name for other in story.names)
            yield features(group, line), float(alike)


def _named(group: Group, story: Story) -> str | None:
    return None if group.person is None else fold_name(story.entities.persons[group.person].name)


def fit(rows: Sequence[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Return the weights of a logistic model by Newton's method: the same rows give the same weights."""
    names = list(rows[0][0])
    matrix = np.array([[told[name] for name in names] for told, _label in rows])
    labels = np.array([label for _told, label in rows])
    free = np.array([0.01 if name == "bias" else 1.0 for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - labels) + PENALTY * free * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + PENALTY * np.diag(free)
        weights = weights - np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def counts(told: Sequence[Story], weights: dict[str, float]) -> Count:
    """Return how many roles and names of the accused are right, and how many are said and labelled in all."""
    count: Count = Counter()
    saved = dict(accused.WEIGHTS)
    accused.WEIGHTS.update(weights)
    try:
        for story in told:
            actors = resolve_actors(story.document, story.entities, story.acts, story.steps)
            alleged = [actor for actor in actors if actor.part == "alleged"]
            _count(count, "roles", story.roles, {actor.role for actor in alleged if actor.role})
            _count(count, "names", story.names, {_fold(actor) for actor in alleged if actor.name})
    finally:
        accused.WEIGHTS.update(saved)
    return count


def shares(count: Count) -> dict[str, float]:
    """Return F1 of roles and names of the accused."""
    return {kind: round(2 * count[kind, "both"] / max(1, count[kind, "sum"]), 3) for kind in ("roles", "names")}


def _fold(actor: Actor) -> str:
    return fold_name(actor.name or "")


def _count(count: Count, kind: str, gold: frozenset[str], said: set[Any]) -> None:
    count[kind, "both"] += len(gold & said)
    count[kind, "sum"] += len(gold) + len(said)


def main() -> None:
    """Print what the weights do, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = list(stories(Analyser.load(ROOT / "config")))
    rows = [(story.hand, row) for story in told for row in rows_of(story) for _ in range(_TIMES.get(story.hand, 1))]
    hands = list(dict.fromkeys(story.hand for story in told))
    left_out: dict[str, Count] = {}
    for hand in hands:
        weights = fit([row for other, row in rows if other != hand])
        left_out[hand] = counts([story for story in told if story.hand == hand], weights)
    weights = fit([row for _hand, row in rows])
    print(f"{len(told)} stories, {len(rows)} candidates")
    for hand, count in left_out.items():
        print(f"  left out {hand}: {shares(count)}")
    print(f"  each left out: {shares(sum(left_out.values(), Counter()))}; in sample: {shares(counts(told, weights))}")
    print(json.dumps(weights))
    if options.write:
        text = MODULE.read_text(encoding="utf-8")
        table = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items())
        pattern = r"WEIGHTS: dict\[str, float\] = \{[^}]*\}"
        MODULE.write_text(re.sub(pattern, f"WEIGHTS: dict[str, float] = {{\n{table}}}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
