"""Mappings, lists of words and lists of entries in YAML files that people edit: what is of another form is told.

Each function takes a file and the path of a value in it, and returns the value once it is sure of its form.
"""

from collections.abc import Iterable
from typing import Any

from base.datafile import KeyPath, Located
from base.said import said


def mapping(source: Located, path: KeyPath = ()) -> dict[Any, Any]:
    """Return the mapping at a path; the whole file for an empty one.

    Raises:
        ConfigError: Nothing or something else stands there.
    """
    value = _at(source, path)
    if not isinstance(value, dict):
        raise source.error(said("must be a mapping: on each line a key, a colon and its value"), path)
    return value


def refuse_unknown(source: Located, path: KeyPath, known: Iterable[str]) -> None:
    """Refuse a key that nobody reads: a slip of the pen would change nothing and say nothing.

    Args:
        source: The file.
        path: Where a mapping stands.
        known: The keys that may stand in it.

    Raises:
        ConfigError: Something else than a mapping stands there, or it has another key, which is named.
    """
    for key in mapping(source, path):
        if key not in known:
            raise source.error(said("unknown key '{key}'", key=key), (*path, key), allowed=", ".join(known))


def words(source: Located, path: KeyPath) -> tuple[str, ...]:
    """Return the list of words at a path.

    Raises:
        ConfigError: It is missing or no list, or a word is empty, a number, a yes or no, or a list itself.
    """
    if not isinstance(path[0], int):
        mapping(source)
    value = _at(source, path)
    if not isinstance(value, list):
        raise source.error(said("{key} must be a list of words", key=path[-1]), path)
    for index, word in enumerate(value):
        if not isinstance(word, str) or not word.strip():
            raise source.error(said("a word is empty or no text; take it out or write it in quotes"), (*path, index))
    return tuple(value)


def entries(source: Located, path: KeyPath, *keys: str) -> list[dict[str, Any]]:
    """Return the list of entries at a path; an empty one when the file has no such list.

    Args:
        source: The file.
        path: Where the list stands; empty when it is the whole file.
        keys: What each entry must have.

    Raises:
        ConfigError: It is no list, an entry is no mapping or lacks a key.
    """
    if path:
        mapping(source)
    value = _at(source, path)
    if value is None and path:
        return []
    allowed = ", ".join(keys)
    if not isinstance(value, list):
        raise source.error(said("must be a list of entries, each with {keys}", keys=allowed), path)
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise source.error(said("must be a list of entries, each with {keys}", keys=allowed), (*path, index))
        missing = next((key for key in keys if key not in item), None)
        if missing is not None:
            raise source.error(said("the entry lacks {key}", key=missing), (*path, index), allowed)
    return value


def _at(source: Located, path: KeyPath) -> Any:
    """Return what stands at a path; None when nothing does."""
    value = source.data
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value
