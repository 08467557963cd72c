"""A real site made by Pelican, a static site generator, run as a program of an environment of its own.

Pelican is AGPL and nothing of ours: it is started as a process and never imported. The site is served as it lies, by a
server that answers 304.
"""

import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pantau.settings import ROOT

PROGRAM = os.environ.get("PANTAU_PELICAN") or str(ROOT / ".peers" / "bin" / "pelican")
SETTINGS = """
SITENAME = 'Warta Pelikan'
SITEURL = '{home}'
PATH = '{content}'
OUTPUT_PATH = '{output}'
TIMEZONE = 'Asia/Makassar'
DEFAULT_LANG = 'id'
DEFAULT_PAGINATION = 5
FEED_ALL_RSS = 'feeds/all.rss.xml'
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 10
RSS_FEED_SUMMARY_ONLY = True
SUMMARY_MAX_LENGTH = 12
ARTICLE_URL = ARTICLE_SAVE_AS = '{{date:%Y}}/{{date:%m}}/{{slug}}.html'
LOAD_CONTENT_CACHE = False
"""


def installed() -> bool:
    """Tell whether the program is there."""
    return shutil.which(PROGRAM) is not None


class Pelican:
    """A site: articles as files, built and served."""

    def __init__(self, folder: Path, home: str) -> None:
        self.home = home
        self._content, self._output = folder / "content", folder / "output"
        self._settings = folder / "pelicanconf.py"
        self.asked: list[tuple[str, int]] = []
        self._content.mkdir(parents=True)
        self._output.mkdir()
        self._settings.write_text(
            SETTINGS.format(home=home.rstrip("/"), content=self._content, output=self._output), encoding="utf-8"
        )

    def write(self, slug: str, title: str, paragraphs: list[str], date: str, modified: str = "") -> None:
        """Write or change an article; dates are local to the site."""
        changed = f":modified: {modified}\n" if modified else ""
        head = f"{title}\n{'#' * (len(title) + 2)}\n\n:date: {date}\n{changed}:slug: {slug}\n:category: berita\n\n"
        (self._content / f"{slug}.rst").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")

    def remove(self, slug: str) -> None:
        """Take an article down."""
        (self._content / f"{slug}.rst").unlink()

    def build(self) -> None:
        """Build the whole site anew, as its editors do after each change."""
        command = [PROGRAM, "--delete-output-directory", "--settings", str(self._settings), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr


class _Handler(http.server.SimpleHTTPRequestHandler):
    site: Pelican

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Note what was asked and what was answered."""
        _ = size
        self.site.asked.append((self.path, int(getattr(code, "value", code))))  # type: ignore[call-overload]


@contextmanager
def running_pelican(folder: Path) -> Iterator[Pelican]:
    """Serve a site on a loopback port; articles and the first build are the caller's."""
    handler = type("Handler", (_Handler,), {})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder / "output")))
    site = Pelican(folder, f"http://127.0.0.1:{server.server_port}/")
    handler.site = site  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
