"""Words and dates of the case views, in the user's language; message ids are English."""

from datetime import date
from pathlib import Path

from babel.dates import format_date

from alerts.wording import LONG_AGO
from archive.records.incident import Incident
from base.catalogue import Catalogue, Language, catalogue
from pipeline.linking.clocks import Clock
from pipeline.linking.stalled import Stalled

LEVELS = {"Kritis": "critical", "Tinggi": "high", "Sedang": "medium", "Rendah": "low"}
LEVEL_STYLES = {"Kritis": "bold red", "Tinggi": "red", "Sedang": "yellow", "Rendah": "dim"}
REVIEWS = {"unreviewed": "not reviewed", "verified": "verified", "dismissed": "dismissed"}
CLOCKS = {
    "pilkada_report": "report to Bawaslu (Pilkada)",
    "pilkada_handle": "Bawaslu decides (Pilkada)",
    "pilkada_handle_more": "Bawaslu decides with more information (Pilkada)",
    "pemilu_report": "report to Bawaslu (Pemilu)",
    "pemilu_handle": "Bawaslu decides (Pemilu)",
    "pemilu_handle_more": "Bawaslu decides with more information (Pemilu)",
    "bkn_follow_up": "BKN task force acts",
}
STALLS = {
    "recommended": "recommended, nothing followed for {days} days",
    "forwarded": "forwarded, nothing followed for {days} days",
    "convicted": "convicted, no sanction told for {days} days",
    "suspect": "no step of the trial told for {days} days",
    "reported": "no decision told for {days} days",
}
STALLS_SINCE = {
    "recommended": "recommended, nothing followed since {day}",
    "forwarded": "forwarded, nothing followed since {day}",
    "convicted": "convicted, no sanction told since {day}",
    "suspect": "no step of the trial told since {day}",
    "reported": "no decision told since {day}",
}
EVENTS = {
    "opened": "opened",
    "article": "article",
    "step": "step",
    "severity": "severity",
    "cleared": "cleared",
    "denied": "denied",
    "corrected": "corrected",
    "decision": "decision",
    "merged": "merged",
    "split": "split",
}
DETAILS = {
    "level": "level",
    "score": "score",
    "stage": "step at",
    "articles": "articles:",
    "sources": "newsrooms:",
    "copy": "a copy",
    "from": "from",
    "to": "to",
    "into": "into",
    "day": "on",
    "furthest": "furthest so far",
    "reason": "reason:",
    "by": "by",
    "article": "article",
    "raised": "raised",
    "score_from": "score from",
    "score_to": "score to",
}
FIELDS = {
    "review": "review",
    "note": "note",
    "assignee": "handled by",
    "followed": "followed",
    "kind": "kind",
    "act": "acts",
    "stage": "step",
    "end": "end",
    "place": "place",
    "actor": "person alleged",
    "event_day": "day of the act",
    "election": "election",
    "merge": "joined with",
    "split": "taken out: articles",
    "refuse": "another case than",
    "articles": "article",
}
"""What an officer decides on (`pipeline.linking.rulings`), and what is corrected by itself."""
MODIFIERS = {
    "cleared": "capped: not proven, stopped or withdrawn",
    "single_anonymous_source": "lowered: one source alone, nobody named",
    "victim": "no score: names were misused",
}


def words(language: Language) -> Catalogue:
    """Return the texts of the case views."""
    return catalogue(Path(__file__).parent, language)


def day(value: date | None, language: Language) -> str:
    """Return a day in words (`5 Okt 2024`); a dash for None."""
    return "-" if value is None else str(format_date(value, "d MMM y", locale=language))


def wording(incident: Incident, language: Language) -> str:
    """Return the label in the user's language."""
    return incident.label if language == "id" else incident.label_en


def left(t: Catalogue, clock: Clock) -> str:
    """Return what is left of a limit."""
    if clock.state == "met":
        return t("kept")
    unit = t("working days") if clock.limit.unit == "working_days" else t("days")
    if clock.state == "expired":
        return t("{n} {unit} over", n=-clock.left, unit=unit)
    return t("last day") if clock.left == 0 else t("{n} {unit} left", n=clock.left, unit=unit)


def standstill(t: Catalogue, found: Stalled) -> str:
    """Return why a case stands still; of long ago with its day, for nobody counts 752 days."""
    if found.days > LONG_AGO:
        return t(STALLS_SINCE[found.code], day=day(found.since, t.language))
    return t(STALLS[found.code], days=found.days)
