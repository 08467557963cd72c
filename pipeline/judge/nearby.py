"""Acts whose parts stand near each other, though no frame holds: in neighbouring sentences, or wide apart in one.

News spreads an act over sentences (`Ambulans desa dipakai. Penumpangnya massa calon bupati.`). Alone this claims
nothing; the model of acts weighs it beside what the article tells otherwise.
"""

import itertools
from collections import Counter
from functools import lru_cache
from typing import cast

from archive.records.span import Span, Where
from pipeline.judge.framing import filled, filling_of, ordinals
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


@lru_cache(maxsize=2)
def _places(lexicon: Lexicon) -> int:
    """Return a bit for each of these frames, at its place among all frames."""
    wanted = {frame.name for frame in act_frames(lexicon)}
    return sum(1 << place for place, frame in enumerate(lexicon.frames) if frame.name in wanted)


def near_acts(reading: Reading, lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """Return by act in how many pairs of neighbouring sentences, and in how many sentences, all its parts are named.

    A pair counts where neither sentence alone has all parts; a sentence counts however far apart they stand.
    """
    filling, places, sentences = filling_of(lexicon), _places(lexicon), reading.all()
    whole = [filling.complete(one.filled, places) for one in sentences]
    apart, wide = Counter[str](), Counter[str]()
    for one, held in zip(sentences, whole, strict=True):
        if held:
            wide.update(_codes(lexicon, held & ~filling.forbidden(one.filled)))
    for place, (one, following) in enumerate(itertools.pairwise(sentences)):
        told = one.filled | following.filled
        held = filling.complete(told, places) & ~(whole[place] | whole[place + 1])
        if held and following.paragraph - one.paragraph <= 1:
            apart.update(_codes(lexicon, held & ~filling.forbidden(told)))
    return apart, wide


def _codes(lexicon: Lexicon, places: int) -> set[str]:
    """Return the acts of some frames."""
    return {lexicon.frames[place].claim[4:] for place in ordinals(places)}


def near_spans(document: Document, reading: Reading, lexicon: Lexicon, code: str) -> tuple[Span, ...]:
    """Return the words that name the parts of an act in the first sentence, or pair of sentences, that has them all."""
    claim = f"act:{code}"
    frames = [one for one in act_frames(lexicon) if one.claim == claim and filled(one.masks, reading.whole)]
    if not frames:
        return ()
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
