"""Order of arrival must not matter: late articles, re-analysis and imports end in the same cases."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.database import open_database, write
from archive.tables import metadata
from archive.tables.articles import article as article_table
from pipeline.linking.cases import Constraint, group, pair_of
from pipeline.linking.pair import score

FACTS = st.fixed_dictionaries(
    {
        "day": st.integers(0, 60),
        "regions": st.sampled_from([("35.11",), ("35.12",), ("35.11", "35.12"), ("35",), ()]),
        "name": st.sampled_from([None, "Harsono Wibawa", "Harsono", "HW", "Sunarto Adi", "SA", "Lestari"]),
        "role": st.sampled_from([None, "camat", "guru", "kades", "staf"]),
        "acts": st.sampled_from([("A10",), ("A07",), ("A10", "A14"), ("A02",)]),
        "event": st.sampled_from([None, 0, 1, 20]),
        "stage": st.sampled_from(["S1", "S3", "S5", "S7", "X1", None]),
        "kind": st.sampled_from(["incident", "incident", "follow_up", "appeal"]),
        "text": st.sampled_from(["", "Kisah panjang " * 30, "Kisah panjang lain " * 25]),
    }
)


def ends(stories, store, partition_of):
    """Return the cases after stories arrived in an order."""
    engine = open_database("sqlite://")
    metadata.create_all(engine)
    with write(engine) as connection:
        for told in stories:
            store(connection, told)
        assert connection.execute(article_table.select()).first() is not None
        found = partition_of(connection)
    engine.dispose()
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(FACTS, min_size=2, max_size=2))
def test_a_score_is_symmetric(story, facts):
    from pipeline.linking.profile import make_profile

    one, two = (make_profile(told.article, told.analysis) for told in (story(str(i), **f) for i, f in enumerate(facts)))
    assert score(one, two) == score(two, one)


@settings(max_examples=100, deadline=None)
@given(
    scores=st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(-4000, 8000),
        max_size=36,
    ),
    said=st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()).filter(lambda one: one[0] < one[1]), max_size=4
    ),
    shuffled=st.randoms(use_true_random=False),
)
def test_cases_depend_on_scores_and_not_on_their_order(scores, said, shuffled):
    keys = [f"k{number}" for number in range(9)]
    facts = {pair_of(keys[a], keys[b]): value for (a, b), value in scores.items()}
    words = [Constraint(pair_of(keys[a], keys[b]), same, order) for order, (a, b, same) in enumerate(said)]
    expected = group(keys, facts, words)
    mixed = list(facts.items())
    shuffled.shuffle(mixed)
    shuffled.shuffle(keys)
    shuffled.shuffle(words)
    assert group(keys, dict(mixed), words) == expected


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(FACTS, min_size=5, max_size=9), data=st.data())
def test_any_order_of_arrival_ends_in_the_same_cases(story, store, partition_of, facts, data):
    stories = [story(f"s{number}", **told) for number, told in enumerate(facts)]
    other = data.draw(st.permutations(stories))
    changed = data.draw(st.integers(0, len(stories) - 1))
    # One article is first read wrongly and analysed again at the end.
    wrong = replace(other[changed], analysis=replace(other[changed].analysis, places=(), actors=()))
    second = [*other[:changed], wrong, *other[changed + 1 :], other[changed]]
    assert ends(stories, store, partition_of) == ends(second, store, partition_of)


def test_who_stood_in_one_case_by_a_mistake_leaves_it_when_that_is_mended(story, store, partition_of):
    """Three stand in one scene only because one was first read without its place."""
    words = "Kisah panjang lain " * 25
    stories = [
        story("s1", day=23, text="Kisah panjang " * 30, regions=("35",), role=None, stage="S1"),
        story("s4", day=45, text=words, regions=("35",), name="Harsono Wibawa", role=None, stage="X1", event=20),
        story("s5", day=24, text=words, regions=("35.12",), name="Harsono Wibawa", role=None),
    ]
    wrong = replace(stories[2], analysis=replace(stories[2].analysis, places=(), actors=()))
    expected = {frozenset({"s1"}), frozenset({"s4", "s5"})}
    assert ends(stories, store, partition_of) == expected
    assert ends([stories[1], wrong, stories[0], stories[2]], store, partition_of) == expected
