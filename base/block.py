"""A block of bytes that holds something told in JSON and bodies as they came: a line of JSON, then the bodies."""

import json
import zlib
from collections.abc import Iterable
from typing import Any


def pack(name: str, told: object, bodies: Iterable[bytes], level: int) -> bytes:
    """Return one compressed block.

    Args:
        name: Under which it is told.
        told: JSON values.
        bodies: Kept byte for byte.
        level: Of zlib, 1 (fast) to 9 (small).
    """
    kept = tuple(bodies)
    head = json.dumps({name: told, "sizes": [len(body) for body in kept]})
    return zlib.compress(head.encode() + b"\n" + b"".join(kept), level)


def unpack(name: str, block: bytes) -> tuple[Any, tuple[bytes, ...]]:
    """Return what was told and the bodies.

    Args:
        name: Under which it was told.
        block: Made by `pack`.
    """
    head, _, rest = zlib.decompress(block).partition(b"\n")
    read = json.loads(head)
    bodies = []
    for size in read["sizes"]:
        bodies.append(rest[:size])
        rest = rest[size:]
    return read[name], tuple(bodies)
