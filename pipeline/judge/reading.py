"""Reads a document with the lexicon: which claims each sentence makes, and in what mood.

document -> words -> hits (one pass) -> sentences with groups -> moods -> findings
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from operator import itemgetter, or_

from archive.records.span import Span, Where
from base.quick import quick
from pipeline.judge.apart import Apart
from pipeline.judge.framing import filling_of, match
from pipeline.judge.spite import Groups, spited
from pipeline.judge.talk import STEPS, Talk, asked, carried, distance, parted
from pipeline.text.automaton import Hit
from pipeline.text.document import Document
from pipeline.text.lexicon import Frame, Lexicon
from pipeline.text.words import Words, split

_MASK = itemgetter(Hit._fields.index("mask"))


class Mood(StrEnum):
    """How a sentence holds what it says."""

    REAL = "real"
    UNREAL = "unreal"  # condition, prohibition, appeal, possibility, generic subject
    DENIED = "denied"  # negated or rejected
    OTHER = "other"  # a former or foreign case told for comparison


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what the lexicon found in it.

    Args:
        index: -1 for the title, else its ordinal.
        first: Index of its first word.
        last: One past the index of its last word.
        mask: Bit mask of all groups found.
        hits: Groups and word positions.
        paragraph: Ordinal of its paragraph; -1 for the title.
        quoted: True when most of it stands in quotation marks.
        filled: Which slots of which frames its terms fill (`Filling.told`).
    """

    index: int
    first: int
    last: int
    mask: int
    hits: tuple[Hit, ...]
    paragraph: int
    quoted: bool
    filled: int


@quick
@dataclass(frozen=True, slots=True)
class Finding:
    """A frame that holds in a sentence."""

    frame: Frame
    sentence: int
    paragraph: int
    mood: Mood
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the lexicon found in an article.

    Args:
        title: The title as a sentence.
        sentences: Those of the text.
        findings: Claims in order, title first.
        title_words: Words of the title.
        words: Words of the text.
        whole: Bit mask of all groups found in title and text: most are looked for in vain, so look here first.
        claims: What all findings claim, likewise.
    """

    title: Sentence
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    title_words: Words
    words: Words
    whole: int = field(init=False, repr=False, compare=False)
    claims: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", self.title.mask | union([one.mask for one in self.sentences]))
        object.__setattr__(self, "claims", frozenset([found.frame.claim for found in self.findings]))

    def all(self) -> tuple[Sentence, ...]:
        """Return title and sentences."""
        return (self.title, *self.sentences)


class Reader:
    """Reads documents with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        mask = lexicon.mask
        self._filling = filling_of(lexicon)
        self._condition = mask("condition")
        self._duty = mask("duty")
        self._maybe = mask("maybe")
        self._generic = mask("generic")
        self._not = mask("negation")
        self._demand = mask("demand")
        self._reject = mask("rejection")
        self._apart = Apart(lexicon)
        self._counting = mask("stat_count")
        self._moving = mask("rotate")
        self._later = mask("later")
        self._already = mask("already")
        self._unneutral = mask("breach_words", "neutral")
        self._moods = self._condition | self._duty | self._maybe | self._generic | self._not
        self._moods |= self._reject | self._demand | self._later
        self._talk = Talk.of(lexicon)
        self._talked = self._talk.all
        self._spite = Groups.of(lexicon)

    def read(self, document: Document) -> Reading:
        """Return what the lexicon finds in title and text. Linear in the length of both."""
        title_words, words = split(document.title), split(document.text)
        title_hits = self.lexicon.automaton.scan(title_words, document.title)
        title = Sentence(
            -1,
            0,
            len(title_words.texts),
            union(map(_MASK, title_hits)),
            tuple(title_hits),
            -1,
            quoted=False,
            filled=self._filling.told(title_hits),
        )
        sentences = self._sentences(document, words, self.lexicon.automaton.scan(words, document.text))
        apart = self._apart.places(title, sentences, document, title_words, words)
        findings = list(self._findings(document, title, title_words, "title", apart.get(-1)))
        for sentence in sentences:
            findings.extend(self._findings(document, sentence, words, "text", apart.get(sentence.index)))
        gone = spited((title, *sentences), findings, self._spite)
        kept = tuple(found for place, found in enumerate(findings) if place not in gone)
        return Reading(title, tuple(sentences), kept, title_words, words)

    def _sentences(self, document: Document, words: Words, hits: list[Hit]) -> list[Sentence]:
        found: list[Sentence] = []
        word = hit = paragraph = 0
        starts, paragraphs, firsts = words.starts, document.paragraphs, [one.first for one in hits]
        quotations = bool(document.quotations)
        for piece in document.sentences:
            while paragraph + 1 < len(paragraphs) and paragraphs[paragraph].end <= piece.start:
                paragraph += 1
            quoted = quotations and document.in_quotation((piece.start + piece.end) // 2)
            end = bisect_left(starts, piece.end, word)
            while word < end:
                first, begin = word, hit
                word = min(end, first + LONGEST)
                hit = bisect_left(firsts, word, begin)
                own = tuple(hits[begin:hit])
                mask, filled = union(map(_MASK, own)), self._filling.told(own)
                found.append(Sentence(len(found), first, word, mask, own, paragraph, quoted, filled))
        return found

    def _findings(
        self, document: Document, sentence: Sentence, words: Words, where: Where, apart: int | None
    ) -> list[Finding]:
        found: list[Finding] = []
        text = document.title if where == "title" else document.text
        # `sembilan laporan, tiga diteruskan`: not this case; `mutasi 87 pejabat` is
        counted = sentence.index >= 0 and sentence.mask & self._counting and not sentence.mask & self._moving
        for place in self._filling.filled_by(sentence.filled):
            frame = self.lexicon.frames[place]
            matched = match(frame, sentence.hits)
            if matched is None:
                continue
            used, first, last = matched
            span = document.span(words.starts[first], words.ends[last], where)
            other = (apart is not None and last >= apart) or (counted and frame.claim.startswith("step:"))
            mood = Mood.OTHER if other else self._mood(sentence, frame, used, (first, last), words)
            if mood is Mood.REAL and frame.claim.startswith(STEPS) and not frame.always:
                talked = sentence.mask & self._talked and self._talk.holds(
                    sentence.mask, sentence.hits, sentence.last, used, text, words
                )
                mood = Mood.UNREAL if talked or asked(sentence.index, text, words.ends[last]) else mood
            found.append(Finding(frame, sentence.index, sentence.paragraph, mood, span, first, last))
        row = carried(found, words)
        return [replace(one, mood=Mood.UNREAL) if one in row else one for one in found] if row else found

    def _mood(
        self, sentence: Sentence, frame: Frame, used: Sequence[Hit], stretch: tuple[int, int], words: Words
    ) -> Mood:
        """Return the mood of a claim: what stands before its first slot, the verb, decides.

        An act is denied as well by a negation between its parts (`meminta kades tidak mendukung calon`). Whom a demand
        names may fill a slot (`meminta bupati selaku pembina menjatuhkan hukuman`): four development cases rest on it.
        """
        if not sentence.mask & self._moods:
            return Mood.REAL
        if frame.always:
            return Mood.REAL
        step = not frame.claim.startswith("act:")
        anchor = used[0]
        if not step and len(used) > 1 and self._negated_within(sentence, used, stretch):
            return Mood.DENIED
        mood = Mood.REAL
        for hit in [hit for hit in sentence.hits if hit.mask & self._moods]:
            bits = hit.mask
            gap = distance(used, hit, inside=step and bool(bits & (self._maybe | self._demand)))
            if step and bits & self._later and self._set_for_later(sentence, hit, stretch, words):
                return Mood.UNREAL
            asked = bits & self._demand and hit.first < anchor.first  # `agar dihukum` holds the verb itself
            if gap <= 0 and not asked:
                continue
            outside = hit.first < stretch[0] or (step and gap <= _RIGHT_BEFORE)  # `mesti dikenai sanksi`
            if bits & (self._condition | self._duty | self._generic) and outside:
                return Mood.UNREAL
            if bits & (self._maybe | self._demand if step else self._maybe) and gap <= _NEAR:
                mood = Mood.UNREAL
            reach = _NEGATED + 2 * (hit.last - hit.first)  # `tidak ada pejabat yang dicopot`
            if gap <= (reach if bits & self._not else 2 * _NEAR if bits & self._reject else 0) and not (
                bits & self._not and (self._in_breach(sentence, hit) or parted(hit, anchor, words))
            ):
                mood = Mood.DENIED
        return mood

    def _set_for_later(self, sentence: Sentence, later: Hit, stretch: tuple[int, int], words: Words) -> bool:
        """Tell whether a step is only set for later; not where some of it is done (`diperiksa tadi, kades besok`).

        What a new clause sets for later is another's (`lima guru diperiksa, dan kades dijadwalkan Senin`).
        """
        first, last = stretch
        if 0 < first - later.last <= _AT_ONCE:  # `besok kami panggil camat itu`, not `esok harinya`, nor over a comma
            near = words.ends[later.last] + 1 == words.starts[later.last + 1]
            told = "harinya" in words.texts[later.first : later.last + 2] or not _DONE.isdisjoint(
                words.texts[later.last + 1 : first]
            )
            return near and not told
        if not first <= later.first <= last + _SOON:
            return False
        between = words.texts[last + 1 : later.first]
        if not _OTHERWISE.isdisjoint(between) or ("dan" in between and words.texts[later.first] in _SCHEDULED):
            return False
        already = (hit for hit in sentence.hits if hit.mask & self._already)
        return not any(first - 1 <= hit.last and hit.first < later.first for hit in already)

    def _in_breach(self, sentence: Sentence, negation: Hit) -> bool:
        """Tell whether a negation is part of the breach itself and denies nothing (`Kades Tak Netral Divonis`)."""
        return any(
            hit.first <= negation.first < hit.last and negation.last <= hit.last and hit.mask & self._unneutral
            for hit in sentence.hits
        )

    def _negated_within(self, sentence: Sentence, used: Sequence[Hit], stretch: tuple[int, int]) -> bool:
        """Tell whether a negation stands inside a stretch, outside of the terms that fill its slots."""
        return bool(sentence.mask & self._not) and any(
            stretch[0] < hit.first < stretch[1]
            and hit.mask & self._not
            and not any(own.first <= hit.first <= own.last for own in used)
            for hit in sentence.hits
        )


LONGEST = 100  # words of a sentence; a longer one is read in pieces, so that text without stops stays cheap
_NEAR = 5  # words over which `bisa`, `akan`, `terancam` reach
_RIGHT_BEFORE = 2  # words before a step over which `harus`, `jika` reach though they stand inside of its stretch
_OTHERWISE = frozenset({"sedangkan", "sementara", "adapun"})
_SCHEDULED = frozenset({"dijadwalkan", "diagendakan", "direncanakan"})
_AT_ONCE = 3  # words before a step over which `besok`, `pekan depan` reach
_DONE = frozenset({"sudah", "telah", "setelah", "usai", "baru"})
_SOON = 6  # words behind a step over which `besok`, `pekan depan` reach back
_NEGATED = 2  # words over which `tidak`, `belum` reach


def union(masks: Iterable[int]) -> int:
    """Return all groups of several masks together."""
    return reduce(or_, masks, 0)
