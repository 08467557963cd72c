"""Writes into the user's configuration files, keeping comments and what nobody asked to change."""

import re
import shutil
import tempfile
from pathlib import Path

from alerts.subscriptions import load_subscriptions
from base.errors import ConfigError, UsageError
from base.said import said
from pantau.settings import FILE, load_settings

SUBSCRIPTIONS = "subscriptions.yaml"


def write_settings(path: Path, values: dict[str, str]) -> None:
    """Set keys of a TOML file, keeping its comments.

    Args:
        path: The file; made when it is missing.
        values: TOML text by key; `crawl.contact` stands in the section [crawl].
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for name, value in values.items():
        section, _, key = name.rpartition(".")
        start = 0
        if section:
            head = re.search(rf"(?m)^\[{re.escape(section)}\][^\n]*\n?", text)
            text = text if head else f"{text.rstrip()}\n\n[{section}]\n"
            start = head.end() if head else len(text)
        after = re.search(r"(?m)^\[", text[start:])
        end = start + after.start() if after else len(text)
        text = text[:start] + _with_key(text[start:end], key, value) + text[end:]
    path.write_text(text, encoding="utf-8")


def _with_key(part: str, key: str, value: str) -> str:
    """Return one section's lines with a key set."""
    line = f"{key} = {value}"
    old = re.search(rf"(?m)^{key}[ \t]*=[^#\n]*?([ \t]*#.*)?$", part)
    if old:
        return part[: old.start()] + line + (old[1] or "") + part[old.end() :]
    return f"{part.rstrip()}\n{line}\n\n" if part.strip() else f"{line}\n"


def add_subscription(path: Path, name: str, fields: dict[str, str]) -> None:
    """Append one subscription to the YAML file or change its fields, keeping all else as it stands."""
    block = "\n".join([f"  - id: {name}", *(f"    {key}: {value}" for key, value in fields.items())]) + "\n"
    text = path.read_text(encoding="utf-8") if path.exists() else "subscriptions:\n"
    old = re.compile(rf"(?m)^  - id: {re.escape(name)}\n(?:    .*\n?)*")
    if old.search(text):
        text = old.sub(lambda found: block + _others(found[0], fields), text)
    else:
        if not re.search(r"(?m)^subscriptions:", text):
            text = f"{text.rstrip()}\n\nsubscriptions:\n"
        text = f"{text.rstrip()}\n{block}"
    path.write_text(text, encoding="utf-8")


def _others(block: str, fields: dict[str, str]) -> str:
    """Return the lines of a subscription that say something of other fields."""
    kept, keep = "", False
    for line in block.splitlines(keepends=True)[1:]:
        keep = line.split(":")[0].strip() not in fields if re.match(r" {4}\w", line) else keep
        kept += line if keep else ""
    return kept


def write_checked(config: Path, values: dict[str, str], name: str, fields: dict[str, str]) -> None:
    """Write settings and subscription into copies, read them as the monitor will, and only then put them in place.

    Raises:
        ConfigError: An answer cannot be; nothing was written.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "config"
        shutil.copytree(config, trial, ignore=shutil.ignore_patterns("outlets", "lexicon", "model"))
        write_settings(trial / FILE, values)
        add_subscription(trial / SUBSCRIPTIONS, name, fields)
        load_settings(trial)
        try:
            load_subscriptions(trial)
        except ConfigError as error:
            raise UsageError(said("{problem}. Nothing was written; answer again.", problem=error.problem)) from error
        for file in (FILE, SUBSCRIPTIONS):
            shutil.copyfile(trial / file, config / file)
