"""Bounds of what a configuration file may make a reader do: size, nesting, and values repeated by YAML's aliases.

libyaml composes recursively in C, so that a list of 100,000 brackets ends the process, and nine lines of aliases stand
for 9**9 values. Both are seen in the stream of events, which is read without recursion, before anything is composed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from base.errors import ConfigError
from base.said import said

LARGEST = 20_000_000  # bytes; the largest file that comes with a version has 0.25 million
DEEPEST = 50  # levels; the deepest of ours has 8
MOST_REPEATED = 100_000  # values that aliases stand for, in one file


def read_bounded(path: Path, largest: int = LARGEST) -> bytes:
    """Return a file's bytes.

    Raises:
        ConfigError: It cannot be read, or is larger than any configuration.
    """
    try:
        if path.is_file() and path.stat().st_size > largest:
            raise ConfigError(said("is larger than {most} MB", most=largest // 1_000_000), file=str(path))
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error


@dataclass
class _Weight:
    """Counts the values of a file as they are read; aliases count what they stand for."""

    file: str
    values: int = 0
    repeated: int = 0
    sizes: dict[str, int] = field(default_factory=dict)  # values that an anchor stands for
    unclosed: list[tuple[str | None, int]] = field(default_factory=list)  # its anchor, and the values before it

    def add(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._repeat(str(event.anchor), _line(event))
        elif isinstance(event, yaml.ScalarEvent):
            self.values += 1
            self.sizes[event.anchor or ""] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            self.unclosed.append((event.anchor, self.values))
            self.values += 1
            if len(self.unclosed) > DEEPEST:
                raise too_deep(self.file, _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before = self.unclosed.pop()
            self.sizes[name or ""] = self.values - before

    def _repeat(self, name: str, line: int | None) -> None:
        if any(one == name for one, _ in self.unclosed):
            raise ConfigError(said("the value holds itself"), file=self.file, line=line)
        self.values += self.sizes.get(name, 0)
        self.repeated += self.sizes.get(name, 0)
        if self.repeated > MOST_REPEATED:
            problem = said("aliases (*) repeat more than {most} values", most=MOST_REPEATED)
            raise ConfigError(problem, file=self.file, line=line)


def check_yaml(events: Iterable[yaml.Event], file: str) -> None:
    """Refuse YAML that is nested too deeply or stands for too many values.

    Args:
        events: Of `yaml.parse`.
        file: As the user knows it.

    Raises:
        ConfigError: It is; with the line at which the bound is passed.
    """
    weight = _Weight(file)
    for event in events:
        weight.add(event)


def too_deep(file: str, line: int | None) -> ConfigError:
    """Return the error to raise for a file that is nested too deeply."""
    return ConfigError(said("is nested more than {most} levels deep", most=DEEPEST), file=file, line=line)


def deep_line(text: str, comment: str = "") -> int | None:
    """Return the line at which brackets outside quotation marks stand deeper than allowed; None when they never do.

    Args:
        text: JSON or TOML.
        comment: The sign that begins one; empty where there are none.
    """
    depth, line, quote, skip = 0, 1, "", False
    for sign in text:
        if sign == "\n":
            line, quote, skip = line + 1, "" if quote == comment else quote, False
        elif skip:
            skip = False
        elif quote:
            skip = sign == "\\" and quote == '"'
            quote = "" if sign == quote else quote
        elif sign == '"' or (comment and sign in {"'", comment}):
            quote = sign
        elif sign in "[{":
            depth += 1
            if depth > DEEPEST:
                return line
        elif sign in "]}":
            depth -= 1
    return None


def is_deep(data: Any) -> bool:
    """Tell whether plain data is nested more deeply than allowed."""
    level = [data]
    for _ in range(DEEPEST + 1):
        level = [part for one in level for part in _parts(one)]
    return bool(level)


def _parts(one: Any) -> Iterable[Any]:
    return one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()


def _line(event: yaml.Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None
