"""What is wrong with a line of an evaluation file: what cannot be read ends the run, a doubtful label is told.

A label that no judge can ever give (`insident`, `A99`) would silently lower every figure. It is told and the run goes
on: other people's sets may know codes that this version does not.
"""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from archive.records.analysis import Kind, Stage
from base.said import Said, said

UNLABELLED = said("no article bears labels; give articles without cases as --negatives")
LISTS = ("acts", "rules", "regions", "laws", "actors", "sanctions")
TEXTS = ("title", "url", "outlet", "published", "date")
ACT = re.compile(r"A(0[1-9]|1\d)\Z")


def flaw(record: object) -> Said | None:
    """Return why a line is no record of an evaluation file, naming the field; None when it is one."""
    if not isinstance(record, dict):
        return said("a line holds one JSON object: {detail}", detail='{"id": ..., "text": ..., "gold": ...}')
    if not isinstance(record.get("text"), str):
        return said("field '{field}' is missing or no text", field="text")
    gold = record.get("gold")
    if gold is not None and not isinstance(gold, dict):
        return said("field '{field}' must be a {detail}", field="gold", detail=said("mapping of labels"))
    return _flaw_of_article(record) or (None if gold is None else _flaw_of_labels(gold))


def _flaw_of_article(record: dict[str, Any]) -> Said | None:
    wrong = next((name for name in TEXTS if not isinstance(record.get(name) or "", str)), None)
    if wrong is not None:
        return said("field '{field}' must be a {detail}", field=wrong, detail=said("text"))
    day = record.get("published")  # `date`, of other people's sets, is read where it can be
    if day and not _is_day(day, datetime):
        return _no_day("published", day, "2024-11-02T08:00:00+07:00")
    return None


def _no_day(field: str, value: object, example: str) -> Said:
    return said(
        "field '{field}': {value!r} is no day; write it like {example}, or leave it out",
        field=field,
        value=value,
        example=example,
    )


def _is_day(value: object, kind: type[date]) -> bool:
    try:
        kind.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _flaw_of_labels(gold: dict[str, Any]) -> Said | None:
    missing = next((field for field in ("relevant", "kind") if field not in gold), None)
    if missing is not None:
        return said("field '{field}' is missing", field=f"gold.{missing}")
    wrong = next((field for field in LISTS if not _is_list(field, gold.get(field) or [])), None)
    if wrong is not None:
        detail = said("list of mappings") if wrong == "actors" else said("list of texts")
        return said("field '{field}' must be a {detail}", field=f"gold.{wrong}", detail=detail)
    day = gold.get("event_date")
    if day and not _is_day(day, date):
        return _no_day("gold.event_date", day, "2024-11-02")
    return None


def _is_list(field: str, values: object) -> bool:
    wanted = dict if field == "actors" else str
    return isinstance(values, list) and all(isinstance(one, wanted) for one in values)


def doubts(record: dict[str, Any], regions: Collection[str]) -> tuple[Said, ...]:
    """Return what in the labels of a well-formed record no judge can ever give.

    Args:
        record: Without `flaw`.
        regions: All known codes; empty: regions are not looked at.
    """
    gold = record.get("gold")
    if gold is None:
        return ()
    found = []
    if gold["kind"] not in set(Kind):
        found.append(_unknown("kind", gold["kind"], ", ".join(Kind)))
    if gold.get("stage") not in {None, *Stage}:
        found.append(_unknown("stage", gold["stage"], ", ".join(Stage)))
    found += [_unknown("acts", act, "A01..A19") for act in gold.get("acts") or [] if not ACT.match(act)]
    if regions:
        missing = (code for code in gold.get("regions") or [] if code not in regions)
        found += [_unknown("regions", code, "regions.csv") for code in missing]
    return tuple(found)


def _unknown(field: str, value: object, known: str) -> Said:
    return said(
        "label {field}: {value!r} is none of {known}; it can never be matched", field=field, value=value, known=known
    )
