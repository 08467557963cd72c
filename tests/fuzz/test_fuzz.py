"""What fuzzing found stays mended, and every reader takes its seeds and what is cut out of them."""

import base64
import contextlib
import json
import random
from pathlib import Path

import pytest

from base.errors import PantauError
from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
SEEDS = json.loads((HERE / "seeds.json").read_text(encoding="utf-8"))
BROKEN_FEED = base64.b64decode(
    "ADw/eG1sIHZlcnNpb249JzEuMCc/Pjxyc3MgdmVyc2lvbj0nMi4wJz48Y2hhbm5lbD48dGl0bGU+V2FydGE8L3RpdGxlPjx0dGw+"
    "MzA8L3R0bD48aXRlbT48dGl0bGX//////x2EgD5DYW1hdCBoYWRlPC90aXRsZT48bGluaz5odHRwczovL3cwcnRhLmV4YW1wbGUv"
    "MTwvbGluaz48cHViRGF0Zdw+RnJpLCAwMSBOb3YgMjAyNCAxMDowMDowMCArMDcwMDwvcHViRGF0ZT48ZGVzY3JpcHRpb24+PCFb"
    "Q0RBVEFbPHA+SXNpPC9wPl1dPjwvZGVzY3JpcHRpb24+PGNhdGVnb3J5PkFTIHZlcnNpb249JzIuMCc+PGNoYW5uZWw+PHRpdGxl"
    "PldhcnRhPC90aXRsZT48dHRsPjMwPC90dGw+PGl0ZW0+PHRpdGxlPkNhbWF0IGhpciBrYW1wYW55ZTwvdGl0bGU+PGRlc2NyaXB0"
    "aW9uPjwhW0NEQVRBWzxwPklzaTwvcD5dXT48L2Rlc2NyaXB0aW9uPjxjYXRlZ29yeT5BU048L2NhdGVnb3J5PjwvaXRlbT48L2No"
    "YW5uZWw+PC9yTjwvY2F0ZWdvcnk+PC9pdGVtPjwvY2hhbm5lbD48L3Jzcz4="
)[1:]
WARC_WITHOUT_ADDRESS = (
    b"wWARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 26\r\n\r\n"
    b"HTTP/1.1 200 OK\r\n\r\n"
)
FOUND = {
    "feed": [b'\x03[{"id":1,"link":"https://warta.exam[ple/b"}]', b"\x05<base href='http://['><a href='/x'>x</a>"],
    "config": [b'\x01subscriptions:\n  - id: ["2663"]\n'],
    "warc": [WARC_WITHOUT_ADDRESS],
    "html": [b"\xff" * 83 + b"0.\n`"],
}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_readers_refuse_what_they_cannot_read_and_never_crash(name: str) -> None:
    chance = random.Random(20241101)
    for seed in [*(text.encode() for text in SEEDS[name]), *FOUND.get(name, [])]:
        inputs = [seed, seed[: chance.randrange(len(seed) + 1)], bytes(reversed(seed))]
        for data in inputs:
            with contextlib.suppress(PantauError):
                TARGETS[name](data)


def test_one_bad_address_costs_no_other_post() -> None:
    from crawlers.readers.wordpress import read_wordpress
    from tests.fuzz.targets import _source

    good = {"link": "https://warta.example/a", "title": {"rendered": "A"}}
    found = read_wordpress(_source(json.dumps([{"link": "https://warta.exam[ple/b"}, good]).encode()))
    assert [entry.url for entry in found.entries] == ["https://warta.example/a"]


def test_a_feed_that_breaks_the_last_reader_is_a_problem_and_no_crash() -> None:
    from crawlers.readers.feed import read_feed
    from tests.fuzz.targets import _source

    found = read_feed(_source(BROKEN_FEED))
    assert found.problem is not None
    assert "beyond repair" in found.problem
