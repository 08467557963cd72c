"""Who is accused: fits the weights in `config/model/accused.json`, and shows how they do on hands left out.

    python benchmarks/accusing.py [--plain] [--words] [--write]

Every article of a case in the development halves gives its candidates, with 1 where the label accuses them; the stories
of the tests of persons and of the parts they play are two more hands. `left out`: each hand judged by weights fitted
without it and some others; roles and names as `pantau evaluate` counts them. `--plain` leaves the words around out, to
see what they are worth; `--words` fits them and new signs alone, and keeps the weights that signs have. `--write` makes
the file anew.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.records.analysis import Act, Actor
from archive.records.article import Article
from archive.records.span import Span
from pantau.evaluation.gold import fold_name, load
from pantau.evaluation.sources import is_held_out
from pipeline.analyse import Analyser
from pipeline.entities.accused import features, heard_of
from pipeline.entities.accusing import FILE, Accusing
from pipeline.entities.bonus import Bonus
from pipeline.entities.find import find
from pipeline.entities.group import Group
from pipeline.entities.groups import groups_of
from pipeline.entities.lineup import line_of
from pipeline.entities.model import Entities
from pipeline.entities.resolve import resolve_actors
from pipeline.entities.surroundings import Near, Surroundings
from pipeline.entities.suspects import candidates
from pipeline.text.document import Document

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "benchmarks" / "corpus"
PERSONS = ROOT / "tests" / "pipeline" / "entities" / "stories"
PARTS = ROOT / "tests" / "pipeline" / "entities" / "told" / "parts.yaml"
SIGN_PENALTY, WORD_PENALTY = 2.0, 12.0
"""Of squared weights; of signs 1 to 4 do alike, of words 3 to 12."""
LEAST = 8
"""Candidates near whom a word must stand; 4 and 12 do alike."""
TINY = 0.02
"""Weights of words below it are left out of the file."""
FOLDS = 12
"""Groups of hands that are left out at once."""
STEPS, TURNS = 10, 60
"""Of Newton's method, and within each of conjugate gradients, unless the rest is less than this."""
SOLVED = 1e-3
_TIMES = {"parts": 3}
"""How often stories of who only stands by count: an innocent person accused is the gravest fault."""
_LEAD = 60
"""Characters of a story of parts that tell its act, as in its test."""
Count = Counter[tuple[str, str]]
Table = NDArray[np.float32]
"""Single precision: four thousand columns of six thousand candidates."""


@dataclass(frozen=True)
class Row:
    """A candidate: what signs and words around say of him, and whether the label accuses him."""

    signs: dict[str, float]
    words: dict[Near, float]
    label: float


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


def rows_of(story: Story) -> Iterator[Row]:
    """Yield each candidate whose label is beyond doubt."""
    groups, bonus = story.groups
    possible = candidates(groups, story.entities, bonus.codes)
    line, around = line_of(story.entities, bonus, possible), Surroundings(story.document)
    told = {group.role for group in possible if _named(group, story) in story.names}
    for group in possible:
        name = _named(group, story)
        if name is None:
            if group.role in told:
                continue  # named elsewhere in the article, where the label counts
            label = group.role in story.roles
        elif story.names or group.role not in story.roles:
            label = any(name == other or name in other or other in name for other in story.names)
        else:
            continue
        yield Row(features(group, line), around.of(heard_of(group, line)), float(label))


def _named(group: Group, story: Story) -> str | None:
    return None if group.person is None else fold_name(story.entities.persons[group.person].name)


def fit(rows: Sequence[Row], *, plain: bool = False, signs: Mapping[str, float] | None = None) -> Accusing:
    """Return the weights of a logistic model by Newton's method: the same rows give the same weights.

    Signs come first, and words say only what these leave open: so a short text is judged by its signs alone.

    Args:
        rows: The candidates.
        plain: Without words.
        signs: Weights of the signs that stay, beside which new ones are fitted; None: all are.
    """
    names, labels = list(rows[0].signs), np.array([row.label for row in rows], dtype=np.float32)
    told = np.array([list(row.signs.values()) for row in rows], dtype=np.float32)
    if signs is None:
        held = np.array([0.02 if name == "bias" else SIGN_PENALTY for name in names], dtype=np.float32)
        signs = _rounded(names, _newton(told, labels, held, np.zeros_like(labels)))
    new = [place for place, name in enumerate(names) if name not in signs]
    if new:
        known = told @ np.array([signs.get(name, 0.0) for name in names], dtype=np.float32)
        weights = _newton(told[:, new], labels, np.full(len(new), SIGN_PENALTY, dtype=np.float32), known)
        signs = {**signs, **_rounded([names[place] for place in new], weights)}
    often = Counter(near for row in rows for near in row.words)
    nears = [] if plain else sorted(near for near, count in often.items() if count >= LEAST)
    place = {near: index for index, near in enumerate(nears)}
    table = np.zeros((len(rows), len(nears)), dtype=np.float32)
    for index, row in enumerate(rows):
        for word, value in row.words.items():
            if word in place:
                table[index, place[word]] = value
    known = told @ np.array([signs[name] for name in names], dtype=np.float32)
    words = _newton(table, labels, np.full(len(nears), WORD_PENALTY, dtype=np.float32), known) if nears else ()
    places: dict[str, dict[str, float]] = {}
    for (where, word), weight in _rounded(nears, words).items():
        if abs(weight) >= TINY:
            places.setdefault(where, {})[word] = weight
    return Accusing(signs, places, "")


def _rounded(names: Sequence[Any], weights: Iterable[float]) -> dict[Any, float]:
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _newton(table: Table, labels: Table, penalty: Table, known: Table) -> Table:
    """Return the weights of least loss beside what is known; conjugate gradients, for the words are thousands."""
    weights = np.zeros_like(penalty)
    across = table.T
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(known + table @ weights)))
        slope = across @ (chance - labels) + penalty * weights
        spread = chance * (1 - chance)
        move, rest, way = np.zeros_like(weights), slope, slope
        size = rest @ rest
        for _turn in range(TURNS):
            bent = across @ (spread * (table @ way)) + penalty * way
            far = size / (way @ bent)
            move, rest = move + far * way, rest - far * bent
            before, size = size, rest @ rest
            if size < SOLVED:
                break
            way = rest + size / before * way
        weights = weights - move
        if np.abs(move).max() < SOLVED:
            break
    return weights


def counts(told: Sequence[Story], accusing: Accusing) -> Count:
    """Return how many roles and names of the accused are right, and how many are said and labelled in all."""
    count: Count = Counter()
    for story in told:
        actors = resolve_actors(story.document, story.entities, story.acts, story.steps, accusing)
        alleged = [actor for actor in actors if actor.part == "alleged"]
        _count(count, "roles", story.roles, {actor.role for actor in alleged if actor.role})
        _count(count, "names", story.names, {_fold(actor) for actor in alleged if actor.name})
    return count


def shares(count: Count) -> dict[str, float]:
    """Return F1 of roles and names of the accused."""
    return {kind: round(2 * count[kind, "both"] / max(1, count[kind, "sum"]), 3) for kind in ("roles", "names")}


def _fold(actor: Actor) -> str:
    return fold_name(actor.name or "")


def _count(count: Count, kind: str, gold: frozenset[str], said: set[Any]) -> None:
    count[kind, "both"] += len(gold & said)
    count[kind, "sum"] += len(gold) + len(said)


def left_out(told: Sequence[Story], rows: Sequence[tuple[str, Row]], *, plain: bool) -> dict[str, Count]:
    """Return what each hand gets by weights fitted on the hands of other folds."""
    hands = list(dict.fromkeys(story.hand for story in told))
    found: dict[str, Count] = {}
    for fold in range(FOLDS):
        out = set(hands[fold::FOLDS])
        accusing = fit([row for hand, row in rows if hand not in out], plain=plain)
        found |= {hand: counts([story for story in told if story.hand == hand], accusing) for hand in out}
    return {hand: found[hand] for hand in hands}


def write(accusing: Accusing, path: Path) -> None:
    """Write the weights, each place on lines of its own."""
    data = json.dumps({"signs": accusing.signs, "words": accusing.words}, ensure_ascii=False, indent=0)
    path.write_text(data + "\n", encoding="utf-8")


def main() -> None:
    """Print what the weights do, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", action="store_true", help="without the words around")
    parser.add_argument("--words", action="store_true", help="keep the weights of signs")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    path = ROOT / "config" / FILE
    if not path.exists():
        write(Accusing({}, {}, ""), path)
    analyser = Analyser.load(ROOT / "config")
    told = list(stories(analyser))
    rows = [(story.hand, row) for story in told for row in rows_of(story) for _ in range(_TIMES.get(story.hand, 1))]
    print(f"{len(told)} stories, {len(rows)} candidates")
    found = left_out(told, rows, plain=options.plain)
    kept = analyser.accusing.signs if options.words else None
    for hand, count in found.items():
        print(f"  left out {hand}: {shares(count)}")
    accusing = fit([row for _hand, row in rows], plain=options.plain, signs=kept)
    print(f"  each left out: {shares(sum(found.values(), Counter()))}; in sample: {shares(counts(told, accusing))}")
    print(json.dumps(dict(accusing.signs)), f"and {sum(map(len, accusing.words.values()))} words")
    if options.write:
        write(accusing, path)


if __name__ == "__main__":
    main()
