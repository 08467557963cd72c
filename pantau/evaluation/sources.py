"""Reads examples for fitting: labelled articles, articles without cases, labelled real titles and digests."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.records.analysis import Stage
from base.errors import InputError
from base.said import Said, said
from pantau.evaluation.gold import load
from pantau.evaluation.labels import UNLABELLED, flaw
from pantau.evaluation.rows import ActRow, Row
from pipeline.judge.acts import VAGUE, act_features
from pipeline.judge.features import describe
from pipeline.judge.fields import field_features
from pipeline.judge.model import KINDS
from pipeline.judge.reading import Reader
from pipeline.judge.relevance import relevance_features
from pipeline.judge.staging import ruled, stage_features
from pipeline.judge.wording import Wording
from pipeline.text.document import Document

WEIGHTS = {"article": 1.0, "article title": 0.12, "negative": 0.3, "negative title": 0.1, "title": 0.7, "digest": 0.5}
"""How much an example counts. Real negatives are many and alike; a title alone says less than its article. Chosen by
cross-validation over events (docs/understanding.md)."""

TARGETS = (*(kind.value for kind in KINDS), "unrelated")
"""What an example may be, in the order of `Row.target`."""

_SOFT: dict[str, dict[str, float]] = {
    "incident": {"incident": 0.6, "follow_up": 0.4},
    "appeal_or_rule": {"appeal": 0.7, "regulation": 0.2, "commentary": 0.1},
    "statistics_roundup": {"statistics": 1.0},
}
"""Labels of the headline file that name more than one kind."""


HELD_OUT = re.compile(r"\d*[02468](?!\d)\D*\Z")
STORIES = re.compile(r"stories_\w+\.jsonl")


def is_short(path: Path) -> bool:
    """Tell whether a file holds short stories of cases, labelled with acts, stage and accused alone (`short_*`)."""
    return path.name.startswith("short_")


def is_held_out(path: Path, name: str) -> bool:
    """Tell whether an article may only be measured on: of stories of other hands the even ids, of `held_out_*` all."""
    return path.name.startswith("held_out_") or bool(STORIES.fullmatch(path.name) and HELD_OUT.search(name))


def read_rows(path: Path, reader: Reader, *, every: tuple[int, int] = (1, 0)) -> list[Row]:
    """Return the examples of a file of any of the known forms, without those held out.

    Args:
        path: JSONL with `gold` (articles or digests), `labels` or `label` (titles), or nothing (negatives).
        reader: Reads them.
        every: (n, k) keeps of the negatives only lines whose number modulo n is k.

    Raises:
        InputError: A line is none of these; the message is that of `pantau evaluate` for the same file.
    """
    rows: list[Row] = []
    for number, record in _lines(path):
        problem = record if isinstance(record, Said) else _flaw(record) or _unknown_kind(record)
        if problem is not None:
            raise InputError(problem, source=str(path), place=said("line {n}", n=number + 1))
        # Short stories are all cases, and shorter than news: they would teach that what is short is a case.
        if not is_held_out(path, str(record.get("id"))) and not is_short(path):
            rows.extend(_rows(record, number, reader, every))
    return rows


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield number and record of each line that is not empty, or why it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(said("cannot be opened: {strerror}", strerror=error), source=str(path)) from error
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, said("not an evaluation record: {error}", error=error)


def _unknown_kind(record: dict[str, Any]) -> Said | None:
    """Return that a label names a kind nobody knows; None when it is one of them, or names none."""
    gold = record.get("gold") or record.get("labels") or {}
    kind = gold.get("kind")
    if kind is None or kind in TARGETS:
        return None
    return said("its kind is {kind!r}; known are {known}", kind=str(kind)[:60], known=", ".join(TARGETS))


def _flaw(record: object) -> Said | None:
    """Return why a line is no example of any form; None when it is one."""
    if not isinstance(record, dict) or "text" in record:
        labelled = isinstance(record, dict) and record.get("gold") is None and {"labels", "label"} & set(record)
        return UNLABELLED if labelled else flaw(record)
    if "gold" in record:
        return flaw({**record, "text": ""})
    told = isinstance(record.get("labels"), dict) or isinstance(record.get("label"), str)
    return None if told and (record.get("title") or record.get("title_from_slug")) else flaw(record)


def read_act_rows(path: Path, reader: Reader) -> list[ActRow]:
    """Return for each labelled case of a file which acts it might tell of; files of other forms have none."""
    with path.open(encoding="utf-8-sig") as stream:
        first = json.loads(next(filter(str.strip, stream), "{}"))
    if "gold" not in first or "text" not in first:
        return []
    rows = []
    for example in load(path):
        if example.gold is None or not example.gold.is_case or is_held_out(path, example.id):
            continue
        document = Document(example.article.title or "", example.article.text, example.article.url)
        reading = reader.read(document)
        claimed = act_features(reading, reader.lexicon)
        told = tuple((code, features, code in example.gold.acts) for code, features in sorted(claimed.items()))
        named = field_features(reading, reader.lexicon)
        labelled = example.gold.acts - {VAGUE}
        worded = Wording(document, reading).features
        steps = stage_features(reading.findings, ruled(reading.findings))
        stage = Stage(example.gold.stage) if example.gold.stage else None
        group = example.gold.event or example.id
        rows.append(ActRow(group, told, labelled, named, worded, steps, stage, path.stem, is_short(path)))
    return rows


def _rows(record: dict[str, Any], number: int, reader: Reader, every: tuple[int, int]) -> Iterator[Row]:
    title = record.get("title") or record.get("title_from_slug") or ""
    text, url = record.get("text") or "", record.get("url") or ""
    gold, labels, label = record.get("gold"), record.get("labels"), record.get("label")
    name = str(record.get("id") or number)
    if gold and text:
        group = gold.get("event") or name
        yield _row(reader, group, "article", name, _hard(gold["kind"]), title, text, url)
        yield _row(reader, group, "article title", name, _hard(gold["kind"]), title, "", "")
    elif gold:
        yield _row(reader, title or name, "digest", name, _hard(gold["kind"]), title, record.get("digest") or "", "")
    elif labels:
        if labels.get("kind"):
            yield _row(reader, title, "title", name, _hard(labels["kind"]), title, "", "")
    elif label:
        yield _row(reader, title, "title", name, _SOFT.get(label, {"unrelated": 1.0}), title, "", "")
    elif number % every[0] == every[1]:
        yield _row(reader, f"n{number}", "negative", str(number), {"unrelated": 1.0}, title, text, "")
        yield _row(reader, f"n{number}", "negative title", str(number), {"unrelated": 1.0}, title, "", "")


def _hard(kind: str) -> dict[str, float]:
    return {kind: 1.0}


def _row(
    reader: Reader, group: str, source: str, name: str, kinds: dict[str, float], title: str, text: str, url: str
) -> Row:
    document = Document(title, text, url)
    reading = reader.read(document)
    return Row(
        group=group,
        about=relevance_features(reading, reader.lexicon),
        features=describe(document, reading, reader.lexicon),
        target=tuple(kinds.get(name, 0.0) for name in TARGETS),
        weight=WEIGHTS[source],
        source=source,
        id=name,
        worded=Wording(document, reading).features if text else {},
    )
