"""Time stamps of the evidence as the settings ask for them."""

from datetime import datetime

import structlog

from base.address import parse_networks
from base.errors import ConfigError
from base.said import said
from crawlers.evidence.authority import Authority, CommandAuthority, HttpAuthority, load_roots
from crawlers.evidence.stamping import Round, stamp_round
from pantau.bootstrap import Application
from pantau.sections import Evidence

log = structlog.get_logger("pantau.stamping")


def authority_of(evidence: Evidence) -> Authority | None:
    """Return whom the settings name; None when nobody."""
    if evidence.timestamp_command:
        return CommandAuthority(evidence.timestamp_command)
    if evidence.timestamp_authority is None:
        return None
    try:
        allow = parse_networks(evidence.timestamp_allow_network)
    except ValueError as error:
        raise ConfigError(
            said("'evidence.timestamp_allow_network': {error}", error=str(error)), file="pantau.toml"
        ) from error
    return HttpAuthority(evidence.timestamp_authority, allow)


def stamp_due(application: Application, now: datetime, *, at_once: bool = False) -> Round:
    """Ask for the time stamps that are due; nothing where no authority is named.

    Args:
        application: The composed application.
        now: Present instant.
        at_once: See `stamp_round`.
    """
    evidence = application.settings.evidence
    authority = authority_of(evidence)
    if authority is None:
        return Round({}, {})
    roots = load_roots(evidence.timestamp_roots)
    return stamp_round(application.engine, authority, roots, now, evidence.timestamp_every, at_once=at_once)


def stamp_told(application: Application, now: datetime) -> None:
    """Ask for the time stamps that are due, and log what the authority does not give; it is asked again later."""
    for problem in stamp_due(application, now).failed.values():
        log.warning("the time stamp authority failed; it is asked again later", problem=problem)
