"""What is asked of a sentence by those who read what it tells, so that they need not know the whole reading."""

from typing import Protocol

from pipeline.text.automaton import Hit


class Told(Protocol):
    """A sentence with what the lexicon found in it."""

    @property
    def index(self) -> int: ...  # noqa: D102 - as in `reading.Sentence`
    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def mask(self) -> int: ...  # noqa: D102
    @property
    def hits(self) -> tuple[Hit, ...]: ...  # noqa: D102
    @property
    def paragraph(self) -> int: ...  # noqa: D102
