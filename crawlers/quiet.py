"""Says nothing about single requests and items: reports and the ledger tell what became of each."""

import logging
from typing import Any

from scrapy.logformatter import LogFormatter, LogFormatterResult


class QuietFormatter(LogFormatter):
    """Scrapy's texts for errors only; building a line for each page costs time even where nobody reads it."""

    def crawled(self, request: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        """Say nothing of a fetched page."""

    def scraped(self, item: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        """Say nothing of a delivered page."""

    def item_error(self, item: Any, exception: Any, response: Any, spider: Any) -> LogFormatterResult:  # noqa: ARG002
        """Name the address only: a page is full of persons, and logs are kept and sent elsewhere."""
        args = {"url": getattr(response, "url", None)}
        return {"level": logging.ERROR, "msg": "Error storing the page of %(url)s", "args": args}
