"""Reads YAML, TOML, JSON and CSV configuration with the lines of values, so that a mistake is told with its place."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from base.bounds import check_yaml, deep_line, is_deep, read_bounded, too_deep
from base.errors import ConfigError
from base.said import said

KeyPath = tuple[str | int, ...]
LARGEST_TOML = 1_000_000  # bytes; pantau.toml has some thousands


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
        ConfigError: The file cannot be read, is not YAML, passes a bound of `base.bounds`, or a mapping names a key
            twice.
    """
    try:
        text = read_bounded(path).decode("utf-8")
        check_yaml(yaml.parse(text, Loader=yaml.CSafeLoader), str(path))
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            lines = {} if node is None else dict(_lines(node, (), str(path)))
            data = None if node is None else loader.construct_document(node)  # last: it merges keys in place
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(said("is not valid YAML: {error}", error=error), file=str(path), line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(said("is not valid YAML: {error}", error=error), file=str(path)) from error
    except ValueError as error:  # 2024-13-45 looks like a date and is none
        raise ConfigError(said("holds a date or a number that does not exist"), file=str(path)) from error
    return Located(data, str(path), lines)


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return what a TOML file holds, and its text.

    Raises:
        ConfigError: The file cannot be read, is not TOML, or passes a bound of `base.bounds`.
    """
    try:
        text = read_bounded(path, LARGEST_TOML).decode("utf-8")
        if (deep := deep_line(text, "#")) is not None:
            raise too_deep(str(path), deep)
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        raise ConfigError(said("is not valid TOML: {error}", error=error), file=str(path), line=line) from error
    except ValueError as error:  # a day that does not exist, a number of thousands of digits
        raise ConfigError(said("holds a date or a number that does not exist"), file=str(path)) from error
    if is_deep(values):  # by names with dots
        raise too_deep(str(path), None)
    return values, text


def read_json(path: Path) -> tuple[Any, bytes]:
    """Return what a JSON file holds, and its bytes.

    Raises:
        ConfigError: The file cannot be read, is not JSON, or passes a bound of `base.bounds`.
    """
    raw = read_bounded(path)
    try:
        data = json.loads(raw)
    except RecursionError as error:
        raise too_deep(str(path), deep_line(raw.decode("utf-8", errors="replace"))) from error
    except json.JSONDecodeError as error:
        problem = said("is not valid JSON: {error}", error=error)
        raise ConfigError(problem, file=str(path), line=error.lineno) from error
    except UnicodeDecodeError as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error
    except ValueError as error:
        raise ConfigError(said("holds a date or a number that does not exist"), file=str(path)) from error
    if is_deep(data):
        raise too_deep(str(path), deep_line(raw.decode("utf-8")))
    return data, raw


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
