"""Raw bytes to stored analysis, in one process: with the screen, without it, and a plain Trafilatura script.

    python benchmarks/whole_way.py [--pages 1000] [--candidates 0.05] [--kilobytes 122] [--data ../shared] [--json]

A candidate is a page that the screen lets through. The given share of the pages are candidates, one in four of them a
case story and the others news that the screen cannot tell from one (of real news 7 % pass, and far fewer than 2 % are
cases); the rest is news that it stops. All stand in pages
with menu, sidebars (headlines about officials and elections among them), scripts and styles, of the given weight. The
stories are the demo's, which were written to be hard; with `--data` the other news are the real negatives of the
reference data, in their own proportions. The plain script is what a newcomer writes: `trafilatura.extract` on every
page, then a search for keywords; it judges, links and stores nothing. Rates are pages a CPU-second of this process.
"""

import argparse
import itertools
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
from base.settling import settle
from pantau.demo.articles import load_articles
from pantau.settings import ROOT
from pipeline.page.screen import Screen, Screened
from pipeline.process import Keeping, Tools, keep, read
from pipeline.source import Source

NOW = datetime(2024, 11, 1, tzinfo=UTC)
OTHERS_A_CASE = 3
KEYWORDS = re.compile(r"\b(?:ASN|PNS|PPPK|netralitas|camat|lurah|kades|kepala desa)\b", re.IGNORECASE)


def stories(data: Path | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return title and text of case stories and of other news.

    Args:
        data: Folder of the reference data, which holds `eval/`; None takes the demo's unrelated stories.
    """
    told = list(load_articles())
    cases = [(one.title, "\n\n".join(one.paragraphs)) for one in told if one.kind.is_case]
    if data is None:
        return cases, [(one.title, "\n\n".join(one.paragraphs)) for one in told if one.kind == "unrelated"]
    lines = (data / "eval" / "negatives.jsonl").read_text(encoding="utf-8").splitlines()
    return cases, [(one["title"] or "", one["text"]) for one in map(json.loads, lines[::5])]


def mixed(screen: Screen, count: int, share: float, kilobytes: int, data: Path | None) -> tuple[list[Page], float]:
    """Return `count` pages of which `share` are candidates, evenly spread, and the share of other news that passes."""
    told = stories(data)
    cases, others = ([wrap(title, text, kilobytes=kilobytes) for title, text in some] for some in told)
    passing = [body for body in others if screen.check(body).passed]
    stopped = [body for body in others if not screen.check(body).passed]
    others_first = itertools.cycle(passing or cases)
    candidates = [body for case in cases for body in (*itertools.islice(others_first, OTHERS_A_CASE), case)]
    found, owed, number_of = [], 0.0, dict.fromkeys((True, False), 0)
    for number in range(count):
        owed += share
        chosen = owed >= 1
        owed -= chosen
        pool = candidates if chosen else stopped
        body = pool[number_of[chosen] % len(pool)] + b"<!-- %d -->" % number
        number_of[chosen] += 1
        found.append(Page(f"https://warta.example/{number}", body, "html", NOW))
    return found, len(passing) / len(others)


def measured(work: Callable[[], Any], pages: int) -> tuple[float, Any]:
    """Return pages a CPU-second and the result of the work."""
    started = time.process_time()
    result = work()
    return pages / (time.process_time() - started), result


class _Open:
    """A screen that lets everything through and costs nothing."""

    def check(self, _body: bytes) -> Screened:
        """Let it pass."""
        return Screened(passed=True)


def ours(pages: list[Page], folder: Path, *, screen: bool) -> dict[str, float]:
    """Take every page all the way; return CPU-free seconds by stage."""
    tools = Tools(ROOT / "config")
    _ = tools.screen, tools.analyser
    if not screen:
        vars(tools)["screen"] = _Open()
    engine = open_database(f"sqlite:///{folder / f'screen-{screen}.db'}")
    migrate(engine)
    for page in pages[-2:]:
        read(page, Source(), tools, NOW, screen=False)  # what is loaded at the first page is no page's time
    settle()  # as the product's processes do once they have loaded (pipeline/page/pool.py, pantau/flow.py)
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


def run(pages: int = 1000, share: float = 0.05, kilobytes: int = 122, data: Path | None = None) -> dict[str, Any]:
    """Measure and return rates, ratios and seconds by stage."""
    mix, passing = mixed(Tools(ROOT / "config").screen, pages, share, kilobytes, data)
    few = mix[: max(pages // 5, 50)]
    with tempfile.TemporaryDirectory() as name:
        screened = ours(mix, Path(name), screen=True)
        unscreened = ours(few, Path(name), screen=False)
    plain_rate, _ = measured(lambda: plain(few), len(few))
    rate, slow = screened.pop("rate"), unscreened.pop("rate")
    return {
        "pages": pages,
        "candidates": share,
        "other_news": "written" if data is None else "reference",
        "other_news_passing": round(passing, 4),
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
    parser.add_argument("--kilobytes", type=int, default=122)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    found = run(options.pages, options.candidates, options.kilobytes, options.data)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:30} {value}")


if __name__ == "__main__":
    main()
