"""Runs the pipeline over evaluation files and computes every measure."""

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.records.analysis import Analysis, Kind
from archive.records.article import Article
from pantau.evaluation.gold import Example, Gold, fold_name
from pantau.evaluation.measures import (
    b_cubed,
    binary,
    confusion,
    micro,
    pairwise,
    per_label,
    percentile,
    share,
    within_one,
)

Analyse = Callable[[Article], Analysis]
Cluster = Callable[[Sequence[tuple[str, Article, Analysis]]], Mapping[str, Hashable]]


@dataclass(frozen=True, slots=True)
class Judged:
    """An example with what the pipeline made of it and how long that took (seconds)."""

    example: Example
    analysis: Analysis
    seconds: float


def judge(examples: Sequence[Example], analyse: Analyse) -> list[Judged]:
    """Analyse every example; the labels stay here."""
    judged = []
    for example in examples:
        start = time.perf_counter()
        analysis = analyse(example.article)
        judged.append(Judged(example, analysis, time.perf_counter() - start))
    return judged


def by_publication(judged: Sequence[Judged]) -> list[Judged]:
    """Return the examples in order of publication, those without a date last."""
    return sorted(
        judged, key=lambda j: (j.example.article.published is None, j.example.article.first_seen, j.example.id)
    )


def measure(judged: Sequence[Judged], negatives: Sequence[Judged], cluster: Cluster) -> dict[str, Any]:
    """Return the object that `pantau evaluate --json` prints."""
    pairs = [(j.example.gold, j.analysis) for j in judged if j.example.gold is not None]
    result = _decisions(pairs) | _details(pairs)
    result["incidents"] = _incidents(judged, cluster)
    result["negatives"] = _negatives(negatives)
    result["speed"] = _speed([*judged, *negatives])
    return result


def _decisions(pairs: Sequence[tuple[Gold, Analysis]]) -> dict[str, Any]:
    kinds = [(gold.kind, said.kind.value) for gold, said in pairs]
    labels = per_label(kinds, [kind.value for kind in Kind])
    return {
        "relevance": binary((gold.relevant, said.relevant) for gold, said in pairs).plain(),
        "case": binary((gold.is_case, said.kind.is_case) for gold, said in pairs).plain(),
        "kind": {
            "accuracy": round(share(gold == said for gold, said in kinds), 4),
            "macro_f1": round(sum(labels.values()) / len(labels), 4) if labels else 0.0,
            "per_kind": {label: round(value, 4) for label, value in labels.items()},
            "confusion": confusion(kinds),
        },
    }


def _details(pairs: Sequence[tuple[Gold, Analysis]]) -> dict[str, Any]:
    cases = [(gold, said) for gold, said in pairs if gold.is_case]
    about = [(gold, said) for gold, said in pairs if gold.relevant]
    stages = [(gold.stage, said.stage.value if said.stage else None) for gold, said in cases if gold.stage]
    placed = [(gold.regions, frozenset(said.regions)) for gold, said in about if gold.kind != "statistics"]
    dated = [
        (gold.event_date, said.event_date.day if said.event_date else None) for gold, said in cases if gold.event_date
    ]
    return {
        "acts": micro((gold.acts, {act.code for act in said.acts}) for gold, said in cases).plain(),
        "rules": micro((gold.rules, {rule.code for rule in said.rules}) for gold, said in cases).plain(),
        "stage": {
            "accuracy": round(share(gold == said for gold, said in stages), 4),
            "within_one": round(share(within_one(gold, said) for gold, said in stages), 4),
        },
        "roles": micro((gold.roles, {a.role for a in said.alleged if a.role}) for gold, said in cases).plain(),
        "names": micro(
            (gold.names, {fold_name(a.name) for a in said.alleged if a.name}) for gold, said in cases
        ).plain(),
        "regions": micro(placed).plain()
        | {"province_f1": micro((_provinces(g.regions), _provinces(s.regions)) for g, s in about).plain()["f1"]},
        "laws": micro((_bare(gold.laws), {law.cited for law in said.laws}) for gold, said in about).plain()
        | {
            "with_article_f1": micro((gold.laws, {law.label for law in said.laws}) for gold, said in about).plain()[
                "f1"
            ]
        },
        "sanctioned": binary((gold.sanctioned, bool(said.sanctions)) for gold, said in cases).plain(),
        "event_date": {
            "exact": round(share(gold == said for gold, said in dated), 4),
            "within_a_day": round(share(s is not None and abs((g - s).days) <= 1 for g, s in dated), 4),
        },
    }


def _provinces(codes: Any) -> frozenset[str]:
    return frozenset(code[:2] for code in codes)


def _bare(laws: frozenset[str]) -> frozenset[str]:
    return frozenset(law.split(" ps ")[0] for law in laws)


def _incidents(judged: Sequence[Judged], cluster: Cluster) -> dict[str, float | None]:
    """Return how well articles were linked; None where no labelled article is, or no two belong together."""
    ordered = by_publication(judged)
    said = cluster([(j.example.id, j.example.article, j.analysis) for j in ordered])
    gold = {j.example.id: j.example.gold.event for j in ordered if j.example.gold and j.example.gold.event}
    clusters = {item: said.get(item, f"alone:{item}") for item in gold}
    cubed, linked = b_cubed(gold, clusters).plain(), pairwise(gold, clusters).plain()
    paired = len(set(gold.values())) < len(gold) or len(set(clusters.values())) < len(clusters)
    return {
        "b3_precision": cubed["precision"] if gold else None,
        "b3_recall": cubed["recall"] if gold else None,
        "b3_f1": cubed["f1"] if gold else None,
        "pairwise_f1": linked["f1"] if paired else None,
    }


def _negatives(judged: Sequence[Judged]) -> dict[str, Any]:
    traps = [j for j in judged if j.example.trap]
    return {
        "n": len(judged),
        "relevant_share": round(share(j.analysis.relevant for j in judged), 5),
        "case_share": round(share(j.analysis.kind.is_case for j in judged), 5),
        "trap_n": len(traps),
        "trap_relevant_share": round(share(j.analysis.relevant for j in traps), 5),
        "trap_case_share": round(share(j.analysis.kind.is_case for j in traps), 5),
    }


def _speed(judged: Sequence[Judged]) -> dict[str, float]:
    seconds = [j.seconds for j in judged]
    total = sum(seconds)
    return {
        "articles_per_s": round(len(seconds) / total, 1) if total else 0.0,
        "ms_p50": round(1000 * percentile(seconds, 0.5), 3),
        "ms_p95": round(1000 * percentile(seconds, 0.95), 3),
    }
