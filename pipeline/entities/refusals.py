"""Tells who did not take part or spoke up, and whom something befell for it: `dipecat karena menolak memilih`."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_REACH = 9
"""Words, names aside, from what befell somebody to its cause (`dipindahkan ke pulau terluar setelah melapor`)."""
_FARTHEST = 22
_FILLERS = 3
_FORMAL = 3
"""Words behind `menolak` that say what was refused."""
_BEFELL = ("di", "ter")
_LOST = frozenset(["kehilangan", "kena", "mendapat", "menerima", "nonjob", "tersingkir", "copot", "pecat", "mutasi"])
"""Words without a passive prefix that tell what befell somebody."""


def befell_for_refusing(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether what a verb tells befell somebody because he refused or spoke up: `dicopot usai melapor`.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        verb: Index of the verb (`dipecat`).
    """
    low = reading.low
    if not low[verb].startswith(_BEFELL) and low[verb] not in _LOST:
        return False
    end = reading.sentence_bounds(reading.sentence(reading.starts[verb]))[1]
    text, left = reading.starts[verb] >= reading.base, _REACH
    for here in range(verb + 1, min(len(low) - 1, verb + _FARTHEST)):
        # `dipecat Kepala SD Negeri 4 Pamboang, Hamzah Latif, setelah menolak`
        left -= not (text and (reading.capital[here] or not low[here].isalpha()))
        if not left or reading.starts[here] >= end:
            return False
        if low[here] not in phrases.causes:
            continue
        bare = low[here + 1] in phrases.refuses and low[here + 2 : here + 3] in ([], ["."], [","])
        if bare or stands_up(reading, phrases, here + 1):
            return True  # `dipecat karena menolak.`
    return False


def opens_refusing(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether the sentence of a mention opens with its refusal: `Tolak Teken Dukungan, Dua Kabid Dinonjobkan`.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
    """
    begin = reading.sentence_bounds(reading.sentence(reading.starts[first]))[0]
    here = first
    while here > 0 and reading.starts[here - 1] >= begin:
        here -= 1
    here += reading.low[here] in phrases.causes
    return here < first and "," in reading.low[here:first] and stands_up(reading, phrases, here)


def stands_up(reading: Reading, phrases: Phrases, here: int) -> bool:
    """Tell whether the words at an index say that somebody refuses to take part, or tells of it.

    `menolak memilih petahana`, `tak mau menuruti`, `ia melaporkan kepala dinas`; but not `menolak diperiksa`.
    """
    low, end = reading.low, len(reading.low)
    last = min(end - 1, here + _FILLERS)
    while here < last and low[here] in phrases.fillers:
        here += 1
    if here >= end:
        return False
    word, following = low[here], low[here + 1] if here + 1 < end else ""
    if f"{word} {following}" in phrases.answer:
        return False  # `melapor balik`
    if word in phrases.complained or f"{word} {following}" in phrases.complained:
        return True
    if word in phrases.refuses:
        return not _is_formal(reading, phrases, here + 1)
    denied = word in phrases.denies and following in phrases.takes_part
    return denied and not _is_formal(reading, phrases, here + 2)


def _is_formal(reading: Reading, phrases: Phrases, here: int) -> bool:
    """Tell whether what is refused is an examination, a charge, a summons: an accused does that."""
    near = reading.low[here : here + _FORMAL]
    if not near or not near[0][0].isalnum():
        return True  # `Suardana menolak.`: it is not told what
    passive = bool(near) and near[0].startswith("di") and near[0] not in phrases.suffered and near[0] != "di"
    return passive or not phrases.formal.isdisjoint(near)
