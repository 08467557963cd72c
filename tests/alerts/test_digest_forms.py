from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from alerts.digest.render import MOST_BYTES, render
from alerts.links import Links
from alerts.model import Message
from alerts.parts import MOST
from archive.database import read, write
from archive.records.codec import from_json
from archive.tables.alerts import outbox
from tests.alerts.digests import READER, SEVEN, begin, digest, fill, shown
from tests.spending import times_as_dear


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_foreign_text_starts_no_markup(world):
    at = SEVEN - timedelta(hours=20)
    case = world.case(1, "Kritis", title='<script>x</script>"><a href="javascript:1">', label="<b>diduga</b>",
                      last_published=at, first_published=at)  # fmt: skip
    world.event(case, at=at, alertable=False)
    page = render(shown(world), Links("https://pantau.example", b"k"))
    for form in (page.html, *page.parts):
        tags = Tags()
        tags.feed(form)
        assert tags.open == []
        assert "<script" not in form
        assert all(link.startswith("https://") for link in tags.links)


def test_a_digest_leads_to_its_period_on_the_pages(world):
    data = shown(world)
    days = (data.day - data.since.astimezone(data.zone).date()).days + 1
    page = render(data, Links("https://pantau.example/"))
    for form in (page.html, page.text, *page.parts[-1:]):
        assert f"https://pantau.example/?hari={days}&sampai={data.day}" in form.replace("&amp;", "&")
    assert "hari=" not in render(data, Links()).text


def test_a_thousand_cases_fit_into_ninety_kilobytes_and_cost_no_more_than_twenty_digests_of_32(world):
    at = SEVEN - timedelta(hours=20)
    with write(world.engine):
        pass
    for key in range(1, 41):
        level = ("Kritis", "Tinggi", "Sedang", "Rendah")[key % 4]
        world.event(world.case(key, level, last_published=at, first_published=at), at=at, alertable=False)
    data = shown(world)
    many = replace(data, levels=tuple(replace(level, lines=level.lines * 25) for level in data.levels))
    few = replace(data, levels=tuple(replace(level, lines=level.lines[:8]) for level in data.levels))
    assert times_as_dear(lambda: render(many, Links()), lambda: render(few, Links()), 20) < 20
    page = render(many, Links())
    assert len(page.html.encode()) <= MOST_BYTES
    assert page.left_out > 900
    assert "lihat semua" in page.html
    assert all(len(part) <= MOST for part in page.parts)
    assert len(render(many, Links(), full=True).html) > MOST_BYTES


@pytest.mark.parametrize("public", [None, "https://pantau.example"])
def test_without_a_public_address_the_command_line_is_named(world, public):
    fill(world)
    page = render(shown(world), Links(public, b"k"))
    assert ("https://pantau.example/incidents/2024-0001" in page.html) == (public is not None)
    assert ("unsubscribe/kalsel" in page.text) == (public is not None)


def test_the_payload_in_the_outbox_is_the_whole_message(world):
    begin(world, READER)
    fill(world)
    message = digest(world)
    with read(world.engine) as connection:
        row = connection.execute(outbox.select()).one()
    assert from_json(Message, row.payload) == message
    assert message.html is not None
    assert message.parts
    assert message.data["cases"] == ["2024-0001", "2024-0002", "2024-0008", "2024-0007"]


def test_messenger_parts_keep_headings_with_their_first_case(world):
    at = SEVEN - timedelta(hours=20)
    for key in range(1, 31):
        level = ("Kritis", "Tinggi", "Sedang")[key % 3]
        world.event(world.case(key, level, last_published=at, first_published=at), at=at, alertable=False)
    page = render(shown(world), Links("https://pantau.example"))
    assert len(page.parts) > 1
    for part in page.parts:
        assert len(part) <= MOST
        assert not part.rsplit("\n\n", 1)[-1].rstrip().endswith("</b>")
        tags = Tags()
        tags.feed(part)
        assert tags.open == []
    assert "".join(page.parts).count("2024-00") >= 30


def test_a_case_asks_for_action_once(world):
    at = SEVEN - timedelta(hours=20)
    for key in range(1, 4):
        case = world.case(key, "Kritis", known_day=at.date(), last_published=at, first_published=at)
        world.event(case, at=at, alertable=False)
    codes = [line.view.code for line in shown(world).actions]
    assert len(codes) == len(set(codes)) == 3
