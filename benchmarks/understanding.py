"""How well articles are understood: on held-out halves of the corpus, by cross-validation, and on real other news.

    python benchmarks/understanding.py [--data ../shared] [--json]

`held_out`, `held_out_later` and `held_out_newest`: even ids of the stories of other hands (the first two; two that came
when the lexicon was two days old; two after those), which nobody who wrote the lexicon has read, judged by the shipped
models, which were not fitted on them. `development`: the rest of the corpus, on which lexicon and models were made, and
`own`: the stories of the lexicon's own keeper, which show errors and measure nothing. `hand_left_out`: acts and stages
of each hand, by models fitted on the other hands only.
`kind_left_out`: relevance and kind of the development articles of each hand, by models fitted on everything but that
hand and its events.
`cross_validated`: relevance and kind of the development articles and of real titles, each judged by a model fitted on
the other events. `unread_negatives`: every fourth real article about something else, never read, judged by a model
fitted without them. The last three need the reference data folder.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from pantau.evaluation.fit_stages import fit_stages
from pantau.evaluation.gold import Example, load
from pantau.evaluation.incidents import cluster
from pantau.evaluation.measures import binary, micro, per_label, share, within_one
from pantau.evaluation.rows import ActRow, Row
from pantau.evaluation.run import judge, measure
from pantau.evaluation.sources import is_held_out, read_act_rows, read_rows
from pantau.evaluation.train import fit, fit_acts, fit_fields, fit_words, fold_of
from pipeline.analyse import Analyser
from pipeline.judge.acts import act_chances, likely
from pipeline.judge.kind import decide
from pipeline.judge.model import KINDS, KindModel

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "config"
CORPUS = Path(__file__).parent / "corpus"
FIRST = ("stories_a.jsonl", "stories_b.jsonl")
LATER = ("stories_d.jsonl", "stories_e.jsonl")
NEWEST = ("stories_f.jsonl", "stories_g.jsonl")
STORIES = (*FIRST, *LATER, *NEWEST)
_NAMES = (*"ijkmnopqstuvwxyz", *(f"a{letter}" for letter in "abcdefghijklmnop"))
HANDS = tuple(f"hand_{name}.jsonl" for name in _NAMES)
"""Measured whole before anybody read them, then development."""
WRITTEN = ("dev.jsonl", *STORIES, *HANDS)
OWN = "stories_c.jsonl"
SHORT = tuple(f"short_{letter}.jsonl" for letter in "abc")
"""Short stories of cases: acts and stages are fitted on them whichever hand is left out."""
NEGATIVES = "eval/negatives.jsonl"
UNREAD = (4, 3)
READ = ((2, 0), (4, 1))
"""Which lines of the negatives (number modulo n is k) were never read, and which were."""
REAL = {
    "eval/headlines.jsonl": "headline",
    "domain/labelled_pages.jsonl": "page title",
    "eval/real_pages_index.jsonl": "digest",
}
"""Files of real titles and digests, with the name under which each is reported."""
FOLDS = 5
ROUNDS = 3
WORD = re.compile(r"\w+")


def run(data: Path | None, config: Path = CONFIG) -> dict[str, Any]:
    """Measure understanding.

    Args:
        data: The reference data folder; None leaves out what needs it.
        config: The configuration folder.

    Returns:
        Measures by set, as `pantau evaluate --json` names them; shares and scores are 0..1.
    """
    analyser = Analyser.load(config)
    corpus = [(CORPUS / name, example) for name in WRITTEN for example in load(CORPUS / name)]
    kept = [(path, example) for path, example in corpus if is_held_out(path, example.id)]
    seen = [example for path, example in corpus if not is_held_out(path, example.id)]
    found = {
        "held_out": _measured(analyser, [example for path, example in kept if path.name in FIRST]),
        "held_out_later": _measured(analyser, [example for path, example in kept if path.name in LATER]),
        "held_out_newest": _measured(analyser, [example for path, example in kept if path.name in NEWEST]),
        "development": _measured(analyser, seen),
        "own": _measured(analyser, load(CORPUS / OWN)),
        "hand_left_out": _hands(analyser),
    }
    found["cost"] = _cost(analyser, seen)
    if data is not None:
        found |= _real(analyser, data)
    return found


def _measured(analyser: Analyser, examples: Sequence[Example]) -> dict[str, Any]:
    result = measure(judge(examples, analyser.analyse), (), cluster)
    result.pop("negatives")
    result["kind"].pop("confusion")
    return {"articles": len(examples)} | result


def _hands(analyser: Analyser) -> dict[str, Any]:
    """Return acts and stages by hand, each judged by models fitted on the other hands, and all together.

    Only the fit is blind to the hand: the lexicon was written with its development articles in view.
    """
    rows = {name: read_act_rows(CORPUS / name, analyser.reader) for name in (*WRITTEN, OWN)}
    short = [row for name in SHORT for row in read_act_rows(CORPUS / name, analyser.reader)]
    found: dict[str, Any] = {}
    acts: list[tuple[frozenset[str], set[str]]] = []
    stages: list[tuple[str, str]] = []
    for name, own in rows.items():
        events = {row.group for row in own}
        others = [row for other in rows.values() for row in other if other is not own and row.group not in events]
        weights = _fitted(analyser.model, [*others, *short])
        said = [(row.labelled, _acts_of(row, weights)) for row in own]
        staged = [(str(row.stage), _stage_of(row, weights)) for row in own if row.stage]
        found[name.removesuffix(".jsonl")] = _by_hand(said, staged)
        acts += said
        stages += staged
    return found | {"together": _by_hand(acts, stages)}


def _fitted(shipped: KindModel, rows: Sequence[ActRow]) -> KindModel:
    stages, words = fit_stages(rows)
    whole = [row for row in rows if not row.short]
    return replace(
        shipped,
        acts=fit_acts(whole),
        fields=fit_fields(whole),
        words=fit_words(whole),
        stages={name: tuple(row) for name, row in stages.items()},
        stage_words={name: tuple(row) for name, row in words.items()},
    )


def _by_hand(
    acts: Sequence[tuple[frozenset[str], set[str]]], stages: Sequence[tuple[str, str]]
) -> dict[str, dict[str, float]]:
    return {
        "acts": micro(acts).plain(),
        "stage": {
            "accuracy": round(share(label == said for label, said in stages), 4),
            "within_one": round(share(within_one(label, said) for label, said in stages), 4),
        },
    }


def _stage_of(row: ActRow, model: KindModel) -> str:
    chances = model.stages_of(row.steps, row.worded)
    return str(max(chances, key=lambda stage: chances[stage]))


def _acts_of(row: ActRow, model: KindModel) -> set[str]:
    claimed = {code: features for code, features, _ in row.claimed}
    return likely(act_chances(model, claimed, row.named, row.worded), model.act_threshold, claimed)


def _cost(analyser: Analyser, examples: Sequence[Example]) -> dict[str, float]:
    """Return what analysing costs, beside counting the words of the same articles in the same run.

    Other work on the machine slows both alike: the ratio holds where seconds do not. The best of three rounds counts.

    Returns:
        `cpu_ms` of the processor an article, `per_cpu_s` articles, and `times_counting`: how often the words of an
        article could be cut and counted in that time.
    """
    analysed, counted = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        for example in examples:
            analyser.analyse(example.article)
        analysed.append(time.process_time() - start)
        start = time.process_time()
        for example in examples:
            Counter(WORD.findall(example.article.text.lower()))
        counted.append(time.process_time() - start)
    best = min(analysed) / len(examples)
    return {
        "cpu_ms": round(1000 * best, 3),
        "per_cpu_s": round(1 / best, 1),
        "times_counting": round(min(one / other for one, other in zip(analysed, counted, strict=True)), 1),
    }


def _real(analyser: Analyser, data: Path) -> dict[str, Any]:
    hands = {name: read_rows(CORPUS / name, analyser.reader) for name in (*WRITTEN, OWN)}
    rows = [row for own in hands.values() for row in own]
    rows += [
        replace(row, source=told) for name, told in REAL.items() for row in read_rows(data / name, analyser.reader)
    ]
    known = [row for every in READ for row in read_rows(data / NEGATIVES, analyser.reader, every=every)]
    unread = [row for row in read_rows(data / NEGATIVES, analyser.reader, every=UNREAD) if row.source == "negative"]
    traps = {number for number, example in enumerate(load(data / NEGATIVES)) if example.trap}
    return {
        "kind_left_out": _kinds_left_out(hands, rows + known, analyser.model),
        "cross_validated": _folds(rows, known, analyser.model),
        "unread_negatives": _unread(_model(rows + known, analyser.model), unread, traps),
    }


def _kinds_left_out(hands: dict[str, list[Row]], rows: Sequence[Row], shipped: KindModel) -> dict[str, Any]:
    """Return relevance and kind by hand, each judged by models fitted without it, and all together."""
    found: dict[str, Any] = {}
    together: list[tuple[str, str]] = []
    for name, own in hands.items():
        events, ids = {row.group for row in own}, {id(row) for row in own}
        model = _model([row for row in rows if id(row) not in ids and row.group not in events], shipped)
        pairs = [(_label(row), _said(model, row)) for row in own if row.source == "article"]
        together += pairs
        found[name.removesuffix(".jsonl")] = _scores(pairs)
    return found | {"together": _scores(together)}


def _folds(rows: Sequence[Row], negatives: Sequence[Row], shipped: KindModel) -> dict[str, Any]:
    judged: dict[str, list[tuple[str, str]]] = {}
    for fold in range(FOLDS):
        model = _model([row for row in (*rows, *negatives) if fold_of(row.group, FOLDS) != fold], shipped)
        for row in rows:
            if fold_of(row.group, FOLDS) == fold:
                judged.setdefault(row.source.replace(" ", "_"), []).append((_label(row), _said(model, row)))
    return {source: _scores(pairs) for source, pairs in judged.items()}


def _scores(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    cases = {"incident", "follow_up"}
    labels = per_label(pairs, [*(kind.value for kind in KINDS), "unrelated"])
    return {
        "n": len(pairs),
        "case": binary((gold in cases, said in cases) for gold, said in pairs).plain(),
        "relevance": binary((gold != "unrelated", said != "unrelated") for gold, said in pairs).plain(),
        "kind": {
            "accuracy": round(share(gold == said for gold, said in pairs), 4),
            "macro_f1": round(sum(labels.values()) / len(labels), 4),
        },
    }


def _unread(model: KindModel, rows: Sequence[Row], traps: set[int]) -> dict[str, float]:
    said = [(int(row.id) in traps, _said(model, row)) for row in rows]
    cases = {"incident", "follow_up"}
    return {
        "n": len(said),
        "relevant_share": round(share(kind != "unrelated" for _, kind in said), 5),
        "case_share": round(share(kind in cases for _, kind in said), 5),
        "trap_relevant_share": round(share(kind != "unrelated" for trap, kind in said if trap), 5),
        "trap_case_share": round(share(kind in cases for trap, kind in said if trap), 5),
    }


def _model(rows: Sequence[Row], shipped: KindModel) -> KindModel:
    fitted = fit(rows, ())
    return KindModel(
        relevance=fitted.relevance,
        kinds={name: tuple(row) for name, row in fitted.kinds.items()},
        acts={},
        fields={},
        words={},
        relevance_threshold=shipped.relevance_threshold,
        case_threshold=shipped.case_threshold,
        act_threshold=shipped.act_threshold,
        version="fold",
        kind_words={name: tuple(row) for name, row in fitted.kind_words.items()},
        relevance_words=fitted.relevance_words,
    )


def _label(row: Row) -> str:
    best = max(range(len(row.target)), key=row.target.__getitem__)
    return KINDS[best].value if best < len(KINDS) else "unrelated"


def _said(model: KindModel, row: Row) -> str:
    return decide(row.about, row.features, model, (), lambda: row.worded).kind.value


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.data)
    if options.json:
        print(json.dumps(found))
        return
    for name, values in found.items():
        print(name)
        for key, value in values.items():
            print(f"  {key:16} {value}")


if __name__ == "__main__":
    main()
