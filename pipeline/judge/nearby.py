"""Acts whose parts stand near each other, though no frame holds: in neighbouring sentences, or wide apart in one.

News spreads an act over sentences (`Ambulans desa dipakai. Penumpangnya massa calon bupati.`). Alone this claims
nothing; the model of acts weighs it beside what the article tells otherwise.
"""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from archive.records.span import Span, Where
from pipeline.judge.fields import sentences_of
from pipeline.judge.framing import by_rarest_slot, filled
from pipeline.judge.reading import Reading, Sentence, union
from pipeline.text.document import Document
from pipeline.text.lexicon import Frame, Lexicon

MOST = 4  # more places say nothing new


@lru_cache(maxsize=2)
def act_frames(lexicon: Lexicon) -> tuple[Frame, ...]:
    """Return the frames of acts that need words of several groups."""
    return tuple(
        frame
        for frame in lexicon.frames
        if frame.claim.startswith("act:") and frame.claim != "act:A19" and len(frame.masks) > 1
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """An act with the groups that name its parts, slot by slot, and those that forbid it."""

    code: str
    slots: tuple[tuple[int, ...], ...]
    unless: tuple[int, ...]


@lru_cache(maxsize=2)
def _parts_by_group(lexicon: Lexicon) -> dict[int, list[_Parts]]:
    """Return for each group the acts one slot of which it fills: the slot whose groups the fewest frames ask for."""
    told = [_parts_of(frame) for frame in act_frames(lexicon)]
    return {group: [told[place] for place in places] for group, places in by_rarest_slot(act_frames(lexicon)).items()}


def _parts_of(frame: Frame) -> _Parts:
    unless = tuple(group for group in range(frame.unless.bit_length()) if frame.unless >> group & 1)
    return _Parts(frame.claim[4:], frame.slots, unless)


def near_acts(
    reading: Reading, lexicon: Lexicon, named: Mapping[int, int] | None = None
) -> tuple[Counter[str], Counter[str]]:
    """Return by act in how many pairs of neighbouring sentences, and in how many sentences, all its parts are named.

    A pair counts where neither sentence alone has all parts; a sentence counts however far apart they stand.

    Args:
        reading: Of the article.
        lexicon: For the frames of acts.
        named: Of `sentences_of`, where it is known already.
    """
    named = sentences_of(reading) if named is None else named
    paragraphs = itertools.pairwise(sentence.paragraph for sentence in reading.all())
    beside = sum(1 << place for place, (one, following) in enumerate(paragraphs) if following - one <= 1)
    apart: dict[str, int] = {}
    wide: dict[str, int] = {}
    known = _parts_by_group(lexicon)
    for parts in {id(parts): parts for group in named for parts in known.get(group, ())}.values():
        whole = pairs = -1
        for slot in parts.slots:
            told = 0
            for group in slot:
                told |= named.get(group, 0)
            whole &= told
            pairs &= told | told >> 1
            if not pairs:
                break
        if pairs:
            barred = union([named.get(group, 0) for group in parts.unless])
            wide[parts.code] = wide.get(parts.code, 0) | whole & ~barred
            free = pairs & beside & ~(whole | whole >> 1) & ~(barred | barred >> 1)
            apart[parts.code] = apart.get(parts.code, 0) | free
    return _counted(apart), _counted(wide)


def _counted(sentences: Mapping[str, int]) -> Counter[str]:
    return Counter({code: bits.bit_count() for code, bits in sentences.items() if bits})


def near_spans(document: Document, reading: Reading, lexicon: Lexicon, code: str) -> tuple[Span, ...]:
    """Return the words that name the parts of an act in the first sentence, or pair of sentences, that has them all."""
    frames = [frame for frame in act_frames(lexicon) if frame.claim[4:] == code]
    sentences = reading.all()
    stretches = [(one,) for one in sentences] + list(itertools.pairwise(sentences))
    for stretch in stretches:
        mask = stretch[0].mask | stretch[-1].mask
        if stretch[-1].paragraph - stretch[0].paragraph > 1:
            continue
        for frame in frames:
            if not mask & frame.unless and filled(frame.masks, mask):
                return tuple(_span(document, reading, stretch, slot) for slot in frame.masks)
    return ()


def _span(document: Document, reading: Reading, stretch: tuple[Sentence, ...], slot: int) -> Span:
    sentence, hit = next((one, hit) for one in stretch for hit in one.hits if hit.mask & slot)
    words, where = (reading.title_words, "title") if sentence.index < 0 else (reading.words, "text")
    return document.span(words.starts[hit.first], words.ends[hit.last], cast("Where", where))
