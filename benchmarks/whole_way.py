"""Raw bytes to stored analysis, in one process: with the screen, without it, and a plain Trafilatura script.

    python benchmarks/whole_way.py [--pages 1000] [--candidates 0.05] [--json]

Pages are the demo's articles in a page with menu, sidebars (some of them about officials and elections) and scripts,
mixed so that the given share are case stories and the rest unrelated news. The plain script is what a newcomer writes:
`trafilatura.extract` on every page, then a search for keywords; it judges, links and stores nothing.
Rates are pages a CPU-second of this process.
"""

import argparse
import json
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura
from page_wrapping import wrap

from archive.database import open_database, write
from archive.records.page import Page
from archive.upgrade import migrate
from pantau.demo.articles import load_articles
from pantau.settings import ROOT
from pipeline.process import Keeping, Tools, keep, read
from pipeline.source import Source

NOW = datetime(2024, 11, 1, tzinfo=UTC)
KEYWORDS = re.compile(r"\b(?:ASN|PNS|PPPK|netralitas|camat|lurah|kades|kepala desa)\b", re.IGNORECASE)


def bodies() -> tuple[list[bytes], list[bytes]]:
    """Return pages of case stories and of unrelated news."""
    cases, others = [], []
    for told in load_articles():
        body = wrap(told.title, "\n\n".join(told.paragraphs))
        if told.kind.is_case:
            cases.append(body)
        elif told.kind == "unrelated":
            others.append(body)
    return cases, others


def mixed(count: int, share: float) -> list[Page]:
    """Return `count` different pages of which `share` are case stories, evenly spread."""
    cases, others = bodies()
    found, owed = [], 0.0
    for number in range(count):
        owed += share
        pool = cases if owed >= 1 else others
        owed -= owed >= 1
        body = pool[number % len(pool)] + b"<!-- %d -->" % number
        found.append(Page(f"https://warta.example/{number}", body, "html", NOW))
    return found


def measured(work: Callable[[], Any], pages: int) -> tuple[float, Any]:
    """Return pages a CPU-second and the result of the work."""
    started = time.process_time()
    result = work()
    return pages / (time.process_time() - started), result


def ours(pages: list[Page], folder: Path, *, screen: bool) -> dict[str, float]:
    """Take every page all the way; return CPU-free seconds by stage."""
    tools = Tools(ROOT / "config")
    _ = tools.screen, tools.analyser
    engine = open_database(f"sqlite:///{folder / f'screen-{screen}.db'}")
    migrate(engine)
    seconds: dict[str, float] = defaultdict(float)
    started = time.process_time()
    for page in pages:
        reading = read(page, Source(), tools, NOW, screen=screen)
        if reading.examined is None:
            outcome_seconds = reading.seconds
        else:
            with write(engine) as connection:
                outcome_seconds = keep(connection, reading, Keeping(), Source(), NOW).seconds
        for stage, spent in outcome_seconds:
            seconds[stage] += spent
    seconds["rate"] = len(pages) / (time.process_time() - started)
    return dict(seconds)


def plain(pages: list[Page]) -> int:
    """Extract every page and look for keywords; return how many have one."""
    texts = (trafilatura.extract(page.body) for page in pages)
    return sum(1 for text in texts if text and KEYWORDS.search(text))


def run(pages: int = 1000, share: float = 0.05) -> dict[str, Any]:
    """Measure and return rates, ratios and seconds by stage."""
    mix = mixed(pages, share)
    few = mix[: max(pages // 5, 50)]
    with tempfile.TemporaryDirectory() as name:
        screened = ours(mix, Path(name), screen=True)
        unscreened = ours(few, Path(name), screen=False)
    plain_rate, _ = measured(lambda: plain(few), len(few))
    rate, slow = screened.pop("rate"), unscreened.pop("rate")
    return {
        "pages": pages,
        "candidates": share,
        "bytes_a_page": sum(len(page.body) for page in mix) // len(mix),
        "pages_per_cpu_s": round(rate, 1),
        "without_screen_per_cpu_s": round(slow, 1),
        "plain_trafilatura_per_cpu_s": round(plain_rate, 1),
        "ratio_to_unscreened": round(rate / slow, 2),
        "ratio_to_plain": round(rate / plain_rate, 2),
        "seconds_by_stage": {stage: round(spent, 3) for stage, spent in screened.items()},
    }


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--candidates", type=float, default=0.05)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.pages, options.candidates)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:30} {value}")


if __name__ == "__main__":
    main()
