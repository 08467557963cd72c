"""Extraction against its peers on the same pages in the same run.

    python benchmarks/extraction.py --data ../shared/data [--environments DIR] [--peers trafilatura,goose3] [--json]

Sets: scrapinghub/article-extraction-benchmark (181 pages), the test pages of flairNLP/fundus (258 news pages), the
126 Indonesian pages of `benchmarks/pages` with the 54 that no rule was written from, and our golden pages.
Ours is told of an Indonesian page what a configured outlet's data say: its name and time zone.
F1 over 4-word shingles; instants and titles exact. Rules were tuned on half of the hosts (chosen by a
hash of the name); the other half is reported apart. Each peer runs in an environment of its own, made when missing.
"""

import argparse
import base64
import json
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent)]

from page_sets import FUNDUS, SCRAPINGHUB, GoldPage, fundus, scrapinghub  # noqa: E402 - the folder is put on the path
from pages import PageCase, held_out, leaks, load  # noqa: E402 - the folder is put on the path
from shingles import overlap, score  # noqa: E402 - the folder is put on the path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
INDONESIAN = "indonesian"
HELD_OUT = "indonesian_held_out"
PEERS = {
    "readability": ("readability-lxml", "lxml_html_clean"),
    "newspaper4k": ("newspaper4k", "lxml_html_clean"),
    "goose3": ("goose3",),
    "newsplease": ("news-please",),
    "resiliparse": ("resiliparse",),
}
OWN = ("pantau", "trafilatura")  # these run in our own environment
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an extractor made of one page."""

    text: str
    title: str | None
    published: datetime | None
    seconds: float


def run(data: Path, environments: Path | None = None, peers: Iterable[str] = ("trafilatura",)) -> dict[str, Any]:
    """Measure our extraction and the named peers.

    Args:
        data: Folder that holds the public sets.
        environments: Folder of the peers' environments; None uses `var/peers` of the checkout.
        peers: Names; `trafilatura` runs in our own environment.

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
    for name in ("pantau", *(peer for peer in peers if peer != "pantau")):
        answers, peak = _ask(name, served, environments or ROOT / "var" / "peers")
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


def _ask(name: str, pages: list[GoldPage], environments: Path) -> tuple[dict[str, Answer], int]:
    python = sys.executable if name in OWN else str(_environment(name, environments))
    lines = "".join(
        json.dumps(
            {
                "name": p.name,
                "url": p.url,
                "now": p.fetched_at.isoformat(),
                "body": base64.b64encode(p.body).decode(),
                **p.known,
            }
        )
        + "\n"
        for p in pages
    )
    done = subprocess.run(
        [python, str(Path(__file__).parent / "extraction_peer.py"), name],
        input=lines, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
        env={"PYTHONPATH": str(ROOT)} if name in OWN else {},
    )  # fmt: skip
    *found, last = (json.loads(line) for line in done.stdout.splitlines())
    return {item["name"]: _answer(item) for item in found}, int(last["peak_mb"])


def _item(page: GoldPage) -> dict[str, str]:
    body = base64.b64encode(page.body).decode()
    return {"name": page.name, "url": page.url, "now": page.fetched_at.isoformat(), "body": body, **page.known}


def _answer(item: dict[str, Any]) -> Answer:
    published = None
    if item.get("published"):
        read = datetime.fromisoformat(item["published"])
        published = read if read.tzinfo else read.replace(tzinfo=UTC)
    return Answer(item.get("text") or "", item.get("title"), published, item["seconds"])


def _environment(name: str, environments: Path) -> Path:
    """Return the interpreter of a peer's own environment, made and filled when it is missing."""
    folder = environments / name
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS[name]], check=True)
    return python


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--environments", type=Path)
    parser.add_argument("--peers", default="trafilatura," + ",".join(PEERS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.data, options.environments, [peer for peer in options.peers.split(",") if peer])
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
