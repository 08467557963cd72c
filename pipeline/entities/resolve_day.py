"""Decides which of the days named is the day of the act."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archive.records.analysis import Act, EventDate
from pipeline.entities.day_weighing import chances, timely
from pipeline.entities.model import DateFind, Entities
from pipeline.page.calendar_names import WEEKDAYS
from pipeline.text.document import Document

_SUREST = 0.95
_DISAGREE = "hari dan tanggal tidak cocok"  # stored in Indonesian
_NAMED = re.compile(r"([^\W\d]+(?:['’][^\W\d]+)?)\D*\d")
"""A date with a weekday before its number."""
_RANGE = re.compile(r"\d\s*(?:-|–|hingga|sampai|dan)\s*\d")
_LIKELY = 0.6
"""A day told of as that of a report or a ruling must be the act's with this chance: below, one in five is."""
_HANDLED = frozenset(["handling", "statement", "ahead"])
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
    if not entities.dates:
        return None
    dates = timely(with_acts(document, entities.dates, acts), published)
    weighed = chances(document, dates, told_with(document, acts), published)
    of_days: dict[date, float] = {}
    for find, chance in weighed:
        of_days[find.day] = of_days.get(find.day, 0.0) + chance
    best = max(of_days, key=lambda day: of_days[day], default=None)
    if best is None or of_days[best] <= 1 - sum(of_days.values()):
        return None
    told = [find for find, _chance in weighed if find.day == best]
    if _is_handling(told) and (of_days[best] < _LIKELY or best == max(of_days)):
        return None
    sure = max(find.confidence for find in told) * of_days[best]
    note = _DISAGREE if any(map(_disagrees, told)) else None
    return EventDate(best, tuple(find.span for find in told), round(min(_SUREST, sure), 2), note)


def _disagrees(find: DateFind) -> bool:
    """Tell whether a date is printed with another weekday than its own: `Senin (6/2)` of a 6 February on a Tuesday."""
    text = find.span.text.lower()
    match = _NAMED.match(text)
    return match is not None and not _RANGE.search(text) and WEEKDAYS.get(match[1]) not in {None, find.day.weekday()}


def _is_handling(told: Sequence[DateFind]) -> bool:
    """Tell whether a day is told only as that of a step of handling or of somebody's words."""
    return all(find.use in _HANDLED for find in told)


def with_acts(document: Document, dates: Sequence[DateFind], acts: Sequence[Act]) -> tuple[DateFind, ...]:
    """Return the dates as the acts make them be read: officials are moved on the day on which they are sworn in."""
    if any(act.code == _MOVES for act in acts):
        return tuple(_of_moves(document, find) for find in dates)
    return tuple(dates)


def told_with(document: Document, acts: Sequence[Act]) -> set[int]:
    """Return the ordinals of the sentences that tell acts."""
    found = set()
    for act in acts:
        for span in act.spans:
            if span.where == "text":
                piece = document.sentence_at(span.start)
                if piece is not None:
                    found.add(piece.index)
    return found


def _of_moves(document: Document, find: DateFind) -> DateFind:
    """Return a day on which officials were sworn in as that of the act: else that handles a case."""
    text = document.text if find.span.where == "text" else document.title
    before = text[max(0, find.span.start - _SWORN) : find.span.start].lower()
    sworn = "lantik" in before[max(before.rfind("."), before.rfind("\n")) + 1 :]
    return replace(find, use="act") if sworn and find.use in {"handling", "plain"} else find
