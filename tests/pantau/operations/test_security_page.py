"""The threat model names tests that exist, and what it says of the code holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pantau.settings import ROOT

ROOMS = ("base", "archive", "pipeline", "alerts", "crawlers", "web", "pantau")


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
    there: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        there |= set(re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8")))
    assert len(named) > 40
    assert named - there == set()


@cache
def calls() -> tuple[tuple[Path, ast.Call, str], ...]:
    """Return every call of our code with its dotted name."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield path, node, ast.unparse(node.func)


OWN_TEXT = {"base/quick.py: exec": "writes constructors from the field names of our own classes, as `dataclasses` does"}


def test_no_data_becomes_code() -> None:
    refused = {"eval", "exec", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads", "shelve.open"}
    found = {f"{path.relative_to(ROOT).as_posix()}: {name}" for path, _, name in calls() if name in refused}
    shells = [
        f"{path}: shell=True"
        for path, node, _ in calls()
        for keyword in node.keywords
        if keyword.arg == "shell" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
    ]
    assert found == set(OWN_TEXT)
    assert shells == []


def test_only_the_safe_loader_reads_yaml() -> None:
    loads = [(path, ast.unparse(node)) for path, node, name in calls() if name in {"yaml.load", "yaml.load_all"}]
    assert [told for told in loads if "SafeLoader" not in told[1]] == []
    assert not [path for path, _, name in calls() if name in {"yaml.unsafe_load", "yaml.full_load"}]


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
    found = {str(path.relative_to(ROOT)) for path, _, name in calls() if OUTWARD.fullmatch(name)}
    assert found == set(GUARDED)
