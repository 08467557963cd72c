"""Counts of cases as officers know them: form of breach, region, position, stage, source. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from alerts.digest.data import CountTable, Row
from alerts.views import CaseView
from alerts.wording import ACTS, STAGES, clean_line, furthest
from base.catalogue import Catalogue
from pipeline.linking.label import role_name

MOST_ROWS = 6
ROLES_SHOWN = 40  # characters of a role


def count_cases(views: Sequence[CaseView], t: Catalogue) -> tuple[CountTable, ...]:
    """Return the tables; none when there is no case. The unit of every number is the case."""
    if not views:
        return ()
    several = t("A case may show several forms.")
    return (
        _table(
            t("Form of breach"),
            (t(ACTS[a]) for v in views for a in v.incident.acts or ("A19",) if a in ACTS),
            t,
            several,
        ),
        _table(t("Region"), (view.place for view in views), t),
        _table(t("Position"), (_role(view, t) for view in views), t, t("Of the person told first.")),
        _table(t("Stage"), (_stage(view, t) for view in views), t),
        _table(t("Source"), (_source(view, t) for view in views), t),
    )


def _table(title: str, values: Iterable[str], t: Catalogue, note: str = "") -> CountTable:
    counted = Counter(values)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ordered[:MOST_ROWS]
    rest = sum(number for _, number in ordered[MOST_ROWS:])
    if rest:
        shown.append((t("others ({n})", n=len(ordered) - MOST_ROWS), rest))
    most = max((number for _, number in shown), default=1)
    rows = tuple(Row(name, number, max(2, round(100 * number / most))) for name, number in shown)
    return CountTable(title, rows, note)


def _role(view: CaseView, t: Catalogue) -> str:
    role = next((actor.role for actor in view.incident.actors if actor.role), None)
    return clean_line(role_name(role, t.language), ROLES_SHOWN) if role else t("not told")


def _stage(view: CaseView, t: Catalogue) -> str:
    stage = furthest(view.incident)
    return f"{t(STAGES[stage.value])} ({stage.value})" if stage else f"{t(STAGES['S1'])} (S1)"


def _source(view: CaseView, t: Catalogue) -> str:
    if view.incident.reports:
        return t("formal report told")
    return t("several newsrooms") if len(view.incident.sources) > 1 else t("one newsroom")
