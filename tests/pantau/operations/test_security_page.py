"""The threat model names tests that exist, and what it says of the code holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pantau.settings import ROOT

ROOMS = ("base", "archive", "pipeline", "alerts", "crawlers", "web", "pantau")


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
    there: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        there |= set(re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8")))
    assert len(named) > 40
    assert named - there == set()


class Call(NamedTuple):
    """A call of our code: its file, its dotted name, whether it may start a shell, and its words if it reads YAML."""

    path: Path
    name: str
    shell: bool
    told: str


@cache
def calls() -> tuple[Call, ...]:
    """Return every call of our code."""
    return tuple(_calls())


def _calls() -> Iterator[Call]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = dotted(node.func)
                    told = ast.unparse(node) if name.startswith("yaml.") else ""  # the trees themselves are not kept
                    yield Call(path, name, any(map(starts_shell, node.keywords)), told)


def dotted(node: ast.expr) -> str:
    """Return what `ast.unparse` does: names and attributes, which nearly all calls are of, need none of its time."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ast.unparse(node)


def starts_shell(keyword: ast.keyword) -> bool:
    return keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)


OWN_TEXT = {"base/quick.py: exec": "writes constructors from the field names of our own classes, as `dataclasses` does"}


def test_no_data_becomes_code() -> None:
    refused = {"eval", "exec", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads", "shelve.open"}
    found = {f"{call.path.relative_to(ROOT).as_posix()}: {call.name}" for call in calls() if call.name in refused}
    shells = [f"{call.path}: shell=True" for call in calls() if call.shell]
    assert found == set(OWN_TEXT)
    assert shells == []


def test_only_the_safe_loader_reads_yaml() -> None:
    loads = [(call.path, call.told) for call in calls() if call.name in {"yaml.load", "yaml.load_all"}]
    assert [told for told in loads if "SafeLoader" not in told[1]] == []
    assert not [call.path for call in calls() if call.name in {"yaml.unsafe_load", "yaml.full_load"}]


OUTWARD = re.compile(
    r"(httpx|requests)\.(get|post|head|put|request|stream|Client|AsyncClient|Session)|aiohttp\.(ClientSession|request)|"
    r"(.*\.)?urlopen|(aio)?smtplib\.SMTP(_SSL)?|socket\.create_connection|asyncio\.open_connection"
)
GUARDED = {
    "base/guarded.py": "is the guard",
    "crawlers/handler.py": "resolves names through the guard",
    "crawlers/quick.py": "resolves names through the guard",
    "alerts/channels/webhook.py": "checks the address itself",
    "alerts/channels/telegram.py": "an address of the settings",
    "alerts/channels/whatsapp.py": "an address of the settings",
    "alerts/channels/smtp.py": "a server of the settings",
    "pantau/operations/reach.py": "servers of the settings; outlets and webhooks through the guard",
    "pantau/client/archive.py": "runs on the machine of whoever reads the archive",
}


def test_every_outward_request_goes_through_the_guard_or_stands_here_with_its_reason() -> None:
    found = {str(call.path.relative_to(ROOT)) for call in calls() if OUTWARD.fullmatch(call.name)}
    assert found == set(GUARDED)
