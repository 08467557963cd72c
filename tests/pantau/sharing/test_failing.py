"""A failed round of a worker: told by its innermost cause, repeated ever more slowly, or ended."""

import asyncio

import pytest

from base.clock import FixedClock
from base.errors import UsageError
from pantau.bootstrap import Application
from pantau.settings import ROOT, load_settings
from pantau.sharing.failing import LONGEST, PAUSE, is_refused, meaning, pause_after
from pantau.sharing.worker import Worker
from tests.pantau.operations.conftest import NOW


class OperationalError(Exception):
    """As psycopg calls a connection that is gone."""


class InsufficientPrivilegeError(Exception):
    """As psycopg calls a right that is lacking."""

    sqlstate = "42501"


def wrapped(cause: Exception) -> Exception:
    error = RuntimeError("Database error.")
    error.__cause__ = cause
    return error


def test_an_odd_failure_is_repeated_ever_more_slowly_and_a_database_that_is_away_soon() -> None:
    odd, away = wrapped(ValueError("x")), wrapped(OperationalError("gone"))
    assert [pause_after(odd, failures) for failures in (1, 2, 3, 9)] == [PAUSE, 2 * PAUSE, 4 * PAUSE, LONGEST]
    assert [pause_after(away, failures) for failures in (1, 9)] == [PAUSE, PAUSE]


def test_a_failure_is_told_by_its_innermost_cause() -> None:
    refused = wrapped(InsufficientPrivilegeError("permission denied for table procrastinate_jobs"))
    assert meaning(refused) == "InsufficientPrivilegeError: permission denied for table procrastinate_jobs"
    assert is_refused(refused)
    assert not is_refused(wrapped(OperationalError("gone")))


def test_a_worker_that_is_refused_leaves_with_an_error(tmp_path, monkeypatch) -> None:
    settings = load_settings(ROOT / "config").model_copy(update={"var": tmp_path / "var"})
    worker = Worker(Application(settings, FixedClock(NOW)), ("crawl",))

    async def refuse(*_: object) -> None:
        raise wrapped(InsufficientPrivilegeError("permission denied for table article"))

    monkeypatch.setattr(worker, "_round", refuse)
    with pytest.raises(UsageError, match="permission denied for table article"):
        asyncio.run(asyncio.wait_for(worker.run(asyncio.Event()), 600))  # a guard against hanging alone
