"""Texts of the pages and the names of what they show, in the reader's language."""

from pathlib import Path

from alerts.digest import quality
from base.catalogue import Catalogue, Language, catalogue

ROOM = Path(__file__).parent

LEVELS = ("Kritis", "Tinggi", "Sedang", "Rendah")
KINDS = {
    "incident": "New case",
    "follow_up": "Follow-up of a case",
    "appeal": "Appeal or pledge",
    "statistics": "Statistics",
    "regulation": "Rules",
    "commentary": "Opinion",
    "unrelated": "Something else",
}
REVIEWS = {"unreviewed": "not reviewed", "verified": "verified", "dismissed": "dismissed"}
EVENTS = {
    "opened": "Case opened",
    "article": "Another article",
    "step": "Step reached",
    "severity": "Severity changed",
    "cleared": "Ended without a finding",
    "denied": "Denial",
    "corrected": "Corrected",
    "decision": "Decision of an officer",
    "merged": "Cases merged",
    "split": "Case split",
}
FIELDS = {
    "review": "Review",
    "note": "Note",
    "assignee": "Handled by",
    "followed": "followed",
    "kind": "Kind",
    "act": "Form of breach",
    "stage": "Step",
    "place": "Place",
    "actor": "Person alleged",
    "event_day": "Day of the act",
    "election": "Election",
    "merge": "Joined with",
    "split": "Taken out, articles",
    "refuse": "Another case than",
}
"""What an officer decides on (`pipeline.linking.rulings`)."""
NOTED = {
    "verified": "Noted: this case is verified.",
    "dismissed": "Noted: this case is dismissed.",
    "unreviewed": "Noted: the review was taken back.",
    "take": "Noted: you handle this case.",
    "leave": "Noted: you gave this case back.",
    "follow": "Noted: every change of this case is told.",
    "unfollow": "Noted: this case is no longer followed.",
    "mute": "Noted: no alerts of this case for 7 days.",
    "note": "Noted: your note stands below.",
    "correct": "Noted: no later run takes your correction back.",
    "same": "Noted: the cases are one.",
    "different": "Noted: these are two cases.",
    "split": "Noted: the articles are a case of their own.",
}
HEALTH = {"new": "not read yet", "ok": "well", **quality.STATES}
ADVICE = quality.ADVICE
OUTCOMES = {
    "ok": "read well",
    "unchanged": "nothing new",
    "unreachable": "unreachable",
    "blocked": "blocks us",
    "robots": "forbidden by robots.txt",
    "busy": "asks us to slow down",
    "failed": "could not be read",
    "stopped": "stopped",
}
COUNTS = {
    "found": "announced",
    "requests": "requests",
    "not_modified": "answers without change",
    "kept": "stored",
    "updated": "changed",
    "unchanged": "unchanged",
    "unrelated": "unrelated",
    "screened_out": "put aside by the screen",
    "empty": "without text",
    "failed": "unreadable",
    "blocked": "behind a wall",
    "gone": "gone",
    "robots": "forbidden by robots.txt",
    "refused": "refused",
    "known": "known",
    "outside": "outside the days",
    "deferred": "left for the next crawl",
    "skipped": "archive not asked for",
}
NOTICES = {
    "takedown": "Taken down by the newsroom",
    "ralat": "The newsroom printed an erratum (ralat)",
    "koreksi": "The newsroom printed a correction (koreksi)",
    "hak_jawab": "The newsroom printed a right of reply (hak jawab)",
}
FACETS = {
    "outlet": "Newsroom",
    "province": "Province",
    "region": "Regency or city",
    "kind": "Kind of article",
    "act": "Form of breach",
    "stage": "Stage",
    "role": "Position",
    "month": "Month",
}
MODIFIERS = {
    "cleared": "capped: not proven, stopped or withdrawn",
    "single_anonymous_source": "lowered: one source alone, nobody named",
    "victim": "no score: names were misused",
}
SEVERITY = {
    "jabatan": "position",
    "perbuatan": "act",
    "sumber daya negara": "state resources",
    "jangkauan": "reach",
    "waktu": "time",
    "bukti dan tahap": "evidence and step",
    "sorotan": "attention",
}
STATES = {
    "waiting": "waiting",
    "claimed": "being sent",
    "sent": "sent",
    "merged": "joined with another",
    "muted": "muted",
    "expired": "too late",
    "failed": "failed",
}
FORMS = {"instant": "alert", "digest": "digest", "notice": "notice"}
SCOPES = {"read": "read", "export": "export", "decide": "decide"}
ROLES = {"reader": "reader", "officer": "officer", "admin": "administrator"}


def words(language: Language) -> Catalogue:
    """Return the texts of this room."""
    return catalogue(ROOM, language)
