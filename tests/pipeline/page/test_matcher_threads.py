"""The screen is used by several reading threads at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.page.matcher import build_matcher

GROUPS = (("camat", "lurah"), ("pilkada", "bawaslu"))
TEXT = b"Camat dan lurah diperiksa Bawaslu jelang Pilkada. " * 1_000


@pytest.mark.parametrize("engine", ["hyperscan", "re2"])
def test_threads_may_scan_with_one_matcher_at_once(engine):
    if engine == "hyperscan":
        pytest.importorskip("hyperscan")
    matcher = build_matcher(GROUPS, engine)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: (matcher.present(TEXT), len(matcher.find(TEXT))), range(24)))
    assert set(found) == {(frozenset({0, 1}), 4_000)}
