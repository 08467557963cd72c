"""Who a story is about, in two articles: names, seats, roles and institutions of the alleged."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.linking.people import Agreement, compare, fold, initials
from pipeline.linking.profile import Profile
from pipeline.linking.reason import Reason
from pipeline.linking.seats import agree, differ

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
_NAME_WEIGHTS: dict[Agreement, float] = {"same": 4.0, "initials": 2.6, "likely": 2.6}
_TOLD_WEIGHTS: dict[Agreement, float] = {"same": 3.2, "initials": 1.2, "likely": 2.0}
_WITNESS_WEIGHTS: dict[Agreement, float] = {"same": 1.4, "likely": 0.7}


def names(one: Profile, two: Profile) -> Iterator[Reason]:
    """Weigh the names of those alleged, of those only told of, and of witnesses."""
    alleged = _best(one.names, two.names, _NAME_WEIGHTS)
    # An article may quote as a speaker whom another one accuses.
    told = max(_best(one.names, two.others, _TOLD_WEIGHTS), _best(one.others, two.names, _TOLD_WEIGHTS))
    if alleged[1] == "initials" and one.roles and two.roles and not related(one.roles, two.roles):
        alleged = (alleged[0] / 2, alleged[1], alleged[2])  # two letters and another office: perhaps two persons
    if alleged[0] >= told[0] and alleged[0] > 0:
        yield Reason(f"name:{alleged[1]}", alleged[0], alleged[2])
    elif told[0] > 0:
        yield Reason(f"name:told_{told[1]}", told[0], told[2])
    elif one.names and two.names:
        # Another person of another office may be a second actor of the case; of the same office it is another case.
        same_office = bool(set(one.roles) & set(two.roles))
        weight = (-3.0 if same_office else -1.8) * (1.0 if _full(one) and _full(two) else 0.6)
        yield Reason("name:other", round(weight, 3), f"{one.names[0]} / {two.names[0]}")
    if one.others and two.others:
        speak = {*one.voices, *two.voices}  # one newsroom leaves out whom a quoted official speaks for
        witness = _best(_unless(one.others, speak), _unless(two.others, speak), _WITNESS_WEIGHTS)
        if witness[0] > 0:
            yield Reason("name:witness", witness[0], witness[2])


def _full(profile: Profile) -> bool:
    """Tell whether the first name is one for certain; a single word may be no name at all."""
    return bool(initials(profile.names[0])) or len(fold(profile.names[0])) > 1


def _unless(printed: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(name for name in printed if not known.intersection(fold(name)))


def _best(
    left: tuple[str, ...], right: tuple[str, ...], weights: dict[Agreement, float]
) -> tuple[float, Agreement, str]:
    """Return weight, agreement and words of the two names that agree best; weight 0 when none do."""
    best: tuple[float, Agreement, str] = (0.0, "different", "")
    if not left or not right:
        return best
    for a in left:
        for b in right:
            found = compare(a, b)
            if found in weights:
                best = max(best, (weights[found], found, " = ".join(sorted((a, b)))))
    return best


def other_person(one: Profile, two: Profile) -> bool:
    """Tell whether both print full names or initials of those alleged, and none of them agree."""
    if not one.names or not two.names or not (_full(one) and _full(two)):
        return False
    everybody = [compare(a, b) for a in (*one.names, *one.others) for b in two.names]
    everybody += [compare(a, b) for a in one.names for b in two.others]
    return all(found == "different" for found in everybody)


def at_seats(one: Profile, two: Profile) -> Iterator[Reason]:
    """Weigh the villages, schools or health centres told of."""
    if same := agree(one.seats, two.seats):
        yield Reason("seat:same", 1.6, same.partition(":")[2])
    elif differ(one.seats, two.seats):
        yield Reason("seat:other", -2.2, f"{one.seats[0]} / {two.seats[0]}")


def roles(one: Profile, two: Profile) -> Iterator[Reason]:
    """Weigh the offices of those alleged."""
    if not one.roles or not two.roles:
        return
    shared = [role for role in one.roles if role in two.roles]
    if shared:
        yield Reason("role:same", 1.0, min(shared))
    elif related(one.roles, two.roles):
        yield Reason("role:related", -0.2)
    else:
        yield Reason("role:other", -1.0, f"{one.roles[0]} / {two.roles[0]}")


@lru_cache(maxsize=10_000)
def related(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether the roles may be two words for one office, or offices that act together."""
    one, two = frozenset(left), frozenset(right)
    return not one.isdisjoint(two) or any(one & group and two & group for group in RELATED_ROLES)


def institutions(one: Profile, two: Profile) -> Iterator[Reason]:
    """Weigh the words of their institutions."""
    if one.offices and two.offices:
        both = set(one.offices) & set(two.offices)
        share = len(both) / min(len(one.offices), len(two.offices))
        if share >= 0.5:  # noqa: PLR2004 - half of the words of the shorter form
            yield Reason("institution:same", 0.8, " ".join(sorted(both)))
        elif not both:
            yield Reason("institution:other", -0.5)
