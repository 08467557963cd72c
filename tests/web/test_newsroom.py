"""The page of a newsroom: how well it is read, what to do, and a ledger that adds up."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import write
from archive.store.coverage import Covered, add_covered, fill_gaps
from archive.store.crawls import end_crawl, start_crawl
from archive.store.outlets import OutletState, save_state
from tests.web.conftest import NOW


def test_the_figures_of_the_day_add_up_too(client: TestClient, archive: Engine) -> None:
    amounts = Covered("satu", NOW, "feed", found=8, again=3, fetched=10, kept=10, refused=1)
    with write(archive) as connection:
        save_state(connection, OutletState("satu", health="ok"))
        add_covered(connection, [amounts])
        earlier = NOW - timedelta(hours=3)  # walked by that crawl: its articles are counted there
        fill_gaps(connection, "satu", NOW - timedelta(days=3), NOW, "feed", [earlier, NOW - timedelta(days=2)])
    page = client.get("/").text
    assert (
        "8 alamat baru, 3 diminta lagi: 10 halaman dibaca (10 disimpan), 0 tidak terbaca, 1 ditolak, 0 ditunda." in page
    )
    days = client.get("/outlets/satu").text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert re.findall(r'num">(\d+)<', days) == ["8", "3", "10", "10", "0", "1", "0"]


@pytest.mark.parametrize(
    ("health", "reason", "told", "advice"),
    [
        (
            "robots", "robots.txt forbids its news: ask the newsroom for leave, or set enabled: false",
            "dilarang robots.txt", "minta izin kepada media, atau tulis enabled: false",
        ),
        (
            "busy", "the site asks us to slow down (HTTP 429), if it lasts, raise its delay or poll",
            "meminta kita lebih pelan", "perbesar delay atau poll-nya, atau surati medianya",
        ),
    ],
)  # fmt: skip
def test_what_keeps_a_newsroom_from_being_read_is_told_with_what_to_do(
    client: TestClient, archive: Engine, health: str, reason: str, told: str, advice: str
) -> None:
    with write(archive) as connection:
        save_state(connection, OutletState("satu", health=health, health_reason=reason))  # type: ignore[arg-type]
    page = client.get("/outlets/satu").text
    assert told in page
    assert f"Yang perlu dilakukan</dt><dd>{advice}" in page
    assert "forbids" not in page
    assert "slow down" not in page
    assert told in client.get("/outlets").text


def test_every_address_stands_in_one_column(client: TestClient, archive: Engine) -> None:
    with write(archive) as connection:
        save_state(connection, OutletState("satu", health="ok"))
        add_covered(
            connection,
            [Covered("satu", NOW, "feed", found=12, again=2, fetched=3, kept=1, failed=4, refused=6, waiting=1)],
        )
    page = client.get("/outlets/satu").text
    numbers = [int(n) for n in re.findall(r'<td class="num">(\d+)</td>', page)]
    assert numbers == [12, 2, 3, 1, 4, 6, 1]
    assert numbers[0] + numbers[1] == numbers[2] + sum(numbers[4:])
    for name in ("ditolak", "ditunda", "1 Nov 2024"):
        assert name in page


def test_crawls_are_told_in_words_of_the_reader(client: TestClient, archive: Engine) -> None:
    with write(archive) as connection:
        save_state(connection, OutletState("satu", health="busy"))
        counts = {"found": 5, "screened_out": 4, "deferred": 1, "gone": 0}
        detail = "the site asks to wait (HTTP 429); feed /feed/: no answer in time"
        end_crawl(
            connection, start_crawl(connection, "satu", now=NOW), now=NOW, outcome="busy", counts=counts, detail=detail
        )
    page = client.get("/outlets/satu").text
    assert "diumumkan 5, disisihkan penyaring 4, ditunda ke perayapan berikutnya 1" in page
    assert "situs meminta menunggu (HTTP 429); feed /feed/: tidak ada jawaban pada waktunya" in page
    assert "<b>meminta kita lebih pelan</b>" in page
    english = client.get("/outlets/satu?bahasa=en").text
    assert "put aside by the screen 4" in english
