"""The corpus keeps its own rules."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from archive.records.analysis import Kind, Stage
from base.datafile import read_csv, read_yaml
from pantau.settings import ROOT

FILES = sorted((ROOT / "benchmarks" / "corpus").glob("*.jsonl"))


def articles(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def codes() -> frozenset[str]:
    return frozenset(row["kode"] for _, row in read_csv(ROOT / "config" / "regions.csv", ("kode",)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_article_is_well_formed(path: Path, codes: frozenset[str]) -> None:
    found = articles(path)
    assert len({a["id"] for a in found}) == len(found)
    assert len({a["url"] for a in found}) == len(found)
    for one in found:
        gold = one["gold"]
        assert datetime.fromisoformat(one["published"]).tzinfo is not None, one["id"]
        assert gold["kind"] in set(Kind), one["id"]
        assert gold["stage"] is None or gold["stage"] in set(Stage), one["id"]
        assert set(gold["regions"]) <= codes, one["id"]
        assert all(piece in one["text"] or piece in one["title"] for piece in gold["evidence"]), one["id"]
        assert (gold["event"] is None) or gold["kind"] in {"incident", "follow_up"}, one["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_use_codes_that_exist(path: Path) -> None:
    rules = read_yaml(ROOT / "config" / "rules.yaml")
    text = Path(rules.file).read_text(encoding="utf-8")
    for one in articles(path):
        for code in (*one["gold"]["acts"], *one["gold"]["rules"]):
            assert code in text, (one["id"], code)


def test_no_event_stands_in_two_files() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for one in articles(path):
            if one["gold"]["event"]:
                where[one["gold"]["event"]].add(path.stem)
    assert {event: files for event, files in where.items() if len(files) > 1} == {}
