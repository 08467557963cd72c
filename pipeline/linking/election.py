"""Which election a case belongs to: it decides which law's time limits hold."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from archive.records.analysis import Analysis

Election = Literal["pilkada", "pemilu"]

# Where neither rules nor laws tell: first stage of the first programme to the end of disputes.
# PKPU 3/2022 (Pemilu 2024), PKPU 2/2024 (Pilkada 2024), PKPU 5/2020 (Pilkada 2020), MK 24 February 2025 (revotes).
PERIODS: tuple[tuple[date, date, Election], ...] = (
    (date(2019, 10, 1), date(2021, 3, 31), "pilkada"),
    (date(2022, 6, 14), date(2024, 3, 20), "pemilu"),
    (date(2024, 3, 21), date(2025, 10, 31), "pilkada"),
)
_RULES: tuple[tuple[str, Election], ...] = (("PEM-", "pemilu"), ("PID-", "pilkada"))
_LAWS: tuple[tuple[str, Election], ...] = (
    ("UU 7/2017", "pemilu"),
    ("UU 10/2016", "pilkada"),
    ("UU 1/2015", "pilkada"),
    ("UU 8/2015", "pilkada"),
    ("UU 6/2020", "pilkada"),
)


def election(analyses: Iterable[Analysis], day: date) -> Election | None:
    """Return the election, by rules first, then by laws cited, then by the day.

    Args:
        analyses: Of the case's articles.
        day: Of the act, or of the first article.

    Returns:
        None when nothing tells.
    """
    rules: Counter[Election] = Counter()
    laws: Counter[Election] = Counter()
    for analysis in analyses:
        for rule in analysis.rules:
            rules.update(kind for prefix, kind in _RULES if rule.code.startswith(prefix))
        for law in analysis.laws:
            laws.update(kind for name, kind in _LAWS if law.cited == name)
    for votes in (rules, laws):
        if votes["pemilu"] != votes["pilkada"]:
            return "pemilu" if votes["pemilu"] > votes["pilkada"] else "pilkada"
    return next((kind for first, last, kind in PERIODS if first <= day <= last), None)
