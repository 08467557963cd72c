"""Frozen dataclasses made quickly behave as those that `dataclasses` makes."""

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from base.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    number: int = 3


def test_fields_are_given_by_place_or_name_or_default() -> None:
    assert (_Named("a").name, _Named("a").number) == ("a", 3)
    assert _Named("a", 4) == _Named(number=4, name="a") == replace(_Named("a"), number=4)
    assert hash(_Named("a")) == hash(_Named("a", 3))


def test_it_stays_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        _Named("a").name = "b"  # type: ignore[misc]


def test_an_error_names_the_class() -> None:
    with pytest.raises(TypeError, match=r"_Named\.__init__\(\) missing 1 required positional argument: 'name'"):
        _Named()  # type: ignore[call-arg]


def test_fields_made_otherwise_are_refused() -> None:
    with pytest.raises(TypeError, match="made"):

        @quick
        @dataclass(frozen=True, slots=True)
        class _Listed:
            names: list[str] = field(default_factory=list)
