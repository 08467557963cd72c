"""Planning alerts for many subscriptions, and a digest of many cases, in one run.

    python benchmarks/alerting.py [--events 100000] [--readers 500] [--cases 1000] [--json]

A quarter of the events open cases, the rest are steps and further articles; three of ten may ring. Readers want one to
three regions, some of them two forms of breach. Beside our index stands the plain way: every filter against every
event (on a sample). Goals are of the project: 100,000 events to 500 subscriptions in 60 s, a digest of 1,000 cases
below 90 KB in 1 s, on two cores.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Engine, insert

from alerts.digest.collect import collect
from alerts.digest.render import render
from alerts.digest.scope import period_scope
from alerts.links import Links
from alerts.match import Matcher, with_parents
from alerts.model import Case, Event, Subscription
from alerts.plan import plan_alerts
from archive.database import migrate, open_database, read, write
from archive.records.codec import to_json
from archive.records.incident import CaseSeverity, Incident, IncidentActor, IncidentPlace, IncidentSource
from archive.tables.incidents import incident, incident_event

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
REGIONS = [f"{province}.{number:02d}" for province in range(11, 97) for number in range(1, 9)]
ACTS = [f"A{number:02d}" for number in range(1, 20)]
LEVELS = (("Rendah", 10), ("Sedang", 40), ("Sedang", 35), ("Tinggi", 60))
GOALS = {"plan_seconds": 60.0, "digest_seconds": 1.0, "digest_kilobytes": 90.0}
BATCH = 500


def make_case(key: int, chance: random.Random) -> Incident:
    """Return a case with everything a digest shows."""
    level, score = chance.choice(LEVELS)
    code = chance.choice(REGIONS)
    return Incident(
        id=key,
        code=f"2024-{key:05d}",
        label=f"Camat di Kabupaten {code} diduga memakai fasilitas negara untuk kampanye",
        label_en="",
        places=(IncidentPlace(code, f"Kabupaten {code}", 0.9),),
        actors=(IncidentActor("Budi Santoso", "camat", None, "asn", None, (1,)),),
        acts=tuple(chance.sample(ACTS, 2)),
        rules=(),
        discipline=None,
        criminal=None,
        end=None,
        steps=(),
        denials=(),
        sanctions=(),
        severity=CaseSeverity(score, level),  # type: ignore[arg-type]
        event_day=date(2024, 10, 30),
        event_day_confidence=0.8,
        election="pilkada",
        known_day=date(2024, 11, 1) - timedelta(days=chance.randrange(9)),
        first_published=NOW,
        last_published=NOW,
        changed=NOW,
        articles=(),
        sources=(IncidentSource("warta", ()),),
        persons=1,
    )


def make_readers(number: int, chance: random.Random) -> tuple[Subscription, ...]:
    """Return subscriptions as offices have them: some regions or provinces, some forms."""
    places = [*REGIONS, *(str(province) for province in range(11, 97))]
    return tuple(
        Subscription(
            f"s{key}",
            "file",
            "outbox",
            regions=tuple(chance.sample(places, chance.randrange(1, 4))),
            acts=tuple(chance.sample(ACTS, chance.choice([0, 0, 2]))),
            mode=chance.choice(["instant", "digest", "both"]),
        )
        for key in range(number)
    )


def fill(engine: Engine, cases: list[Incident], events: int, chance: random.Random) -> None:
    """Write cases and their events."""
    rows = [
        {
            "id": case.id, "code": case.code, "label": case.label, "severity": case.severity.score,
            "level": case.severity.level, "first_published_at": NOW, "last_published_at": NOW, "changed_at": NOW,
            "articles": 1, "sources": 1, "record": to_json(case),
        }
        for case in cases
    ]  # fmt: skip
    happened = [
        {
            "incident_id": cases[key % len(cases)].id, "at": NOW, "published_at": NOW, "payload": '{"stage": "S4"}',
            "type": "opened" if key < len(cases) else chance.choice(["article", "step", "article"]),
            "alertable": chance.random() < 0.3, "level": cases[key % len(cases)].severity.level,  # noqa: PLR2004
        }
        for key in range(events)
    ]  # fmt: skip
    with write(engine) as connection:
        for start in range(0, len(rows), BATCH):
            connection.execute(insert(incident), rows[start : start + BATCH])
        connection.execute(insert(incident_event), happened)


def sampled(cases: list[Incident]) -> list[Event]:
    """Return an event for each of the first 2,000 cases."""
    return [
        Event(
            id=0,
            case=Case(c.id, c.code, c.label, c.severity.level, c.regions, (), c.acts),
            type="opened",
            at=NOW,
            level=c.severity.level,
            alertable=True,
        )
        for c in cases[:2000]
    ]


def plain_seconds(sample: list[Event], readers: tuple[Subscription, ...], events: int) -> float:
    """Return how long every filter against every event would take."""
    began = time.process_time()
    for one in sample:
        for reader in readers:
            _ = (not reader.regions or set(reader.regions) & set(with_parents(one.case.regions))) and (
                not reader.acts or set(reader.acts) & set(one.case.acts)
            )
    return (time.process_time() - began) * events / max(1, len(sample))


def indexed_seconds(sample: list[Event], readers: tuple[Subscription, ...], events: int) -> float:
    """Return how long our index takes for the same."""
    matcher = Matcher(readers)
    began = time.process_time()
    for one in sample:
        for _ in matcher.match(one):
            pass
    return (time.process_time() - began) * events / max(1, len(sample))


def measure(folder: Path, events: int, readers: int, cases: int) -> dict[str, float]:
    """Return all figures."""
    chance = random.Random(5)  # noqa: S311 - the same world every time
    found = [make_case(key, chance) for key in range(1, max(2, events // 4))]
    people = make_readers(readers, chance)
    engine = open_database(f"sqlite:///{folder / 'plan.db'}")
    migrate(engine)
    fill(engine, found, events, chance)
    began, cpu = time.perf_counter(), time.process_time()
    planned = plan_alerts(engine, people, NOW)
    result = {
        "plan_seconds": time.perf_counter() - began,
        "plan_cpu_seconds": time.process_time() - cpu,
        "pairs": float(sum(planned.fates.values())),
        "messages": float(planned.messages),
        "match_cpu_seconds": indexed_seconds(sampled(found), people, events),
        "plain_match_cpu_seconds": plain_seconds(sampled(found), people, events),
    }
    other = open_database(f"sqlite:///{folder / 'digest.db'}")
    migrate(other)
    fill(other, found[:cases], cases, chance)
    reader = replace(people[0], regions=(), acts=(), mode="digest")
    began = time.perf_counter()
    with read(other) as connection:
        scope = period_scope(connection, reader, NOW - timedelta(days=1), NOW)
        page = render(collect(connection, reader, scope, NOW.date(), NOW), Links())
    result["digest_seconds"] = time.perf_counter() - began
    result["digest_kilobytes"] = len(page.html.encode()) / 1024
    return result


def log_to_nowhere() -> None:
    """Write the log lines of production, one an event and a message, without a terminal's time."""
    structlog.configure(
        processors=[structlog.processors.TimeStamper("iso"), structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(Path(os.devnull).open("w", encoding="utf-8")),  # noqa: SIM115 - for good
    )


def main() -> int:
    """Measure, print, and fail when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    log_to_nowhere()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), options.events, options.readers, options.cases)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            print(f"{name:26} {value:12,.2f}" + (f"   goal {GOALS[name]:g}" if name in GOALS else ""))
    return int(any(found[name] > goal for name, goal in GOALS.items()))


if __name__ == "__main__":
    sys.exit(main())
