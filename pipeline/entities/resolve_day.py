"""Decides which of the days named is the day of the act."""

from dataclasses import replace
from datetime import date, timedelta

from archive.records.analysis import Act, EventDate
from pipeline.entities.model import DateFind, Entities
from pipeline.text.document import Document

_USES = {"act": 1.5, "plain": 1.0, "spread": 0.2, "handling": -1.5, "statement": -2.0, "ahead": -3.0}
_LEAD_LENGTH = 700
_OLDEST = timedelta(days=400)
_ENOUGH = 0.2
_LOOSE = frozenset(["kemarin", "kemaren", "tadi", "besok"])
"""Words for days that in speech mean `lately` and `some day`."""
_LOOSELY = 1.0
_MOVES = "A17"
_SWORN = 80
"""Characters before a day in which officials are sworn in."""


def resolve_event_date(
    document: Document, entities: Entities, acts: tuple[Act, ...], published: date | None
) -> EventDate | None:
    """Return the day of the act; None when the article does not tell it.

    Args:
        document: The article.
        entities: Its finds.
        acts: The acts found, whose sentences tell the act's day.
        published: The local day of publication; None when unknown.
    """
    sentences = _act_sentences(document, acts)
    if any(act.code == _MOVES for act in acts):
        entities = replace(entities, dates=tuple(_of_moves(document, find) for find in entities.dates))
    scored = [
        (_score(document, find, sentences, published), -number, find) for number, find in enumerate(entities.dates)
    ]
    scored = [item for item in scored if item[0] > _ENOUGH]
    if not scored:
        return None
    best = max(scored, key=lambda item: (item[0], item[1]))
    same = tuple(find.span for _score_, _number, find in scored if find.day == best[2].day)
    return EventDate(best[2].day, same, round(min(0.95, best[2].confidence * min(1.0, 0.4 + 0.2 * best[0])), 2))


def _of_moves(document: Document, find: DateFind) -> DateFind:
    """Return a day on which officials were sworn in as that of the act: else that handles a case."""
    text = document.text if find.span.where == "text" else document.title
    before = text[max(0, find.span.start - _SWORN) : find.span.start].lower()
    sworn = "lantik" in before[max(before.rfind("."), before.rfind("\n")) + 1 :]
    return replace(find, use="act") if sworn and find.use in {"handling", "plain"} else find


def _act_sentences(document: Document, acts: tuple[Act, ...]) -> set[int]:
    found = set()
    for act in acts:
        for span in act.spans:
            if span.where == "text":
                piece = document.sentence_at(span.start)
                if piece is not None:
                    found.add(piece.index)
    return found


def _score(document: Document, find: DateFind, sentences: set[int], published: date | None) -> float:
    if published is not None and (find.day > published or published - find.day > _OLDEST):
        return -5.0
    score = _USES[find.use] + find.confidence
    if find.span.where == "title":
        return score
    piece = document.sentence_at(find.span.start)
    if piece is not None and piece.index in sentences and find.use in {"act", "plain"}:
        score += 1.2
    if find.span.start < _LEAD_LENGTH:
        score += 0.5
    if published is not None and find.day == published:
        score -= 0.6
    if document.in_quotation(find.span.start):
        score -= _LOOSELY if find.span.text.lower() in _LOOSE else 0.1
    return score
