"""Under which keys an article is filed and where it looks: two are compared when they share enough of them.

Keys are a function of one article alone and sharing them is symmetric, so the pairs that are compared do not depend on
the order of arrival. A key stands for a mark in a place (a regency and a role, a regency and a word of a name). One
strong mark is enough within three weeks; further apart marks must add up, for in a regency with many cases every role
and every common given name comes back, and no such pair could be told to be one case. On written stories this leaves
out one pair in a hundred that scores as one case, and an article is compared with those it has something to do with,
however large the archive. Articles whose regency is unknown are filed and looked for by their province; those without
any place by their rarest words, for three weeks. Near copies need no key of their own: they share words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.linking.people import fold, initials
from pipeline.linking.profile import Profile
from pipeline.linking.terms import weight

NEAR_DAYS = 21  # a case is mostly told anew within these: one mark in common is enough
# Role, initials, rare word, place, day of the act. In a regency with many cases every role comes back with some rare
# word, and two rare words with every third case; no such pair with months between was ever one case, and they were two
# of three pairs compared.
POINTS = {"#": 4, "~": 4, ":": 3, "=": 4, "@": 6}
WORD_POINTS = 5  # of a name: a common given name alone is not enough
ANYWHERE_POINTS = 9  # full name, case number, text
ENOUGH = ((45, 4), (180, 7), (730, 8))  # days between publications, points

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
        roles = [f"{region}/#{role}" for region in profile.regions for role in profile.roles]
        places: list[str] = []
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


class Marks:
    """Adds up what others share with one article, quickly: each mark is a bit, so that two places tell it once."""

    def __init__(self, keys: Iterable[str]) -> None:
        marks: dict[str, int] = {}
        self._bits = {key: 1 << marks.setdefault(_mark(key), len(marks)) for key in keys}
        self._points = [_points(mark) for mark in marks]
        self._sums: dict[int, int] = {}
        self._found: dict[tuple[int, int], int] = {}

    def add(self, article: int, apart: int, key: str) -> None:
        """Note that another article, published some days apart, is filed under a key."""
        other = (article, apart)
        self._found[other] = self._found.get(other, 0) | self._bits[key]

    def enough(self) -> list[int]:
        """Return the articles that share enough to be compared."""
        return [article for (article, apart), bits in self._found.items() if self._sum(bits) >= _least(apart)]

    def _sum(self, bits: int) -> int:
        if bits not in self._sums:
            self._sums[bits] = sum(points for place, points in enumerate(self._points) if bits >> place & 1)
        return self._sums[bits]


def enough(keys: Iterable[str], days: int) -> bool:
    """Tell whether two articles are compared.

    Args:
        keys: Those that one is filed under and the other looks under.
        days: Between their publications.
    """
    shared = list(keys)
    marks = Marks(shared)
    for key in shared:
        marks.add(0, days, key)
    return bool(marks.enough())


_COUNTRY = ("name/", "no/", "text/")


def _mark(key: str) -> str:
    """Return what a key tells inside its place; a mark that two places share counts once."""
    return key if key.startswith("=") or key.startswith(_COUNTRY) else key.partition("/")[2]


def _points(mark: str) -> int:
    return ANYWHERE_POINTS if mark.startswith(_COUNTRY) else POINTS.get(mark[:1], WORD_POINTS)


def _least(days: int) -> int:
    return next((least for limit, least in ENOUGH if days <= limit), ANYWHERE_POINTS)
