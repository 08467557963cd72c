"""Writes an archive of invented cases for `linking.py` straight into the tables.

Four reports a case over three years, spread over 514 regencies as unequally as population, in words and names that fall
in frequency as those of a language do. The regencies that are probed have all their pair scores, as if every article
had been linked one by one.
"""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Engine, insert, text

from archive.database import write
from archive.records.analysis import (
    Act,
    Actor,
    Analysis,
    EventDate,
    Kind,
    Mention,
    Place,
    SeverityPart,
    Stage,
    Step,
    Versions,
)
from archive.records.article import Article, Moment
from archive.records.codec import to_json
from archive.records.span import Span
from archive.store.dialect import insert_missing
from archive.store.incidents import incident_row
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.incidents import incident, incident_article, link_key, link_profile, pair_score
from archive.upgrade import migrate
from pipeline.linking import terms
from pipeline.linking.build import Identity, build
from pipeline.linking.keys import enough, keys_of
from pipeline.linking.member import Member
from pipeline.linking.pair import FLOOR, score
from pipeline.linking.profile import Profile, dump, make_profile
from pipeline.page.fingerprint import sketch, text_hash

COMMON_WORDS = Path(terms.__file__).parent / "common_words.txt"
START = datetime(2023, 1, 1, 2, tzinfo=UTC)
DAYS = 1096
REGENCIES = 514
BATCH = 5000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = tuple(f"{head}{tail}" for head in "bcdghjklmnprstwy" for tail in ("a", "i", "u", "e", "o", "an", "ar"))
ROLES = ("kades", "camat", "guru", "lurah", "staf", "kepala_dinas", "honorer", "perangkat_desa", "kabid", "pppk")
ACTS = ("A10", "A07", "A14", "A02", "A08", "A04", "A13", "A01", "A18", "A15")
STEPS = ("S1", "S2", "S3", "S4", "S5", "S6", "S7")
RANDOM = random.Random(7)  # noqa: S311 - a fixed sequence, not a secret


@dataclass(frozen=True)
class Case:
    """What its reports have in common."""

    number: int
    region: int
    name: str
    role: str
    acts: tuple[str, ...]
    day: int
    words: tuple[str, ...]


def word(count: int = 3) -> str:
    """Return an invented word."""
    return "".join(RANDOM.choice(SYLLABLES) for _ in range(count))


def falling(count: int, flat: int) -> list[float]:
    """Return cumulative weights that fall with the rank as words of a language do (Zipf-Mandelbrot)."""
    return list(accumulate(1 / (rank + flat) for rank in range(1, count + 1)))


def common_words() -> tuple[str, ...]:
    """Return words that every story has, then words that many have; in each part by chance."""
    lines = [line.split(" ") for line in COMMON_WORDS.read_text(encoding="utf-8").splitlines() if line[:1] in "01"]
    RANDOM.shuffle(lines)
    return tuple(found for _, found in sorted(lines, key=lambda line: line[0]))


# What stories share was measured on written stories of this form: 8 to 19 rare words kept of an article, one to six of
# them shared by two reports of one case, none or one by two cases of one province.
COMMON = common_words()
COMMON_FALL = falling(len(COMMON), 5)
LOCAL_FALL = falling(2500, 40)  # villages, streets, schools, people of the regency
WIDE = tuple(word(4) for _ in range(30_000))
WIDE_FALL = falling(len(WIDE), 200)
GIVEN = tuple(word(2).title() for _ in range(500))
FAMILY = tuple(word(3).title() for _ in range(4000))
GIVEN_FALL, FAMILY_FALL = falling(len(GIVEN), 10), falling(len(FAMILY), 30)
WEIGHTS = [RANDOM.lognormvariate(0, 0.7) for _ in range(REGENCIES)]


@cache
def local(region: int) -> tuple[str, ...]:
    """Return the words of a regency, the most used first."""
    own = random.Random(region)  # noqa: S311 - a fixed sequence, not a secret
    return tuple("".join(own.choices(SYLLABLES, k=3)) for _ in range(len(LOCAL_FALL)))


def drawn(words: Sequence[str], fall: list[float], count: int) -> list[str]:
    """Return words as often as their rank says."""
    return RANDOM.choices(words, cum_weights=fall, k=count)


def make_case(number: int, region: int | None = None) -> Case:
    """Return an invented case, in a regency when one is given."""
    place = RANDOM.choices(range(REGENCIES), WEIGHTS)[0] if region is None else region
    name = " ".join(drawn(GIVEN, GIVEN_FALL, 1) + drawn(FAMILY, FAMILY_FALL, 1))
    words = (*drawn(WIDE, WIDE_FALL, 6), *drawn(local(place), LOCAL_FALL, 3))
    acts = tuple(RANDOM.sample(ACTS, RANDOM.choice((1, 1, 2))))
    return Case(number, place, name, RANDOM.choice(ROLES), acts, RANDOM.randrange(DAYS), words)


def code_of(region: int) -> str:
    """Return a Kemendagri-like code of a regency."""
    return f"{11 + region % 38:02d}.{1 + region // 38:02d}"


def report(case: Case, index: int) -> tuple[Article, Analysis]:
    """Return one report of a case, each with its own choice of what it tells."""
    late = index * RANDOM.choice((0, 1, 3, 30))
    at = START + timedelta(days=min(case.day + 1 + late, DAYS), minutes=RANDOM.randrange(900))
    rare = [*RANDOM.sample(case.words, RANDOM.randint(2, 7)), *drawn(local(case.region), LOCAL_FALL, 4)]
    told = [*rare, *drawn(WIDE, WIDE_FALL, 5), *drawn(COMMON, COMMON_FALL, 220)]
    RANDOM.shuffle(told)
    body = f"{case.name} " + " ".join(told)
    key = f"{case.number}-{index}"
    article = Article(
        url=f"https://media{index}.example/{key}",
        url_key=text_hash(f"key {key}"),
        title=f"Berita {case.words[0]}",
        text=body,
        state="ok",
        first_seen=at,
        outlet=f"media{RANDOM.randrange(150)}",
        published=Moment(at, at.date(), "feed", "stated"),
        text_hash=text_hash(body),
        sketch=sketch(body),
    )
    span = (Span(0, 40, body[:40]),) * 3
    named = RANDOM.random() < 0.7  # noqa: PLR2004 - the rest names nobody
    event = (START + timedelta(days=case.day)).date()
    stage = STEPS[min(6, index * 2 + RANDOM.randrange(3))]
    analysis = Analysis(
        relevant=True,
        relevance=0.9,
        kind=Kind.INCIDENT if index < 2 else Kind.FOLLOW_UP,  # noqa: PLR2004 - the later reports
        kind_confidence=0.9,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage(stage),
        steps=tuple(Step(Stage(code), span) for code in {"S1", stage}),
        acts=tuple(Act(code, span, 0.8) for code in case.acts),
        actors=(
            Actor(case.name if named else None, case.role, "Pemkab", "asn", "alleged", spans=span),
            Actor(f"Pengawas {code_of(case.region)}", "pengawas_pemilu", None, "other", "speaker"),
        ),
        places=(Place(code_of(case.region), f"Kabupaten {case.region}", "event", span, 0.8),),
        institutions=(Mention("Bawaslu", span),),
        event_date=EventDate(event, span, 0.7) if RANDOM.random() < 0.6 else None,  # noqa: PLR2004 - as often as real news
        severity=tuple(SeverityPart(name, 10, 20, "menurut tabel") for name in ("jabatan", "perbuatan", "waktu")),
    )
    return article, analysis


def fill(engine: Engine, total: int, cases: list[Case]) -> dict[int, list[tuple[int, Profile]]]:
    """Write the archive; return profiles by regency."""
    by_region: dict[int, list[tuple[int, Profile]]] = defaultdict(list)
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    tables = {
        "article": articles, "analysis": analyses, "profile": link_profile, "key": link_key, "case": incident,
        "home": incident_article, "pair": pair_score,
    }  # fmt: skip

    def flush() -> None:
        with write(engine) as connection:
            for name, table in tables.items():
                if rows[name]:
                    connection.execute(insert(table), rows[name])
        rows.clear()

    number = 0
    for case in cases:
        members = []
        for index in range(RANDOM.choice((2, 3, 4, 5, 6))):
            number += 1
            article, analysis = report(case, index)
            profile = make_profile(article, analysis)
            by_region[case.region].append((number, profile))
            rows["article"].append(plain(number, article))
            rows["analysis"].append(judged(number, analysis))
            rows["profile"].append({"article_id": number, "record": dump(profile)})
            keys = keys_of(profile)
            rows["key"] += [{"key": key, "day": profile.day, "article_id": number} for key in keys.filed]
            rows["home"].append({"article_id": number, "incident_id": case.number, "score": 0, "by": "auto"})
            day = article.published.local_day if article.published else date(2024, 1, 1)
            members.append(
                (number, profile, Member(number, profile.key, article.first_seen, day, profile.source, analysis))
            )
        record = build(Identity(case.number, f"2024-{case.number}"), [m for _, _, m in members], changed=NOW)
        rows["case"].append({"id": case.number, **incident_row(record)})
        rows["pair"] += pairs([(n, p) for n, p, _ in members])
        if len(rows["article"]) >= BATCH:
            flush()
    while number < total:
        number += 1
        at = START + timedelta(minutes=RANDOM.randrange(DAYS * 1440))
        rows["article"].append(other(number, at))
        if len(rows["article"]) >= BATCH * 4:
            flush()
    flush()
    return by_region


def plain(number: int, article: Article) -> dict[str, object]:
    """Return the row of an article that reports a case."""
    moment = article.published
    record = to_json(replace(article, text="", sketch=()))
    row: dict[str, object] = {"id": number, "url_key": article.url_key, "url": article.url, "outlet": article.outlet}
    row |= {"title": article.title, "text": article.text, "state": "ok", "text_hash": article.text_hash}
    row["record"] = record
    row |= {"published_at": moment and moment.at, "published_day": moment and moment.local_day}
    return row | {"first_seen_at": article.first_seen}


def other(number: int, at: datetime) -> dict[str, object]:
    """Return the row of an article about something else."""
    key = text_hash(f"other {number}")
    row: dict[str, object] = {"id": number, "url_key": key, "url": f"https://x.example/{number}", "outlet": "media1"}
    row |= {"title": "", "text": "", "state": "ok", "text_hash": key, "record": "{}", "published_at": at}
    return row | {"published_day": at.date(), "first_seen_at": at}


def judged(number: int, analysis: Analysis) -> dict[str, object]:
    """Return the row of an analysis."""
    row: dict[str, object] = {
        "article_id": number,
        "relevant": True,
        "kind": analysis.kind.value,
        "kind_confidence": 0.9,
    }
    row |= {"stage": analysis.stage, "severity": 30, "event_day": None, "analysed_at": NOW}
    return row | {"versions": "{}", "record": to_json(analysis)}


def pairs(members: list[tuple[int, Profile]]) -> list[dict[str, object]]:
    """Return the rows of all pair scores among some articles."""
    found = []
    for position, (two, late) in enumerate(members):
        for one, early in members[:position]:
            result = score(early, late)
            reasons = json.dumps(result.reasons) if result.score > FLOOR else "[]"
            found.append({"low_id": one, "high_id": two, "score": round(result.score * 1000), "reasons": reasons})
    return found


def cross(engine: Engine, members: list[tuple[int, Profile]]) -> None:
    """Write all pair scores of a regency."""
    index: dict[str, list[int]] = defaultdict(list)
    rows: list[dict[str, object]] = []
    for position, (number, profile) in enumerate(members):
        keys = keys_of(profile)
        shared: dict[int, list[str]] = defaultdict(list)
        for key in keys.far + keys.near:
            for found in index[key]:
                shared[found].append(key)
        for found, marks in shared.items():
            if enough(marks, abs(members[found][1].day - profile.day)):
                rows += pairs([members[found], (number, profile)])
        for key in keys.filed:
            index[key].append(position)
    with write(engine) as connection:
        for start in range(0, len(rows), BATCH):
            insert_missing(connection, pair_score, rows[start : start + BATCH])


def make(engine: Engine, total: int, cases: list[Case], regions: list[int]) -> None:
    """Build the archive, with all pair scores of some regencies."""
    migrate(engine)
    with write(engine) as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS article_insert"))
    by_region = fill(engine, total, cases)
    for region in regions:
        cross(engine, by_region[region])
    with write(engine) as connection:
        connection.execute(text("ANALYZE"))
