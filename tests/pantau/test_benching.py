from pantau.benching import Miss, benchmarks, bounds_of, figure, load_floors, misses

FOUND = {"ratio": 1.5, "sets": {"news": {"f1": 0.97}}, "note": "text"}


def test_a_figure_is_found_by_its_dotted_path() -> None:
    assert figure(FOUND, "sets.news.f1") == 0.97
    assert figure(FOUND, "note") is None
    assert figure(FOUND, "sets.other.f1") is None


def test_a_figure_below_its_least_above_its_most_or_missing_is_told() -> None:
    floors = {"crawl": {"ratio": 1.6, "sets.news.f1": {"at_most": 0.5}, "gone": {"at_least": 1, "lowered": "why"}}}
    assert list(misses("crawl", FOUND, floors)) == [
        Miss("crawl.ratio", 1.5, "at least 1.6"),
        Miss("crawl.sets.news.f1", 0.97, "at most 0.5"),
        Miss("crawl.gone", None, "at least 1"),
    ]
    assert list(misses("search", FOUND, floors)) == []


def test_every_floor_belongs_to_a_benchmark_and_bounds_something() -> None:
    for name, bounds in load_floors().items():
        assert name in benchmarks()
        for bound in bounds.values():
            assert bounds_of(bound) != (None, None)
