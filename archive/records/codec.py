"""Records to JSON and back, by their types: what is stored is what the dataclass says and nothing else."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_json(record: object) -> str:
    """Return the record as compact JSON text (datetimes in ISO 8601)."""
    return _adapter(type(record)).dump_json(record).decode()


def to_plain(record: object) -> dict[str, Any]:
    """Return the record as JSON-ready dicts and lists, for `--json` output."""
    plain: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return plain


def from_json(kind: type[T], text: str | bytes) -> T:
    """Return the record of `kind` that the JSON holds.

    Raises:
        pydantic.ValidationError: The JSON is not such a record.
    """
    record: T = _adapter(kind).validate_json(text)
    return record
