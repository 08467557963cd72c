"""Words as they are searched: one rule for places and for the vocabulary."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.words import distinct, words


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(alphabet="aé\u0301Éİß_ -9Ａﬁ", max_size=20)
)
def test_the_vocabulary_has_the_words_that_are_found_by_their_places(text: str) -> None:
    assert distinct(text) == {word.folded for word in words(text)}
