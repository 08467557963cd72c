"""How many relevant stories pass the screen, how many others, and how fast.

    python benchmarks/screening.py --data ../shared [--json]

Recall is measured on the development set, wrapped in pages and bare, by folds of whole events: in each fold the
threshold is chosen on the other events (the highest that loses none of them), and the fold is judged with it. Of the
written corpora, articles with odd numbers may be read when terms are chosen, the even ones are held out.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from page_wrapping import wrap  # noqa: E402 - the folder is put on the path first

from pipeline.page.screen import Screen  # noqa: E402

CONFIG = Path(__file__).parents[1] / "config"
CORPUS = Path(__file__).parent / "corpus"
FOLDS = 5
_HIGHEST = 8


def run(data: Path, config: Path = CONFIG) -> dict[str, Any]:
    """Measure the screen.

    Args:
        data: The reference data folder, which holds `eval/`.
        config: The configuration folder.

    Returns:
        Shares (0..1) and counts by set, cross-validated recall, microseconds a page and megabytes a second by engine.
    """
    screen = Screen.load(config)
    dev = _lines(data / "eval" / "dev.jsonl")
    relevant = [item for item in dev if item["gold"]["relevant"]]
    negatives = _lines(data / "eval" / "negatives.jsonl")
    bare = [f"{item['title']}\n\n{item['text']}".encode() for item in negatives]
    pages = [wrap(item["title"] or "", item["text"]) for item in negatives]
    heads = [item["title"] for item in _lines(data / "eval" / "headlines.jsonl") if item["label"] == "incident"]
    index = [item for item in _lines(data / "eval" / "real_pages_index.jsonl") if item["gold"]["relevant"]]
    told = [f"{item['title_from_slug'] or ''}. {item['digest']}" for item in index]
    cases = [text for text, item in zip(told, index, strict=True) if item["gold"]["kind"] in {"incident", "follow_up"}]
    corpus = [item for path in sorted(CORPUS.glob("stories_*.jsonl")) for item in _lines(path)]
    told_of = [item for item in corpus if item["gold"]["relevant"]]
    written = {odd: [item for item in told_of if _number(item["id"]) % 2 == odd] for odd in (0, 1)}
    return {
        "written_pages": _passed(screen, [wrap(item["title"], item["text"]) for item in written[1]]),
        "written_held_out": _passed(screen, [wrap(item["title"], item["text"]) for item in written[0]]),
        "dev_pages": _passed(screen, [wrap(item["title"], item["text"]) for item in relevant]),
        "dev_texts": _passed(screen, [f"{item['title']}\n\n{item['text']}".encode() for item in relevant]),
        "dev_cross_validated": _cross_validated(screen, relevant),
        "real_case_titles": _passed(screen, [title.encode() for title in heads]),
        "real_case_pages": _passed(screen, [text.encode() for text in cases]),
        "real_relevant_pages": _passed(screen, [text.encode() for text in told]),
        "negative_texts": _passed(screen, bare),
        "negative_pages": _passed(screen, pages),
        "speed": {engine: _speed(Screen.load(config, engine), pages[:400]) for engine in _engines()},
    }


def _number(name: str) -> int:
    """Return the number in an article's id: terms are chosen on odd ones only."""
    return int("".join(filter(str.isdigit, name)))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _passed(screen: Screen, bodies: Sequence[bytes]) -> dict[str, float]:
    count = sum(screen.check(body).passed for body in bodies)
    return {"n": len(bodies), "passed": count, "share": round(count / len(bodies), 4)}


def _cross_validated(screen: Screen, relevant: list[dict[str, Any]]) -> dict[str, float]:
    def fold(item: dict[str, Any]) -> int:
        event = item["gold"]["event"] or item["id"]
        return hashlib.sha256(str(event).encode()).digest()[0] % FOLDS

    def loses_none(threshold: int, items: list[dict[str, Any]]) -> bool:
        trial = replace(screen, terms=replace(screen.terms, threshold=threshold))
        return all(trial.check(wrap(item["title"], item["text"])).passed for item in items)

    right = 0
    for number in range(FOLDS):
        known = [item for item in relevant if fold(item) != number]
        threshold = max((one for one in range(1, _HIGHEST) if loses_none(one, known)), default=1)
        trial = replace(screen, terms=replace(screen.terms, threshold=threshold))
        right += sum(trial.check(wrap(item["title"], item["text"])).passed for item in relevant if fold(item) == number)
    return {"n": len(relevant), "passed": right, "share": round(right / len(relevant), 4)}


def _engines() -> list[str]:
    from pipeline.page import matcher

    return ["re2"] if matcher.hyperscan is None else ["hyperscan", "re2"]


def _speed(screen: Screen, pages: list[bytes]) -> dict[str, float]:
    whole = _seconds(lambda: [screen.check(page) for page in pages])
    gate = _seconds(lambda: [screen.matcher.present(page) for page in pages])
    size = sum(map(len, pages))
    return {
        "us_page": round(1e6 * whole / len(pages), 1),
        "us_first_gate": round(1e6 * gate / len(pages), 1),
        "mb_s_first_gate": round(size / gate / 1e6, 1),
        "kb_page": round(size / len(pages) / 1e3, 1),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.data)
    if options.json:
        print(json.dumps(found))
        return
    for name, values in found.items():
        print(f"{name:22} {values}")


if __name__ == "__main__":
    main()
