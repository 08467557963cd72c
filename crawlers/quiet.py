"""Says nothing about single requests and items: reports and the ledger tell what became of each."""

from typing import Any

from scrapy.logformatter import LogFormatter


class QuietFormatter(LogFormatter):
    """Scrapy's texts for errors only; building a line for each page costs time even where nobody reads it."""

    def crawled(self, request: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        """Say nothing of a fetched page."""

    def scraped(self, item: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        """Say nothing of a delivered page."""
