"""Parts of the score 0..100 that one article can tell (`severity` of `config/rules.yaml`); the case adds attention."""

from collections.abc import Sequence
from typing import Any

from archive.records.analysis import Act, Actor, Kind, Mention, Sanction, SeverityPart, Stage
from pipeline.judge.calendar import Standing

_MANY, _TENS, _FEW = 50, 10, 2
_MONEY_ACTS = {"A18"}
_HANDLED = {Stage.S4, Stage.S5, Stage.S6, Stage.P1}
_DONE = {Stage.S7, Stage.P2, Stage.P3, Stage.P4}
_MONEY_WORDS = (
    "bansos",
    "bantuan",
    "uang",
    "anggaran",
    "apbd",
    "apbn",
    "dana",
    "blt",
    "sembako",
    "beras",
    "pkh",
    "bpnt",
)
_UNIFORM_WORDS = ("seragam", "atribut", "pakaian dinas")


def severity_parts(
    table: dict[str, Any],
    *,
    kind: Kind,
    acts: Sequence[Act],
    actors: Sequence[Actor],
    stage: Stage | None,
    steps: Sequence[Stage],
    sanctions: Sequence[Sanction],
    facilities: Sequence[Mention],
    persons: int | None,
    standing: Standing | None,
    verified: bool,
) -> tuple[SeverityPart, ...]:
    """Return the parts with their reasons; empty for anything but a case.

    Args:
        table: The severity section of the rules.
        kind: Appeals, statistics, rules and opinions have no score.
        acts: Acts told.
        actors: All actors.
        stage: Furthest step.
        steps: All steps reached.
        sanctions: Imposed or recommended.
        facilities: State means named.
        persons: Number of persons involved; None when not told.
        standing: Stage of the election; None when unknown.
        verified: True when a body confirmed a recording.
    """
    if not kind.is_case:
        return ()
    alleged = [actor for actor in actors if actor.part == "alleged"]
    return (
        _office(table["office"], alleged),
        _act(table["act"], acts),
        _resources(table["resources"], acts, facilities),
        _reach(table["reach"], alleged, persons),
        _time(table["time"], standing),
        _evidence(table["evidence"], stage, steps, sanctions, verified=verified),
    )


def _part(name: str, entry: dict[str, Any], key: str, reason: str) -> SeverityPart:
    return SeverityPart(name, int(entry["points"].get(key, entry.get("other", 0))), int(entry["most"]), reason)


def _office(entry: dict[str, Any], alleged: Sequence[Actor]) -> SeverityPart:
    roles = sorted({actor.role for actor in alleged if actor.role}, key=lambda role: -entry["points"].get(role, 0))
    return _part("jabatan", entry, roles[0] if roles else "", roles[0].replace("_", " ") if roles else "tidak disebut")


def _act(entry: dict[str, Any], acts: Sequence[Act]) -> SeverityPart:
    codes = sorted((act.code for act in acts), key=lambda code: -entry["points"].get(code, 0))
    return _part("perbuatan", entry, codes[0] if codes else "", codes[0] if codes else "tidak terbaca")


def _resources(entry: dict[str, Any], acts: Sequence[Act], facilities: Sequence[Mention]) -> SeverityPart:
    words = " ".join(mention.label.lower() for mention in facilities)
    codes = {act.code for act in acts}
    if codes & _MONEY_ACTS or any(word in words for word in _MONEY_WORDS):
        return _part("sumber daya negara", entry, "money", "uang, bantuan atau anggaran")
    if "A14" in codes or (words and not any(word in words for word in _UNIFORM_WORDS)):
        return _part("sumber daya negara", entry, "facility", "kendaraan, gedung atau jam dinas")
    if words:
        return _part("sumber daya negara", entry, "uniform", "seragam atau atribut")
    return SeverityPart("sumber daya negara", 0, int(entry["most"]), "tidak disebut")


def _reach(entry: dict[str, Any], alleged: Sequence[Actor], persons: int | None) -> SeverityPart:
    number = max([persons or 0, *(actor.count or 1 for actor in alleged), len(alleged)], default=1)
    key = "many" if number >= _MANY else "tens" if number >= _TENS else "few" if number >= _FEW else "one"
    return _part("jangkauan", entry, key, f"{max(number, 1)} orang")


def _time(entry: dict[str, Any], standing: Standing | None) -> SeverityPart:
    if standing is None:
        return SeverityPart("waktu", 0, int(entry["most"]), "tahapan tidak diketahui")
    return _part("waktu", entry, standing.heat, f"{standing.election.name}: {standing.label}")


def _evidence(
    entry: dict[str, Any], stage: Stage | None, steps: Sequence[Stage], sanctions: Sequence[Sanction], *, verified: bool
) -> SeverityPart:
    reached = {*steps, *([stage] if stage else [])}
    name = "bukti dan tahap"
    if reached & _DONE or any(sanction.imposed for sanction in sanctions):
        return _part(name, entry, "sanctioned", "vonis, sanksi atau penyidikan")
    if reached & _HANDLED:
        return _part(name, entry, "handled", "klarifikasi atau diteruskan")
    if Stage.S3 in reached:
        return _part(name, entry, "reported", "laporan atau temuan")
    if verified or Stage.S2 in reached:
        return _part(name, entry, "verified", "dibenarkan atau ditelusuri instansi")
    return _part(name, entry, "posted", "unggahan atau tudingan saja")
