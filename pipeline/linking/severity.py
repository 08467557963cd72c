"""The score of a case, made of the parts of its articles' scores; every part is shown.

Parts, points, modifiers and levels follow the table of `config/rules.yaml` (severity).
"""

from archive.records.analysis import Analysis, SeverityPart, Stage
from archive.records.incident import CaseSeverity, Level
from pipeline.linking.member import Member

CLEARED_CAP = 20  # stopped, not proven, withdrawn
ANONYMOUS = 10  # taken off when one source alone tells it and names nobody
LEVELS: tuple[tuple[int, Level], ...] = ((70, "Kritis"), (50, "Tinggi"), (30, "Sedang"))
ATTENTION = "sorotan"  # the part that counts independent newsrooms, which only the case knows
_ATTENTION_STEPS = ((5, 5), (2, 3), (1, 1))  # at least so many newsrooms, points
_ATTENTION_MOST = 5


def level(score: int | None) -> Level:
    """Return the level of a score; no score is `Rendah`."""
    return next((name for least, name in LEVELS if score is not None and score >= least), "Rendah")


def severity(members: tuple[Member, ...], sources: int, end: Stage | None) -> CaseSeverity:
    """Score a case.

    Args:
        members: Its articles; copies weigh nothing, for every part takes the strongest article.
        sources: Independent newsrooms.
        end: X1 or X2 when the case ended without a finding; None otherwise.

    Returns:
        Score None where civil servants are the victims (misused names): such cases have a list of their own.
    """
    analyses = tuple(member.analysis for member in members if member.analysis.kind.is_case)
    if _victims_only(analyses):
        return CaseSeverity(None, "Rendah", (), ("victim",))
    parts = _strongest(analyses)
    if parts:
        parts = (*parts, _attention(sources))
    total = sum(part.points for part in parts)
    modifiers: list[str] = []
    if _anonymous(analyses, sources):
        total -= ANONYMOUS
        modifiers.append("single_anonymous_source")
    if end is not None:
        total = min(total, CLEARED_CAP)
        modifiers.append("cleared")
    total = max(0, min(100, total))
    return CaseSeverity(total, level(total), parts, tuple(modifiers))


def _strongest(analyses: tuple[Analysis, ...]) -> tuple[SeverityPart, ...]:
    best: dict[str, SeverityPart] = {}
    for analysis in analyses:
        for part in analysis.severity:
            if part.name.startswith(ATTENTION):
                continue
            held = best.get(part.name)
            if held is None or (part.points, part.reason) > (held.points, held.reason):
                best[part.name] = part
    return tuple(best[name] for name in sorted(best, key=_table_order))


_TABLE = ("jabatan", "perbuatan", "sumber daya negara", "jangkauan", "waktu", "bukti dan tahap")


def _table_order(name: str) -> tuple[int, str]:
    return next((index for index, known in enumerate(_TABLE) if name.startswith(known)), len(_TABLE)), name


def _attention(sources: int) -> SeverityPart:
    points = next((points for least, points in _ATTENTION_STEPS if sources >= least), 0)
    return SeverityPart(ATTENTION, points, _ATTENTION_MOST, f"{sources} media mandiri")


def _victims_only(analyses: tuple[Analysis, ...]) -> bool:
    parts = {actor.part for analysis in analyses for actor in analysis.actors}
    return "victim" in parts and "alleged" not in parts


def _anonymous(analyses: tuple[Analysis, ...], sources: int) -> bool:
    """Tell whether one newsroom alone tells it, at its first step, and names neither person nor handling body."""
    if sources > 1 or not analyses:
        return False
    handled = any(analysis.stage not in {None, Stage.S1} for analysis in analyses)
    named = any(actor.name or actor.institution for analysis in analyses for actor in analysis.alleged)
    return not handled and not named and not any(analysis.institutions for analysis in analyses)
