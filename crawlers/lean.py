"""Scrapy's parts whose cost grows with crawls and pages, made cheap; each does what the original does, tests say so.

A crawl copies all settings deeply (20 ms), and every page sends seven signals that nobody has connected to (0.2 ms).
Measured with Scrapy 2.19 by `python benchmarks/crawl.py`; see docs/decisions.
"""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings, Settings, SettingsAttribute
from scrapy.signalmanager import SignalManager


class LeanSettings(Settings):
    """Settings whose copies share values: crawls set values and never change one in place.

    Dictionaries of settings (`DOWNLOADER_MIDDLEWARES` ...) may be set into by spiders and add-ons and are copied.
    """

    def copy(self) -> Self:
        """Return settings that can be changed without changing these."""
        return self.__deepcopy__({})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.attributes = {name: _copied(found) for name, found in self.attributes.items()}
        return made


def _copied(found: SettingsAttribute) -> SettingsAttribute:
    made = SettingsAttribute.__new__(SettingsAttribute)
    made.value, made.priority = found.value, found.priority
    if isinstance(made.value, BaseSettings):
        made.value = made.value.copy()
    elif isinstance(made.value, dict | list | set):
        made.value = type(made.value)(made.value)
    return made


class LeanSignals(SignalManager):
    """Signals that are sent only where somebody has connected to them."""

    def __init__(self, sender: Any) -> None:
        super().__init__(sender)
        self._heard: set[int] = set()

    def connect(self, receiver: Any, signal: Any, **kwargs: Any) -> None:
        """Connect a receiver, and send the signal from now on."""
        self._heard.add(id(signal))
        super().connect(receiver, signal, **kwargs)

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        """Send a signal that somebody hears; tell of nobody otherwise."""
        return super().send_catch_log(signal, **kwargs) if id(signal) in self._heard else []

    async def send_catch_log_async(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        """Send a signal that somebody hears; tell of nobody otherwise."""
        return await super().send_catch_log_async(signal, **kwargs) if id(signal) in self._heard else []


def lean(crawler: Crawler) -> Crawler:
    """Give a crawler that has not begun signals that cost nothing unheard; return it."""
    crawler.signals = LeanSignals(crawler)
    return crawler
