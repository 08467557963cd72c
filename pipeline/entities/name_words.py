"""Words that are part of a name here and an everyday word there: months, words of offices, nouns."""

from pipeline.entities.name_signs import MONTH_NAMES, NOUN
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading


def ends_name(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether a word of offices ends a person's name: `Lukman Hakim`, `I Made Tirta`."""
    low, after = reading.low, index + 1
    surname = low[index] in phrases.around["surnames"] and reading.capital[index - 1] and reading.gap(index) == " "
    ends = after >= len(low) or not reading.capital[after]
    return surname and ends and phrases.is_given(low[index - 1])


def begins_name(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether the name of a month begins a person's: `drg. Mei Linda Nasution`, not `5 Mei`."""
    low = reading.low
    if low[index] not in MONTH_NAMES or index == 0 or low[index - 1].isdigit() or index + 1 >= len(low):
        return False
    titled = low[index - 1] in {".", ","} or low[index - 1] in phrases.titles
    return reading.capital[index + 1] and titled


def is_noun(word: str) -> bool:
    """Tell whether a word is a noun with prefix and suffix: `Kejanggalan`."""
    return len(word) >= NOUN and word.startswith(("pe", "ke")) and word.endswith("an")
