import logging
from datetime import UTC, datetime

from archive.records.page import Entry, Page
from crawlers.delivery import Delivery
from crawlers.job import Exchange

NOW = datetime(2024, 11, 5, tzinfo=UTC)


def test_a_page_that_cannot_be_stored_leaves_its_address_and_no_name_in_the_log(lab, site, caplog) -> None:
    secret = "Camat Badrun Satriawan diperiksa."

    class Broken(lab.Pages):
        async def __call__(self, page, entry=None):  # noqa: ARG002
            raise OSError("disk")

    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article(secret)}
    with caplog.at_level(logging.DEBUG):
        (report,), _, _ = lab.run(lab.outlet(site), sink=Broken())
    assert report.states.get("kept", 0) == 0
    assert f"{site.home.rstrip('/')}/a" in caplog.text
    assert "Badrun" not in caplog.text


def test_what_is_passed_on_shows_no_text_of_a_page() -> None:
    entry = Entry("warta", "https://warta.example/a", "feed", NOW, title="Badrun", body_html="<p>Badrun</p>")
    page = Page("https://warta.example/a", b"Badrun", "html", NOW, entry=entry, more=(b"Badrun",), title="Badrun")
    exchange = Exchange("https://warta.example/a", NOW, (), 200, (), b"Badrun")
    assert "Badrun" not in repr(Delivery(page, entry, (exchange,)))
