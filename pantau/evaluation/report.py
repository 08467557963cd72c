"""The result of an evaluation for people: a table of measures, and every wrong article with its evidence."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from archive.records.analysis import Analysis
from base.catalogue import Catalogue, Language, catalogue
from pantau.evaluation.gold import Gold, fold_name
from pantau.evaluation.grounds import grounds
from pantau.evaluation.run import Judged


def table(result: dict[str, Any], language: Language) -> Table:
    """Return the measures as a table, one row a key; what was not measured for want of articles says so.

    Args:
        result: As `pantau evaluate --json` prints it.
        language: Of whoever reads it.
    """
    t = _words(language)
    grid = Table(box=None, pad_edge=False)
    for heading in ("measure", "values"):
        grid.add_column(t(heading), overflow="fold")
    for key, values in result.items():
        if key == "negatives" and not values["n"]:
            grid.add_row(t(key), t("not measured: give articles without cases with --negatives"))
            continue
        flat = {name: value for name, value in values.items() if not isinstance(value, dict)}
        if not flat.get("trap_n", 1):
            flat = {name: value for name, value in flat.items() if not name.startswith("trap_")}
        grid.add_row(t(key), "  ".join(f"{t(name)} {_told(value, t)}".strip() for name, value in flat.items()))
        if "per_kind" in values:
            told = "  ".join(f"{t(kind)} {value:g}" for kind, value in values["per_kind"].items())
            grid.add_row("  " + t("per_kind"), told)
        for kind, said in values.get("confusion", {}).items():
            told = ", ".join(f"{t(other)} {count}" for other, count in said.items())
            grid.add_row("  " + t("labelled {kind}, judged", kind=t(kind)), told)
    return grid


def _told(value: float | None, t: Catalogue) -> str:
    return t("not measured") if value is None else f"{value:g}"


def errors(judged: Sequence[Judged], language: Language) -> Iterator[str]:
    """Yield a block of text for every article on which label and pipeline differ: each difference with its grounds."""
    t = _words(language)
    for item in judged:
        wrong = [
            line
            for name, wanted, got in differences(item, t)
            for line in (
                "  " + t("{measure}: labelled {wanted}, judged {got}", measure=t(name), wanted=wanted, got=got),
                *(f"    {one}" for one in grounds(item.analysis, name, language)),
            )
        ]
        if wrong:
            yield "\n".join([f"{item.example.id}  {item.example.article.title or item.example.article.url}", *wrong])


def _words(language: Language) -> Catalogue:
    return catalogue(Path(__file__).parent, language)


def differences(item: Judged, t: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yield (measure, label, what was said) where they differ, in the reader's words.

    An article without a label must be unrelated.
    """
    gold, said = item.example.gold, item.analysis
    if gold is not None:
        yield from _differences(gold, said, t)
    elif said.relevant:
        yield "kind", t("unrelated"), f"{t(said.kind.value)} ({said.relevance:.2f})"


def _differences(gold: Gold, said: Analysis, t: Catalogue) -> Iterator[tuple[str, str, str]]:
    plain: list[tuple[str, Any, Any]] = [
        ("relevant", gold.relevant, said.relevant),
        ("kind", gold.kind, said.kind.value),
    ]
    if gold.is_case:
        plain += [
            ("stage", gold.stage, said.stage.value if said.stage else None),
            ("acts", sorted(gold.acts), sorted({act.code for act in said.acts})),
            ("rules", sorted(gold.rules), sorted({rule.code for rule in said.rules})),
            ("sanctioned", gold.sanctioned, bool(said.sanctions)),
            ("roles", sorted(gold.roles), sorted({actor.role for actor in said.alleged if actor.role})),
            ("names", sorted(gold.names), sorted({fold_name(actor.name) for actor in said.alleged if actor.name})),
            ("date", gold.event_date, said.event_date.day if said.event_date else None),
        ]
    if gold.relevant and gold.kind != "statistics":
        plain.append(("regions", sorted(gold.regions), sorted(said.regions)))
    for name, wanted, got in plain:
        if wanted != got and not (name == "date" and wanted is None):
            yield name, _written(wanted, t), _written(got, t)


def _written(value: Any, t: Catalogue) -> str:
    """Return a value as a person reads it: no brackets, nothing told is a dash."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, list):
        return ", ".join(value) or "-"
    if value is None:
        return "-"
    return t(value) if isinstance(value, str) else str(value)
