"""Names of codes as officers know them, in their language; message ids are English."""

from alerts.wording import ACTS
from alerts.wording import words as alert_words
from base.catalogue import Catalogue

KINDS = {
    "incident": "incident",
    "follow_up": "follow-up",
    "appeal": "appeal",
    "statistics": "statistics",
    "regulation": "regulation",
    "commentary": "commentary",
    "unrelated": "unrelated",
}
STAGES = {
    "S1": "alleged or viral",
    "S2": "traced by the supervisor",
    "S3": "reported or found, first assessment",
    "S4": "clarification, plenary",
    "S5": "forwarded to KASN/BKN",
    "S6": "recommendation",
    "S7": "sanction by the appointing official",
    "P1": "Gakkumdu",
    "P2": "criminal investigation",
    "P3": "trial",
    "P4": "verdict",
    "X1": "not proven or stopped",
    "X2": "report withdrawn",
}
PARTS = {
    "alleged": "alleged",
    "speaker": "speaker",
    "complainant": "complainant",
    "victim": "victim",
    "beneficiary": "beneficiary",
    "mentioned": "mentioned",
}


def kind_name(t: Catalogue, kind: str | None) -> str:
    """Return the name of a kind of article; a dash for None."""
    return t(KINDS[kind]) if kind else "-"


def stage_name(t: Catalogue, stage: str | None) -> str:
    """Return code and name of a step; a dash for None."""
    return f"{stage} {t(STAGES[stage])}" if stage else "-"


def part_name(t: Catalogue, part: str) -> str:
    """Return the name of a person's part in the story."""
    return t(PARTS[part])


def act_name(t: Catalogue, code: str) -> str:
    """Return the short name of a form of breach; empty for a code nobody knows."""
    return alert_words(t.language)(ACTS[code]) if code in ACTS else ""
