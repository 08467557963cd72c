"""Packs an exported WARC file with index, list of pages and manifest into one WACZ file, which players open as it is.

    archive/evidence.warc.gz  indexes/index.cdx  pages/pages.jsonl  pantau/manifest.json  datapackage.json  its digest

Source: WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from crawlers.evidence.cdx import index, timestamp
from crawlers.evidence.chain import Entry
from crawlers.evidence.export import SOFTWARE, Exported, manifest, replacing, to_json, write_warc

WARC = "evidence.warc.gz"
OLDEST = (1980, 1, 1, 0, 0, 0)  # of a file in a ZIP; times are told inside
BLOCK = 1024 * 1024


def export_wacz(
    folder: Path,
    articles: Iterable[int],
    target: Path,
    *,
    title: str,
    created: str,
    keys: Mapping[int, bytes] | None = None,
    stamps: Iterable[Mapping[str, Any]] = (),
    chain: Iterable[Entry] = (),
) -> Exported:
    """Write the evidence of articles as a WACZ file; none is written when nothing is found.

    Args:
        folder: Of the evidence.
        articles: Ids.
        target: The file to write.
        title: Of the collection, as players show it.
        created: When it was exported, ISO 8601.
        keys: Of sealed articles.
        stamps: See `crawlers.evidence.export.manifest`.
        chain: See there.
    """
    with tempfile.TemporaryDirectory(prefix=".pantau-wacz-", dir=target.parent) as shop:
        warc = Path(shop) / WARC
        with warc.open("wb") as stream:
            exported = write_warc(folder, articles, keys or {}, stream)
        if not exported.pieces:
            return exported
        with replacing(target) as stream:
            _pack(stream, warc, exported, to_json(manifest(exported, WARC, stamps, chain)), (title, created))
    return exported


def _pack(stream: BinaryIO, warc: Path, exported: Exported, told: bytes, named: tuple[str, str]) -> None:
    title, created = named
    resources: list[dict[str, Any]] = []

    def add(path: str, write: Callable[[BinaryIO], None], *, packed: bool) -> None:
        entry = zipfile.ZipInfo(path, OLDEST)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with box.open(entry, "w", force_zip64=True) as inside:
            counted = _Counted(inside)
            write(counted)  # type: ignore[arg-type]
        digest = f"sha256:{counted.digest.hexdigest()}"
        resources.append({"name": path.rsplit("/", 1)[-1], "path": path, "hash": digest, "bytes": counted.size})

    with zipfile.ZipFile(stream, "w") as box:
        with warc.open("rb") as source:
            # WARC files are stored, not packed: players read records by their offsets.
            add(f"archive/{WARC}", lambda out: shutil.copyfileobj(source, out, BLOCK), packed=False)
        with warc.open("rb") as source:
            lines = "".join(index(source, WARC)).encode()
        add("indexes/index.cdx", lambda out: _put(out, lines), packed=True)
        add("pages/pages.jsonl", lambda out: _put(out, _pages(exported, title)), packed=True)
        add("pantau/manifest.json", lambda out: _put(out, told), packed=True)
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title,
            "software": SOFTWARE,
            "created": created,
            "mainPageUrl": exported.pieces[0].entry.url,
            "mainPageDate": exported.pieces[0].entry.at,
            "resources": list(resources),
        }
        body = to_json(package)
        add("datapackage.json", lambda out: _put(out, body), packed=True)
        sum_ = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
        add("datapackage-digest.json", lambda out: _put(out, to_json(sum_)), packed=True)


def _pages(exported: Exported, title: str) -> bytes:
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": title}]
    for piece in exported.pieces:
        entry = piece.entry
        number = f"{entry.number}-{timestamp(entry.at)}"
        lines.append({"id": number, "url": entry.url, "ts": entry.at, "title": entry.url})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _put(out: BinaryIO, data: bytes) -> None:
    out.write(data)


class _Counted:
    """Writes through, counting and hashing."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write a part."""
        self.digest.update(data)
        self.size += len(data)
        self._out.write(data)
        return len(data)
