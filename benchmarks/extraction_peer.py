"""One extractor in a process of its own: pages come as JSON lines on standard input, answers go out as JSON lines.

Runs in the extractor's own environment, so it imports nothing but the standard library and that extractor.
"""

import base64
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Answer = dict[str, Any]


def pantau() -> Callable[..., Answer]:
    """Return our own extraction."""
    from archive.records.page import Page
    from pipeline.page.extract import extract
    from pipeline.page.outlet import OutletContext

    def read(body: bytes, url: str, now: str, known: dict[str, str]) -> Answer:
        at = datetime.fromisoformat(now)
        outlet = OutletContext("known", known["outlet"], url, known["zone"]) if known else None
        article = extract(Page(url, body, "html", at), outlet, at)
        published = article.published
        return {"text": article.text, "title": article.title, "published": published and published.at.isoformat()}

    return read


def trafilatura() -> Callable[..., Answer]:
    """Return Trafilatura as it comes, with metadata."""
    import trafilatura as library

    def read(body: bytes, url: str, _now: str) -> Answer:
        found = library.bare_extraction(body, url=url, with_metadata=True)
        return {"text": found.text or "", "title": found.title, "published": found.date} if found else {"text": ""}

    return read


def readability() -> Callable[..., Answer]:
    """Return readability-lxml."""
    from lxml import html
    from readability import Document

    def read(body: bytes, _url: str, _now: str) -> Answer:
        document = Document(body.decode("utf-8", "replace"))
        return {"text": html.fromstring(document.summary()).text_content(), "title": document.short_title()}

    return read


def newspaper4k() -> Callable[..., Answer]:
    """Return newspaper4k, which downloads nothing here."""
    from newspaper import Article

    def read(body: bytes, url: str, _now: str) -> Answer:
        article = Article(url, fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        published = article.publish_date
        return {"text": article.text, "title": article.title, "published": published and published.isoformat()}

    return read


def goose3() -> Callable[..., Answer]:
    """Return goose3."""
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def read(body: bytes, _url: str, _now: str) -> Answer:
        article = goose.extract(raw_html=body.decode("utf-8", "replace"))
        published = article.publish_datetime_utc
        return {"text": article.cleaned_text, "title": article.title, "published": published and published.isoformat()}

    return read


def newsplease() -> Callable[..., Answer]:
    """Return news-please's extractor."""
    from newsplease import NewsPlease

    def read(body: bytes, url: str, _now: str) -> Answer:
        article = NewsPlease.from_html(body.decode("utf-8", "replace"), url=url, fetch_images=False)
        published = article.date_publish
        text, title = article.maintext or "", article.title
        return {"text": text, "title": title, "published": published and published.isoformat()}

    return read


def resiliparse() -> Callable[..., Answer]:
    """Return resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    def read(body: bytes, _url: str, _now: str) -> Answer:
        text = extract_plain_text(body.decode("utf-8", "replace"), main_content=True, alt_texts=False)
        return {"text": text}

    return read


EXTRACTORS = {
    one.__name__: one for one in (pantau, trafilatura, readability, newspaper4k, goose3, newsplease, resiliparse)
}


def main() -> None:
    """Say the extractor's version, then answer every page of standard input with what memory it took so far."""
    ours = sys.argv[1] == "pantau"
    read = EXTRACTORS[sys.argv[1]]()
    out = sys.stdout
    sys.stdout = sys.stderr  # extractors print
    out.write(_version(sys.argv[1]) + "\n")
    out.flush()
    for line in sys.stdin:
        page = json.loads(line)
        body = base64.b64decode(page["body"])
        known = {key: page[key] for key in ("outlet", "zone") if key in page}
        arguments = (body, page["url"], page["now"], *([known] if ours else []))
        started = time.process_time()
        try:
            answer = read(*arguments)
        except Exception as error:  # noqa: BLE001 - an extractor's fault is a result of the measurement
            answer = {"text": "", "error": f"{type(error).__name__}: {error}"[:200]}
        spent = time.process_time() - started
        out.write(json.dumps({"name": page["name"], "seconds": spent, "peak_mb": _peak_mb(), **answer}) + "\n")
        out.flush()


def _version(name: str) -> str:
    """Return the extractor's package and version."""
    package = {"readability": "readability-lxml", "newsplease": "news-please"}.get(name, name)
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package


def _peak_mb() -> int:
    """Return the largest resident size of this program alone (getrusage would report its parent's)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main()
