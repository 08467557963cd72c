"""Looks for frames among the terms of a sentence: which may stand there, and where each stands narrowest."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import itemgetter, or_

from pipeline.text.automaton import Hit
from pipeline.text.lexicon import Frame, Lexicon

_MOST = 8  # hits of a group that one frame looks at in a sentence
_GROUPS = itemgetter(Hit._fields.index("groups"))


class Filling(dict[tuple[int, ...], int]):
    """For the groups of a term which slots of which frames it fills, and which frames it forbids: a bit for each.

    One stretch of bits, one bit a frame, for each slot that a frame can have, and one for what is forbidden: a sentence
    adds up its terms and then knows of all frames at once.
    """

    def __init__(self, frames: Sequence[Frame]) -> None:
        super().__init__()
        self._width, self._slots = len(frames), max((len(frame.slots) for frame in frames), default=0)
        self._unasked, self._all = 0, (1 << len(frames)) - 1
        self._by_group: defaultdict[int, int] = defaultdict(int)
        for place, frame in enumerate(frames):
            forbidding = [group for group in range(frame.unless.bit_length()) if frame.unless >> group & 1]
            for slot, groups in (*enumerate(frame.slots), (self._slots, forbidding)):
                for group in groups:
                    self._by_group[group] |= 1 << self._width * slot + place
            for slot in range(len(frame.slots), self._slots):
                self._unasked |= 1 << self._width * slot + place

    def __missing__(self, groups: tuple[int, ...]) -> int:
        told = 0
        for group in groups:
            told |= self._by_group.get(group, 0)
        self[groups] = told
        return told

    def told(self, hits: Sequence[Hit]) -> int:
        """Return the bits of all terms of a sentence together."""
        return reduce(or_, map(self.__getitem__, map(_GROUPS, hits)), self._unasked)

    def complete(self, told: int, among: int = -1) -> int:
        """Return a bit for each of some frames all of whose slots are filled, whether they are forbidden or not.

        Args:
            told: Bits of terms (`told`), of one sentence or of several.
            among: A bit for each frame that is looked for.
        """
        left = self._all & among
        for _ in range(self._slots):
            left &= told
            if not left:
                return 0
            told >>= self._width
        return left

    def forbidden(self, told: int) -> int:
        """Return a bit for each frame that some term forbids."""
        return told >> self._width * self._slots

    def filled_by(self, told: int) -> list[int]:
        """Return in order the places of the frames whose slots the terms of a sentence fill and which none forbids."""
        left = self.complete(told)
        return ordinals(left & ~self.forbidden(told)) if left else []


@lru_cache(maxsize=2)
def filling_of(lexicon: Lexicon) -> Filling:
    """Return the frames of a lexicon as bits, made once."""
    return Filling(lexicon.frames)


def ordinals(bits: int) -> list[int]:
    """Return which bits of a number are set, the lowest first."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def filled(slots: tuple[int, ...], mask: int) -> bool:
    """Tell whether every slot of a frame is filled by some group of a mask."""
    for slot in slots:  # noqa: SIM110 - a loop is twice as fast here as all()
        if not slot & mask:
            return False
    return True


def match(frame: Frame, hits: Sequence[Hit]) -> tuple[list[Hit], int, int] | None:
    """Return the narrowest place where different words fill all slots: hits in order of the slots, first word, last."""
    most = _MOST * len(frame.slots[0])
    options = [[hit for hit in hits if hit.mask & slot][:most] for slot in frame.masks]
    best: tuple[list[Hit], int, int] | None = None
    width = frame.within + 1
    for anchor in options[0]:
        low, high, used = anchor.first, anchor.last, [anchor]
        for fillers in options[1:]:
            nearest = _nearest(fillers, used, low, high, ordered=frame.ordered)
            if nearest is None:
                break
            _, first, last, _ = nearest
            low, high = min(first, low), max(last, high)
            used.append(nearest)
        else:
            if high - low < width:
                best, width = (used, low, high), high - low
    return best


def _nearest(fillers: Sequence[Hit], used: Sequence[Hit], low: int, high: int, *, ordered: bool) -> Hit | None:
    """Return the hit apart from those used that widens a stretch least; where asked, one behind the last of them."""
    behind = used[-1].last if ordered else -1
    best, least = None, 0
    for hit in fillers:
        _, first, last, _ = hit
        if first <= behind:
            continue
        for other in used:
            if first <= other.last and last >= other.first:
                break
        else:
            width = max(last, high) - min(first, low)
            if best is None or width < least:
                best, least = hit, width
    return best
