"""Decides from all finds what the story's places, actors and day are."""

from datetime import date

from archive.records.analysis import Act, Actor, EventDate, Place, Step
from pipeline.entities.model import Entities
from pipeline.text.document import Document


def resolve_places(document: Document, entities: Entities, outlet_region: str | None) -> tuple[Place, ...]:  # noqa: ARG001
    """Return the places of the event or topic (most certain first), then those only mentioned.

    Args:
        document: The article.
        entities: Its finds.
        outlet_region: Kemendagri code of the outlet's home, a weak prior; None when unknown.
    """
    return ()


def resolve_actors(
    document: Document,  # noqa: ARG001
    entities: Entities,  # noqa: ARG001
    acts: tuple[Act, ...],  # noqa: ARG001
    steps: tuple[Step, ...],  # noqa: ARG001
) -> tuple[Actor, ...]:
    """Return the actors, the alleged first, each person or role group once."""
    return ()


def resolve_event_date(
    document: Document,  # noqa: ARG001
    entities: Entities,  # noqa: ARG001
    acts: tuple[Act, ...],  # noqa: ARG001
    published: date | None,  # noqa: ARG001
) -> EventDate | None:
    """Return the day of the act; None when the article does not tell it."""
    return None
