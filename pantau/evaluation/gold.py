"""Evaluation files: articles with gold labels, which the pipeline never sees."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from archive.records.article import Article, Moment
from base.errors import InputError
from base.said import Said, said
from pantau.evaluation.labels import doubts, flaw

_TITLES = re.compile(
    r"\b(?:dr|drs|dra|ir|h|hj|hjh|prof|kh|ust|tgk|st|sh|mh|mm|msi|se|sos|spd|mpd|dt|kompol|akp|akbp|ipda|iptu|aiptu|"
    r"aipda|bripka|brigadir|briptu|bripda|letkol|mayor|kapten|lettu|letda|peltu|pelda|serma|serka|sertu|serda|kopka|koptu|"
    r"kopda|praka|pratu|prada|bapak|ibu|pak|bu|sang)\b\.?",
    re.IGNORECASE,
)
_DEGREES = re.compile(r",.*$")
Doubtful = Callable[[int, Said], None]


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of one article (`eval/README.md` of the reference data describes each)."""

    relevant: bool
    kind: str
    event: str | None
    acts: frozenset[str]
    rules: frozenset[str]
    stage: str | None
    roles: frozenset[str]
    names: frozenset[str]
    regions: frozenset[str]
    laws: frozenset[str]
    sanctioned: bool
    event_date: date | None

    @property
    def is_case(self) -> bool:
        """Tell whether an officer should be alerted."""
        return self.kind in {"incident", "follow_up"}


@dataclass(frozen=True, slots=True)
class Example:
    """One line of an evaluation file: its id, the article alone, and the labels (None in a file of negatives)."""

    id: str
    article: Article
    gold: Gold | None
    trap: bool = False


def fold_name(name: str) -> str:
    """Return a name for comparison: case-folded, degrees behind a comma and titles before it stripped."""
    return " ".join(re.sub(r"[.\s]+", " ", _TITLES.sub(" ", _DEGREES.sub("", name))).casefold().split())


def load(path: Path, doubtful: Doubtful | None = None, regions: Collection[str] = ()) -> list[Example]:
    """Read an evaluation file.

    Args:
        path: One JSON object a line, UTF-8.
        doubtful: Told (line, what) of each label that no judge can give and of an id that stands twice.
        regions: Known region codes; empty: they are not looked at.

    Raises:
        InputError: A line is not such a record; the message names it.
    """
    examples: list[Example] = []
    lines: dict[str, int] = {}
    for number, record, example in _records(path):
        if doubtful:
            for doubt in doubts(record, regions):
                doubtful(number, doubt)
        if doubtful and example.id in lines:
            doubtful(number, said("id {id} stands on line {line} too", id=example.id, line=lines[example.id]))
        lines.setdefault(example.id, number)
        examples.append(example)
    return examples


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any], Example]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(said("cannot be opened: {strerror}", strerror=error), source=str(path)) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        record: dict[str, Any] = {}
        example, problem = None, None
        try:
            record = json.loads(line)
            problem = flaw(record)
            example = _example(record, number) if problem is None else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            problem = said("not an evaluation record: {error}", error=error)
        if example is None or problem is not None:
            raise InputError(problem or "", source=str(path), place=said("line {n}", n=number))
        yield number, record, example


def _example(record: dict[str, Any], number: int) -> Example:
    gold = record.get("gold")
    return Example(
        id=str(record.get("id") or number),
        article=_article(record),
        gold=None if gold is None else _gold(gold),
        trap=bool(record.get("trap")),
    )


def _article(record: dict[str, Any]) -> Article:
    url = record.get("url") or f"urn:sha256:{hashlib.sha256(record['text'].encode()).hexdigest()}"
    moment = _moment(record.get("published") or record.get("date"))
    return Article(
        url=url,
        url_key=hashlib.sha256(url.encode()).hexdigest(),
        title=record.get("title") or None,
        text=record["text"],
        state="ok" if record["text"] else "empty",
        first_seen=moment.at if moment else datetime(2024, 11, 1, tzinfo=UTC),
        outlet_name=record.get("outlet"),
        published=moment,
        language="id",
        text_hash=hashlib.sha256(record["text"].encode()).hexdigest(),
    )


def _moment(text: str | None) -> Moment | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        return Moment(at.replace(tzinfo=UTC), at.date(), "import", "derived")
    return Moment(at.astimezone(UTC), at.date(), "import", "stated")


def _gold(labels: dict[str, Any]) -> Gold:
    day = labels.get("event_date")
    actors = labels.get("actors") or []
    return Gold(
        relevant=bool(labels["relevant"]),
        kind=str(labels["kind"]),
        event=labels.get("event"),
        acts=frozenset(labels.get("acts") or []),
        rules=frozenset(labels.get("rules") or []),
        stage=labels.get("stage"),
        roles=frozenset(actor["role"] for actor in actors if actor.get("role")),
        names=frozenset(fold_name(actor["name"]) for actor in actors if actor.get("name")),
        regions=frozenset(labels.get("regions") or []),
        laws=frozenset(labels.get("laws") or []),
        sanctioned=bool(labels.get("sanctions")),
        event_date=date.fromisoformat(day) if day else None,
    )
