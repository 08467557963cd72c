"""Examines the machine: Python and SQLite, disk, clock, time zones, TLS roots, who may read our files."""

import errno
import os
import shutil
import ssl
import stat
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.engine import sqlite_module
from base.catalogue import Catalogue
from base.datafile import read_toml
from base.said import meant, tell
from pantau.operations.finding import Finding
from pantau.settings import FILE, Settings

SAFE_SQLITE = (3, 51, 3)
"""First release without the WAL-reset fault that can corrupt a database (https://sqlite.org/wal.html#walresetbug)."""
MB = 1_000_000
LEAST_FREE, LITTLE_FREE = 200 * MB, 2_000 * MB  # a busy day's articles and evidence are some 100 MB
BORN = datetime(2026, 11, 1, tzinfo=UTC)  # the first version: an earlier present is a wrong clock
OTHERS = stat.S_IRWXG | stat.S_IRWXO
SECRETS = ("mail", "telegram", "whatsapp", "webhook")


def sqlite(t: Catalogue, version: tuple[int, int, int] | None = None) -> Finding:
    """Tell whether the SQLite in use is free of the WAL-reset fault.

    Args:
        t: Texts.
        version: Of SQLite; None: the one in use.
    """
    have = version or tuple(sqlite_module().sqlite_version_info)
    told = t("SQLite {version}", version=".".join(map(str, have)))
    if have >= SAFE_SQLITE:
        return Finding("sqlite", "ok", told)
    advice = t("This version can damage a database when its log is reset. Run: pip install pysqlite3 (3.51.3 or newer)")
    return Finding("sqlite", "bad", told, advice)


def disk(t: Catalogue, folder: Path, free: int | None = None) -> Finding:
    """Tell whether there is room for some days.

    Args:
        t: Texts.
        folder: `var/`; its nearest existing parent is looked at.
        free: Free bytes; None: what the folder's disk has.
    """
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if free is None and (problem := _unwritable(place)) is not None:
        told = t(
            "Nothing can be written at {folder}: {problem}", folder=place, problem=tell(meant(problem), t.language)
        )
        advice = t("Give the folder to the user who runs Pantau, or name another in PANTAU_VAR")
        return Finding("disk", "bad", told, advice)
    left = shutil.disk_usage(place).free if free is None else free
    told = t("{free} MB free at {folder}", free=f"{left // MB:,}", folder=place)
    if left < LEAST_FREE:
        advice = t(
            "Free space now: writing stops when the disk is full. Move old backups and what is not Pantau's elsewhere; "
            "with some room again: pantau prune"
        )
        return Finding("disk", "bad", told, advice)
    if left < LITTLE_FREE:
        return Finding("disk", "warning", told, t("Free space soon, or move var/ to a larger disk"))
    return Finding("disk", "ok", told)


def _unwritable(folder: Path) -> OSError | None:
    """Return what is in the way of a file without a name, which is gone at once."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return None if error.errno == errno.ENOSPC else error  # a full disk is told by its room


def clock(t: Catalogue, now: datetime, newest: datetime | None) -> Finding:
    """Tell whether the clock can be right.

    Args:
        t: Texts.
        now: What the clock shows.
        newest: The latest instant that the archive remembers; None when it remembers nothing.
    """
    told = t("The clock shows {now}", now=f"{now:%Y-%m-%d %H:%M} UTC")
    if now < BORN or (newest is not None and newest > now + timedelta(minutes=5)):
        advice = t("A later time is known. Set the clock and keep it by NTP (timedatectl set-ntp true)")
        return Finding("clock", "bad", told, advice)
    return Finding("clock", "ok", told)


def tls(t: Catalogue) -> Finding:
    """Tell whether certificates of web servers can be checked."""
    paths = ssl.get_default_verify_paths()
    loaded = ssl.create_default_context().cert_store_stats()["x509_ca"]
    folder = Path(paths.capath) if paths.capath else None
    number = loaded or (sum(1 for _ in folder.iterdir()) if folder and folder.is_dir() else 0)
    if number:
        return Finding("tls", "ok", t("{number} root certificates", number=number))
    advice = t("No server can be verified. On Debian or Ubuntu: apt-get install ca-certificates")
    return Finding("tls", "bad", t("No root certificates"), advice)


def secrets(t: Catalogue, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for every secret that others may read."""
    found = False
    for file in _secret_files(settings):
        problem = _exposed(file)
        if problem:
            found = True
            advice = t("Run: chmod 600 {file}", file=file)
            yield Finding("secrets", "bad", t("{file} holds a secret and others may read it", file=file), advice)
    database = settings.var / "pantau.db"
    if database.exists() and database.stat().st_mode & stat.S_IROTH and _open_way(settings.var):
        advice = t("It holds names of persons. Run: chmod 700 {folder}", folder=settings.var)
        yield Finding("secrets", "warning", t("Everyone on this machine may read {file}", file=database), advice)
    settled = settings.config / FILE
    if settled.exists() and _holds_secret(settled):
        advice = t("Move it to a file of its own (password_file, token_file, secret_file), mode 600")
        yield Finding("secrets", "warning", t("{file} holds a secret among the settings", file=settled), advice)
    if not found:
        yield Finding("secrets", "ok", t("No secret can be read by others"))


def owners(t: Catalogue, var: Path) -> Iterator[Finding]:
    """Yield what in `var/` belongs to another user than the folder.

    A command that was run as root leaves files which the service cannot write.

    Args:
        t: Texts.
        var: The folder.
    """
    if not var.exists():
        return
    owner = var.stat().st_uid
    parts = (*(f"pantau.db{end}" for end in ("", "-wal", "-shm")), "secret.key", "evidence", "outbox", "backups")
    foreign = [var / part for part in parts if (var / part).exists() and (var / part).stat().st_uid != owner]
    if not foreign:
        yield Finding("owners", "ok", t("Everything in {folder} belongs to one user", folder=var))
        return
    names = ", ".join(path.name for path in foreign)
    told = t("In {folder} these belong to another user: {names}", folder=var, names=names)
    yield Finding("owners", "bad", told, t("Run: chown -R --reference={folder} {folder}", folder=var))


def _open_way(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def _secret_files(settings: Settings) -> Iterator[Path]:
    for name in SECRETS:
        section = getattr(settings, name)
        for field in ("password_file", "token_file", "secret_file"):
            file = getattr(section, field, None)
            if file is not None:
                yield file
    yield settings.var / "secret.key"
    file = settings.config / FILE
    if file.exists() and _holds_secret(file):
        yield file


def _holds_secret(file: Path) -> bool:
    values, _ = read_toml(file)
    sections = (values.get(name) or {} for name in SECRETS)
    inline = any({"password", "token", "secret"} & set(section) for section in sections)
    return inline or ":" in str(values.get("database_url") or "").partition("@")[0].partition("://")[2]


def _exposed(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & OTHERS) and os.name == "posix"
    except OSError:
        return False  # a missing file is reported where its channel is examined
