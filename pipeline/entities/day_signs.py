"""What the words around a date say of whether it is the day of the act: signs, weighed in `day_weighing`."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.entities.day_use import use_there
from pipeline.entities.day_words import DayWords
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading
from pipeline.page.dates import TextDate

_BEFORE = (3, 8, 16)
"""Words before a date, to which the three stretches reach in which a word says less and less of it."""
_AFTER = (4, 10)
_VERB = ("me", "ber")
_SHORTEST_VERB = 6
_BRACKETS = frozenset("()")
_WEIGHTY = frozenset(["act", "handling"])
_PREVIOUS = ("hours", "on", "since")
_NEXT = ("hours", "past", "until", "this")
"""Lists of `lexicon/days.yaml` that tell what kind of word stands right before and right behind a date."""


def signs_of(reading: Reading, phrases: Phrases, words: DayWords, mention: TextDate) -> tuple[str, ...]:
    """Return the signs of one date.

    `b1:act` is a word for a deed among the three words before it, `a2:said` a verb of saying somewhat behind it,
    `same:act` a deed with no linking word between, `over:handling` a step of handling beyond one (`diperiksa karena
    hadir, Sabtu`), `previous:on` a `pada` right before it.

    Args:
        reading: The article's words.
        phrases: For verbs of saying.
        words: From `load_day_words`.
        mention: The date, with offsets into `reading.whole`.
    """
    first, last = _bounds(reading, mention.start)
    begin, end = bisect_left(reading.starts, mention.start), bisect_left(reading.starts, mention.end)
    while end < last and reading.low[end] in _BRACKETS:
        end += 1
    found = dict.fromkeys(_before(reading, phrases, words, first, begin))
    found.update(dict.fromkeys(_after(reading, phrases, words, end, last)))
    found[f"previous:{_kind(words, _PREVIOUS, reading.low[begin - 1]) if begin > first else 'none'}"] = None
    found[f"next:{_kind(words, _NEXT, reading.low[end]) if end < last else 'none'}"] = None
    return tuple(found)


def _bounds(reading: Reading, offset: int) -> tuple[int, int]:
    """Return the first word of the sentence around an offset and the one behind its last."""
    start, end = reading.sentence_bounds(reading.sentence(offset))
    return bisect_left(reading.starts, start), bisect_left(reading.starts, end)


def _before(reading: Reading, phrases: Phrases, words: DayWords, first: int, begin: int) -> Iterator[str]:
    linked = False
    for far, here in enumerate(range(begin - 1, max(first, begin - _BEFORE[-1]) - 1, -1)):
        sort = _sort(phrases, words, reading.stems[here])
        if sort is None:
            continue
        if sort == "act" and reading.low[here] in words.doubtful:
            sort = use_there(reading, words, here) or sort  # `Rapat pleno yang digelar Minggu`, `Edaran dikirim`
        if sort == "link" and not linked:
            linked = True
            yield f"link:{reading.stems[here]}"
        yield f"b{1 + sum(far >= reach for reach in _BEFORE)}:{sort}"
        if sort in _WEIGHTY:
            yield f"{'over' if linked else 'same'}:{sort}"
        if reading.stems[here].startswith(words.steps):
            yield "over:step" if linked else f"b{1 + sum(far >= reach for reach in _BEFORE)}:step"


def _after(reading: Reading, phrases: Phrases, words: DayWords, end: int, last: int) -> Iterator[str]:
    for far, here in enumerate(range(end, min(last, end + _AFTER[-1]))):
        sort = _sort(phrases, words, reading.stems[here])
        if sort is not None:
            yield f"a{1 + (far >= _AFTER[0])}:{sort}"
            if reading.stems[here].startswith(words.steps):
                yield f"a{1 + (far >= _AFTER[0])}:step"


def _sort(phrases: Phrases, words: DayWords, stem: str) -> str | None:
    """Return what sort of word one is; None where it says nothing of days."""
    use = words.use(stem)
    if use is not None:
        return use
    sort = words.sorts.get(stem)
    if sort is not None:
        return sort
    if stem in phrases.speech:
        return "said"
    return "verb" if stem.startswith(_VERB) and len(stem) > _SHORTEST_VERB else None


def _kind(words: DayWords, lists: tuple[str, ...], word: str) -> str:
    """Return which of some lists a word beside a date is in, a sign itself, or `else`."""
    if not word[0].isalnum():
        return word if word in ",." else "else"
    return next((name for name in lists if word in words.beside[name]), "else")
