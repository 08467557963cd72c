"""Time to link one article in a large archive: goal p95 under 20 ms at 1,000,000 articles and 50,000 incidents.

    python benchmarks/linking.py [--articles 1000000] [--incidents 50000] [--probes 600] [--folder DIR] [--json]

Builds an invented archive (`linking_archive.py`, a quarter of an hour), then stores new articles of known and of new
cases and times `link` alone: in regencies drawn as articles fall, by their number of cases, and apart from these in the
largest one, which has seven times the cases of the mean. Processor time is what counts on a shared machine.
"""

import argparse
import cProfile
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from linking_archive import NOW, RANDOM, Case, make, make_case, report
from sqlalchemy import Engine
from sqlalchemy.event import listen

from archive.database import open_database, write
from archive.store.articles import store_article
from pipeline.linking.link import link

Times = list[tuple[float, float, int]]


class _UndoError(Exception):
    """Takes a probe back."""


def probe(
    engine: Engine, cases: list[Case], regions: list[int], count: int, profiler: cProfile.Profile | None = None
) -> Times:
    """Store and link new reports, half of known and half of new cases.

    Returns:
        Of each `link`: seconds, seconds of the processor, statements.
    """
    known = [case for case in cases if case.region in set(regions)]
    times: Times = []
    asked: Counter[str] = Counter()
    listen(engine, "before_cursor_execute", lambda *_: asked.update(statements=1))
    for number in range(count):
        case = RANDOM.choice(known) if number % 2 else make_case(10**7 + number, RANDOM.choice(regions))
        article, analysis = report(replace(case, number=10**7 + number), 7 + number % 3)
        with suppress(_UndoError), write(engine) as connection:
            stored = store_article(connection, article, analysis, None, network=None, now=NOW)
            before = asked["statements"]
            began, cpu = time.perf_counter(), time.process_time()
            if profiler:
                profiler.enable()
            link(connection, stored.article_id, now=NOW, alertable=True)
            if profiler:
                profiler.disable()
            spent = time.perf_counter() - began, time.process_time() - cpu
            times.append((*spent, asked["statements"] - before))
            raise _UndoError  # the archive stays as it was built, for another run
    return times


def drawn_regions(cases: Sequence[Case], count: int) -> list[int]:
    """Return different regencies, drawn as cases fall, after the largest one."""
    counted = Counter(case.region for case in cases)
    found = [counted.most_common(1)[0][0]]
    while len(found) < min(count, len(counted)):
        region = RANDOM.choice(cases).region
        if region not in found:
            found.append(region)
    return found


def figures(spent: Times) -> dict[str, float]:
    """Return median and 95th percentile of what links took."""
    wall, cpu, statements = (sorted(part) for part in zip(*spent, strict=True))
    last = int(0.95 * len(wall))
    return {
        "ms_p50": round(statistics.median(wall) * 1000, 2),
        "ms_p95": round(wall[last] * 1000, 2),
        "ms_max": round(wall[-1] * 1000, 2),
        "cpu_ms_p50": round(statistics.median(cpu) * 1000, 2),
        "cpu_ms_p95": round(cpu[last] * 1000, 2),
        "statements_p50": statistics.median(statements),
        "statements_p95": statements[last],
    }


def main() -> None:
    """Build, probe, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--probes", type=int, default=600)
    parser.add_argument("--regions", type=int, default=24)
    parser.add_argument("--folder", type=Path, help="Keep the archive here; one that is there is used again.")
    parser.add_argument("--profile", type=Path, help="Write what the probes spend their time on (cProfile) here.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="pantau-linking-"))
    folder.mkdir(parents=True, exist_ok=True)
    there = (folder / "archive.db").exists()
    engine = open_database(f"sqlite:///{folder / 'archive.db'}")
    cases = [make_case(number) for number in range(1, arguments.incidents + 1)]
    regions = drawn_regions(cases, arguments.regions)
    began = time.perf_counter()
    if not there:
        make(engine, arguments.articles, cases, regions)
    built = time.perf_counter() - began
    profiler = cProfile.Profile() if arguments.profile else None
    usual = probe(engine, cases, regions, arguments.probes, profiler)
    largest = probe(engine, cases, regions[:1], arguments.probes // 4, profiler)
    if profiler:
        profiler.dump_stats(arguments.profile)
    result = {
        "articles": arguments.articles,
        "incidents": arguments.incidents,
        "cases_of_largest_regency": max(Counter(case.region for case in cases).values()),
        "built_s": round(built, 1),
        "megabytes": round((folder / "archive.db").stat().st_size / 1e6),
        "link": figures(usual),
        "largest": figures(largest),
    }
    print(json.dumps(result) if arguments.json else json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
