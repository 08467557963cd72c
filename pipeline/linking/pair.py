"""The score of two articles: how likely they report the same case, with the reasons.

A sum of signed weights (log-odds; above 0: rather the same case). The weights state how much rarer an agreement is
between two cases than inside one; they were set by hand from that reasoning and checked on written sets, not fitted.
Numbers of persons never count: newspapers tell 19 or 21 village heads of one event.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.records.analysis import Kind
from pipeline.linking.copies import likeness
from pipeline.linking.people import Agreement, compare, fold, initials
from pipeline.linking.profile import Profile
from pipeline.linking.terms import overlap

FLOOR = -4.0  # what a pair counts that is no candidate, or that speaks clearly against
CEILING = 8.0
WINDOW_DAYS = 730  # a follow-up joins a case up to two years old
BIAS = -4.0  # two case articles of one archive, taken at random, are not the same case

RELATED_ROLES = (
    frozenset({"staf", "asn", "pns", "kasi", "kabid", "kabag", "pejabat", "sekretaris_dinas", "kepala_dinas"}),
    frozenset({"guru", "kepala_sekolah", "pppk", "kepala_uptd", "staf", "asn", "pns"}),
    frozenset({"honorer", "pppk", "staf", "tenaga_kesehatan", "perangkat_desa"}),
    frozenset({"kades", "perangkat_desa", "kadus"}),
    frozenset({"camat", "sekcam", "kasi", "staf"}),
    frozenset({"lurah", "seklur", "staf", "kasi"}),
    frozenset({"pj_kepala_daerah", "kepala_daerah", "sekda"}),
    frozenset({"kepala_puskesmas", "tenaga_kesehatan", "honorer", "staf"}),
    frozenset({"asn", "pns", "pppk", "honorer", "staf"}),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a pair.

    Args:
        feature: Its name: `place:regency`, `name:same` ...
        weight: Signed, log-odds.
        detail: What agreed or differed; empty when the name says it.
    """

    feature: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PairScore:
    """Score of a pair.

    Args:
        score: Log-odds between `FLOOR` and `CEILING`, rounded to thousandths.
        reasons: Strongest first.
    """

    score: float
    reasons: tuple[Reason, ...]


def score(left: Profile, right: Profile) -> PairScore:
    """Score two articles; symmetric.

    Args:
        left: One article.
        right: The other.
    """
    early, late = sorted((left, right), key=lambda profile: (profile.at, profile.key))
    if late.day - early.day > WINDOW_DAYS:
        return PairScore(FLOOR, (Reason("time:too_far", FLOOR),))
    reasons = [Reason("prior", BIAS)]
    for feature in FEATURES:
        reasons.extend(feature(early, late))
    total = round(sum(reason.weight for reason in reasons), 3)
    kept = sorted((r for r in reasons if r.weight), key=lambda r: (-abs(r.weight), r.feature))
    return PairScore(min(CEILING, max(FLOOR, total)), tuple(kept))


_USUAL_PLACES = 2  # an act in one regency, examined in the next


def _place(one: Profile, two: Profile) -> Iterator[Reason]:
    shared = sorted(set(one.regions) & set(two.regions))
    if shared:
        # An article that tells of many places (a round-up) says less about each.
        spread = max(len(one.regions), len(two.regions)) - _USUAL_PLACES
        yield Reason("place:regency", round(max(1.0, 2.6 - 0.5 * max(0, spread)), 3), shared[0])
        near = sorted(set(one.districts) & set(two.districts))
        if near:
            yield Reason("place:district", 1.2, near[0])
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


_NAME_WEIGHTS: dict[Agreement, float] = {"same": 4.0, "initials": 2.6, "likely": 2.6}


_TOLD_WEIGHTS: dict[Agreement, float] = {"same": 3.2, "initials": 1.2, "likely": 2.0}
_WITNESS_WEIGHTS: dict[Agreement, float] = {"same": 1.4, "likely": 0.7}


def _names(one: Profile, two: Profile) -> Iterator[Reason]:
    alleged = _best_names(one.names, two.names, _NAME_WEIGHTS)
    # An article may quote as a speaker whom another one accuses.
    told = max(_best_names(one.names, two.others, _TOLD_WEIGHTS), _best_names(one.others, two.names, _TOLD_WEIGHTS))
    if alleged[1] == "initials" and one.roles and two.roles and not _related(one.roles, two.roles):
        alleged = (alleged[0] / 2, alleged[1], alleged[2])  # two letters and another office: perhaps two persons
    if alleged[0] >= told[0] and alleged[0] > 0:
        yield Reason(f"name:{alleged[1]}", alleged[0], alleged[2])
    elif told[0] > 0:
        yield Reason(f"name:told_{told[1]}", told[0], told[2])
    elif one.names and two.names:
        # Another person of another office may be a second actor of the case; of the same office it is another case.
        same_office = bool(set(one.roles) & set(two.roles))
        full = all(initials(name) or len(fold(name)) > 1 for name in (one.names[0], two.names[0]))
        weight = (-3.0 if same_office else -1.8) * (1.0 if full else 0.6)  # a single word may be no name at all
        yield Reason("name:other", round(weight, 3), f"{one.names[0]} / {two.names[0]}")
    witness = _best_names(one.others, two.others, _WITNESS_WEIGHTS)
    if witness[0] > 0:
        yield Reason("name:witness", witness[0], witness[2])


def _best_names(
    left: tuple[str, ...], right: tuple[str, ...], weights: dict[Agreement, float]
) -> tuple[float, Agreement, str]:
    """Return weight, agreement and words of the two names that agree best; weight 0 when none do."""
    best: tuple[float, Agreement, str] = (0.0, "different", "")
    for a in left:
        for b in right:
            found = compare(a, b)
            best = max(best, (weights.get(found, 0.0), found, " = ".join(sorted((a, b)))))
    return best


def _roles(one: Profile, two: Profile) -> Iterator[Reason]:
    if not one.roles or not two.roles:
        return
    shared = sorted(set(one.roles) & set(two.roles))
    if shared:
        yield Reason("role:same", 1.0, shared[0])
    elif _related(one.roles, two.roles):
        yield Reason("role:related", -0.2)
    else:
        yield Reason("role:other", -1.0, f"{one.roles[0]} / {two.roles[0]}")


def _related(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether the roles may be two words for one office, or offices that act together."""
    if set(left) & set(right):
        return True
    return any(set(left) & group and set(right) & group for group in RELATED_ROLES)


def _offices(one: Profile, two: Profile) -> Iterator[Reason]:
    if one.offices and two.offices:
        both = set(one.offices) & set(two.offices)
        share = len(both) / min(len(one.offices), len(two.offices))
        if share >= 0.5:  # noqa: PLR2004 - half of the words of the shorter form
            yield Reason("institution:same", 0.8, " ".join(sorted(both)))
        elif not both:
            yield Reason("institution:other", -0.5)


def _acts(one: Profile, two: Profile) -> Iterator[Reason]:
    if not one.acts or not two.acts:
        return
    both = sorted(set(one.acts) & set(two.acts))
    if both:
        yield Reason("act:same", 0.8 if len(both) == 1 else 1.1, " ".join(both))
    else:
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


def _terms(one: Profile, two: Profile) -> Iterator[Reason]:
    cosine, shared = overlap(one.terms, two.terms)
    told = ", ".join(shared[:6])
    # A later report retells the case: with weeks between, more has to be common than the place.
    expected = _EXPECTED_TERMS if two.day - one.day <= _SAME_NEWS else _EXPECTED_LATER
    value = max(_TERM * (len(shared) - expected), 12.0 * (cosine - 0.05) * min(1.0, len(shared) / 5))
    if value > 0:
        yield Reason("terms:shared", round(min(4.5, value), 3), told)
    elif value < 0:
        enough = min(1.0, min(len(one.terms), len(two.terms)) / _ENOUGH_TERMS)
        yield Reason("terms:few", round(max(value, -_TERM * expected) * enough, 3), told)


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


def _copy(one: Profile, two: Profile) -> Iterator[Reason]:
    exact = bool(one.text_hash) and one.text_hash == two.text_hash
    like = likeness(one.sketch, two.sketch, exact=exact)
    if like is not None and like.is_copy:
        yield Reason("copy", 9.0, f"{like.jaccard:.2f} {like.containment:.2f}")
    elif like is not None:
        # Newsrooms end every story of a kind with the same paragraphs: a little in common says little.
        yield Reason(
            "text:shared",
            round(3.0 * max(like.jaccard, like.containment), 3),
            f"{like.jaccard:.2f} {like.containment:.2f}",
        )


FEATURES: tuple[Callable[[Profile, Profile], Iterator[Reason]], ...] = (
    _place,
    _names,
    _roles,
    _offices,
    _acts,
    _event,
    _gap,
    _terms,
    _marks,
    _copy,
)
"""Every feature gives any number of reasons for a pair, the earlier article first."""
