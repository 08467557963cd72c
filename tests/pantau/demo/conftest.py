"""One open newsroom a test module, standing at the morning of 1 November 2024."""

from collections.abc import Callable, Iterator
from datetime import datetime

import httpx
import pytest

from base.clock import FixedClock
from pantau.demo.newsroom import Newsroom

MORNING = datetime.fromisoformat("2024-11-01T07:00:00+07:00")
Fetch = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(FixedClock(MORNING)) as opened:
        yield opened


@pytest.fixture(scope="module")
def fetch(newsroom) -> Iterator[Fetch]:
    with httpx.Client(trust_env=False) as client:

        def get(outlet: str, path: str = "", **headers: str) -> httpx.Response:
            address = path if path.startswith("http") else newsroom.homes[outlet] + path
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.get(address, headers=named)

        yield get
