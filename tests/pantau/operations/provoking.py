"""Provokes findings of `pantau doctor` in both languages and remembers which advice was given."""

import ast
import re
from collections.abc import Callable, Iterable

from base.catalogue import Catalogue
from pantau.operations.finding import Finding
from pantau.operations.words import words
from pantau.settings import ROOT

ENGLISH, INDONESIAN = words("en"), words("id")
Look = Callable[[Catalogue], Iterable[Finding]]
SEEN: set[str] = set()  # advice, in English, that was given in this process


def provoked(look: Look, check: str, state: str, *, said: str = "") -> Finding:
    """Examine in both languages and return the English finding that is wanted."""
    wanted = [one for one in look(ENGLISH) if (one.check, one.state) == (check, state)]
    assert wanted, [(one.check, one.state, one.told) for one in look(ENGLISH)]
    told = [one for one in look(INDONESIAN) if (one.check, one.state) == (check, state)]
    for english, indonesian in zip(wanted, told, strict=True):
        assert english.told != indonesian.told or check == "sqlite", english.told  # a name and a number
        assert bool(english.advice) == bool(indonesian.advice)
        assert not english.advice or english.advice != indonesian.advice, english.advice
    SEEN.update(one.advice for one in wanted)
    found = next((one for one in wanted if said in one.told), None)
    assert found is not None, [one.told for one in wanted]
    assert found.advice
    return found


def advice_in_source() -> set[str]:
    """Return every advice that stands in the code, with its places."""
    known: set[str] = set()
    for path in sorted((ROOT / "pantau" / "operations").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and len(node.args) > 3:
                known |= _texts(node.args[3])
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"advice", "ADVICE"}:
                known |= _texts(node.value)
    return known


def was_given(text: str) -> bool:
    """Tell whether an advice of the code was given in this process."""
    return any(_pattern(text).fullmatch(seen) for seen in SEEN)


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t":
        return _texts(node.args[0])
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)), re.DOTALL)
