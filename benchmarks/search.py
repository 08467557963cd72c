"""Search on a large archive, beside the plain ways and Datasette on the same file, in one run.

    pantau bench search --json -- --articles 1000000 --folder /tmp/bench [--datasette PATH] [--database postgresql://...]

The archive (`searching/made.py`) has four years of days, 500 regions, 150 outlets, 3 % cases, 20 % copies. The goals
of the project: two terms with region and dates 40 ms, phrase 100 ms, one common term by date 60 ms, figures 150 ms,
storing an article 5 ms while another process searches; p95, two cores, 1,000,000 articles. Process time
(`cpu_p95`, on PostgreSQL with that of the serving process) stands beside the clock's: on a machine that others use only
it says what the search costs. A file that is in the folder already is used again: the same command measures anew,
without filling.
"""

import argparse
import json
import random
import shutil
import sys
from pathlib import Path
from typing import Any

from searching.made import fill, sentences
from searching.ours import measure_ours, measure_store
from searching.peers import measure_datasette, measure_plain
from sqlalchemy import text

from archive.database import migrate, open_database, read
from base.errors import ArchiveError

GOALS = {"and": 40.0, "phrase": 100.0, "common": 60.0, "figures": 150.0, "figures_common": 150.0, "store": 5.0}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    parser.add_argument("--database", help="PostgreSQL instead of a SQLite file in the folder")
    parser.add_argument(
        "--datasette", help="its command, of an environment of its own", default=shutil.which("datasette")
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    file = options.folder / f"search-{options.articles}.db"
    engine = open_database(options.database or f"sqlite:///{file}")
    try:
        migrate(engine)
    except ArchiveError as error:
        sys.exit(str(error))
    store = sentences(random.Random(0), 20_000)  # noqa: S311 - chance that can be repeated
    with read(engine) as connection:
        there = connection.execute(text("SELECT count(*) FROM article")).scalar_one()
    if there < options.articles:
        fill(engine, options.articles, store)
    found: dict[str, Any] = {
        "articles": options.articles,
        "database": engine.dialect.name,
        "ours": measure_ours(engine, options.runs, store),
        "plain": measure_plain(engine, options.runs),
        "store": measure_store(engine, options.runs, store),
    }
    if options.datasette and not options.database:
        found["datasette"] = measure_datasette(Path(options.datasette), file, options.runs)
    told = found["ours"] | {"store": found["store"]}
    found["goals"] = {
        name: {"goal": goal, "met": told[name]["p95"] <= goal, "met_in_process_time": told[name]["cpu_p95"] <= goal}
        for name, goal in GOALS.items()
    }
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
