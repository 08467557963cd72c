"""What the largest queries that are allowed cost: never a slow scan."""

import pytest
from sqlalchemy import Engine

from archive.database import read, write
from archive.search import search

LARGEST = {
    "words": " ".join(f"kata{number}" for number in range(100)),
    "alternatives": " OR ".join(f"kata{number}" for number in range(100)),
    "neighbours": " OR ".join(f"(kata{number} NEAR/50 netral)" for number in range(33)),
    "negations": " ".join(f"-kata{number}" for number in range(100)),
    "nested negations": "NOT (a " * 12 + "b" + ")" * 12,
    "beginnings": " OR ".join(f"kam{chr(97 + number % 26)}*" for number in range(10)),
    "regions": " OR ".join(f"wilayah:63.{number:02}" for number in range(100)),
    "windows": " OR ".join(['"camat netral lurah kampanye"~50'] * 30),
    "phrase": '"' + "netral " * 30 + '"',
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_queries_are_answered_in_time(engine: Engine, add, name: str) -> None:
    with write(engine) as connection:
        for number in range(20):
            add(connection, number, text=f"Camat netral {number} kampanye lurah. " * 30, sketch=())
    with read(engine, timeout_ms=5_000) as connection:
        search(connection, LARGEST[name])
