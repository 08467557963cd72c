"""Under which keys an article is found as a candidate: two articles are compared when they share one.

A function of one article alone, so that the pairs that are compared do not depend on the order of arrival; each key is
narrow (a regency and a role, a province and a name), so that the work does not grow with the archive.
"""

from pipeline.linking.pair import WINDOW_DAYS
from pipeline.linking.people import fold, initials
from pipeline.linking.profile import Profile
from pipeline.linking.terms import weight

NEAR_DAYS = 21  # inside it every case article of the regency is a candidate
TERMS = 8
SKETCHES = 6
LONGEST = 96  # characters of the column
NOWHERE = "00"


def near_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys that hold for `NEAR_DAYS` days around publication: the place alone."""
    if profile.regions:
        return tuple(profile.regions)
    return tuple(f"{code}/-" for code in profile.provinces)


def far_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys that hold for two years: place with role, name, day or rare word; case number; text."""
    found: list[str] = [f"{region}/{role}" for region in profile.regions for role in profile.roles]
    wide = profile.provinces or (NOWHERE,)
    for name in (*profile.names, *profile.others):
        found += _name_keys(name, profile, wide)
    if profile.event_day is not None:
        found += [f"{region}/@{profile.event_day}" for region in profile.regions]
    rare = [term for term in profile.terms if weight(term) >= 1.0][:TERMS]
    found += [f"{area}/:{term}" for area in wide for term in rare]
    found += [f"no/{number}" for number in profile.cases]
    found += [f"text/{profile.text_hash}"] if profile.text_hash else []
    found += [f"sketch/{value}" for value in profile.sketch[:SKETCHES]]
    return tuple(dict.fromkeys(key[:LONGEST] for key in found))


def _name_keys(name: str, profile: Profile, wide: tuple[str, ...]) -> list[str]:
    letters = initials(name)
    if letters:
        return [f"{region}/~{letters}" for region in profile.regions or wide]
    words = fold(name)
    heads = "".join(word[0] for word in words)
    found = [f"{area}/{word}" for area in wide for word in words if len(word) > 3]  # noqa: PLR2004 - short words are common
    found += [f"{region}/~{heads}" for region in profile.regions or wide]
    if len(words) > 1:
        found.append(f"name/{' '.join(sorted(words))}")
    return found


def window(profile: Profile, days: int = WINDOW_DAYS) -> tuple[int, int]:
    """Return the first and the last publication day (proleptic ordinals) of candidates."""
    return profile.day - days, profile.day + days
