"""Examines the evidence: do time stamps come, and, when everything is read, is all of it as it was written."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from archive.store.evidence_stamps import Stamp, stamps
from base.catalogue import Catalogue
from base.errors import ArchiveError, ConfigError
from base.said import tell
from crawlers.evidence.verify import check
from pantau.operations import kept
from pantau.operations.current import current
from pantau.operations.finding import Finding
from pantau.settings import Settings

MOST_TRIES = 8  # in vain, about ten hours: after them a stamp that does not come is a fault
ADVICE = "Check [evidence] in pantau.toml and the authority, then run: pantau evidence stamp"


def evidence(t: Catalogue, settings: Settings, now: datetime, *, deep: bool) -> Iterator[Finding]:
    """Yield what is found of the evidence.

    Args:
        t: Texts.
        settings: Typed settings.
        now: Present instant.
        deep: Also read every byte of it.
    """
    try:
        with current(settings) as connection:
            if connection is None:
                return
            asked = stamps(connection)
            folder, alone = settings.var / "evidence", connection.dialect.name == "sqlite"
            gone, _ = kept.missing(folder, kept.heads(connection), alone=alone)
            checked = check(folder, connection) if deep else None
    except ArchiveError:
        return  # told by the examination of the archive
    if settings.evidence.stamps:
        yield _authority(t, settings) or time_stamps(t, asked, now)
    problems = (*gone, *(checked.problems if checked is not None else ()))
    if problems:
        told = t("The evidence is not as it was written: {problem}", problem=tell(problems[0], settings.language))
        advice = t("Run: pantau evidence verify; a backup holds what was there before")
        yield Finding("evidence", "bad", told, advice)
    elif checked is not None:
        yield Finding("evidence", "ok", t("The evidence is as it was written: {n} exchanges", n=checked.exchanges))


def _authority(t: Catalogue, settings: Settings) -> Finding | None:
    """Return what keeps the authority from being asked at all; None when it can be."""
    # They bring the certificates' library: only where an authority is named.
    from crawlers.evidence.authority import load_roots
    from pantau.stamping import authority_of

    try:
        authority_of(settings.evidence)
        load_roots(settings.evidence.timestamp_roots)
    except ConfigError as error:
        return Finding("time stamps", "bad", error.tell(settings.language), t(ADVICE))
    return None


def time_stamps(t: Catalogue, asked: Sequence[Stamp], now: datetime) -> Finding:
    """Tell whether the authority answers; crawling goes on whatever it does.

    Args:
        t: Texts.
        asked: All stamps of the archive.
        now: Present instant.
    """
    waiting = [one for one in asked if one.token is None and one.tries]
    if not waiting:
        return Finding(
            "time stamps", "ok", t("{n} time stamps of the evidence", n=sum(bool(one.token) for one in asked))
        )
    worst = max(waiting, key=lambda one: one.tries)
    told = t(
        "The time stamp authority has not answered for {hours} hours, {n} tries: {problem}",
        hours=f"{(now - worst.asked_at).total_seconds() / 3600:.0f}",
        n=worst.tries,
        problem=worst.problem,
    )
    return Finding("time stamps", "bad" if worst.tries >= MOST_TRIES else "warning", told, t(ADVICE))
