"""Secrets: from the environment or from files of the owner, never in the archive or in logs."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

from pydantic import SecretStr

from base.errors import ConfigError
from base.said import said

KEY_BYTES = 32


def revealed(value: SecretStr | None, file: Path | None, name: str) -> str | None:
    """Return a secret from its variable or its file; None when neither is set.

    Raises:
        ConfigError: The file cannot be read or is readable by others.
    """
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return None
    try:
        mode = file.stat().st_mode
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            said("the secret of {name} cannot be read: {error}", name=name, error=error), file=str(file)
        ) from error
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        raise ConfigError(
            said("the secret of {name} can be read by others; run: chmod 600 {file}", name=name, file=file),
            file=str(file),
        )
    if not text:
        raise ConfigError(said("the secret of {name} is empty", name=name), file=str(file))
    return text


def installation_key(folder: Path) -> bytes:
    """Return the key that signs links and names feeds, made at the first call.

    Args:
        folder: `var/`; the key lies in `secret.key`, readable by its owner only.

    Raises:
        ConfigError: The folder is full or read-only.
    """
    path = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make_key(path)
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            said("cannot be written or read: {error}. Give it room and rights, or set PANTAU_VAR", error=error),
            file=str(path),
        ) from error


def _make_key(path: Path) -> None:
    """Write a whole key or none: of two processes that start at once the first wins, a full disk leaves nothing."""
    fresh = path.with_name(f"secret.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink(missing_ok=True)
