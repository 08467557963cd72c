"""What the columns of an export mean: for the data package's schema and its codebook."""

from dataclasses import dataclass
from typing import Literal

from archive.query.messages import texts

FieldType = Literal["string", "integer", "number", "boolean", "date", "datetime"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a resource, as in a Table Schema (https://datapackage.org/standard/table-schema/)."""

    name: str
    type: FieldType
    description: str


ARTICLES = (
    Column("id", "integer", "Number of the article in the archive it comes from."),
    Column("url", "string", "Address to cite; its host alone where a name is hidden."),
    Column("outlet", "string", "Id of the outlet; empty when unknown."),
    Column("outlet_name", "string", "Name as printed."),
    Column("network", "string", "Newsroom network; copies inside one network are one source."),
    Column("title", "string", "Headline without the outlet's name; hidden names as initials."),
    Column("language", "string", "ISO 639 code; empty when undecided."),
    Column("published_at", "datetime", "Publication in UTC; empty when nothing states it."),
    Column("published_day", "date", "Day of publication at the outlet."),
    Column("first_seen_at", "datetime", "When the archive first saw it, UTC."),
    Column("version", "integer", "Wording: 1 when it was never edited."),
    Column("copy_of", "integer", "Id of the article it is a copy of."),
    Column("text_hash", "string", "SHA-256 of the text's words: whether a text at hand is the one that was read."),
    Column("relevant", "boolean", "About neutrality of civil servants or of those under like rules."),
    Column("kind", "string", "incident, follow_up, appeal, statistics, regulation, commentary, unrelated."),
    Column("kind_confidence", "number", "0 to 1."),
    Column("stage", "string", "Furthest step told: S1 to S7 discipline, P1 to P4 criminal, X1 and X2 ends."),
    Column("severity", "integer", "Sum of the article's severity parts, 0 to 100."),
    Column("event_day", "date", "Day of the act."),
    Column("incident", "string", "Code of the case it belongs to."),
    Column("reporter", "string", "As printed."),
    Column("acts", "string", "Forms of breach, A01 to A19; several joined by '; '."),
    Column("rules", "string", "Rules that follow from act, date and stage of the election; joined by '; '."),
    Column("steps", "string", "All steps told; joined by '; '."),
    Column("regions", "string", "Kemendagri codes of the event, most certain first; joined by '; '."),
    Column("roles", "string", "Positions of the alleged; joined by '; '."),
    Column("parties", "string", "Parties named; joined by '; '."),
    Column("laws", "string", "Laws cited; joined by '; '."),
    Column("institutions", "string", "Institutions named; joined by '; '."),
    Column("sanctions", "string", "Sanctions imposed or recommended; joined by '; '."),
    Column("names", "string", "Names of the alleged; only in exports with text."),
    Column("text", "string", "The article's text; only in exports with text."),
)
FINDINGS = (
    Column("article", "integer", "Number of the article."),
    Column("claim", "string", "What is claimed: act:A04, stage:S2, law:..., place:63.72, role:camat, sanction:..."),
    Column("where", "string", "title, text or url (the whole address)."),
    Column("start", "integer", "First character of the evidence, counted from 0 in Unicode characters."),
    Column("end", "integer", "One past its last character."),
    Column("text", "string", "The evidence; only in exports with text."),
)
INCIDENTS = (
    Column("code", "string", "The case's code."),
    Column("region", "string", "Most certain Kemendagri code."),
    Column("discipline_stage", "string", "S1 to S7."),
    Column("criminal_stage", "string", "P1 to P4."),
    Column("end_stage", "string", "X1 or X2."),
    Column("severity", "integer", "0 to 100."),
    Column("level", "string", "Kritis, Tinggi, Sedang, Rendah."),
    Column("review", "string", "unreviewed, verified or dismissed by an officer."),
    Column("event_day", "date", "Day of the act."),
    Column("first_published_at", "datetime", "First article, UTC."),
    Column("last_published_at", "datetime", "Last article, UTC."),
    Column("articles", "integer", "Articles of the case."),
    Column("sources", "integer", "Independent newsrooms among them."),
)
COVERAGE = (
    Column("outlet", "string", "Id of the outlet."),
    Column("hour", "datetime", "Start of the hour, UTC; a missing hour was not looked at."),
    Column("means", "string", "How its articles were discovered."),
    Column("found", "integer", "Addresses announced and wanted: neither known nor outside the days looked at."),
    Column("fetched", "integer", "Pages read."),
    Column("screened", "integer", "Of them, put aside by the screen."),
    Column("kept", "integer", "Of them, articles stored anew or with changes."),
    Column("failed", "integer", "Pages that could not be read."),
    Column("waiting", "integer", "Addresses left for a later crawl, or for good where a whole archive was announced."),
    Column(
        "again",
        "integer",
        "Addresses of earlier crawls asked for again: found + again = fetched + failed + refused + waiting.",
    ),
    Column("refused", "integer", "Addresses that will not be read: gone, forbidden by robots.txt, or no page."),
)


def codebook(resources: dict[str, tuple[Column, ...]]) -> str:
    """Return the codebook as Markdown, in both languages side by side."""
    t = texts("id")
    parts = ["# Buku kode / Codebook"]
    head = ["| kolom / column | jenis / type | arti | meaning |", "| --- | --- | --- | --- |"]
    for name, columns in resources.items():
        lines = [f"| {one.name} | {one.type} | {t(one.description)} | {one.description} |" for one in columns]
        parts.append("\n".join([f"## {name}.csv", "", *head, *lines]))
    return "\n\n".join(parts) + "\n"
