"""How a page travels to the machine that reads it, and what was read travels back: through the archive's database."""

import zlib
from dataclasses import dataclass, replace
from datetime import datetime

from archive.records.codec import from_json, to_json
from archive.records.page import Page
from base import block
from pipeline.process import Examined
from pipeline.source import Source

LEVEL = 1  # of zlib: the row lives for seconds


@dataclass(frozen=True, slots=True)
class ToRead:
    """A page on its way to the machine that reads it.

    Args:
        page: The page.
        source: Its outlet, as far as known.
        now: When it was taken, aware.
    """

    page: Page
    source: Source
    now: datetime


def pack(asked: ToRead) -> bytes:
    """Return a page with its source as one compressed block: a line of JSON, then the bodies as they came."""
    bare = replace(asked, page=replace(asked.page, body=b"", more=()))
    return block.pack("asked", to_json(bare), (asked.page.body, *asked.page.more), LEVEL)


def unpack(kept: bytes) -> ToRead:
    """Return what `pack` made a block of."""
    told, bodies = block.unpack("asked", kept)
    bare = from_json(ToRead, told)
    return replace(bare, page=replace(bare.page, body=bodies[0], more=bodies[1:]))


def pack_result(examined: Examined) -> bytes:
    """Return what was read as one compressed block."""
    return zlib.compress(to_json(examined).encode(), LEVEL)


def unpack_result(block: bytes) -> Examined:
    """Return what `pack_result` made a block of."""
    return from_json(Examined, zlib.decompress(block))
