"""Tells a story in which officials only did right: they ended or reported a deed, and nobody is accused of it."""

from archive.records.analysis import Act, Actor, Step
from archive.records.span import Span
from pipeline.entities.bonus import Bonus
from pipeline.entities.group import Group, is_bound
from pipeline.entities.groups import groups_of
from pipeline.entities.model import Entities
from pipeline.text.document import Document

_STOPS, _REPORTS = 1.5, 2.0
"""What is said of whoever ended a deed, or reported it (`pipeline.entities.suspects`)."""

_FIRM = 1.0
"""What is said against whoever turned one side away and is reported himself."""


def did_right(
    document: Document, entities: Entities, acts: tuple[Act, ...], steps: tuple[Step, ...], actors: tuple[Actor, ...]
) -> tuple[Span, ...]:
    """Return the mentions of officials who ended or reported a deed, where nobody is accused of one; empty otherwise.

    Of the 1,500 development articles judged cases 8 accuse nobody: the three labelled so tell of no such official.

    Args:
        document: The article.
        entities: Its finds.
        acts: The acts found.
        steps: The steps found.
        actors: From `resolve_actors`.
    """
    if any(actor.part == "alleged" for actor in actors):
        return ()
    groups = groups_of(entities, Bonus.of(document, entities, acts, steps))
    return tuple(find.span for group in groups if _did_right(group) for find in group.finds[:1])


def _did_right(group: Group) -> bool:
    """Tell whether the bearer of an office ended or reported a deed, and nobody reports him for that."""
    cues = group.cues
    ended = cues.stops >= _STOPS and cues.accused - cues.weak < _FIRM
    return is_bound(group) and (ended or (cues.complains >= _REPORTS and cues.accused < cues.complains))
