"""The acts of a case: the best supported one leads, for it names the case."""

from collections import defaultdict

from pipeline.linking.member import Member

# Gravest first, as the severity table (`config/rules.yaml`) has them; decides between acts told equally well.
GRAVITY = tuple(f"A{number:02d}" for number in (18, 14, 16, 15, 13, 17, 10, 11, 5, 4, 8, 1, 12, 2, 3, 7, 6, 9, 19))
# What an article falls back to when it cites the law and not the deed; an act told half as well says more.
GENERAL = frozenset({"A13", "A19"})


def acts(members: tuple[Member, ...]) -> tuple[str, ...]:
    """Return the codes, the best supported and most told first; copies do not vote.

    An article supports an act by the square of its confidence, so that a passing word in a late report (a threat that
    somebody else uttered) does not name the case for what four others tell in so many words.
    """
    support: dict[str, float] = defaultdict(float)
    for member in members:
        for act in member.analysis.acts:
            support[act.code] += 0.0 if member.copy_of is not None else act.confidence**2
    weighed = {code: value / 2 if code in GENERAL else value for code, value in support.items()}
    return tuple(sorted(weighed, key=lambda code: (-round(weighed[code], 2), _gravity(code), code)))


def _gravity(code: str) -> int:
    return GRAVITY.index(code) if code in GRAVITY else len(GRAVITY)
