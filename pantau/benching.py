"""Runs benchmarks of the checkout and holds their figures against the floors, which only rise.

A floor is a number that a figure, named by its dotted path, must reach, or `{"at_most": 20}`; one that was ever lowered
says so: `{"at_least": 1.5, "lowered": "why"}`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.errors import UsageError
from base.said import said
from pantau.settings import ROOT

FOLDER = ROOT / "benchmarks"
FLOORS = FOLDER / "floors.json"
HELPERS = (
    "page_sets",
    "page_wrapping",
    "shingles",
    "extraction_peer",
    "extraction_asking",
    "stream_stories",
    "stream_words",
    "linking_archive",
    "origins",
    "newsrooms",
    "soak",
    "soak_readers",
    "country",
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure that misses its floor.

    Args:
        name: Dotted path.
        found: Measured; None when the benchmark did not report it.
        bound: `at least 1.6` or `at most 20`.
    """

    name: str
    found: float | None
    bound: str


def benchmarks() -> list[str]:
    """Return the names of the benchmarks, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in HELPERS)


def run(name: str, arguments: tuple[str, ...]) -> dict[str, Any]:
    """Run one benchmark in a process of its own and return its figures.

    Raises:
        UsageError: There is no such benchmark, or it failed.
    """
    if name not in benchmarks():
        raise UsageError(
            said("There is no benchmark '{name}'. There are: {choices}", name=name, choices=", ".join(benchmarks()))
        )
    command = [sys.executable, str(FOLDER / f"{name}.py"), "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own files
    lines = done.stdout.decode().strip()
    try:
        found: dict[str, Any] = json.loads(lines)
    except ValueError as error:
        raise UsageError(
            said("benchmark '{name}' ended with {returncode} and no figures", name=name, returncode=done.returncode)
        ) from error
    return found


def figure(found: dict[str, Any], path: str) -> float | None:
    """Return a figure by its dotted path; None when it is not there."""
    value: Any = found
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return float(value) if isinstance(value, int | float) else None


def misses(name: str, found: dict[str, Any], floors: dict[str, Any]) -> Iterator[Miss]:
    """Yield the figures of a benchmark that miss their floors."""
    for path, bound in floors.get(name, {}).items():
        value = figure(found, path)
        least, most = bounds_of(bound)
        if least is not None and (value is None or value < least):
            yield Miss(f"{name}.{path}", value, f"at least {least}")
        if most is not None and (value is None or value > most):
            yield Miss(f"{name}.{path}", value, f"at most {most}")


def bounds_of(bound: float | dict[str, Any]) -> tuple[float | None, float | None]:
    """Return the least and the most that a floor allows; None where it sets no bound."""
    if isinstance(bound, dict):
        return bound.get("at_least"), bound.get("at_most")
    return float(bound), None


def load_floors(path: Path = FLOORS) -> dict[str, Any]:
    """Return the floors by benchmark; none when there is no file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
