"""What headline and counts of a story say of one of those who may be accused: offices told on top, `ketiganya`."""

from pipeline.entities.group import Group
from pipeline.entities.lineup import Line


def company(group: Group, line: Line) -> dict[str, float]:
    """Return whether a candidate is one of those whom headline and counts mean; each 0 or 1."""
    named = group.person is not None
    told = named and group.role in line.headline
    rank = sum([score > line.scores[id(group)] for score in line.scores.values()])
    counted = line.number > 1 and rank < line.number
    return {
        "title_role": float(told),
        "other_title": float(named and bool(line.headline) and not told),
        "within": float(counted),
        "within_named": float(counted and named),
        "beyond": float(line.number > 1 and not counted),
    }
