"""Puts the benchmarks' invented outlets and this folder's own tools where tests find them."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.settings import ROOT

for folder in (ROOT / "benchmarks", Path(__file__).parent):
    sys.path.insert(0, str(folder))

from breaking import Field, Server, make_field, serve_postgres  # noqa: E402 - found by the paths above
from origins import World  # noqa: E402


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the server's user may enter, too."""
    folder = Path("/tmp") / f"pantau-faults-{os.getpid()}-{time.time_ns()}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(place: Path) -> Iterator[Server]:
    with serve_postgres(place / "pg") as running:
        yield running


@pytest.fixture
def field_of(server: Server, place: Path) -> Iterator[Field]:
    world = World(outlets=6, ready=3, every=10, latency=0.05, case_one_in=3, faults=0.02)
    with make_field(server.address, place, world) as found:
        yield found
