"""The demo's articles as data, with what they report as ground truth for the demo's own test."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from archive.records.analysis import Kind
from base.datafile import Located, read_yaml
from base.errors import ConfigError
from base.said import said

ARTICLES = Path(__file__).parent / "articles"
FIRST_NUMBER, NUMBERS = 10_000, 900_000


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One written article and what is true of it.

    Args:
        id: Unique in the demo.
        outlet: Id of the outlet that prints it.
        title: Headline.
        published: Aware, in the outlet's zone.
        paragraphs: The story without furniture.
        kind: What it is, for the demo's test.
        incident: Key of the incident it reports; None when it reports none.
        stage: Furthest step it reports (`S1` ... `X2`); None without an incident.
        region: Kemendagri code of the place; None when national or without one.
        byline: Reporter as printed; None when the outlet prints none.
        editor: Editor as printed; None when none.
        section: Section name.
        tags: As printed.
        caption: Photo caption; None without a photo.
        copy_of: Id of the article it was copied from; None for an original.
        modified: When `added` was appended; None when never changed.
        added: Paragraphs that appear at the end from `modified` on.
    """

    id: str
    outlet: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    kind: Kind
    incident: str | None = None
    stage: str | None = None
    region: str | None = None
    byline: str | None = None
    editor: str | None = None
    section: str = "Daerah"
    tags: tuple[str, ...] = ()
    caption: str | None = None
    copy_of: str | None = None
    modified: datetime | None = None
    added: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Return the number a content system would give it, the same in every run."""
        return FIRST_NUMBER + crc32(self.id.encode()) % NUMBERS

    @property
    def slug(self) -> str:
        """Return the title as part of an address."""
        return slug(self.title)

    @property
    def changed(self) -> datetime:
        """Return the instant of the last change."""
        return self.modified or self.published

    def seen_at(self, now: datetime) -> "DemoArticle":
        """Return the article as it stands at `now`: later additions are not there yet."""
        if self.modified is None:
            return self
        if self.modified > now:
            return replace(self, modified=None, added=())
        return replace(self, paragraphs=self.paragraphs + self.added, added=())


def slug(text: str) -> str:
    """Return lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:90].rstrip("-")


def load_articles(folder: Path = ARTICLES) -> tuple[DemoArticle, ...]:
    """Read every article of the demo, oldest first.

    Raises:
        ConfigError: A file is no list of articles, an id stands twice, or a copy names no original.
    """
    found: dict[str, DemoArticle] = {}
    copies: list[tuple[Located, int, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yaml")):
        located = read_yaml(path)
        for index, item in enumerate(located.data["articles"]):
            shared = {key: value for key, value in located.data.items() if key != "articles"}
            raw = shared | item
            if "text" in raw:
                _add(found, _article(raw, _paragraphs(raw["text"])), located, index)
            else:
                copies.append((located, index, raw))
    for located, index, raw in copies:
        original = found.get(raw.get("copy_of", ""))
        if original is None:
            raise located.error(said("a copy must name its original in copy_of"), ("articles", index))
        _add(found, _copy(original, raw), located, index)
    return tuple(sorted(found.values(), key=lambda article: (article.published, article.id)))


def _add(found: dict[str, DemoArticle], article: DemoArticle, located: Located, index: int) -> None:
    if article.id in found:
        raise located.error(said("article id '{id}' stands twice", id=article.id), ("articles", index))
    found[article.id] = article


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


def _copy(original: DemoArticle, raw: dict[str, Any]) -> DemoArticle:
    """Return a syndicated copy: the original's paragraphs with replacements and without those dropped."""
    dropped = set(raw.get("drop", ()))
    paragraphs = [text for index, text in enumerate(original.paragraphs) if index not in dropped]
    for old, new in raw.get("replace", {}).items():
        if not any(old in text for text in paragraphs):
            raise ConfigError(
                said("copy {id}: the original does not contain '{old}'", id=raw["id"], old=old),
                file="pantau/demo/articles",
            )
        paragraphs = [text.replace(old, new) for text in paragraphs]
    facts = {
        "kind": original.kind.value,
        "incident": original.incident,
        "stage": original.stage,
        "region": original.region,
        "title": original.title,
        "caption": original.caption,
    }
    return _article(facts | raw, tuple(paragraphs))


def _article(raw: dict[str, Any], paragraphs: tuple[str, ...]) -> DemoArticle:
    modified = raw.get("modified")
    return DemoArticle(
        id=raw["id"],
        outlet=raw["outlet"],
        title=raw["title"],
        published=datetime.fromisoformat(raw["published"]),
        paragraphs=paragraphs,
        kind=Kind(raw["kind"]),
        incident=raw.get("incident"),
        stage=raw.get("stage"),
        region=raw.get("region"),
        byline=raw.get("byline"),
        editor=raw.get("editor"),
        section=raw.get("section", "Daerah"),
        tags=tuple(raw.get("tags", ())),
        caption=raw.get("caption"),
        copy_of=raw.get("copy_of"),
        modified=datetime.fromisoformat(modified) if modified else None,
        added=_paragraphs(raw.get("added", "")),
    )
