"""Stages of elections: which election a day belongs to, and how far it had come (`config/calendar.yaml`)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from base.datafile import KeyPath, Located, read_yaml
from base.listed import refuse_unknown
from base.said import said
from pipeline.judge.telling import say

FILE = "calendar.yaml"
ElectionKind = Literal["pilkada", "pemilu"]
Phase = Literal["before", "after"]
_KINDS = ("pilkada", "pemilu")
_DAYS = ("opens", "candidates_fixed", "voting", "closes")
_SPANS = ("registration", "campaign", "quiet", "rotation_ban")
_KEYS = frozenset({"id", "kind", "name", "regions", *_DAYS, *_SPANS})
_ECHO = timedelta(days=30)
"""How long after a vote news is still of it where an article does not say otherwise: reports are handled for weeks."""
_LAST_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Election:
    """One election.

    Args:
        id: Short name.
        kind: `pilkada` or `pemilu`.
        name: As people call it.
        regions: Codes of where it is held; empty means everywhere.
        opens: First day that belongs to it.
        closes: Last day on which its cases are still handled.
        candidates_fixed: Day of penetapan; None when unknown.
        registration: First and last day; None when unknown.
        campaign: First and last day; None when there is none or it is unknown.
        quiet: First and last day; None when unknown.
        voting: Day of the vote; None when unknown.
    """

    id: str
    kind: ElectionKind
    name: str
    regions: tuple[str, ...]
    opens: date
    closes: date
    candidates_fixed: date | None
    registration: tuple[date, date] | None
    campaign: tuple[date, date] | None
    quiet: tuple[date, date] | None
    voting: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day belongs to it."""
        return self.opens <= day <= self.closes

    def meets(self, codes: Iterable[str]) -> bool:
        """Tell whether it is held in one of the regions (a province counts for its regencies)."""
        return not self.regions or any(
            code == own or code.startswith(own + ".") for code in codes for own in self.regions
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an election had come on a day.

    Args:
        election: Which.
        phase: `before` or `after` penetapan; None when that day is unknown.
        campaigning: True from the first day of the campaign on.
        label: The stage in words.
        heat: Key of the severity table: `quiet`, `last_week`, `campaign`, `fixed`, `registration`, `earlier`.
    """

    election: Election
    phase: Phase | None
    campaigning: bool
    label: str
    heat: str


@dataclass(frozen=True)
class Calendar:
    """All known elections."""

    elections: tuple[Election, ...]
    version: str

    @classmethod
    def load(cls, config: Path) -> "Calendar":
        """Read the calendar.

        Raises:
            ConfigError: An entry is wrong, with file and line.
        """
        path = config / FILE
        source = read_yaml(path)
        entries = (source.data or {}).get("elections") if isinstance(source.data, dict) else None
        if not isinstance(entries, list) or not entries:
            raise source.error(
                said("the calendar needs a list 'elections'"), allowed="elections: [{id, kind, opens, ...}]"
            )
        elections = tuple(_election(source, entry, ("elections", index)) for index, entry in enumerate(entries))
        return cls(elections, hashlib.sha256(path.read_bytes()).hexdigest()[:12])

    def about(
        self, span: tuple[date, date] | None, regions: tuple[str, ...], leaning: ElectionKind | None
    ) -> date | None:
        """Return a day for a stretch in which an act was done; None where its stage would hang on the very day."""
        if span is None:
            return None
        stages = [self.find(day, regions, leaning) for day in span]
        same = len({(stage.election.id, stage.phase) if stage else None for stage in stages}) == 1
        return span[0] + (span[1] - span[0]) / 2 if same and stages[0] else None

    def find(self, day: date, regions: tuple[str, ...], leaning: ElectionKind | None) -> Standing | None:
        """Return the election that a day belongs to and how far it had come; None when none is known.

        Args:
            day: Day of the act, or of publication.
            regions: Codes of the event's place.
            leaning: Which kind the article speaks of; None when it does not tell.
        """
        open_ones = [e for e in self.elections if e.holds(day) and e.meets(regions)]
        if leaning is not None and any(e.kind == leaning for e in open_ones):
            open_ones = [e for e in open_ones if e.kind == leaning]
        if not open_ones:
            return None
        return standing(max(open_ones, key=lambda e: _claim(e, day)), day)


def _claim(election: Election, day: date) -> tuple[bool, bool, int]:
    """Return how well an election explains a day: a regional one first, then one not long past, then the nearest."""
    vote = election.voting or election.closes
    return bool(election.regions), day <= vote + _ECHO, -abs((vote - day).days)


def standing(election: Election, day: date) -> Standing:
    """Return how far an election had come on a day."""
    fixed = election.candidates_fixed
    phase: Phase | None = None if fixed is None else "before" if day < fixed else "after"
    campaign = election.campaign
    campaigning = bool(campaign and day >= campaign[0])
    if election.voting and day > election.voting:
        return Standing(election, phase, campaigning, say("after the vote"), "earlier")
    if _inside(election.quiet, day) or day == election.voting:
        return Standing(election, phase, campaigning, say("quiet days or polling day"), "quiet")
    if campaign and _inside(campaign, day):
        last = day > campaign[1] - _LAST_WEEK
        label = say("last seven days of the campaign") if last else say("campaign")
        return Standing(election, phase, campaigning, label, "last_week" if last else "campaign")
    if phase == "after":
        return Standing(election, phase, campaigning, say("after the candidates were fixed"), "fixed")
    if election.registration and day >= election.registration[0]:
        return Standing(
            election, phase, campaigning, say("from registration until the candidates are fixed"), "registration"
        )
    return Standing(election, phase, campaigning, say("before the candidates were fixed"), "earlier")


def _inside(span: tuple[date, date] | None, day: date) -> bool:
    return span is not None and span[0] <= day <= span[1]


def _election(source: Located, entry: Any, path: KeyPath) -> Election:
    refuse_unknown(source, path, sorted(_KEYS))
    if entry.get("kind") not in _KINDS:
        raise source.error(
            said("kind '{detail}'", detail=entry.get("kind")), (*path, "kind"), allowed=", ".join(_KINDS)
        )
    days = {name: _day(source, entry.get(name), (*path, name)) for name in _DAYS}
    spans = {name: _span(source, entry.get(name), (*path, name)) for name in _SPANS}
    if days["opens"] is None or days["closes"] is None:
        raise source.error(said("an election needs 'opens' and 'closes'"), path)
    return Election(
        id=str(entry.get("id", "")),
        kind=cast("ElectionKind", entry["kind"]),
        name=str(entry.get("name", "")),
        regions=tuple(str(code) for code in entry.get("regions") or ()),
        opens=days["opens"],
        closes=days["closes"],
        candidates_fixed=days["candidates_fixed"],
        registration=spans["registration"],
        campaign=spans["campaign"],
        quiet=spans["quiet"],
        voting=days["voting"],
    )


def _day(source: Located, entry: Any, path: KeyPath) -> date | None:
    if entry is None:
        return None
    _sourced(source, entry, path)
    if not isinstance(entry.get("day"), date):
        raise source.error(said("a day must be written as a date"), path, allowed="{day: 2024-09-22, source: ...}")
    return cast("date", entry["day"])


def _span(source: Located, entry: Any, path: KeyPath) -> tuple[date, date] | None:
    if entry is None:
        return None
    _sourced(source, entry, path)
    first, last = entry.get("from"), entry.get("to")
    if not isinstance(first, date) or not isinstance(last, date) or first > last:
        raise source.error(said("a span needs two dates in order"), path, allowed="{from: .., to: .., source: ..}")
    return first, last


def _sourced(source: Located, entry: Any, path: KeyPath) -> None:
    if not isinstance(entry, dict) or not entry.get("source"):
        raise source.error(said("a date needs its source"), path, allowed="{day: .., source: 'PKPU 2/2024'}")
