"""Cases out of a stream of articles, in several orders of arrival, beside single-pass TF-IDF clustering.

    python benchmarks/case_stream.py [--cases 130] [--more FILE ...] [--json]

Some hundred invented stories over 18 months (`stream_stories.py`: follow-ups months later, copies, contradicting
figures, waves of cases of one regency, office and event) and all stories of `benchmarks/corpus`, written by hand, all
through the real analysis and linking. `--more` adds files of the evaluation form. B-cubed over the articles that tell
a case.

The baseline is the usual one of news monitors: articles in order of publication, each joins the cluster whose centroid
is nearest in TF-IDF cosine, or opens one. It is given what it would not have: the articles that tell cases and no
others, inverse document frequencies of the whole stream, and of thirteen thresholds the one that does best.
"""

import argparse
import json
import math
import random
import re
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from stream_stories import stories

from archive.database import open_database, read, write
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.store.articles import store_article
from archive.tables.incidents import incident_article
from archive.upgrade import migrate
from pantau.evaluation.gold import load
from pantau.evaluation.measures import b_cubed
from pantau.settings import ROOT
from pipeline.analyse import Analyser
from pipeline.linking.link import link
from pipeline.page.fingerprint import sketch, text_hash

CORPUS = ROOT / "benchmarks" / "corpus"
THRESHOLDS = tuple(step / 20 for step in range(4, 17))


@dataclass(frozen=True)
class Piece:
    """An article of the stream with its true case (None when it tells none) and what the analysis made of it."""

    case: str | None
    article: Article
    analysis: Analysis


def stream(cases: int, more: Sequence[Path]) -> list[Piece]:
    """Return the analysed stream in order of publication."""
    analyser = Analyser.load(ROOT / "config")
    told = [(one.case, one.article) for one in stories(ROOT / "config", cases=cases)]
    for path in (*sorted(CORPUS.glob("*.jsonl")), *more):
        for example in load(path):
            article = replace(
                example.article, text_hash=text_hash(example.article.text), sketch=sketch(example.article.text)
            )
            told.append(((example.gold.event or None) if example.gold else None, article))
    pieces = [Piece(case, article, analyser.analyse(article)) for case, article in told]
    return sorted(pieces, key=lambda piece: (piece.article.first_seen, piece.article.url_key))


def linked(pieces: Iterable[Piece]) -> dict[str, Hashable]:
    """Return the case of each article, by address key, after the articles arrived in this order."""
    with tempfile.TemporaryDirectory(prefix="pantau-stream-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'archive.db'}")
        migrate(engine)
        keys: dict[int, str] = {}
        for piece in pieces:
            now = piece.article.first_seen
            with write(engine) as connection:
                stored = store_article(connection, piece.article, piece.analysis, None, network=None, now=now)
                link(connection, stored.article_id, now=now, alertable=False)
            keys[stored.article_id] = piece.article.url_key
        with read(engine) as connection:
            rows = connection.execute(select(incident_article.c.article_id, incident_article.c.incident_id)).all()
        engine.dispose()
    return {keys[row[0]]: row[1] for row in rows}


def score(pieces: Sequence[Piece], said: Mapping[str, Hashable]) -> dict[str, float]:
    """Return B-cubed over the articles that tell a case; one that was put nowhere stands alone."""
    gold = {piece.article.url_key: piece.case for piece in pieces if piece.case}
    found = b_cubed(gold, {key: said.get(key, f"alone {key}") for key in gold}).plain()
    return {f"b3_{name}": found[name] for name in ("precision", "recall", "f1")}


def groups(said: Mapping[str, Hashable]) -> frozenset[frozenset[str]]:
    """Return the cases as sets of articles."""
    found: dict[Hashable, set[str]] = {}
    for key, case in said.items():
        found.setdefault(case, set()).add(key)
    return frozenset(map(frozenset, found.values()))


def baseline(pieces: Sequence[Piece]) -> dict[str, float]:
    """Return the scores of single-pass clustering at its best threshold."""
    telling = [piece for piece in pieces if piece.case]
    counts = [Counter(re.findall(r"\w+", f"{p.article.title} {p.article.text}".casefold())) for p in telling]
    among = Counter(word for words in counts for word in words)
    vectors = [
        _unit({word: (1 + math.log(n)) * math.log(len(counts) / among[word]) for word, n in words.items()})
        for words in counts
    ]
    return max(
        (score(pieces, _single_pass(telling, vectors, limit)) | {"threshold": limit} for limit in THRESHOLDS),
        key=lambda found: found["b3_f1"],
    )


def _single_pass(pieces: Sequence[Piece], vectors: Sequence[dict[str, float]], limit: float) -> dict[str, Hashable]:
    sums: list[dict[str, float]] = []
    lengths: list[float] = []
    said: dict[str, Hashable] = {}
    for piece, vector in zip(pieces, vectors, strict=True):
        alike = [
            sum(value * total.get(word, 0.0) for word, value in vector.items()) / length
            for total, length in zip(sums, lengths, strict=True)
        ]
        best = max(range(len(alike)), key=alike.__getitem__, default=None)
        if best is None or alike[best] < limit:
            best = len(sums)
            sums.append({})
            lengths.append(0.0)
        for word, value in vector.items():
            sums[best][word] = sums[best].get(word, 0.0) + value
        lengths[best] = math.sqrt(sum(value * value for value in sums[best].values()))
        said[piece.article.url_key] = best
    return said


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _generated(piece: Piece) -> bool:
    return (piece.case or "").startswith("G")


def main() -> None:
    """Link, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=130)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pieces = stream(arguments.cases, arguments.more)
    chance = random.Random(5)  # noqa: S311 - a fixed sequence, not a secret
    orders = {"published": pieces, "reversed": pieces[::-1], "shuffled": chance.sample(pieces, len(pieces))}
    said = {name: linked(order) for name, order in orders.items()}
    telling = [piece for piece in pieces if piece.case]
    result = {
        "articles": len(telling),
        "cases": len({piece.case for piece in telling}),
        "others": len(pieces) - len(telling),
        "judged_as_cases": round(sum(piece.analysis.kind.is_case for piece in telling) / len(telling), 4),
        "same_in_any_order": int(len({groups(found) for found in said.values()}) == 1),
        "ours": {name: score(pieces, found) for name, found in said.items()},
        "by_hand": len([piece for piece in telling if not _generated(piece)]),
        "generated": score([piece for piece in telling if _generated(piece)], said["published"]),
        "written": score([piece for piece in telling if not _generated(piece)], said["published"]),
        "baseline": baseline(pieces),
    }
    print(json.dumps(result) if arguments.json else json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
