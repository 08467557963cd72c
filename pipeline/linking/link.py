"""Puts a stored article into the case it reports, inside the caller's transaction.

profile | keys | candidates | scores | cases | record and events
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.store.articles import load_article
from archive.store.incident_decisions import article_decisions
from archive.store.incident_links import (
    Standing,
    StoredPair,
    filed,
    forget_profile,
    homes,
    lock,
    mark_copies,
    neighbours,
    pair_reasons,
    profiles,
    same_text,
    save_pairs,
    save_profile,
    standing,
)
from archive.store.incidents import load_incidents, set_mention
from pipeline.linking.cases import JOIN
from pipeline.linking.corrections import correct
from pipeline.linking.crowd import follow, leader
from pipeline.linking.keys import NEAR_DAYS, Keys, Marks, keys_of
from pipeline.linking.pair import FLOOR, WINDOW_DAYS, PairScore, score
from pipeline.linking.profile import SHORTEST_COPY, Profile, dump, make_profile, restore
from pipeline.linking.regroup import Occasion, Regrouped, regroup
from pipeline.linking.rulings import Ruling
from pipeline.linking.scene import FOLLOWS
from pipeline.linking.suggesting import readable

LinkOutcome = Literal["opened", "joined", "kept", "mentioned", "none"]
MENTION = 2.0  # log-odds: an article of another kind is tied to a case only when it is clearly the same


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking one article did.

    Args:
        incident_id: The case the article now belongs to (or speaks of); None when it reports none.
        code: That case's code; None likewise.
        outcome: `opened`, `joined`, `kept` (was there before), `mentioned` (another kind that speaks of the case),
            `none`.
        copy_of: The earlier article this one repeats; None when it is original.
        score: Log-odds of the best link that holds it in the case; None when it stands alone.
        reasons: Why, as `feature +weight (detail)` of the best link, strongest first.
        changed: Ids of all cases that changed, ascending.
    """

    incident_id: int | None
    code: str | None
    outcome: LinkOutcome
    copy_of: int | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()


def link(connection: Connection, article_id: int, *, now: datetime, alertable: bool, anew: bool = False) -> LinkResult:
    """Link one stored article: find copies and candidates, score pairs, regroup cases, write events.

    Safe to repeat: linking again what is linked changes nothing but the record's time.

    Args:
        connection: Inside the caller's write transaction; nothing is committed here.
        article_id: A stored article with its analysis, sketch and facets.
        now: Aware UTC.
        alertable: False for imports, backfill and first crawls; goes into the events.
        anew: Compare the article again though nothing of it changed: after a new version of the linker.

    Raises:
        ArchiveError: There is no such article.
    """
    lock(connection)
    article, analysis = load_article(connection, article_id)
    copy_of = _exact_copies(connection, article_id, article)
    stand = standing(connection, article_id)
    occasion = Occasion(now, alertable, article_id)
    profile = None if analysis is None else _profile(connection, article_id, article, analysis, stand.network)
    if profile is None or not profile.is_case:
        return _other_kind(connection, article_id, profile, stand, occasion, copy_of)
    near, first = _score_all(connection, article_id, profile, stand.profile, anew=anew)
    if first is not None and stand.home is None:
        case = follow(connection, article_id, first, occasion)
        if case is not None:
            return LinkResult(case.id, case.code, "joined", first, FOLLOWS / 1000, ("copy",), (case.id,))
    after = regroup(connection, [article_id, *near], occasion)
    home = after.homes[article_id]
    best, why, twin = _best(connection, article_id, after)
    copy_of = _near_copy(connection, article_id, twin) if copy_of is None else copy_of
    opened = home.articles == (article_id,) and stand.home is None
    outcome: LinkOutcome = "opened" if opened else "kept" if stand.home == home.id else "joined"
    return LinkResult(home.id, home.code, outcome, copy_of, best, why, after.changed)


def _profile(
    connection: Connection, article_id: int, article: Article, analysis: Analysis, network: str | None
) -> Profile:
    said = article_decisions(connection, [article_id]).get(article_id, [])
    corrected = correct(analysis, [Ruling(made.field, made.value, made.by, made.at, made.reason) for made in said])
    return make_profile(article, corrected, network=network)


def _candidates(connection: Connection, article_id: int, profile: Profile, keys: Keys) -> dict[int, Profile]:
    """Return the articles to compare with."""
    marks = Marks((*keys.far, *keys.near))
    for looked, days in ((keys.far, WINDOW_DAYS), (keys.near, NEAR_DAYS)):
        for other, day, key in filed(connection, looked, profile.day - days, profile.day + days):
            marks.add(other, abs(day - profile.day), key)
    wanted = [other for other in marks.enough() if other != article_id]
    return {other: restore(record) for other, record in profiles(connection, wanted).items()}


def _score_all(
    connection: Connection, article_id: int, profile: Profile, known: str | None, *, anew: bool
) -> tuple[list[int], int | None]:
    """Write profile, keys and pair scores; return the articles whose link to it may have changed, and its leader."""
    written = dump(profile)
    if known == written and not anew:
        return [], None
    before: list[int] = []
    if known is not None:
        before = sorted(neighbours(connection, [article_id], above=JOIN))
        forget_profile(connection, article_id)
    keys = keys_of(profile)
    near = _candidates(connection, article_id, profile, keys)
    results = {other: (facts, score(profile, facts)) for other, facts in near.items()}
    first = leader(results)
    if first is not None:
        save_profile(connection, article_id, written, profile.day, ())
        save_pairs(connection, [(article_id, first, FOLLOWS, _reasons(results[first][1]))])
        return before, first
    save_profile(connection, article_id, written, profile.day, keys.filed)
    rows = []
    for other, (_, result) in results.items():
        # What speaks clearly against is kept too: it is heard when cases are made. Nobody reads its reasons.
        why = _reasons(result) if result.score > FLOOR else "[]"
        rows.append((article_id, other, round(result.score * 1000), why))
    save_pairs(connection, rows)
    return before, None


def _reasons(result: PairScore) -> str:
    rows = [[reason.feature, reason.weight, reason.detail] for reason in result.reasons]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _other_kind(
    connection: Connection,
    article_id: int,
    profile: Profile | None,
    stand: Standing,
    occasion: Occasion,
    copy_of: int | None,
) -> LinkResult:
    """Handle an article that reports no case: leave the case it was in, and note the one it clearly speaks of."""
    changed: tuple[int, ...] = ()
    if stand.home is not None or stand.profile is not None:
        near = neighbours(connection, [article_id], above=JOIN)
        forget_profile(connection, article_id)
        changed = regroup(connection, near, occasion).changed
    best = _mentioned(connection, article_id, profile) if profile is not None and profile.kind != "unrelated" else None
    set_mention(connection, article_id, [best[:2]] if best else [])
    if best is None:
        return LinkResult(None, None, "none", copy_of, changed=changed)
    case = load_incidents(connection, [best[0]])[best[0]]
    return LinkResult(case.id, case.code, "mentioned", copy_of, best[1], readable(_reasons(best[2])), changed)


def _mentioned(connection: Connection, article_id: int, profile: Profile) -> tuple[int, float, PairScore] | None:
    found = _candidates(connection, article_id, profile, keys_of(profile))
    scored = [(other, score(profile, facts)) for other, facts in found.items()]
    clear = [(other, result) for other, result in scored if result.score >= MENTION]
    if not clear:
        return None
    best, result = max(clear, key=lambda item: (item[1].score, -item[0]))
    case = homes(connection, [best]).get(best)
    return None if case is None else (case, result.score, result)


def _exact_copies(connection: Connection, article_id: int, article: Article) -> int | None:
    """Note which of the articles with this very text is the original, over the whole archive."""
    if len(article.text) < SHORTEST_COPY:
        return None
    found = same_text(connection, article.text_hash)
    if len(found) < 2:  # noqa: PLR2004 - a text that stands alone
        return None
    mark_copies(connection, found[0], found)
    return found[0] if found[0] != article_id else None


def _best(
    connection: Connection, article_id: int, after: Regrouped
) -> tuple[float | None, tuple[str, ...], int | None]:
    """Return score and reasons of the article's best link inside its case, and an article of the same text."""
    home = after.homes[article_id]
    inside: dict[int, StoredPair] = {}
    for pair in after.pairs:
        other = pair.low if pair.high == article_id else pair.high
        if article_id in {pair.low, pair.high} and other in home.articles:
            inside[other] = pair
    if not inside:
        return None, (), None
    best = max(inside, key=lambda other: (inside[other].score, -other))
    twins = [other for other, pair in inside.items() if pair.copy]
    why = readable(pair_reasons(connection, article_id, best))
    return inside[best].score / 1000, why, min(twins, default=None)


def _near_copy(connection: Connection, article_id: int, twin: int | None) -> int | None:
    """Note which of two near copies is the original, by publication."""
    if twin is None:
        return None
    order = {one: restore(record) for one, record in profiles(connection, [article_id, twin]).items()}
    early, late = sorted((article_id, twin), key=lambda one: (order[one].at, order[one].key))
    mark_copies(connection, early, [late])
    return early if late == article_id else None
