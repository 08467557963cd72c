"""What headline, counts and company say of one of those who may be accused: offices told on top, counts, `dan`."""

from pipeline.entities.group import Group
from pipeline.entities.lineup import Line


def company(group: Group, line: Line) -> dict[str, float]:
    """Return whether a candidate is one of those whom headline and counts mean, or is joined to one who is accused.

    Beside an accused more prominent than himself he seems less so: `dan bendaharanya, Nurmiati, diperiksa`.
    """
    named = group.person is not None
    told = named and group.role in line.headline
    rank = sum([score > line.scores[id(group)] for score in line.scores.values()])
    counted = line.number > 1 and rank < line.number
    joined = line.joined.get(id(group)) if named else None
    return {
        "joined": float(joined is not None),
        "joined_best": max(-1.0, (joined or 0.0) / line.best) if line.best > 0 else 0.0,
        "title_role": float(told),
        "other_title": float(named and bool(line.headline) and not told),
        "within": float(counted),
        "within_named": float(counted and named),
        "beyond": float(line.number > 1 and not counted),
    }
