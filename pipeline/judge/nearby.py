"""Acts whose parts stand near each other, though no frame holds: in neighbouring sentences, or wide apart in one.

News spreads an act over sentences (`Ambulans desa dipakai. Penumpangnya massa calon bupati.`). Alone this claims
nothing; the model of acts weighs it beside what the article tells otherwise.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from archive.records.span import Span, Where
from pipeline.judge.reading import Reading, Sentence
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


def near_acts(reading: Reading, lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """Return by act in how many pairs of neighbouring sentences, and in how many sentences, all its parts are named.

    A pair counts where neither sentence alone has all parts; a sentence counts however far apart they stand.
    """
    sentences = [(sentence.mask, sentence.paragraph) for sentence in reading.all()]
    whole = 0
    for mask, _ in sentences:
        whole |= mask
    told = [frame for frame in act_frames(lexicon) if _held(frame, whole)]
    held = [{place for place, frame in enumerate(told) if _held(frame, mask)} for mask, _ in sentences]
    apart: Counter[str] = Counter()
    wide: Counter[str] = Counter()
    for (mask, _), own in zip(sentences, held, strict=True):
        if own:
            wide.update(_codes(told[place] for place in own if not mask & told[place].unless))
    for ((mask, paragraph), own), ((after, following), behind) in itertools.pairwise(zip(sentences, held, strict=True)):
        if following - paragraph <= 1:
            both = mask | after
            apart.update(
                _codes(
                    frame
                    for place, frame in enumerate(told)
                    if place not in own and place not in behind and not both & frame.unless and _held(frame, both)
                )
            )
    return apart, wide


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
            if not mask & frame.unless and _held(frame, mask):
                return tuple(_span(document, reading, stretch, slot) for slot in frame.masks)
    return ()


def _span(document: Document, reading: Reading, stretch: tuple[Sentence, ...], slot: int) -> Span:
    sentence, hit = next((one, hit) for one in stretch for hit in one.hits if hit.mask & slot)
    words, where = (reading.title_words, "title") if sentence.index < 0 else (reading.words, "text")
    return document.span(words.starts[hit.first], words.ends[hit.last], cast("Where", where))


def _codes(frames: Iterable[Frame]) -> set[str]:
    return {frame.claim[4:] for frame in frames}


def _held(frame: Frame, mask: int) -> bool:
    for slot in frame.masks:  # noqa: SIM110 - a loop is twice as fast here as all()
        if not slot & mask:
            return False
    return True
