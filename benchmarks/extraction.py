"""Extraction against its peers on the same pages in the same run.

    python benchmarks/extraction.py --data ../shared/data [--environments DIR] [--peers trafilatura,goose3]
                                    [--limit 20] [--fresh] [--json]

Sets: scrapinghub/article-extraction-benchmark (181 pages), the test pages of flairNLP/fundus (258 news pages), the
126 Indonesian pages of `benchmarks/pages` with the 54 that no rule was written from, and our golden pages.
Ours is told of an Indonesian page what a configured outlet's data say: its name and time zone.
F1 over 4-word shingles; instants and titles exact. Rules were tuned on half of the hosts (chosen by a
hash of the hash of the name); the other half is reported apart.

Each peer runs in an environment and a process of its own, two at a time, with a limit of time a page. What a version of
a peer answered before is not asked again unless `--fresh`; its answers lie beside its environment. Rates are of CPU
time, so that they may come from different runs.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent)]

from extraction_asking import LIMIT, PEERS, Answer, ask  # noqa: E402 - the folder is put on the path
from page_sets import FUNDUS, SCRAPINGHUB, GoldPage, fundus, scrapinghub  # noqa: E402 - the folder is put on the path
from pages import PageCase, held_out, leaks, load  # noqa: E402 - the folder is put on the path
from shingles import overlap, score  # noqa: E402 - the folder is put on the path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
INDONESIAN = "indonesian"
HELD_OUT = "indonesian_held_out"
_AT_ONCE = 2  # extractors side by side
_MINUTE = timedelta(minutes=1)


def run(
    data: Path,
    environments: Path | None = None,
    peers: Iterable[str] = ("trafilatura",),
    *,
    limit: float = LIMIT,
    fresh: bool = False,
) -> dict[str, Any]:
    """Measure our extraction and the named peers.

    Args:
        data: Folder that holds the public sets.
        environments: Folder of the peers' environments; None uses `var/peers` of the checkout.
        peers: Names; `trafilatura` runs in our own environment.
        limit: Seconds of wall time an extractor may take for a page.
        fresh: Ask peers for what they answered in an earlier run, too.

    Returns:
        By extractor: scores by set over all hosts, tuned hosts and the others; pages a CPU-second; peak memory in MB.
    """
    served = [
        *scrapinghub(data),
        *fundus(data),
        *golden(),
        *indonesian(load(), INDONESIAN),
        *indonesian(held_out(), HELD_OUT),
    ]
    results: dict[str, Any] = {}
    names = ("pantau", *(peer for peer in peers if peer != "pantau"))
    folder = environments or ROOT / "var" / "peers"
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = list(pool.map(lambda name: ask(name, served, folder, limit=limit, fresh=fresh), names))
    for name, (answers, peak) in zip(names, asked, strict=True):
        spent = sum(answer.seconds for answer in answers.values())
        results[name] = {
            **{group: _scores(members, answers) for group, members in _groups(served)},
            "pages_per_cpu_s": round(len(served) / spent, 1) if spent else None,
            "peak_mb": peak,
        }
    return results


def golden(folder: Path = GOLDEN) -> Iterator[GoldPage]:
    """Yield our golden pages that are whole pages of one part."""
    for case in sorted(folder.glob("*/*/page.html")):
        meta = json.loads((case.parent / "meta.json").read_text(encoding="utf-8"))
        expected = json.loads((case.parent / "expected.json").read_text(encoding="utf-8"))
        if meta["form"] != "html" or (case.parent / "page-2.html").exists():
            continue
        published = expected["published"] and datetime.fromisoformat(expected["published"])
        name = f"{case.parent.parent.name}/{case.parent.name}"
        yield GoldPage(
            "golden", name, meta["url"], case.read_bytes(), datetime.fromisoformat(meta["now"]),
            "\n".join(expected["text"]), expected["title"], published,
        )  # fmt: skip


def indonesian(cases: Iterable[PageCase], name: str) -> Iterator[GoldPage]:
    """Yield the Indonesian pages as a set of that name."""
    for case in cases:
        yield GoldPage(
            name, f"{name}/{case.id}", case.url, case.html, case.fetched_at, case.gold, case.title, case.published,
            {"outlet": case.outlet, "zone": case.zone},
        )  # fmt: skip


def _groups(served: list[GoldPage]) -> Iterator[tuple[str, list[GoldPage]]]:
    for name, short in (
        (SCRAPINGHUB, "scrapinghub"),
        (FUNDUS, "fundus"),
        (INDONESIAN, INDONESIAN),
        (HELD_OUT, HELD_OUT),
        ("golden", "golden"),
    ):
        members = [page for page in served if page.set == name]
        yield short, members
        if name in {SCRAPINGHUB, FUNDUS}:
            yield f"{short}_tuned", [page for page in members if page.tuned]
            yield f"{short}_held_out", [page for page in members if not page.tuned]


def _scores(pages: list[GoldPage], answers: dict[str, Answer]) -> dict[str, Any]:
    text = score(overlap(page.text, answers[page.name].text) for page in pages)
    dated = [page for page in pages if page.published is not None]
    titled = [page for page in pages if page.title]
    right = [page for page in dated if _same_minute(page.published, answers[page.name].published)]
    same = [page for page in titled if " ".join((answers[page.name].title or "").split()) == page.title]
    return {
        "n": len(pages),
        "precision": round(text.precision, 4),
        "recall": round(text.recall, 4),
        "f1": round(text.f1, 4),
        "instants": round(len(right) / len(dated), 4) if dated else None,
        "furniture_free": round(sum(_is_free(page, answers[page.name].text) for page in pages) / len(pages), 4)
        if pages and pages[0].set in {INDONESIAN, HELD_OUT}
        else None,
        "titles": round(len(same) / len(titled), 4) if titled else None,
    }


def _is_free(page: GoldPage, text: str) -> bool:
    """Tell whether none of an Indonesian page's furniture stands in a text."""
    return not leaks(_cases()[page.name.rpartition("/")[2]], text)


@cache
def _cases() -> dict[str, PageCase]:
    return {case.id: case for case in (*load(), *held_out())}


def _same_minute(gold: datetime | None, found: datetime | None) -> bool:
    return gold is not None and found is not None and abs(gold - found) < _MINUTE


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--environments", type=Path)
    parser.add_argument("--peers", default="trafilatura," + ",".join(PEERS))
    parser.add_argument("--limit", type=float, default=LIMIT)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    peers = [peer for peer in options.peers.split(",") if peer]
    if unknown := set(peers) - {"pantau", "trafilatura", *PEERS}:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}; there are: trafilatura, {', '.join(PEERS)}")
    found = run(options.data, options.environments, peers, limit=options.limit, fresh=options.fresh)
    if options.json:
        print(json.dumps(found))
        return
    for name, result in found.items():
        print(f"{name}: {result['pages_per_cpu_s']} pages a CPU-second, {result['peak_mb']} MB")
        for group, values in result.items():
            if isinstance(values, dict):
                print(f"  {group:22} {values}")


if __name__ == "__main__":
    main()
