"""Tells whose denial a denial is: that of the accused, or of his lawyer, and of nobody who handles or brings the case.

`Bawaslu membantah tebang pilih` and `pelapor menepis` deny other things than the breach, and in his own mouth the
accused denies in more words than a frame may take for a denial: `"Saya tidak pernah menempel apa pun," kata camat itu`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.records.analysis import Actor, Quote
from archive.records.span import Span
from pipeline.entities.model import Entities
from pipeline.judge.denial_words import DenialWords
from pipeline.judge.reading import Finding, Mood
from pipeline.judge.weighing import MOST_SPANS
from pipeline.text.document import Document

_ADMITS = "deny_admits"
"""The frame of whoever admits what he is accused of and excuses it: shown among denials it would mislead."""
_OWN = "cue:own_denial"
_LAWYER = "kuasa_hukum"
_BEHIND = 70
"""Characters behind a quotation in which an office tells who said it."""
_FIRST = 12
"""Characters before a body that begins a sentence (`Sementara itu `)."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    his: bool
    body: bool = False


class Deniers:
    """Who is named where in one article, and whether he may deny the breach.

    Args:
        words: Of the lexicon.
        document: The article.
        entities: Its finds.
        actors: From `resolve_actors`.
    """

    def __init__(self, words: DenialWords, document: Document, entities: Entities, actors: Sequence[Actor]) -> None:
        self._words, self._text = words, document.text
        self._starts = [piece.start for piece in document.sentences]
        self._quotes = entities.quotes
        self._names = {actor.name for actor in actors if actor.part == "alleged" and actor.name}
        self._roles = {actor.role for actor in actors if actor.part == "alleged" and actor.role}
        held = {role.person: role.role for role in entities.roles if role.person is not None}
        found = [
            _Mention(span.start, person.name in self._names or held.get(number) == _LAWYER)
            for number, person in enumerate(entities.persons)
            for span in person.spans
            if span.where == "text"
        ]
        for role in entities.roles:
            named = entities.persons[role.person].name if role.person is not None else None
            his = named in self._names if named else role.role in self._roles
            if role.span.where == "text":
                found.append(_Mention(role.span.start, his or role.role == _LAWYER))
        spans = (span for body in entities.institutions for span in body.spans if span.where == "text")
        found += [_Mention(span.start, his=False, body=True) for span in spans]
        self._mentions = sorted(found, key=lambda mention: mention.start)

    def own_up(self, found: Finding) -> bool:
        """Tell whether what has the form of a denial admits: `tidak bisa mengelak`."""
        return self._words.owns_up.search(found.span.text) is not None

    def deny(self, found: Finding) -> bool:
        """Tell whether a finding of a denial is that of the accused; one in the headline always is."""
        if found.span.where != "text" or not (self._names or self._roles):
            return found.frame.claim != _OWN
        own = found.frame.claim == _OWN
        quote = next((one for one in self._quotes if one.span.start <= found.span.start < one.span.end), None)
        if quote is not None:
            told = self._says(quote)
            if told is not None:
                return told or (not own and self._words.accused.search(quote.span.text) is not None)
            return not own
        begin = self._starts[bisect_right(self._starts, found.span.start) - 1] if self._starts else 0
        near = self._between(begin, found.span.end)
        before = [one for one in near if not one.body or one.start - begin <= _FIRST]
        if own:
            return bool(before) and before[0].his
        if any(one.his for one in before) or not (before or self._words.body.match(self._text, begin)):
            return True
        return self._words.accused.search(self._text, begin, found.span.start) is not None

    def _says(self, quote: Quote) -> bool | None:
        """Tell whether words are those of the accused or his lawyer; None where nobody tells whose they are."""
        near = self._between(quote.span.end, quote.span.end + _BEHIND)[:1]
        his = any(one.his for one in near)
        if quote.speaker is not None:
            return quote.speaker in self._names or his
        return his if near else None

    def _between(self, start: int, end: int) -> list[_Mention]:
        first = bisect_left(self._mentions, start, key=lambda one: one.start)
        return self._mentions[first : bisect_left(self._mentions, end, key=lambda one: one.start)]


def denials_of(findings: Sequence[Finding], deniers: Deniers | None = None) -> tuple[Span, ...]:
    """Return where the accused reject the claim or a body clears them; `tak menampik`, `mengaku khilaf` admit it.

    Args:
        findings: What the lexicon found.
        deniers: Who is named where in the article; None: whoever denies is taken for the accused.
    """
    told = [f for f in findings if f.frame.claim in {"deny", "clear"} and f.mood is not Mood.DENIED]
    told = [f for f in told if f.frame.name != _ADMITS]
    if deniers is not None:
        own = [f for f in findings if f.frame.claim == _OWN and not deniers.own_up(f)]
        told = [f for f in told if f.frame.claim == "clear" or deniers.deny(f)]
        known = {f.sentence for f in told}
        told += [f for f in own if f.sentence not in known and deniers.deny(f)]
    return tuple(found.span for found in told)[: MOST_SPANS * 2]
