"""What a data package says of itself, in both languages: how it was made, who judged, whose it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from archive.query.messages import texts
from base.catalogue import Language

MADE = (
    "Outlets were crawled on a schedule; `coverage.csv` tells hour by hour what each announced and what was kept. "
    "An hour that is missing was not looked at: silence there is no peace."
)
JUDGED = (
    "A program, by rules whose versions stand in the archive; officers' decisions are in `review` of `incidents.csv`. "
    "Every claim has its place in the article (`findings.csv`); an allegation is not a finding of guilt."
)
OWNED = "Articles belong to their publishers; cite them by `url`. Facts, codes and offsets may be used freely."
HIDDEN = (
    "Without the names of the alleged as data. In headlines, of articles of no case too, persons of low rank are "
    "initials until a competent body has decided on their case, and for good where it found nothing. The address of"
    " an article of such a case, and any that spells such a name, is cut to its host. Left as printed: reporters "
    "(`reporter`), persons of higher office, persons of decided cases, others who are named; outside the case also "
    "single words of a name, and a spelling that no article of the case has."
)
FOLDED = "Of articles that repeat each other only the first is in it: copies are folded into it."
COPIES = "Articles that repeat each other are all in it; `copy_of` names the first."
PARTS = (("How it was made.", MADE), ("Who judged.", JUDGED), ("Whose it is.", OWNED))


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the package says of itself.

    Args:
        query: As typed; empty for everything.
        now: The present, aware.
        version: Of the program.
        full_text: With texts, evidence and names.
        copies: With every copy of an article, not the first alone.
    """

    query: str
    now: datetime
    version: str
    full_text: bool = False
    copies: bool = False


def statement(facts: PackageFacts, count: int) -> str:
    """Return the README of a package of so many articles, first in Bahasa Indonesia, then in English."""
    return "\n".join(_told(facts, count, language) for language in ("id", "en"))


def _told(facts: PackageFacts, count: int, language: Language) -> str:
    t = texts(language)
    content = (
        t("With the articles' texts: not for publication.") if facts.full_text else t("Without text: offsets only.")
    )
    persons = t("Names of the alleged are included.") if facts.full_text else t(HIDDEN)
    opening = t(
        "{count} articles from an archive of Indonesian news about the neutrality of civil servants (ASN) in "
        "elections, written by Pantau {version} on {day}. Query: `{query}`.",
        count=f"{count:,}",
        version=facts.version,
        day=facts.now.astimezone(UTC).date(),
        query=facts.query.replace("`", "'") or "*",
    )
    numbers = t("Personal numbers (NIP, NIK) were blanked before storage.")
    lines = [f"- **{t(head)}** {t(told)}" for head, told in PARTS]
    lines.append(f"- **{t('Persons.')}** {persons} {numbers}")
    told = f"{opening} {t(COPIES if facts.copies else FOLDED)} {content}"
    return "\n".join([f"# {t('Data statement')}", "", told, "", *lines, ""])
