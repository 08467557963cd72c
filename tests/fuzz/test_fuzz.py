"""What fuzzing found stays mended, and every reader takes its seeds and what is cut out of them."""

import contextlib
import json
import random
from pathlib import Path

import pytest

from base.errors import PantauError
from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
SEEDS = json.loads((HERE / "seeds.json").read_text(encoding="utf-8"))
FOUND = {
    "feed": [b'\x03[{"id":1,"link":"https://warta.exam[ple/b"}]', b"\x05<base href='http://['><a href='/x'>x</a>"],
    "warc": [
        b"wWARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 26\r\n\r\n"
        b"HTTP/1.1 200 OK\r\n\r\n"
    ],
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

    body = b"<?xml version='1.0'?><rss version='2.0'><channel><item><title\xff>A</title><category>AS version='2.0'>"
    body += b"<channel><item><title>B</title><category>ASN</category></item></channel></rN</category></item></channel></rss>"
    found = read_feed(_source(body))
    assert found.problem or found.entries == ()
