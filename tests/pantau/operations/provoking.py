"""Provokes findings of `pantau doctor` in both languages and remembers which advice was given."""

import ast
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Engine

from base.catalogue import Catalogue
from pantau.operations.finding import Finding
from pantau.operations.words import words
from pantau.sections import Telegram, Webhook, WhatsApp
from pantau.settings import ROOT, Settings

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


def closed_address() -> str:
    """Return host and port of a server that does not answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def write_outlets(config: Path, text: str) -> Path:
    """Write a configuration of regions and outlets; return the file of the outlets."""
    (config / "outlets").mkdir(parents=True, exist_ok=True)
    (config / "regions.csv").write_text("kode,nama,level\n63,Kalimantan Selatan,provinsi\n")
    file = config / "outlets" / "a.yaml"
    file.write_text(text)
    return file


def one_outlet(config: Path, host: str) -> None:
    """Write a configuration of one outlet at an address."""
    told = f"- {{id: a, name: A, home: 'http://{host}/', discover: [{{home: /}}], allow_network: 127.0.0.0/8}}\n"
    write_outlets(config, told)


def unanswered(settings: Settings, closed: str, refusing: int) -> Settings:
    """Return settings with channels whose servers are gone (`closed`), or refuse (a port of this machine).

    A subscription to the webhook that is gone is written too.
    """
    subscription = f"subscriptions:\n  - {{id: b, channel: webhook, recipient: 'http://{closed}/x'}}\n"
    (settings.config / "subscriptions.yaml").write_text(subscription)
    token = {"token": "1:a"}
    channels = {
        "telegram": Telegram(api=f"http://{closed}", **token),
        "whatsapp": WhatsApp(api=f"http://127.0.0.1:{refusing}", phone_number_id="1", template="x", **token),
        "webhook": Webhook(secret="s" * 32),
    }
    return settings.model_copy(update=channels)


def orphan_facet(archive: Engine) -> None:
    """Let a facet of an article point to one that there is not."""
    raw = archive.raw_connection()
    raw.driver_connection.execute("PRAGMA foreign_keys = OFF")
    raw.driver_connection.execute("UPDATE article_facet SET article_id = 4711 WHERE article_id = 1")
    raw.driver_connection.commit()
    raw.close()


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
