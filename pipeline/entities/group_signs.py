"""What cues say in sum, and whether initials can stand for a name."""

from pipeline.entities.group import Group
from pipeline.entities.model import Cues

_ADDRESSED = 0.8
_RANKS = frozenset(["tni", "polri"])
_COMMANDS = ("dan", "komandan", "kasdim", "kapol", "pang", "letkol", "kolonel")
"""How offices begin whose holders speak of their soldiers and policemen more often than they are accused."""


def abbreviates(letters: list[str], name: str) -> bool:
    """Tell whether initials can stand for a full name: their letters begin its words, in order."""
    words = name.lower().split()
    if len(words) < 2 or len(words) < len(letters):  # noqa: PLR2004 - a full name has two words
        return False
    starts = iter(word[0] for word in words)
    return all(letter in starts for letter in letters)


def acts(cues: Cues) -> bool:
    """Tell whether something is said of somebody: abbreviations of things do and suffer nothing."""
    return max(cues.accused, cues.speaks, cues.complains, cues.suffers) > 0


def net_of(cues: Cues, speaking: float) -> float:
    """Return how much more accuses than speaks for somebody else: `speaking` weighs verbs of saying."""
    other = 0.4 * cues.complains + 0.8 * (cues.suffers + cues.stops)
    against = speaking * cues.speaks + _ADDRESSED * cues.addressed + other
    return cues.accused - against


def commands(group: Group) -> bool:
    """Tell whether a named soldier or policeman commands others, or speaks."""
    if group.role not in _RANKS or group.person is None or group.bonus:
        return False  # who is told by initials is accused
    return group.cues.speaks > 0 or any(find.span.text.lower().startswith(_COMMANDS) for find in group.finds)
