"""Readers of the public page sets that extraction is measured on; each yields pages with their gold."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SCRAPINGHUB = "article-extraction-benchmark"
FUNDUS = "fundus-fixtures"


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page with what a person says stands on it.

    Args:
        set: Name of the set.
        name: Name of the page inside it.
        url: Address it was read from.
        body: Bytes as stored.
        fetched_at: Aware UTC; when the page was read, or 2020-03-01 where the set does not say.
        text: Gold text.
        title: Gold title; None where the set has none.
        published: Gold instant, aware; None where the set has none or gives no zone.
        known: What a configured outlet's data say (`outlet`, `zone`); empty for a stranger's page.
    """

    set: str
    name: str
    url: str
    body: bytes
    fetched_at: datetime
    text: str
    title: str | None = None
    published: datetime | None = None
    known: dict[str, str] = field(default_factory=dict)

    @property
    def tuned(self) -> bool:
        """Tell whether rules may be tuned on this page: half of the hosts, chosen by a hash of the name."""
        labels = (urlsplit(self.url).hostname or self.name).removeprefix("www.").split(".")
        host = ".".join(labels[-2:])
        return hashlib.sha256(host.encode()).digest()[0] % 2 == 0


def scrapinghub(data: Path) -> Iterator[GoldPage]:
    """Yield the 181 pages of scrapinghub/article-extraction-benchmark (MIT)."""
    folder = data / SCRAPINGHUB
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, item in sorted(gold.items()):
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield GoldPage(SCRAPINGHUB, name, item["url"], body, datetime(2020, 3, 1, tzinfo=UTC), item["articleBody"])


def fundus(data: Path) -> Iterator[GoldPage]:
    """Yield the 258 news pages of flairNLP/fundus (MIT); a publisher's layouts stand in the order of its pages."""
    for country in sorted(path for path in (data / FUNDUS).iterdir() if path.is_dir()):
        meta = json.loads((country / "meta.info").read_text(encoding="utf-8"))
        for gold_file in sorted(country.glob("*.json")):
            pages = sorted(country.glob(f"{gold_file.stem}_[0-9]*.html.gz"))
            layouts = json.loads(gold_file.read_text(encoding="utf-8"))
            for page, gold in zip(pages, layouts.values(), strict=False):
                yield _fundus_page(page, meta[page.name], gold)


def _fundus_page(page: Path, meta: dict[str, str], gold: dict[str, Any]) -> GoldPage:
    body = gold.get("body") or {"summary": [], "sections": []}
    lines = list(body["summary"])
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    published = gold.get("publishing_date")
    instant = datetime.fromisoformat(published) if published else None
    return GoldPage(
        FUNDUS,
        f"{page.parent.name}/{page.name.removesuffix('.html.gz')}",
        meta["url"],
        gzip.decompress(page.read_bytes()),
        datetime.fromisoformat(meta["crawl_date"]).replace(tzinfo=UTC),
        "\n".join(lines),
        gold.get("title"),
        instant.astimezone(UTC) if instant is not None and instant.tzinfo is not None else None,
    )
