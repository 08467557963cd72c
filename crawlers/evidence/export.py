"""Hands out the evidence of articles as one WARC file with a manifest; sealed exchanges are opened.

Every exchange stands in the file byte for byte as it was written, so that its hash in the chain holds for it, too.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from archive.store.evidence_stamps import Stamp
from crawlers.evidence.chain import START, Entry, entries, records, sound, told
from crawlers.evidence.record import info
from crawlers.evidence.seal import unseal

SOFTWARE = "Pantau"


@dataclass(frozen=True, slots=True)
class Piece:
    """An exchange in an export.

    Args:
        entry: Its line of the chain.
        offset: First byte of its records in the exported WARC.
        length: Their bytes.
    """

    entry: Entry
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed out.

    Args:
        pieces: In the order of the chain.
        closed: Exchanges that cannot be opened any more: their key was destroyed.
        damaged: Exchanges whose bytes are not those that were received.
        sha256: Of the WARC file.
        head: Hash of the chain's last line.
    """

    pieces: tuple[Piece, ...]
    closed: tuple[Entry, ...]
    damaged: tuple[Entry, ...]
    sha256: str
    head: str


def choose(found: tuple[Entry, ...], articles: Iterable[int]) -> list[Entry]:
    """Return the lines of articles, with the originals that revisits among them refer to, in the chain's order."""
    wanted = set(articles)
    chosen = [entry for entry in found if entry.article_id in wanted]
    open_bodies = {entry.payload for entry in chosen if entry.plain is None}
    firsts = {entry.payload: entry for entry in reversed(found) if entry.plain is None and entry.payload in open_bodies}
    return sorted({one.number: one for one in (*chosen, *firsts.values())}.values(), key=lambda one: one.number)


def open_records(folder: Path, entry: Entry, keys: Mapping[int, bytes]) -> bytes | None:
    """Return the WARC records of a line, opened where they are sealed; None when they cannot be had.

    Args:
        folder: Of the evidence.
        entry: The line.
        keys: By article.
    """
    if not sound(folder, entry):
        return None
    data = records(folder, entry)
    if entry.plain is None:
        return data
    key = keys.get(entry.article_id or 0)
    opened = None if key is None else unseal(data, key, url=entry.url, at=entry.at, article_id=entry.article_id)
    return opened if opened is not None and hashlib.sha256(opened).hexdigest() == entry.plain else None


def write_warc(folder: Path, articles: Iterable[int], keys: Mapping[int, bytes], stream: BinaryIO) -> Exported:
    """Write the evidence of articles as one WARC file.

    Args:
        folder: Of the evidence.
        articles: Ids.
        keys: Of sealed articles.
        stream: Where to.
    """
    found = entries(folder)
    digest, at = hashlib.sha256(), 0
    pieces: list[Piece] = []
    closed: list[Entry] = []
    damaged: list[Entry] = []

    def put(data: bytes) -> None:
        nonlocal at
        stream.write(data)
        digest.update(data)
        at += len(data)

    chosen = choose(found, articles)
    if chosen:
        put(info(chosen[0].at, "export.warc.gz", {"software": SOFTWARE}))
    for entry in chosen:
        data = open_records(folder, entry, keys)
        if data is None:
            keyless = entry.plain is not None and (entry.article_id or 0) not in keys
            (closed if keyless and sound(folder, entry) else damaged).append(entry)
            continue
        pieces.append(Piece(entry, at, len(data)))
        put(data)
    return Exported(
        tuple(pieces), tuple(closed), tuple(damaged), digest.hexdigest(), found[-1].hash if found else START
    )


def manifest(
    exported: Exported, warc: str, stamps: Iterable[Mapping[str, Any]], chain: Iterable[Entry] = ()
) -> dict[str, Any]:
    """Return what an export says of itself: every hash, where it stands, and the time stamps that cover it.

    Args:
        exported: What was written.
        warc: Name of the WARC file.
        stamps: Time stamps as plain records.
        chain: Lines that lead from the first exchange to what was stamped; empty: only the exchanges' own.
    """

    def line(entry: Entry) -> dict[str, Any]:
        return {**told(entry), "hash": entry.hash}

    return {
        "warc": warc,
        "sha256": exported.sha256,
        "chain_head": exported.head,
        "exchanges": [line(p.entry) | {"in_warc": {"offset": p.offset, "length": p.length}} for p in exported.pieces],
        "not_opened": [line(entry) for entry in exported.closed],
        "damaged": [line(entry) for entry in exported.damaged],
        "time_stamps": list(stamps),
        **({"chain": [line(entry) for entry in chain]} if chain else {}),
    }


def stamp_records(found: Iterable[Stamp]) -> list[dict[str, Any]]:
    """Return received time stamps as a manifest tells them; the token is a TimeStampResp, base64."""
    return [
        {
            "number": one.number,
            "hash": one.hash,
            "authority": one.authority,
            "stamped_at": one.stamped_at.isoformat() if one.stamped_at else None,
            "token": base64.b64encode(one.token).decode(),
        }
        for one in found
        if one.token is not None
    ]


def covering(
    found: tuple[Entry, ...], articles: Iterable[int], tokens: Sequence[Mapping[str, Any]]
) -> tuple[list[Mapping[str, Any]], tuple[Entry, ...]]:
    """Return the time stamps that cover exchanges of articles, each one's first, and the lines that lead up to them.

    Args:
        found: The whole chain.
        articles: Ids.
        tokens: All time stamps of the chain, by `stamp_records`.
    """
    numbers = [entry.number for entry in choose(found, articles)]
    ordered = sorted(tokens, key=lambda one: int(one["number"]))
    first = [next((one for one in ordered if int(one["number"]) >= number), None) for number in numbers]
    wanted = {int(one["number"]): one for one in first if one is not None}
    if not wanted:
        return [], ()
    return [wanted[number] for number in sorted(wanted)], found[min(numbers) - 1 : max(wanted)]


def export(
    folder: Path,
    articles: Iterable[int],
    target: Path,
    *,
    keys: Mapping[int, bytes] | None = None,
    stamps: Iterable[Mapping[str, Any]] = (),
    chain: Iterable[Entry] = (),
) -> Exported:
    """Write the evidence of articles as one WARC file with a manifest beside it.

    Args:
        folder: Of the evidence.
        articles: Ids.
        target: The WARC file to write; the manifest gets `.json` appended. Neither is written when nothing is found.
        keys: Of sealed articles.
        stamps: See `manifest`.
        chain: See `manifest`.
    """
    with replacing(target) as stream:
        exported = write_warc(folder, articles, keys or {}, stream)
    if not exported.pieces:
        target.unlink()
        return exported
    with replacing(target.with_name(target.name + ".json")) as stream:
        stream.write(to_json(manifest(exported, target.name, stamps, chain)))
    return exported


def to_json(told: Mapping[str, Any]) -> bytes:
    """Return a record as indented JSON."""
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Give a file that takes the place of `target` only once it is whole; readable by its owner only.

    A link at that place is replaced, not followed.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
