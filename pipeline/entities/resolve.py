"""Decides from all finds what the story's places, actors and day are."""

from pipeline.entities.resolve_actors import resolve_actors
from pipeline.entities.resolve_day import resolve_event_date
from pipeline.entities.resolve_places import resolve_places

__all__ = ["resolve_actors", "resolve_event_date", "resolve_places"]
