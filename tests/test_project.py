"""What holds for the project as a whole."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from base.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pantau", "web", "crawlers", "alerts", "pipeline", "archive", "base")
CALLS = {"t", "_", "text", "translate"}  # names that catalogues are bound to


def test_no_foreign_distribution_owns_one_of_our_names() -> None:
    owners = packages_distributions()
    assert {room: owners[room] for room in ROOMS if set(owners.get(room, [])) - {"pantau"}} == {}


def test_pins_hold_no_address_and_cover_every_dependency() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|@|--|/", pins)
    pinned = {re.split(r"==", line)[0].lower().replace("_", "-") for line in pins.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[A-Za-z0-9._-]+", need)[0].lower().replace("_", "-") for need in wanted}  # type: ignore[index]
    assert names - pinned == set()


def messages(room: Path) -> set[str]:
    """Return the literal messages that a room asks its catalogue for."""
    found: set[str] = set()
    for path in room.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        calls = CALLS - ({"text"} if "sqlalchemy" in source else set())  # SQLAlchemy has a text() of its own
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            first = node.args[0]
            if name in calls and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def test_every_message_has_an_indonesian_text_with_the_same_places() -> None:
    texts: dict[str, str] = {}
    for path in sorted(ROOT.glob("[a-z]*/**/locale/id.po")):
        texts |= catalogue(path.parent.parent, "id").texts
    asked = set().union(*(messages(ROOT / room) for room in ROOMS))
    assert sorted(asked - set(texts)) == []
    assert {message: text for message, text in texts.items() if _places(message) != _places(text)} == {}


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_nothing_reads_the_environment_or_the_clock_when_it_is_imported() -> None:
    offenders = []
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
                    continue
                source = ast.unparse(node)
                if re.search(r"os\.environ|os\.getenv|\.now\(|time\.time\(|\.today\(", source):
                    offenders.append(f"{path.relative_to(ROOT)}: {source[:60]}")
    assert offenders == []
