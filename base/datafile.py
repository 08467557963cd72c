"""Reads YAML and CSV configuration with the line of every value, so that a mistake is reported with its place."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from base.errors import ConfigError
from base.said import said

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data of one YAML file and where each value stands.

    Args:
        data: What `yaml.safe_load` would give; None for an empty file.
        file: The file's name as shown to the user.
        lines: 1-based line by path of keys and list indexes.
    """

    data: Any
    file: str
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line(self, path: KeyPath) -> int | None:
        """Return the line of the value at `path`, or of its nearest known parent; None for an empty file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def error(self, problem: str, path: KeyPath = (), allowed: str = "") -> ConfigError:
        """Return the error to raise for the value at `path`."""
        return ConfigError(problem, file=self.file, line=self.line(path), allowed=allowed)


def read_yaml(path: Path) -> Located:
    """Read one YAML file safely, refusing duplicate keys.

    Raises:
        ConfigError: The file cannot be read, is not YAML, or a mapping names a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(said("is not valid YAML: {error}", error=error), file=str(path), line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(said("is not valid YAML: {error}", error=error), file=str(path)) from error
    except ValueError as error:  # 2024-13-45 looks like a date and is none
        raise ConfigError(said("holds a date or a number that does not exist"), file=str(path)) from error
    return Located(data, str(path), {} if node is None else dict(_lines(node, (), str(path))))


def _lines(node: yaml.Node, path: KeyPath, file: str) -> Iterator[tuple[KeyPath, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise ConfigError(said("key '{name}' stands twice", name=name), file=file, line=key.start_mark.line + 1)
            seen.add(name)
            yield from _lines(value, (*path, name), file)
            yield (*path, name), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index), file)


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV file that must have at least the given columns.

    Raises:
        ConfigError: The file cannot be read or lacks a column.
    """
    try:
        # As a whole: a stream would tell a wrong byte's place within its buffer.
        with io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                raise ConfigError(
                    said("lacks the column {detail}", detail=missing[0]),
                    file=str(path),
                    line=1,
                    allowed=", ".join(columns),
                )
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error
