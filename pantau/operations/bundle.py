"""The form of a backup: one tar file with a manifest at its end that names every file with size and SHA-256.

It holds, in this order:

    database.sqlite | database.dump      the archive, as of one moment
    evidence/...                         WARC files and their chain, as far as the chain reaches
    config/...                           the configuration
    secret.key                           the key of links and feeds
    manifest.json                        last: a backup that was cut off has none and is refused
"""

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, TypeVar

from base.errors import ArchiveError, InputError
from base.said import Said, said

T = TypeVar("T")

FORM = 1
MANIFEST = "manifest.json"
LEVEL = 1  # of gzip: a third of the size at the speed of a disk; evidence is compressed already
BLOCK = 1024 * 1024
MOST_MANIFEST = 64 * BLOCK
NAME = re.compile(r"database\.(sqlite|dump)|secret\.key|(evidence|config)(/(?!\.\.?(/|$))[^/\\\x00-\x1f]+)+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was saved.

    Args:
        rows: Their number.
        digest: Sum of the SHA-256 of its rows, hexadecimal: does not depend on their order.
    """

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Args:
        made_at: ISO instant, UTC.
        version: Of the Pantau that made it.
        schema: Newest revision of the archive's schema.
        backend: `sqlite` or `postgresql`.
        tables: By name.
        files: Size in bytes and SHA-256 by name inside the tar.
        damaged: What of the evidence was missing or damaged when it was saved, in English; empty: it was whole.
    """

    made_at: str
    version: str
    schema: str
    backend: str
    tables: dict[str, Table]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)


class Writer:
    """Writes files into a backup and remembers their hashes.

    Args:
        stream: Where the tar goes.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=LEVEL, mtime=0)
        self._tar = tarfile.open(fileobj=self._packed, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - close()
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, name: str, path: Path, size: int | None = None) -> None:
        """Add a file, or its first `size` bytes."""
        with path.open("rb") as source:
            length = path.stat().st_size if size is None else size
            reader = _Hashing(source)
            self._tar.addfile(_entry(name, length), reader)
        self.files[name] = (length, reader.digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and end the file."""
        import io

        body = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        self._tar.addfile(_entry(MANIFEST, len(body)), io.BytesIO(body))
        self._tar.close()
        self._packed.close()


class _Hashing:
    """A reader that hashes what passes."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.digest.update(block)
        return block


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def unpack(file: Path, folder: Path | None) -> Manifest:
    """Read a whole backup, check every hash, and write its files where a folder is given.

    Args:
        file: The backup.
        folder: An empty folder; None: only check.

    Raises:
        InputError: It is no backup, is cut off or changed; what was written so far must not be used.
    """
    seen: dict[str, tuple[int, str]] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(file, mode="r|gz") as tar:
            for entry in tar:
                stream = tar.extractfile(entry)
                if not entry.isreg() or stream is None:
                    raise InputError(
                        said("holds something that is no file; it was not made by Pantau"), source=str(file)
                    )
                if entry.name == MANIFEST:
                    manifest = _manifest(stream.read(MOST_MANIFEST), file)
                elif entry.name in seen:
                    raise InputError(
                        said("holds {name!r} twice; it was not made by Pantau", name=entry.name), source=str(file)
                    )
                else:
                    seen[entry.name] = _take(stream, _safe(entry.name, file), folder)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        told = _why_no_end(file) if _is_packed(file) else said("cannot be read as a backup: {error}", error=error)
        raise InputError(told, source=str(file)) from error
    except OSError as error:
        raise InputError(said("cannot be read as a backup: {error}", error=error), source=str(file)) from error
    if manifest is None:
        raise InputError(_why_no_end(file), source=str(file))
    if seen != manifest.files:
        wrong = sorted(set(seen.items()) ^ set(manifest.files.items()))
        raise InputError(said("was changed: {detail} is not as it was saved", detail=wrong[0][0]), source=str(file))
    return manifest


def _is_packed(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"  # RFC 1952


def _why_no_end(file: Path) -> Said:
    """Return why a backup has no manifest; a changed byte and a file that was cut off look alike to tar."""
    try:
        with gzip.open(file) as stream:
            while stream.read(BLOCK):
                pass
    except EOFError:
        return said("is cut off: it has no manifest. Take an earlier backup")
    except (OSError, zlib.error):
        return said("is damaged: bytes of it were changed. Take an earlier backup")
    return said("has no manifest: it is damaged or was not made by Pantau. Take an earlier backup")


def _manifest(body: bytes, file: Path) -> Manifest:
    try:
        plain: dict[str, Any] = json.loads(body)
        plain["tables"] = {
            name: Table(_typed(table["rows"], int), _typed(table["digest"], str))
            for name, table in plain["tables"].items()
        }
        plain["files"] = {
            name: (_typed(size, int), _typed(digest, str)) for name, (size, digest) in plain["files"].items()
        }
        for name in ("made_at", "version", "schema", "backend"):
            _typed(plain[name], str)
        datetime.fromisoformat(plain["made_at"])
        plain["damaged"] = [_typed(one, str) for one in plain.get("damaged", [])]
        return Manifest(**plain)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(said("has a manifest that cannot be read: {error}", error=error), source=str(file)) from error


def _typed(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} is no {kind.__name__}")
    return value


def _safe(name: str, file: Path) -> str:
    """Return a name that stays inside the folder it is unpacked into.

    Raises:
        InputError: It would not, or Pantau never writes such a name.
    """
    if not NAME.fullmatch(name):
        raise InputError(
            said("holds {name!r}, which Pantau never writes; nothing of it is used", name=name), source=str(file)
        )
    return name


def _take(stream: IO[bytes], name: str, folder: Path | None) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    target = None
    if folder is not None:
        with _room(folder):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            target = (folder / name).open("xb", buffering=0)
    try:
        for block in _blocks(stream):
            digest.update(block)
            size += len(block)
            if target is not None and folder is not None:
                with _room(folder):
                    _write_all(target, block)
    finally:
        if target is not None:
            target.close()
    return size, digest.hexdigest()


def _write_all(target: IO[bytes], block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[target.write(rest) :]


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Tell a disk that is full from a backup that cannot be read."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            said(
                "The backup cannot be unpacked in {folder}: {error}. Give it room and rights there and try again; "
                "nothing was changed, and the backup is not to blame",
                folder=folder.parent,
                error=error.strerror or error,
            )
        ) from error


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block
