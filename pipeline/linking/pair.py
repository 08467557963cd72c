"""The score of two articles: how likely they report the same case, with the reasons.

A sum of signed weights (log-odds; above 0: rather the same case). The weights state how much rarer an agreement is
between two cases than inside one; they were set by hand from that reasoning and checked on written sets, not fitted.
Numbers of persons never count: newspapers tell 19 or 21 village heads of one event.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.records.analysis import Kind
from pipeline.linking.acts import GENERAL
from pipeline.linking.copies import likeness
from pipeline.linking.pair_who import at_seats, institutions, names, other_person, roles
from pipeline.linking.profile import Profile
from pipeline.linking.reason import Reason
from pipeline.linking.seats import differ
from pipeline.linking.terms import overlap

FLOOR = -4.0  # what a pair counts that is no candidate, or that speaks clearly against
CEILING = 8.0
WINDOW_DAYS = 730  # a follow-up joins a case up to two years old
BIAS = -4.0  # two case articles of one archive, taken at random, are not the same case


@dataclass(frozen=True, slots=True)
class PairScore:
    """Score of a pair.

    Args:
        score: Log-odds between `FLOOR` and `CEILING`, rounded to thousandths.
        reasons: Strongest first; at the floor in no order, for nobody reads them.
    """

    score: float
    reasons: tuple[Reason, ...]


def score(left: Profile, right: Profile) -> PairScore:
    """Score two articles; symmetric.

    Args:
        left: One article.
        right: The other.
    """
    early, late = (left, right) if (left.at, left.key) <= (right.at, right.key) else (right, left)
    if late.day - early.day > WINDOW_DAYS:
        return PairScore(FLOOR, (Reason("time:too_far", FLOOR),))
    reasons = [Reason("prior", BIAS)]
    for feature in FEATURES:
        reasons.extend(feature(early, late))
    total = round(sum([reason.weight for reason in reasons]), 3)
    kept = [reason for reason in reasons if reason.weight]
    if total > FLOOR:
        kept.sort(key=lambda reason: (-abs(reason.weight), reason.feature))
    return PairScore(min(CEILING, max(FLOOR, total)), tuple(kept))


_USUAL_PLACES = 2  # an act in one regency, examined in the next


def _place(one: Profile, two: Profile) -> Iterator[Reason]:
    shared = [code for code in one.regions if code in two.regions]
    if shared:
        # An article that tells of many places (a round-up) says less about each.
        spread = max(len(one.regions), len(two.regions)) - _USUAL_PLACES
        yield Reason("place:regency", round(max(1.0, 2.6 - 0.5 * max(0, spread)), 3), min(shared))
        near = [code for code in one.districts if code in two.districts]
        if near:
            yield Reason("place:district", 1.2, min(near))
        elif one.districts and two.districts:
            yield Reason("place:other_district", -1.2)
        return
    if not one.provinces or not two.provinces:
        return
    same_province = set(one.provinces) & set(two.provinces)
    if not same_province:
        yield Reason("place:other_province", -5.0)
    elif one.regions and two.regions:
        yield Reason("place:other_regency", -3.0)
    else:
        yield Reason("place:province", 0.8, min(same_province))


def _acts(one: Profile, two: Profile) -> Iterator[Reason]:
    if not one.acts or not two.acts:
        return
    both = sorted(set(one.acts) & set(two.acts))
    if both:
        yield Reason("act:same", 0.8 if len(both) == 1 else 1.1, " ".join(both))
    elif GENERAL.isdisjoint(one.acts) and GENERAL.isdisjoint(two.acts):
        yield Reason("act:other", -0.8, f"{one.acts[0]} / {two.acts[0]}")


_EVENT_STEPS = ((0, 2.0), (2, 0.8), (7, -0.3), (45, -1.5))  # days apart, weight
_EVENT_FAR = -2.5


def _event(one: Profile, two: Profile) -> Iterator[Reason]:
    if one.event_day is not None and two.event_day is not None:
        apart = abs(one.event_day - two.event_day)
        weight = next((w for limit, w in _EVENT_STEPS if apart <= limit), _EVENT_FAR)
        sure = _sureness(one, two)
        weight *= sure if weight > 0 else sure * _doubt(one, two)
        yield Reason("event:same_day" if apart == 0 else "event:days_apart", round(weight, 3), str(apart))
    # A case that was in the news before its act is another case.
    if two.event_day is not None and two.event_day > one.day + 1:
        sure = min(1.0, 0.3 + two.event_sure)
        yield Reason("event:after_publication", round(-2.5 * sure * _doubt(one, two), 3))


def _sureness(one: Profile, two: Profile) -> float:
    return min(1.0, 0.3 + min(one.event_sure, two.event_sure))


def _doubt(one: Profile, two: Profile) -> float:
    """Return how much a contradiction of days counts: the day of a step is easily read as the day of the act."""
    later = Kind.FOLLOW_UP in {one.kind, two.kind} or max(one.order, two.order) >= _HANDLED
    return 0.25 if later else 1.0


_HANDLED = 4  # order of a clarification: from here on articles tell days of handling


_GAPS = ((1, 0.8), (4, 0.5), (14, 0.0), (60, -0.3), (365, -0.6))  # days between publications, weight
_GAP_FAR = -1.0
_CLOSED = 7  # order of a sanction or verdict


def _gap(one: Profile, two: Profile) -> Iterator[Reason]:
    days = two.day - one.day
    yield Reason("time:gap", next((w for limit, w in _GAPS if days <= limit), _GAP_FAR), f"{days} d")
    if days > 14 and one.order >= _CLOSED and 0 < two.order < 4:  # noqa: PLR2004 - first steps after a closed case
        yield Reason("stage:begins_after_end", -1.5)


_EXPECTED_TERMS = 2  # rare words that two cases of one regency share by chance: a village, a street, a habit of speech
_EXPECTED_LATER = 3
_SAME_NEWS = 14  # days
_TERM = 0.45
_ENOUGH_TERMS = 15
_MOST_TERMS = 4.5


_OTHERWISE = 1.0  # most that words count for where another person or another village is told


def _terms(one: Profile, two: Profile) -> Iterator[Reason]:
    cosine, shared = overlap(one.terms, two.terms)
    told = ", ".join(shared[:6])
    # A later report retells the case: with weeks between, more has to be common than the place.
    expected = _EXPECTED_TERMS if two.day - one.day <= _SAME_NEWS else _EXPECTED_LATER
    value = max(_TERM * (len(shared) - expected), 12.0 * (cosine - 0.05) * min(1.0, len(shared) / 5))
    if value > 0:
        most = _OTHERWISE if _others(one, two) else _MOST_TERMS
        yield Reason("terms:shared", round(min(most, value), 3), told)
    elif value < 0:
        enough = min(1.0, min(len(one.terms), len(two.terms)) / _ENOUGH_TERMS)
        yield Reason("terms:few", round(max(value, -_TERM * expected) * enough, 3), told)


def _others(one: Profile, two: Profile) -> bool:
    """Tell whether another person or another village is told: supervisors say the same of every case of a season."""
    return other_person(one, two) or differ(one.seats, two.seats)


def _marks(one: Profile, two: Profile) -> Iterator[Reason]:
    if set(one.cases) & set(two.cases):
        yield Reason("case_number:same", 5.0, min(set(one.cases) & set(two.cases)))
    if one.candidates and two.candidates:
        both = set(one.candidates) & set(two.candidates)
        yield Reason("candidate:same", 0.5, min(both)) if both else Reason("candidate:other", -0.8)
    if set(one.parties) & set(two.parties):
        yield Reason("party:same", 0.3, min(set(one.parties) & set(two.parties)))
    things = sorted(set(one.things) & set(two.things))
    if things:
        yield Reason("thing:same", min(0.8, 0.4 * len(things)), ", ".join(things))


_TEMPLATE = 0.9  # Jaccard: two stories of one newsroom about two persons differ by more than a word in ten


def _copy(one: Profile, two: Profile) -> Iterator[Reason]:
    exact = bool(one.text_hash) and one.text_hash == two.text_hash
    like = likeness(one.sketch, two.sketch, exact=exact)
    if like is None:
        return
    told = f"{like.jaccard:.2f} {like.containment:.2f}"
    if not exact and like.jaccard < _TEMPLATE and _others(one, two):
        return
    if like.is_copy:
        yield Reason("copy", 9.0, told)
    else:
        yield Reason("text:shared", round(3.0 * max(like.jaccard, like.containment), 3), told)


FEATURES: tuple[Callable[[Profile, Profile], Iterator[Reason]], ...] = (
    _place,
    names,
    at_seats,
    roles,
    institutions,
    _acts,
    _event,
    _gap,
    _terms,
    _marks,
    _copy,
)
"""Every feature gives any number of reasons for a pair, the earlier article first."""
