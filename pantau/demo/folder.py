"""The demo's own folder: a configuration with the invented outlets, an archive, an outbox, and what was played."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from base.errors import UsageError
from base.said import said
from pantau.demo.newsroom import write_outlets
from pantau.sections import Crawl
from pantau.settings import FILE, Settings

NOTE = "demo.json"
NOT_COPIED = ("outlets", "subscriptions.yaml", FILE)
SUBSCRIPTIONS = """\
subscriptions:
  - id: petugas-demo
    name: Petugas pemantau (demo)
    channel: file
    recipient: outbox
    mode: both
    level: Sedang
    group_wait: 5m
"""


@dataclass(frozen=True, slots=True)
class Played:
    """What earlier runs in a folder did.

    Args:
        until: Simulated present of the last run; None before the first.
        ports: Port of each outlet, so that kept articles keep their addresses.
    """

    until: datetime | None
    ports: Mapping[str, int]


def look(folder: Path, as_of: datetime) -> Played:
    """Return what was played in a folder.

    Raises:
        UsageError: The folder has already seen a later day, or holds something else than a demo.
    """
    note = folder / NOTE
    if not note.exists():
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(
                said(
                    "{folder} is not empty and holds no demo. Give an empty or a new folder with --keep.", folder=folder
                )
            )
        return Played(None, {})
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
        until = datetime.fromisoformat(data["until"]) if data["until"] else None
        known = {str(outlet): int(port) for outlet, port in data["ports"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            said(
                "{note} cannot be read ({error}). Delete {folder} or give another folder.",
                note=note,
                error=error,
                folder=folder,
            )
        ) from error
    if until is not None and until > as_of:
        raise UsageError(
            said(
                "The demo in {folder} has already reached {until:%Y-%m-%d}. Give another folder with --keep.",
                folder=folder,
                until=until,
            )
        )
    return Played(until, known)


def prepare(folder: Path, settings: Settings, homes: Mapping[str, str], played: Played) -> Settings:
    """Write the demo's configuration and return the settings to run it with.

    Mail, Telegram, a database elsewhere and the user's subscriptions are left out: the demo writes files only.
    """
    config = folder / "config"
    shutil.copytree(
        settings.config,
        config,
        ignore=lambda where, _: set(NOT_COPIED) if Path(where) == settings.config else set(),
        dirs_exist_ok=True,
    )
    write_outlets(config / "outlets", homes)
    (config / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    toml = f'language = "{settings.language}"\nvar = {json.dumps(str(folder.resolve()))}\n'
    (config / FILE).write_text(toml, encoding="utf-8")
    note_down(folder, Played(played.until, ports(homes)))
    values = {
        "config": config,
        "var": folder.resolve(),
        "timezone": "Asia/Jakarta",
        "territory": (),
        "database_url": None,
        "public_url": None,
        "mail": None,
        "telegram": None,
        "whatsapp": None,
        "crawl": Crawl(sample_one_in=0),
    }
    return settings.model_copy(update=values)


def note_down(folder: Path, played: Played) -> None:
    """Remember what was played."""
    data = {"until": played.until.isoformat() if played.until else None, "ports": dict(played.ports)}
    (folder / NOTE).write_text(json.dumps(data), encoding="utf-8")


def ports(homes: Mapping[str, str]) -> dict[str, int]:
    """Return the port of each home address."""
    return {outlet: int(home.rsplit(":", 1)[1].strip("/")) for outlet, home in homes.items()}
