"""How many persons a story says it is about: `keduanya`, `ketiga kades itu`, `terlapor ada empat`."""

from pipeline.entities.numbers import COUNTING
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_FEWEST, _MOST = 2, 7
"""One needs no number, and more than seven are seldom told one by one."""
_NEAR = 12
"""Words behind `keduanya` that tell whether they are victims or complainants."""
_FEW = {word: number for word, number in COUNTING.items() if _FEWEST <= number <= _MOST}
_ALL = {f"ke{word}nya": number for word, number in _FEW.items()}
_THE = {f"ke{word}": number for word, number in _FEW.items()}


def told_number(reading: Reading, phrases: Phrases) -> int:
    """Return the largest number told of those a story is about; 0 where none is."""
    low, around = reading.low, phrases.around
    wronged = phrases.wrongs | around["plaintiffs"]
    told = [_ALL[low[index]] for index in reading.where(_ALL.keys()) if wronged.isdisjoint(low[index : index + _NEAR])]
    told += [_THE[low[index]] for index in reading.where(_THE.keys()) if _next(low, index + 1) in around["numbered"]]
    for index in reading.where(around["charged"]):
        told += [number for number in (_behind(low, index + 1, around["amounts_to"]), _before(low, index)) if number]
    return max(told, default=0)


def _next(low: list[str], index: int) -> str:
    return low[index] if 0 <= index < len(low) else ""


def _behind(low: list[str], index: int, linking: frozenset[str]) -> int:
    """Return the number of `terlapor (ada) empat`; 0 where none follows."""
    return _FEW.get(_next(low, index + 1 if _next(low, index) in linking else index), 0)


def _before(low: list[str], index: int) -> int:
    """Return the number of `empat (orang) terlapor`; 0 where none stands there."""
    return _FEW.get(_next(low, index - 2 if _next(low, index - 1) == "orang" else index - 1), 0)
