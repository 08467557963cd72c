"""Words that tell what a date is the day of: `lexicon/days.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from base.datafile import Located, read_yaml
from base.listed import words
from pipeline.entities.model import DateUse

_AROUND = (
    "hours",
    "dated",
    "authorities",
    "links",
    "doers",
    "sessions",
    "held",
    "called",
    "sent_up",
    "takes",
    "hands",
    "handed",
    "began",
    "reported",
    "desks",
    "towards",
    "rooms",
    "asks",
    "evidence",
    "goods",
    "sent",
    "papers",
    "told_of",
)
"""Lists under `around` in `lexicon/days.yaml`."""
_SORTS = {"bodies": "body", "at": "at", "linking": "link"}
"""Lists under `beside` whose words are signs from afar, and the sort each is."""
_BESIDE = ("hours", "on", "since", "past", "until", "this")


@dataclass(frozen=True)
class DayWords:
    """`lexicon/days.yaml`: whole words, beginnings of words, and the words beside them that decide.

    `sorts` are further words that are signs of what a date is the day of; `beside` what stands right beside one.
    """

    words: dict[str, DateUse]
    beginnings: tuple[tuple[str, DateUse], ...]
    starts: tuple[str, ...]
    around: Mapping[str, frozenset[str]]
    sorts: Mapping[str, str]
    beside: Mapping[str, frozenset[str]]
    of_laws: frozenset[date]
    steps: tuple[str, ...]
    doubtful: frozenset[str]
    votings: tuple[date, ...]

    def use(self, word: str) -> DateUse | None:
        """Return what a word makes a date near it the day of; None when nothing."""
        known = self.words.get(word)
        if known is None and word.startswith(self.starts) and word.isalpha():
            known = next((use for start, use in self.beginnings if word.startswith(start)), None)
        return known


def load_day_words(config: Path) -> DayWords:
    """Read `lexicon/days.yaml`.

    Raises:
        ConfigError: The file is missing or a list is.
    """
    source = read_yaml(config / "lexicon" / "days.yaml")
    known: dict[str, DateUse] = {}
    beginnings: list[tuple[str, DateUse]] = []
    uses: tuple[DateUse, ...] = ("act", "spread", "handling", "statement", "ahead")
    for use in uses:
        for text in map(str.lower, words(source, (use,))):
            if text.endswith("*"):
                beginnings.append((text[:-1], use))
            else:
                known[text] = use
    sorts = {word: sort for name, sort in _SORTS.items() for word in map(str.lower, words(source, ("beside", name)))}
    beside = {name: frozenset(map(str.lower, words(source, ("beside", name)))) for name in _BESIDE}
    starts = tuple(start for start, _use in beginnings)
    of_laws = frozenset(map(date.fromisoformat, words(source, ("of_laws",))))
    votings = tuple(map(date.fromisoformat, words(source, ("votings",))))
    around, steps = _around(source), words(source, ("beside", "steps"))
    doubtful = around["held"] | around["sent"]
    return DayWords(known, tuple(beginnings), starts, around, sorts, beside, of_laws, steps, doubtful, votings)


def _around(source: Located) -> dict[str, frozenset[str]]:
    return {key: frozenset(word.lower() for word in words(source, ("around", key))) for key in _AROUND}
