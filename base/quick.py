"""Gives frozen dataclasses a quick `__init__`: an article makes thousands of them."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Return a frozen dataclass with slots whose `__init__` fills the slots directly; nothing else changes.

    What `dataclasses` writes goes through `object.__setattr__`, which looks each name up again: 1.9 microseconds for
    nine fields in place of .8. Like there, the function is written as text, since only so its arguments have names.

    Raises:
        TypeError: A field is made in another way than from an argument or a plain default.
    """
    told, lines, known = ["self"], [], dict[str, Any]()
    for number, field in enumerate(fields(cls)):  # type: ignore[arg-type]
        if not field.init or field.kw_only or field.default_factory is not MISSING or hasattr(cls, "__post_init__"):
            raise TypeError(f"{cls.__name__}.{field.name} is not made from an argument alone")
        known[f"set_{number}"] = vars(cls)[field.name].__set__
        known[f"default_{number}"] = field.default
        told.append(field.name if field.default is MISSING else f"{field.name}=default_{number}")
        lines.append(f"    set_{number}(self, {field.name})\n")
    exec(f"def __init__({', '.join(told)}):\n{''.join(lines)}", known)  # noqa: S102 - as `dataclasses` does itself
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    known["__init__"].__module__ = cls.__module__
    cls.__init__ = known["__init__"]  # type: ignore[method-assign]
    return cls
