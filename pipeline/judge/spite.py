"""Who is dismissed, moved or docked for refusing, complaining or witnessing is the victim: the deed, and no sanction.

`Bidan dimutasi setelah menolak ikut kampanye` tells what the accused did (A16). `Bupati mencopot camat karena mengancam
memecat honorer yang tak mendukung` tells a sanction first, and of the victims only what follows `karena`.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.judge.told import Told
from pipeline.text.automaton import Hit
from pipeline.text.lexicon import Frame, Lexicon

_LOSSES = frozenset(
    f"sanction:{label}"
    for label in (
        "pembebasan dari jabatan",
        "pemberhentian",
        "PTDH",
        "mutasi",
        "skorsing",
        "kontrak diputus",
        "pemotongan tunjangan",
        "penurunan jabatan",
    )
)
_STEP = "step:S7"
_LEAD = 2  # paragraphs that tell what the article is about


class Claimed(Protocol):
    """A claim and where it stands."""

    @property
    def frame(self) -> Frame: ...  # noqa: D102 - as in `reading.Finding`
    @property
    def sentence(self) -> int: ...  # noqa: D102
    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def last(self) -> int: ...  # noqa: D102


class Groups(NamedTuple):
    """Masks of the groups that tell spite."""

    spite: int
    punished: int
    formal: int
    cause: int
    higher: int

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Groups":
        """Return the masks of a lexicon."""
        names = ("spite", "punished", "formal_sanction", "cause_word", "higher_sanctioner")
        return cls(*(lexicon.mask(name) for name in names))


def spited(sentences: Sequence[Told], findings: Sequence[Claimed], groups: Groups) -> set[int]:
    """Return the places of the findings that are what victims suffered.

    Where title or opening tell such a loss and nobody above is told to have imposed one, whatever else is told of
    losses is theirs too (`"SK pindah saya terima besoknya"`).

    Args:
        sentences: Title and sentences.
        findings: Claims of all of them.
        groups: Of the lexicon.
    """
    if not any(sentence.mask & groups.spite for sentence in sentences):
        return set()
    told = {sentence.index: sentence for sentence in sentences}
    losses = [place for place, found in enumerate(findings) if _is_loss(found, told[found.sentence], groups)]
    spiteful = {place for place in losses if _suffered(findings[place], told[findings[place].sentence], groups)}
    if not losses or not any(_opens_with(sentence, groups) for sentence in sentences):
        return spiteful
    rest = [findings[place] for place in losses if place not in spiteful]
    imposed = any(told[found.sentence].mask & (groups.higher | groups.spite) for found in rest)
    return spiteful if imposed else set(losses)


def _opens_with(sentence: Told, groups: Groups) -> bool:
    """Tell whether title or opening tell a loss and a refusal that explains it."""
    if sentence.paragraph >= _LEAD or not (sentence.mask & groups.spite and sentence.mask & groups.punished):
        return False
    return any(
        _explains(why, hit.first, sentence, groups)
        for why in sentence.hits
        if why.mask & groups.spite
        for hit in sentence.hits
        if hit.mask & groups.punished
    )


def _is_loss(found: Claimed, sentence: Told, groups: Groups) -> bool:
    claim = found.frame.claim
    if claim != _STEP:
        return claim in _LOSSES
    return not any(hit.mask & groups.formal and found.first <= hit.first <= found.last for hit in sentence.hits)


def _suffered(found: Claimed, sentence: Told, groups: Groups) -> bool:
    """Tell whether a refusal or a complaint in the sentence is why this loss was suffered."""
    if not sentence.mask & groups.spite:
        return False
    verb = next(
        (hit.first for hit in sentence.hits if hit.mask & groups.punished and found.first <= hit.first <= found.last),
        found.first,
    )
    return any(_explains(hit, verb, sentence, groups) for hit in sentence.hits if hit.mask & groups.spite)


def _explains(why: Hit, verb: int, sentence: Told, groups: Groups) -> bool:
    """Tell whether a refusal explains a verb: the losses before it back to another cause, else those behind it."""
    nearest = None
    for hit in reversed(sentence.hits):
        if hit.first > why.last:
            continue
        if hit.mask & groups.punished:
            nearest = hit.first
            if nearest == verb:
                return True
        elif nearest is not None and hit.mask & groups.cause and hit.last < nearest:
            return nearest <= verb <= why.last
    return verb > why.last if nearest is None else nearest <= verb <= why.last
