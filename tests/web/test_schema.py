"""Every address of the API, called with what its description allows and with what it forbids: no fault of ours (5xx).

Opt-in (`make test-api`): schemathesis is an extra of its own, and its calls take a minute.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import write
from web.security.people import add_token

pytestmark = pytest.mark.schema
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
HERE = {"code": "2024-0001", "article_id": 1}
EXAMPLES = 150  # calls an address, of each kind


def test_no_call_that_the_description_knows_makes_us_fail(
    login: Callable[[str], TestClient], make: Any, store: Callable[..., int], archive: Engine
) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, settings

    store(1)
    store(2, text="Lurah lain dilaporkan ke Bawaslu.", title="Lain", name="Beda Orang", hours=9)
    login("officer")
    with write(archive) as connection:
        token = add_token(connection, "si-officer", "uji", ("read", "export", "decide"), NOW, timedelta(days=1))
    app = make().app
    app.state.house.calls.most = 10**9
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    called = []
    for operation in schema.get_all_operations():
        for mode in ("positive", "negative"):
            generation = schemathesis.GenerationMode(mode)

            def call(case: Any) -> None:
                if len(called) % 2:  # as often as not of a case and an article that exist
                    case.path_parameters.update({key: HERE[key] for key in case.path_parameters})
                answer = case.call(headers={"Authorization": f"Bearer {token}"})
                called.append((case.method, case.path, answer.status_code))
                assert answer.status_code < 500, (case.method, case.path, case.query, case.body)

            strategy = operation.ok().as_strategy(generation_mode=generation)
            _check(strategy, call, settings(
                max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
                suppress_health_check=list(HealthCheck), phases=[Phase.generate],
            ))  # fmt: skip
    assert {status for *_, status in called} >= {200, 404, 422}
    assert len({path for _, path, _ in called}) == len(schema.raw_schema["paths"])


def _check(strategy: Any, call: Callable[[Any], None], wanted: Any) -> None:
    from hypothesis import given
    from hypothesis.errors import Unsatisfiable

    try:
        wanted(given(strategy)(call))()
    except Unsatisfiable:  # nothing is forbidden there: no call that breaks the description can be made
        return
