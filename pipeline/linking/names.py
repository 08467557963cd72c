"""Names of low ranks in open cases, which must not be sent out or exported (UU 27/2022, PDP)."""

from dataclasses import replace

from archive.records.incident import Incident, IncidentActor
from pipeline.linking.people import fold, initials

# Offices that people of a region know by name anyway; everyone else is of low rank.
HIGH_RANKS = frozenset(
    {
        "sekda", "kepala_daerah", "pj_kepala_daerah", "wakil_kepala_daerah", "kepala_dinas", "kepala_badan",
        "inspektur", "camat", "asisten", "staf_ahli", "sekretaris_dinas", "direktur_rsud", "sekwan", "hakim", "jaksa",
    }
)  # fmt: skip


def is_low_rank(role: str | None) -> bool:
    """Tell whether the holder of a role is of low rank; an unknown role counts as low."""
    return role not in HIGH_RANKS


def masked(name: str) -> str:
    """Return the initials of a name (`R.H.`); initials stay as they are."""
    if initials(name):
        return name
    return "".join(f"{word[0].upper()}." for word in fold(name))


def hides_names(incident: Incident) -> bool:
    """Tell whether names of low ranks are hidden: until a body decided, and for good when it found nothing."""
    return not incident.found or incident.cleared


def redacted(incident: Incident, *, may_see_names: bool) -> Incident:
    """Return the case as a reader may see it: names of low ranks in open cases as initials.

    Args:
        incident: The case.
        may_see_names: The reader has the right; log the access.
    """
    if may_see_names or not hides_names(incident):
        return incident
    return replace(incident, actors=tuple(_redact(actor) for actor in incident.actors))


def _redact(actor: IncidentActor) -> IncidentActor:
    if actor.name is None or not is_low_rank(actor.role):
        return actor
    return replace(actor, name=masked(actor.name), aliases=())
