import os
from pathlib import Path

import pytest

from archive.records.analysis import Kind, Stage
from pantau.evaluation.gold import load
from pantau.evaluation.measures import share

REFERENCE = Path(os.environ.get("PANTAU_REFERENCE_DATA") or "/nonexistent")
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not REFERENCE.is_dir(), reason="set PANTAU_REFERENCE_DATA to the reference data folder"),
]


def test_real_articles_about_other_things_raise_few_alarms(analyser):
    examples = load(REFERENCE / "eval" / "negatives.jsonl")
    said = [(example.trap, analyser.analyse(example.article)) for example in examples]
    assert share(analysis.kind.is_case for _, analysis in said) <= 0.005
    assert share(analysis.relevant for _, analysis in said) <= 0.012
    assert share(analysis.kind.is_case for trap, analysis in said if trap) <= 0.02


def test_a_seed_keeps_the_unproven_case_it_tells_in_passing(analyser, article):
    (seed,) = (REFERENCE / "seeds").glob("001_*.txt")
    title, _, text = seed.read_text(encoding="utf-8").strip().partition("\n")
    said = analyser.analyse(article(title, text))
    assert said.kind is Kind.APPEAL
    assert [(found.actor.role, found.stage) for found in said.secondary] == [("camat", Stage.X1)]


@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_a_seed_is_an_appeal(analyser, article, number):
    (seed,) = (REFERENCE / "seeds").glob(f"{number}_*.txt")
    title, _, text = seed.read_text(encoding="utf-8").strip().partition("\n")
    assert analyser.analyse(article(title[:200], text)).kind is Kind.APPEAL
