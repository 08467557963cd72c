"""What people decide about a case or one of its articles, and which forms a value may have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from archive.records.analysis import Kind, Stage
from archive.records.incident import IncidentActor
from base.errors import UsageError
from base.said import said

CASE_FIELDS = ("act", "stage", "place", "actor", "event_day", "election")
"""What `pantau incident set` may set on a case."""

ARTICLE_FIELDS = ("kind", "act", "stage", "place", "actor", "event_day")
"""What it may set on one article of a case; each correction is an example for later learning."""

ELECTIONS = ("pilkada", "pemilu")
NONE = "none"
_LEVELS_OF_CODE = (1, 2)  # province, kabupaten/kota


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of a person.

    Args:
        field: One of `CASE_FIELDS` or `ARTICLE_FIELDS`, or `review`, `note`, `assignee`, `followed`.
        value: In the form that `check` gives.
        by: Officer.
        at: Aware UTC.
        reason: Empty when none was given.
    """

    field: str
    value: str
    by: str
    at: datetime
    reason: str = ""


def check(field: str, value: str, *, article: bool) -> str:
    """Return the value in its stored form.

    Forms: act `A10,A14`; stage `S4` or `none`; place `63.72`, its official name may follow; actor
    `NAME;ROLE;INSTITUTION` with empty parts left out, or `none`; kind as in the codebook; event_day `2024-10-05` or
    `none`; election `pilkada` or `pemilu`.

    Raises:
        UsageError: The field or the value is not allowed; the text says what is.
    """
    allowed = ARTICLE_FIELDS if article else CASE_FIELDS
    if field not in allowed:
        raise UsageError(
            said("'{field}' cannot be set here. Allowed: {choices}", field=field, choices=", ".join(allowed))
        )
    plain = value.strip()
    problem = _PROBLEMS[field](plain)
    if problem:
        raise UsageError(said("{field} '{value}': {problem}", field=field, value=value, problem=problem))
    return plain


def read_acts(value: str) -> tuple[str, ...]:
    """Return the codes of an act value."""
    return tuple(code.strip() for code in value.split(",") if code.strip())


def read_place(value: str) -> tuple[str, str]:
    """Return code and name of a place value; the name is the code when none follows it."""
    code, _, name = value.partition(" ")
    return code, name.strip() or code


def read_day(value: str) -> date | None:
    """Return the day of an event_day value; None for `none`."""
    return None if value == NONE else date.fromisoformat(value)


def read_actors(value: str) -> tuple[IncidentActor, ...]:
    """Return the person of an actor value; empty for `none`."""
    if value == NONE:
        return ()
    name, role, institution = ([part.strip() or None for part in value.split(";")] + [None, None])[:3]
    return (IncidentActor(name, role, institution, "other", None, ()),)


def _bad_acts(value: str) -> str:
    known = {f"A{number:02d}" for number in range(1, 20)}
    codes = read_acts(value)
    return "" if codes and set(codes) <= known else said("write codes A01 to A19, separated by commas")


def _bad_stage(value: str) -> str:
    return "" if value == NONE or value in set(Stage) else said("one of {choices} or none", choices=", ".join(Stage))


def _bad_place(value: str) -> str:
    parts = read_place(value)[0].split(".")
    digits = all(part.isascii() and part.isdigit() and len(part) == len("63") for part in parts)
    return "" if digits and len(parts) in _LEVELS_OF_CODE else said("a code of config/regions.csv, such as 63 or 63.72")


def _bad_day(value: str) -> str:
    try:
        read_day(value)
    except ValueError:
        return said("a day such as 2024-10-05, or none")
    return ""


def _bad_actor(value: str) -> str:
    return "" if value.strip("; ") else said("NAME;ROLE;INSTITUTION, or none")


def _bad_kind(value: str) -> str:
    return "" if value in set(Kind) else said("one of {choices}", choices=", ".join(Kind))


def _bad_election(value: str) -> str:
    return "" if value in ELECTIONS else said("one of {choices}", choices=", ".join(ELECTIONS))


_PROBLEMS: dict[str, Callable[[str], str]] = {
    "act": _bad_acts,
    "stage": _bad_stage,
    "place": _bad_place,
    "event_day": _bad_day,
    "actor": _bad_actor,
    "kind": _bad_kind,
    "election": _bad_election,
}
