"""The audit: who did what to what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from archive.tables.operations import audit


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit.

    Args:
        by: `auto`, `command line` or a user's name.
        act: What was done (`export`, `decide`, `login` ...).
        object: To what (`article:12`, `incident:2024-0042` ...).
        detail: Figures and choices.
    """

    at: datetime
    by: str
    act: str
    object: str
    detail: dict[str, Any]


def record_act(
    connection: Connection, *, now: datetime, by: str, act: str, target: str, detail: Mapping[str, Any] | None = None
) -> None:
    """Add a line."""
    written = json.dumps(dict(detail or {}), ensure_ascii=False, default=str)
    connection.execute(insert(audit).values(at=now, by=by[:64], act=act, object=target[:64], detail=written))


def acts(connection: Connection, *, target: str | None = None, limit: int = 100) -> tuple[Act, ...]:
    """Return the last lines, about one object or all, newest first."""
    query = select(audit).order_by(audit.c.at.desc(), audit.c.id.desc()).limit(limit)
    if target is not None:
        query = query.where(audit.c.object == target)
    return tuple(Act(row.at, row.by, row.act, row.object, json.loads(row.detail)) for row in connection.execute(query))
