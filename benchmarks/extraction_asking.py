"""Asks extractors for their answers: a process each, a limit of time a page, answers kept so that a run can go on.

A page that takes longer than the limit counts as an empty answer. Answers of peers are kept beside their environment,
by page and by version of the peer: what was asked before is not asked again. Ours are always asked anew.
"""

import base64
import hashlib
import json
import select
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from page_sets import GoldPage

ROOT = Path(__file__).parents[1]
PEERS = {
    "readability": ("readability-lxml", "lxml_html_clean"),
    "newspaper4k": ("newspaper4k", "lxml_html_clean"),
    "goose3": ("goose3",),
    "newsplease": ("news-please",),
    "resiliparse": ("resiliparse",),
}
OWN = ("pantau", "trafilatura")  # these run in our own environment
LIMIT = 20.0  # seconds of wall time a page; the slowest peer's median is 0.1 s of CPU time
_STARTUP = 120.0  # seconds to load an extractor on a busy machine
_EVERY = 100  # pages between two signs of life


@dataclass(frozen=True, slots=True)
class Answer:
    """What an extractor made of one page."""

    text: str
    title: str | None
    published: datetime | None
    seconds: float


@dataclass
class Asked:
    """An extractor's process, started anew when a page was too much for it.

    Args:
        name: Of the extractor.
        python: Interpreter of its environment.
        limit: Seconds a page may take.
    """

    name: str
    python: str
    limit: float
    peak: int = 0
    version: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None, init=False)

    def answer(self, page: GoldPage) -> dict[str, Any]:
        """Return the extractor's answer; an empty one when it took too long or died."""
        process = self.start()
        assert process.stdin  # noqa: S101 - for the type checker: it is a pipe
        assert process.stdout  # noqa: S101 - as above
        try:
            process.stdin.write(json.dumps(_item(page)) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            return self._gave_up(page)
        ready, _, _ = select.select([process.stdout], [], [], self.limit)
        line = process.stdout.readline() if ready else ""
        if not line:
            return self._gave_up(page)
        found: dict[str, Any] = json.loads(line)
        self.peak = max(self.peak, int(found.pop("peak_mb")))
        return found

    def _gave_up(self, page: GoldPage) -> dict[str, Any]:
        self.close()
        return {"name": page.name, "seconds": self.limit, "text": "", "error": "too long"}

    def start(self) -> "subprocess.Popen[str]":
        """Return the running process, which has said its version."""
        if self._process is None:
            self._process = subprocess.Popen(
                [self.python, str(Path(__file__).parent / "extraction_peer.py"), self.name],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                env={"PYTHONPATH": str(ROOT)} if self.name in OWN else {},
            )  # fmt: skip
            assert self._process.stdout  # noqa: S101 - for the type checker: it is a pipe
            ready, _, _ = select.select([self._process.stdout], [], [], _STARTUP)
            self.version = self._process.stdout.readline().strip() if ready else "unknown"
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def ask(
    name: str, pages: list[GoldPage], environments: Path, *, limit: float = LIMIT, fresh: bool = False
) -> tuple[dict[str, Answer], int]:
    """Return an extractor's answers by page and the megabytes it took at most.

    Args:
        name: `pantau`, `trafilatura` or one of `PEERS`.
        pages: What is asked.
        environments: Folder of the peers' environments, made when missing, and of their answers.
        limit: Seconds a page may take.
        fresh: Ask for everything, whatever was answered before.
    """
    asked = Asked(name, sys.executable if name in OWN else str(environment(name, environments)), limit)
    asked.start()
    kept = environments / f"answers-{name}.jsonl"
    known = {} if fresh or name == "pantau" else _known(kept)
    found: dict[str, Answer] = {}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8") as book:
        for number, page in enumerate(pages, start=1):
            key = f"{asked.version} {_digest(page)}"
            item = known.get(key)
            if item is None:
                item = {**asked.answer(page), "key": key, "peak_mb": asked.peak}
                if name != "pantau":
                    book.write(json.dumps(item) + "\n")
            asked.peak = max(asked.peak, int(item["peak_mb"]))
            found[page.name] = _answer(item)
            if number % _EVERY == 0 or number == len(pages):
                sys.stderr.write(f"{name}: {number} of {len(pages)} pages\n")
    asked.close()
    return found, asked.peak


def _known(book: Path) -> dict[str, dict[str, Any]]:
    if not book.exists():
        return {}
    lines = book.read_text(encoding="utf-8").splitlines()
    return {item["key"]: item for line in lines if line.endswith("}") for item in [json.loads(line)]}


def _digest(page: GoldPage) -> str:
    return hashlib.sha256(json.dumps(_item(page), sort_keys=True).encode()).hexdigest()


def _item(page: GoldPage) -> dict[str, str]:
    body = base64.b64encode(page.body).decode()
    return {"name": page.name, "url": page.url, "now": page.fetched_at.isoformat(), "body": body, **page.known}


def _answer(item: dict[str, Any]) -> Answer:
    published = None
    if item.get("published"):
        read = datetime.fromisoformat(item["published"])
        published = read if read.tzinfo else read.replace(tzinfo=UTC)
    return Answer(item.get("text") or "", item.get("title"), published, item["seconds"])


def environment(name: str, environments: Path) -> Path:
    """Return the interpreter of a peer's own environment, made and filled when it is missing."""
    folder = environments / name
    python = folder / "bin" / "python"
    if not (folder / "filled").exists():
        sys.stderr.write(f"{name}: its environment is being made\n")
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS[name]], check=True)
        (folder / "filled").touch()
    return python
