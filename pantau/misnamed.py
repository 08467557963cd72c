"""Names in the environment that look like settings and are none: they would be ignored without a word."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from base.said import Said, said
from pantau.settings import Settings

PREFIX = "PANTAU_"
ELSEWHERE = frozenset(
    f"{PREFIX}{name}" for name in ("CONFIG", "SINK", "CLOCK_SHIFT", "ADDRESS", "TOKEN", "PELICAN", "PYWB")
)
"""Read at other places than the settings: command line, crawler, clocks, client, tests beside other programs."""
OF_TESTS = "PANTAU_TEST_"


def misnamed(environment: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
    """Return the names that nothing reads, each with the nearest known one; None where none is near.

    Args:
        environment: Names of the environment's variables.
    """
    known = sorted(ELSEWHERE | set(_names(Settings, PREFIX)))
    odd = [name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known]
    return tuple((name, _near(name.upper(), known)) for name in sorted(odd) if OF_TESTS not in name)


def _near(name: str, known: list[str]) -> str | None:
    bare = [one.removeprefix(PREFIX) for one in known]  # what all have in common would make all alike
    found = difflib.get_close_matches(name.removeprefix(PREFIX), bare, n=1, cutoff=0.7)
    return f"{PREFIX}{found[0]}" if found else None


def sentence(name: str, near: str | None) -> Said:
    """Return what is wrong with a name, for its reader."""
    if near is None:
        return said("{name} in the environment is no setting and is ignored", name=name)
    return said("{name} in the environment is no setting and is ignored. Did you mean {near}?", name=name, near=near)


def _names(model: Any, prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}".upper()
        kinds = getattr(field.annotation, "__args__", (field.annotation,))
        for section in kinds:
            if hasattr(section, "model_fields"):
                yield from _names(section, f"{prefix}{name}__")
