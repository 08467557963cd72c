"""The screen on real titles and articles: read from the reference folder, never copied here."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "benchmarks"))

pytestmark = pytest.mark.reference


def test_no_case_is_lost_and_few_others_pass():
    from screening import run

    root = os.environ.get("PANTAU_REFERENCE_DATA")
    assert root, "set PANTAU_REFERENCE_DATA to the reference data folder"
    found = run(Path(root))
    for name in ("dev_pages", "dev_texts", "real_case_titles", "real_case_pages"):
        assert found[name]["share"] == 1.0, name
    assert found["dev_cross_validated"]["share"] >= 0.98
    assert found["real_relevant_pages"]["share"] >= 0.97
    assert found["negative_texts"]["share"] <= 0.08
    assert found["negative_pages"]["share"] <= 0.08
