"""Rules follow from act, day, stage of that election there, and what the person is; never from the text alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from archive.records.analysis import Act, Actor, Rule
from base.datafile import KeyPath, Located, read_yaml
from base.listed import refuse_unknown
from base.quick import quick
from base.said import said
from pipeline.judge.calendar import Calendar, ElectionKind, Standing
from pipeline.judge.telling import say

FILE = "rules.yaml"
DEED = "A13"
"""The decision or deed itself: whoever is said to have done it is taken to hold the office it needs."""
ROTATION = "A17"
_VILLAGE_HEAD = "kades"
_NO_OFFICIALS = frozenset({"rt_rw"})
"""Whom neither rules for civil servants nor those for village officials reach."""
_UNTOLD = "untold"
_OVER_STAFF = frozenset({"A15", "A16"})
_NO_DAY = "Neither the day of the act nor that of publication is known, so the stage of the election cannot be told."
_NOT_FIXED = (
    "The day on which the candidates of {election} were fixed is not known: rules that depend on it are left out."
)
_WOULD_BE = "before the candidates were fixed (would-be candidates are spoken of)"
_ON_THE_DAY = "{act} by {status}, day of the act {day}, {election}: {label}"
_ABOUT = "{act} by {status}, about {day} (the day of the act is told in part), {election}: {label}"
_ON_PUBLICATION = "{act} by {status}, published {day} (the day of the act is not told), {election}: {label}"
_STATUS_WORDS = {
    "asn": "civil servant",
    "desa": "village official",
    "non_asn": "staff without civil servant status",
    "tni": "military",
    "polri": "police",
    "pj": "acting head of a region",
    "bumd": "regional company",
    "official": "elected official",
}
_WHEN = frozenset(
    {"acts", "status", "phase", "election", "campaign", "office", "mobilised", "since", "unless", "beside"}
)


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies; None or False means: whatever.

    Where an act of `unless` is told as well, it does not; where `beside` names acts, one of them must be told as well.
    """

    acts: frozenset[str]
    status: frozenset[str]
    phase: str | None
    election: str | None
    campaign: bool
    office: bool
    mobilised: str | None = None
    since: date | None = None
    unless: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@quick
@dataclass(frozen=True, slots=True)
class Offence:
    """What rules are asked about.

    Args:
        acts: Acts told.
        actors: The alleged.
        regions: Codes of the event's place.
        day: Day of the act; None when not told.
        published: Day of publication; None when unknown.
        leaning: Kind of election the article speaks of.
        mobilised: Classes of those who were made to come; empty when not told (`untold`).
        candidates_open: True when the article speaks of persons who want to become candidates: where no day of the act
            is told, candidates were then not fixed yet.
        about: A day near the act where it is told only in part (`akhir Agustus`); None otherwise.
        acting: True when a village is headed by a civil servant for the time being: rules of both hold for the head.
    """

    acts: tuple[Act, ...]
    actors: tuple[Actor, ...]
    regions: tuple[str, ...]
    day: date | None
    published: date | None
    leaning: ElectionKind | None
    mobilised: frozenset[str] = frozenset()
    candidates_open: bool = False
    about: date | None = None
    acting: bool = False


@dataclass(frozen=True)
class Rulebook:
    """The rules with their conditions, and the table of the severity score."""

    conditions: dict[str, tuple[Condition, ...]]
    offices: frozenset[str]
    follow: dict[str, str]
    acts: dict[str, str]
    severity: dict[str, Any]
    version: str

    @classmethod
    def load(cls, config: Path) -> "Rulebook":
        """Read the rules.

        Raises:
            ConfigError: An entry is wrong, with file and line.
        """
        path = config / FILE
        source = read_yaml(path)
        data = source.data if isinstance(source.data, dict) else {}
        for key in ("acts", "offices", "rules", "severity"):
            if not data.get(key):
                raise source.error(said("the rules need '{key}'", key=key))
        conditions = {}
        for index, entry in enumerate(data["rules"]):
            if "when" in entry:
                conditions[str(entry["code"])] = _conditions(source, entry["when"], data["acts"], index)
        return cls(
            conditions=conditions,
            offices=frozenset(data["offices"]),
            follow=dict(data.get("also_follow") or {}),
            acts=dict(data["acts"]),
            severity=data["severity"],
            version=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
        )

    def apply(self, offence: Offence, calendar: Calendar) -> tuple[tuple[Rule, ...], str | None]:
        """Return the rules that follow, and why there are none (or fewer) where that is so."""
        day = offence.day or offence.about or offence.published
        if not offence.acts:
            return (), say("No act was read, so no rule follows.")
        if day is None:
            return (), say(_NO_DAY)
        stage = calendar.find(day, offence.regions, offence.leaning)
        if stage is None:
            return (), say("No stage of an election is known for {day} in that region.", day=day.isoformat())
        if offence.day is None and offence.about is None and offence.candidates_open and stage.phase == "after":
            stage = replace(stage, phase="before", label=say(_WOULD_BE))
        found: dict[str, Rule] = {}
        for act in offence.acts:
            for status, office in _statuses(offence, act.code, self.offices):
                for code in self._codes(act.code, status, stage, offence, day, office=office or act.code == DEED):
                    found.setdefault(code, Rule(code, act.code, _reason(act.code, status, day, stage, offence)))
        note = None
        if stage.phase is None:
            note = say(_NOT_FIXED, election=stage.election.name)
        elif not found:
            note = say("This act has no rule of its own at that stage.")
        return tuple(found.values()), note

    @cached_property
    def _of_act(self) -> dict[str, dict[str, list[Condition]]]:
        """Return for each act the rules that may follow from it, with their conditions."""
        found: dict[str, dict[str, list[Condition]]] = {}
        for code, conditions in self.conditions.items():
            for one in conditions:
                for act in one.acts:
                    found.setdefault(act, {}).setdefault(code, []).append(one)
        return found

    def _codes(
        self, act: str, status: str, stage: Standing, offence: Offence, day: date, *, office: bool
    ) -> Iterator[str]:
        classes = {status, self.follow.get(status, status)}
        told = {one.code for one in offence.acts}
        for code, conditions in self._of_act.get(act, {}).items():
            fitting = [
                one
                for one in conditions
                if _holds(one, classes, stage, office=office)
                and (one.since is None or day >= one.since)
                and not one.unless & told
                and (not one.beside or one.beside & told)
            ]
            if any(one.mobilised is None or _made_to_come(one.mobilised, offence) for one in fitting):
                yield code


def _holds(condition: Condition, classes: set[str], stage: Standing, *, office: bool) -> bool:
    return (
        bool(condition.status & classes)
        and condition.phase in {None, stage.phase}
        and condition.election in {None, stage.election.kind}
        and (not condition.campaign or stage.campaigning)
        and (not condition.office or office)
    )


def _made_to_come(status: str, offence: Offence) -> bool:
    return not offence.mobilised if status == _UNTOLD else offence.mobilised == {status}


def _statuses(offence: Offence, act: str, offices: frozenset[str]) -> list[tuple[str, bool]]:
    """Return the classes of the alleged and whether such a person holds an office.

    Persons of whom no class of officials is known count as ASN where nobody else is accused.
    Who moves officials (A17) is the head of the region, named or not. Staff without civil servant status beside an
    office that gathers or threatens (A15, A16) are those who were gathered or threatened.
    """
    found: dict[str, bool] = {}
    for actor in offence.actors:
        if actor.part == "alleged":
            found[actor.status] = found.get(actor.status, False) or actor.role in offices
            if offence.acting and actor.role == _VILLAGE_HEAD:
                found["asn"] = True
    if "non_asn" in found and any(found.values()) and any(told.code in _OVER_STAFF for told in offence.acts):
        found = {status: office for status, office in found.items() if status != "non_asn" or office}
    found = {status: office for status, office in found.items() if status in _STATUS_WORDS}
    if act == ROTATION:
        found = {"official": True} | found
    alleged = {actor.role for actor in offence.actors if actor.part == "alleged"}
    if not found and alleged and alleged <= _NO_OFFICIALS:
        return []
    return list(found.items()) or [("asn", False)]


def _reason(act: str, status: str, day: date, stage: Standing, offence: Offence) -> str:
    return say(
        _ON_THE_DAY if offence.day else _ABOUT if offence.about else _ON_PUBLICATION,
        act=act,
        status=say(_STATUS_WORDS.get(status, "someone else")),
        day=day.isoformat(),
        election=stage.election.name,
        label=stage.label,
    )


def _conditions(source: Located, when: Any, acts: dict[str, str], rule: int) -> tuple[Condition, ...]:
    """Read one condition, or a list of them of which one is enough."""
    path: KeyPath = ("rules", rule, "when")
    if not isinstance(when, list):
        return (_condition(source, when, acts, path),)
    return tuple(_condition(source, one, acts, (*path, number)) for number, one in enumerate(when))


def _condition(source: Located, entry: Any, acts: dict[str, str], path: KeyPath) -> Condition:
    refuse_unknown(source, path, sorted(_WHEN))
    named = [code for key in ("acts", "unless", "beside") for code in entry.get(key) or ()]
    unknown = [code for code in named if code not in acts]
    if unknown or not entry.get("acts"):
        raise source.error(said("act {detail}", detail=unknown[:1]), path, allowed=", ".join(acts))
    if entry.get("phase") not in {None, "before", "after"} or entry.get("election") not in {None, "pilkada", "pemilu"}:
        raise source.error(said("phase or election"), path, allowed="phase: before, after; election: pilkada, pemilu")
    if not isinstance(entry.get("since", date.min), date):
        raise source.error(said("a day must be written as a date"), path, allowed="since: 2021-08-31")
    return Condition(
        acts=frozenset(entry["acts"]),
        status=frozenset(entry.get("status") or ()),
        phase=entry.get("phase"),
        election=entry.get("election"),
        campaign=bool(entry.get("campaign")),
        office=bool(entry.get("office")),
        mobilised=entry.get("mobilised"),
        since=entry.get("since"),
        unless=frozenset(entry.get("unless") or ()),
        beside=frozenset(entry.get("beside") or ()),
    )
