"""Under which keys an article is filed and where it looks: two are compared when one is filed where the other looks.

Both are functions of one article alone and the relation is symmetric, so the pairs that are compared do not depend on
the order of arrival. Each key is narrow (a regency and a role, a regency and a word), so that the work does not grow
with the archive. Articles whose regency is unknown are filed and looked for by their province; those without any place
by their rarest words, for three weeks. Near copies need no key of their own: they tell the same place in those weeks.
"""

from dataclasses import dataclass

from pipeline.linking.pair import WINDOW_DAYS
from pipeline.linking.people import fold, initials
from pipeline.linking.profile import Profile
from pipeline.linking.terms import weight

NEAR_DAYS = 21  # inside it every case article of the regency is a candidate
TERMS = 12
NOWHERE_TERMS = 6
LONGEST = 96  # characters of the column
NOWHERE = "00"
SHORTEST_NAME = 4  # letters: shorter words are shared by thousands


@dataclass(frozen=True, slots=True)
class Keys:
    """Where an article is filed and where it looks.

    Args:
        filed: Keys it is stored under.
        far: Keys it looks under, two years around publication.
        near: Keys it looks under, three weeks around publication.
    """

    filed: tuple[str, ...]
    far: tuple[str, ...]
    near: tuple[str, ...]


def keys_of(profile: Profile) -> Keys:
    """Return the keys of an article."""
    marks = (*_marks(profile),)
    wide = profile.provinces or (NOWHERE,)
    if profile.regions:
        filed = [f"{area}/{mark}" for area in (*profile.regions, *wide) for mark in marks]
        far = [f"{region}/{mark}" for region in profile.regions for mark in marks]
        far += [f"{area}?/{mark}" for area in wide for mark in marks]
        roles = [f"{region}/{role}" for region in profile.regions for role in profile.roles]
        places = [f"={region}" for region in profile.regions]
    else:
        filed = [f"{area}?/{mark}" for area in wide for mark in marks]
        far = [f"{area}{sign}/{mark}" for area in wide for sign in ("", "?") for mark in marks]
        roles, places = [], [f"={area}?" for area in profile.provinces]
    rarest = [f":{term}" for term in profile.terms[:NOWHERE_TERMS] if weight(term) >= 1.0]
    known, unknown = ([f"={NOWHERE}{sign}/{term}" for term in rarest] for sign in ("", "?"))
    filed += known if profile.provinces else unknown
    near = unknown if profile.provinces else [*known, *unknown]
    anywhere = _anywhere(profile)
    return Keys(_once([*filed, *roles, *places, *anywhere]), _once([*far, *roles, *anywhere]), _once([*places, *near]))


def _marks(profile: Profile) -> list[str]:
    """Return what tells a case inside a place: words of names, initials, the day of the act, rare words."""
    found: list[str] = []
    for name in (*profile.names, *profile.others):
        letters = initials(name)
        words = fold(name)
        if letters:
            found.append(f"~{letters}")
        else:
            found += [word for word in words if len(word) >= SHORTEST_NAME]
            found.append(f"~{''.join(word[0] for word in words)}")
    if profile.event_day is not None:
        found.append(f"@{profile.event_day}")
    rare = [term for term in profile.terms if weight(term) >= 1.0]
    return found + [f":{term}" for term in rare[:TERMS]]


def _anywhere(profile: Profile) -> list[str]:
    """Return what tells a case in the whole country: full name, case number, text."""
    found = [f"name/{' '.join(sorted(words))}" for name in profile.names if len(words := fold(name)) > 1]
    found += [f"no/{number}" for number in profile.cases]
    return found + ([f"text/{profile.text_hash}"] if profile.text_hash else [])


def _once(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key[:LONGEST] for key in keys))


def window(profile: Profile, days: int = WINDOW_DAYS) -> tuple[int, int]:
    """Return the first and the last publication day (proleptic ordinals) of candidates."""
    return profile.day - days, profile.day + days
