import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store.screening import Screened
from pipeline.page.recall import FEWEST, interval, recall, recalls


@st.composite
def counted(draw) -> Screened:
    sampled = draw(st.integers(FEWEST, 2000))
    return Screened(draw(st.integers(1, 5000)), sampled, draw(st.integers(0, 12)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # Clopper and Pearson's limits as R's binom.test prints them
    [(0, 30, 0, 0.1157), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1)],
)
def test_the_interval_of_a_share_is_the_exact_one(hits: int, of: int, low: float, high: float) -> None:
    assert interval(hits, of) == pytest.approx((low, high), abs=5e-5)


@given(counted(), st.integers(1, 1000))
def test_the_estimate_lies_in_its_interval_and_all_are_shares(found: Screened, one_in: int) -> None:
    told = recall(found, one_in)
    assert told is not None
    assert 0 <= told.low <= told.estimate <= told.high <= 1


@given(counted(), st.integers(2, 1000))
def test_every_miss_lowers_the_recall(found: Screened, one_in: int) -> None:
    worse = recall(Screened(found.passed, found.sampled, found.relevant + 1), one_in)
    better = recall(found, one_in)
    assert worse is not None
    assert better is not None
    assert (worse.estimate, worse.low) < (better.estimate, better.low)
    assert worse.high <= better.high


@given(counted(), st.integers(2, 1000))
def test_a_greater_sample_with_the_same_share_is_surer(found: Screened, one_in: int) -> None:
    four = Screened(found.passed * 4, found.sampled * 4, found.relevant * 4)
    few, many = recall(found, one_in), recall(four, one_in)
    assert few is not None
    assert many is not None
    assert many.estimate == pytest.approx(few.estimate)
    assert many.high - many.low <= few.high - few.low + 1e-9


def test_a_miss_counts_for_all_pages_that_it_stands_for() -> None:
    told = recall(Screened(passed=300, sampled=500, relevant=1), 100)
    assert told is not None
    assert told.estimate == pytest.approx(300 / 400)
    assert told.low < 0.6
    assert 0.95 < told.high < 1  # one miss is known


def test_when_all_rejected_pages_are_read_nothing_is_left_to_estimate() -> None:
    told = recall(Screened(passed=90, sampled=400, relevant=10), 1)
    assert told is not None
    assert told.low == told.estimate == told.high == 0.9


@pytest.mark.parametrize(
    ("found", "one_in"),
    [(Screened(100, FEWEST - 1), 200), (Screened(0, 1000), 200), (Screened(100, 1000), 0), (Screened(), 200)],
)
def test_too_little_is_told_as_unknown(found: Screened, one_in: int) -> None:
    assert recall(found, one_in) is None


def test_provinces_come_in_order_and_the_whole_is_their_sum() -> None:
    found = {None: Screened(5, 20), "63": Screened(10, 40, 1), "11": Screened(10, 5)}
    whole, provinces = recalls(found, 10)
    assert whole == recall(Screened(25, 65, 1), 10)
    assert list(provinces) == ["11", "63", None]
    assert [one is None for one in provinces.values()] == [True, False, True]
