"""What we made cheaper in Scrapy does what the original does."""

import asyncio
import gzip
import zlib

import pytest
from scrapy import signals
from scrapy.settings import Settings

from crawlers.decode import decode
from crawlers.lean import LeanSettings, LeanSignals


def test_a_copy_of_settings_is_equal_and_changes_nothing_in_the_original():
    ours, theirs = LeanSettings(), Settings()
    for settings in (ours, theirs):
        settings.setmodule("crawlers.settings", priority="project")
    copy = ours.copy()
    assert copy.copy_to_dict() == theirs.copy().copy_to_dict()
    copy.set("DOWNLOAD_DELAY", 9, priority="spider")
    copy["DOWNLOADER_MIDDLEWARES"].set("x.Y", 1, priority="spider")
    copy.freeze()
    assert ours.copy_to_dict() == theirs.copy_to_dict()
    assert not ours.frozen


def test_signals_reach_those_who_connected_and_cost_nothing_otherwise():
    manager, heard = LeanSignals(object()), []

    def hear(**named):
        heard.append(named["item"])

    assert manager.send_catch_log(signals.item_scraped, item=1) == []
    manager.connect(hear, signals.item_scraped)
    manager.send_catch_log(signals.item_scraped, item=2)
    asyncio.run(manager.send_catch_log_async(signals.item_scraped, item=3))
    assert heard == [2, 3]
    manager.disconnect(hear, signals.item_scraped)
    manager.send_catch_log(signals.item_scraped, item=4)
    assert heard == [2, 3]


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress])
def test_the_fast_gunzip_bounds_tells_and_joins_like_the_slow_one(squeeze):
    plain, name = b"Camat Sungai Rindu diperiksa. " * 9_000, "gzip" if squeeze is gzip.compress else "deflate"
    packed = squeeze(plain)
    assert decode(packed, name, 10**6).body == plain
    assert decode(packed[:-9], name, 10**6).problem == "truncated"
    assert decode(packed, name, 1_000).problem == "too large"
    assert decode(packed[:200] + b"\xff" * 60 + packed[260:], name, 10**6).problem in {"damaged", "truncated"}
    if name == "gzip":
        assert decode(packed + squeeze(b"Dan lagi."), name, 10**6).body == plain + b"Dan lagi."
        assert decode(packed + b"\0" * 8, name, 10**6).body == plain
