"""The list of cases on the terminal: three lines a case, readable in 80 columns."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from archive.records.incident import Incident
from base.catalogue import Catalogue, Language
from pantau.incidents.words import CLOCKS, LEVEL_STYLES, LEVELS, REVIEWS, day, left, standstill, wording, words
from pantau.views.names import stage_name
from pipeline.linking.clocks import incident_clocks
from pipeline.linking.stalled import stalled

GAP = "  "


def show_list(console: Console, language: Language, steps: Catalogue, cases: Sequence[Incident], now: datetime) -> None:
    """Print cases: how grave, how far and how fresh; what is alleged; what is next.

    Args:
        console: Where; steps stand in a line of their own where its width allows no more.
        language: Of the words.
        steps: Texts that name the steps.
        cases: In the order to show.
        now: Aware; for what is left of the limits.
    """
    t = words(language)
    if not cases:
        console.print(t("No case matches."))
        return
    shown = [(level_text(t, case), _news(t, language, case)) for case in cases]
    wide = max(level.cell_len for level, _ in shown)
    late = max(len(news) for _, news in shown)
    for case, (level, news) in zip(cases, shown, strict=True):
        level.pad_right(wide - level.cell_len)
        head = Text.assemble((case.code, "bold"), GAP, level, GAP, f"{news:{late}}", GAP)
        stages = _stages(steps, case)
        fits = len(stages) <= console.width - head.cell_len
        console.print(head + Text(stages) if fits else head)
        console.print(Padding(Text(wording(case, language)), (0, 0, 0, 2), expand=False))
        if not fits:
            console.print(Padding(Text(t("at {stages}", stages=stages), style="dim"), (0, 0, 0, 2), expand=False))
        for line in _notes(t, case, now):
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2), expand=False))
        console.print()
    console.print(t("{n} cases. Reports in the press; not verified unless it says so.", n=len(cases)), style="dim")


def level_text(t: Catalogue, case: Incident) -> Text:
    """Return level and score in the level's colour; a dash where no score is given."""
    score = "-" if case.severity.score is None else case.severity.score
    return Text(f"{t(LEVELS[case.severity.level])} {score}", style=LEVEL_STYLES[case.severity.level])


def _news(t: Catalogue, language: Language, case: Incident) -> str:
    told = t("{articles} art., {sources} media", articles=len(case.articles), sources=len(case.sources))
    return f"{day(case.last_published.date(), language):11}{GAP}{told}"


def _stages(steps: Catalogue, case: Incident) -> str:
    reached = [stage for stage in (case.discipline, case.criminal, case.end) if stage]
    return " / ".join(stage_name(steps, stage) for stage in reached)


def _notes(t: Catalogue, case: Incident, now: datetime) -> Iterator[str]:
    if case.review != "unreviewed":
        yield t(REVIEWS[case.review]) + (f": {case.review_reason}" if case.review_reason else "")
    if case.review == "dismissed":
        return
    running = next((clock for clock in incident_clocks(case, now) if clock.state == "running"), None)
    found = stalled(case, now)
    if running:
        yield t("Next: {what}", what=f"{t(CLOCKS[running.limit.code])}, {left(t, running)}")
    elif found:
        yield t("Standing still: {what}", what=standstill(t, found))
