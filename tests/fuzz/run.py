"""Feeds made-up bytes to every reader, guided by coverage (atheris), until each has had its share.

    make fuzz                                      the whole: 1,000,000 inputs or one CPU-hour for each reader
    python tests/fuzz/run.py --inputs 20000        less
    python tests/fuzz/run.py --only dates,query

Each reader runs in a process of its own, at a low priority. A find is written to `var/fuzz/finds/` with its traceback
and ends its reader's run; what a reader refuses with an error of ours is no find. The last lines are the figures, one
JSON object a reader; a run that is stopped leaves what it had in `var/fuzz/READER.json`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEEDS = ROOT / "tests" / "golden"
LARGEST = {"html": 20_000, "dates": 300, "query": 400}  # bytes; other readers get up to 4,096
SLOWEST = 5.0  # CPU-seconds of one input, from which on it counts as a find
BUILDS_SQL = ["archive.query.sql", "archive.query.holds", "archive.query.expand", "archive.store", "archive.engine"]
"""Not traced: atheris 3.0.0 keeps the result of every comparison it traces for ever, and `column == value` is an object
of some KB: 2.4 KB an input, until Python's collector alone took five seconds."""
HUNG = 600  # seconds: at a low priority an input may wait long for a processor
NICE = 10  # at least
OFTEN = 500  # inputs between two looks at the time


def seeds(name: str, folder: Path) -> None:
    """Write a first corpus: a well-formed document of each kind that the reader knows."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, body in enumerate(json.loads((HERE / "seeds.json").read_text(encoding="utf-8"))[name]):
        (folder / f"seed-{number:02}").write_bytes(body.encode())


def slow(target: Callable[[bytes], None], data: bytes) -> bool:
    """Feed an input and tell whether it took too long."""
    before = time.process_time()
    target(data)
    return time.process_time() - before > SLOWEST


def one(name: str, inputs: int, seconds: int, corpus: Path) -> None:
    """Run one reader in this process; leaves with 0 when it had its share, with 77 after a find."""
    import atheris

    os.nice(max(0, NICE - os.nice(0)))
    sys.path.insert(0, str(ROOT))
    rooms = ["base", "archive", "pipeline", "alerts", "crawlers", "pantau"]
    with atheris.instrument_imports(include=rooms, exclude=BUILDS_SQL):
        from tests.fuzz.targets import TARGETS
    from base.errors import PantauError

    finds = corpus.parent / "finds"
    finds.mkdir(parents=True, exist_ok=True)
    target, done = TARGETS[name], {"inputs": 0, "refused": 0}

    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end: a library warns of every odd record: gigabytes

    def told(find: str | None) -> str:
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = used.ru_utime + used.ru_stime
        line = {"reader": name, **done, "cpu_seconds": round(cpu), "peak_mb": used.ru_maxrss // 1024, "find": find}
        corpus.with_suffix(".json").write_text(json.dumps(line) + "\n", encoding="utf-8")
        return json.dumps(line) + "\n"

    def leave(code: int, find: str | None = None) -> None:
        sys.stdout.write(told(find))
        sys.stdout.flush()
        os._exit(code)

    def feed(data: bytes) -> None:
        done["inputs"] += 1
        try:
            if slow(target, data) and slow(target, data):  # twice: Python's collector of garbage may have come between
                raise TimeoutError(f"took more than {SLOWEST} CPU-seconds")  # noqa: TRY301 - found like any other
        except PantauError:
            done["refused"] += 1
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is a find
            path = finds / f"{name}-{time.time_ns()}"
            path.write_bytes(data)
            path.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8")
            leave(77, f"{type(error).__name__}: {error}"[:200] + f" ({path.name})")
        if done["inputs"] >= inputs:
            leave(0)
        if done["inputs"] % OFTEN == 0:
            told(None)
            if time.process_time() >= seconds:
                leave(0)

    most = LARGEST.get(name, 4096)
    options = [f"-max_len={most}", f"-timeout={HUNG}", "-rss_limit_mb=3000", "-verbosity=0", "-print_final_stats=0"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={finds}/{name}-", str(corpus)], feed)
    atheris.Fuzz()


def every(names: list[str], inputs: int, seconds: int, side_by_side: int, corpora: Path) -> list[dict[str, Any]]:
    """Run the readers, some side by side, and return their figures."""
    waiting, running, found = list(names), [], []
    while waiting or running:
        while waiting and len(running) < side_by_side:
            name = waiting.pop(0)
            seeds(name, corpora / name)
            command = [sys.executable, str(HERE / "run.py"), "--one", name, "--corpora", str(corpora)]
            command += ["--inputs", str(inputs), "--seconds", str(seconds)]
            log = (corpora / f"{name}.log").open("w")
            running.append((name, subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)))
        for name, process in running[:]:
            if process.poll() is None:
                continue
            running.remove((name, process))
            assert process.stdout is not None
            lines = process.stdout.read().strip().splitlines()
            told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else None
            told = told or {"reader": name, "find": f"ended with {process.returncode}: too slow, too large or killed"}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
            found.append(told)
        time.sleep(0.5)
    return found


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for each reader, or ...")
    parser.add_argument("--seconds", type=int, default=3600, help="... CPU-seconds, whichever comes first")
    parser.add_argument("--only", default="", help="readers, with commas")
    parser.add_argument("--side-by-side", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    parser.add_argument("--corpora", type=Path, default=ROOT / "var" / "fuzz")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.inputs, given.seconds, given.corpora / given.one)
        return
    names = [name for name in given.only.split(",") if name] or ["dates", "query", "feed", "config", "warc", "html"]
    found = every(names, given.inputs, given.seconds, given.side_by_side, given.corpora)
    sys.exit(1 if any(told["find"] for told in found) else 0)


if __name__ == "__main__":
    main()
