"""How messages speak: never more certain than the sources, and no low-rank name while a case is open."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date

from archive.records.analysis import Stage
from archive.records.incident import Incident
from base.catalogue import Catalogue, Language, catalogue
from pipeline.linking.clocks import Clock
from pipeline.linking.covering import Hidden, cover
from pipeline.linking.stalled import Stalled

ROOM = Path(__file__).parent

ACTS: dict[str, str] = {
    "A01": "Campaign material",
    "A02": "Campaigning on social media",
    "A03": "Approaching parties, candidate lists",
    "A04": "At declarations or campaigns of candidates",
    "A05": "Party member or candidate without resigning",
    "A06": "Likes, comments, shares, groups",
    "A07": "Photos and finger signs with candidates",
    "A08": "Taking part in campaign activities",
    "A09": "Candidate's spouse without leave",
    "A10": "Activities or calls that take sides",
    "A11": "Campaign team or experts",
    "A12": "Identity cards for independent candidates",
    "A13": "Decisions for or against a candidate",
    "A14": "Use of state facilities",
    "A15": "Mobilising civil servants or village staff",
    "A16": "Intimidation or threats",
    "A17": "Forbidden transfers of staff",
    "A18": "Money or goods handed out by officials",
    "A19": "Form not detailed",
}
"""Short names of the forms of breach, as message ids."""

STAGES: dict[str, str] = {
    "S1": "allegation",
    "S2": "being traced",
    "S3": "report or finding registered",
    "S4": "clarification",
    "S5": "forwarded to KASN or BKN",
    "S6": "recommendation",
    "S7": "sanction imposed",
    "P1": "Gakkumdu",
    "P2": "criminal investigation",
    "P3": "on trial",
    "P4": "verdict",
    "X1": "not proven or stopped",
    "X2": "report withdrawn",
}

LEVEL_NAMES: dict[str, str] = {"Kritis": "Critical", "Tinggi": "High", "Sedang": "Medium", "Rendah": "Low"}

LIMITS: dict[str, str] = {
    "pilkada_report": "Report to Bawaslu",
    "pemilu_report": "Report to Bawaslu",
    "pilkada_handle": "Bawaslu handles it",
    "pemilu_handle": "Bawaslu handles it",
    "pilkada_handle_more": "Bawaslu handles it, extended",
    "pemilu_handle_more": "Bawaslu handles it, extended",
    "bkn_follow_up": "BKN follows up",
}
"""Short names of the time limits (`pipeline.linking.clocks`)."""

STALLS: dict[str, str] = {
    "recommended": "recommended {n} days ago, no sanction reported",
    "forwarded": "forwarded {n} days ago, nothing reported since",
    "convicted": "verdict {n} days ago, no sanction reported",
    "suspect": "suspect named {n} days ago, no trial reported",
    "reported": "registered {n} days ago, nothing reported since",
}

STALLS_SINCE: dict[str, str] = {
    "recommended": "recommended on {day}, no sanction reported",
    "forwarded": "forwarded on {day}, nothing reported since",
    "convicted": "verdict on {day}, no sanction reported",
    "suspect": "suspect named on {day}, no trial reported",
    "reported": "registered on {day}, nothing reported since",
}
"""The same of long ago."""
LONG_AGO = 90  # days from which a day is told: the archive of a past election has cases that stand still for years

MOST_READ = 4 * 1024  # characters of a headline that are looked at
MOST_EVIDENCE = 180  # characters of a quotation: short quotes only (UU 28/2014 ps 43)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+")


def words(language: Language) -> Catalogue:
    """Return the texts of this room."""
    return catalogue(ROOM, language)


def clean_line(text: str, most: int = 300) -> str:
    """Return foreign text as one harmless line: no control, direction or invisible characters, single spaces.

    Args:
        text: A headline, a name, anything that somebody else wrote.
        most: Longest result in characters; longer text ends in an ellipsis.
    """
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def evidence(text: str, names: Hidden) -> str:
    """Return a headline or quotation fit to be sent: short, and with the hidden names as initials."""
    return clean_line(cover(clean_line(text, MOST_READ), names), MOST_EVIDENCE + 4)


def label(case: Incident, language: Language) -> str:
    """Return the case in words, which hold `diduga` until a competent body decided."""
    return clean_line(case.label_en if language == "en" else case.label)


def level_name(level: str, t: Catalogue) -> str:
    """Return the level in the reader's language."""
    return t(LEVEL_NAMES.get(level, level))


def furthest(case: Incident) -> Stage | None:
    """Return the step that stands for the case: its end, else the criminal step, else the discipline one."""
    return case.end or case.criminal or case.discipline


def stage_text(case: Incident, t: Catalogue) -> str:
    """Return where the case stands on its tracks: `klarifikasi (S4); penyidikan (P2)`."""
    found = [stage for stage in (case.end, case.criminal, case.discipline) if stage is not None]
    return "; ".join(f"{t(STAGES[stage.value])} ({stage.value})" for stage in found) or t("allegation")


def limit_left(clock: Clock, t: Catalogue) -> str:
    """Return what is left of a time limit: `sisa 3 hari`."""
    if clock.state == "expired":
        return t("{n} days late", n=max(1, -clock.left))
    if clock.left == 0:
        return t("last day today")
    return t("{n} working days left" if clock.limit.unit == "working_days" else "{n} days left", n=clock.left)


def limit_name(clock: Clock, t: Catalogue) -> str:
    """Return what a time limit is for: `Lapor ke Bawaslu`."""
    return t(LIMITS.get(clock.limit.code, clock.limit.code))


def stall_text(found: Stalled, t: Catalogue) -> str:
    """Return why a case stands still: `direkomendasikan 25 hari lalu, sanksi belum diberitakan`."""
    if found.days > LONG_AGO:
        return t(STALLS_SINCE[found.code], day=short_day(found.since, t.language))
    return t(STALLS[found.code], n=found.days)


def is_plain(case: Incident) -> bool:
    """Tell whether only the usual hedges hold: no decision of a competent body, not verified by an officer."""
    return not case.found and case.end is None and case.review == "unreviewed"


def standing(case: Incident, t: Catalogue) -> tuple[str, ...]:
    """Return the hedges that hold for the case, each one short sentence part."""
    found = []
    if case.found:
        found.append(t("decided by a competent body"))
    elif case.end is not None:
        found.append(t("not proven, stopped or withdrawn"))
    else:
        found.append(t("no decision of a competent body yet"))
    if case.review == "verified":
        found.append(t("verified by an officer"))
    elif case.review == "unreviewed":
        found.append(t("not verified by an officer"))
    return tuple(found)


def reported_by(case: Incident, t: Catalogue) -> str:
    """Return `diberitakan n media`, with the number of articles when it differs."""
    sources, articles = len(case.sources) or 1, len(case.articles)
    one = t("reported by {n} newsroom", n=sources) if sources == 1 else t("reported by {n} newsrooms", n=sources)
    return one if articles <= sources else t("{who} ({n} articles)", who=one, n=articles)


ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Names of the Indonesian zones by hours from UTC."""


def short_day(day: date, language: Language) -> str:
    """Return `4 Okt 2024`."""
    return format_date(day, "d MMM y", locale=language)


def long_day(day: date, language: Language) -> str:
    """Return `Jumat, 4 Oktober 2024`."""
    return format_date(day, "EEEE, d MMMM y", locale=language)


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """Return `07.00 WITA`; zones outside Indonesia get their abbreviation."""
    local = at.astimezone(zone)
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    indonesian = zone.key.startswith("Asia/") and zone.key.split("/")[1] in {
        "Jakarta",
        "Pontianak",
        "Makassar",
        "Jayapura",
    }
    return f"{local:%H.%M} {ZONES[int(hours)] if indonesian else local.tzname()}"
