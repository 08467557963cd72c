"""The fields of the query language: their names in both languages and what values they take."""

from dataclasses import dataclass
from typing import Literal

Takes = Literal["text", "code", "choice", "label", "region", "number", "day", "title", "name"]


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field.

    Args:
        name: Canonical name.
        takes: `code` (compared in upper case), `choice` (one of `choices`), `label` (begins with these words),
            `region`, `number` or `day` (ranges too), `title` (words of the title), `name` (these words of a person's
            name in order), `text` (as it is, lower case).
        aliases: Other names, Indonesian ones first.
        choices: For `choice`.
    """

    name: str
    takes: Takes
    aliases: tuple[str, ...]
    choices: tuple[str, ...] = ()


KINDS = ("incident", "follow_up", "appeal", "statistics", "regulation", "commentary", "unrelated")
LEVELS = ("kritis", "tinggi", "sedang", "rendah")
CHOICE_ALIASES = {
    "kasus": "incident",
    "kejadian": "incident",
    "lanjutan": "follow_up",
    "imbauan": "appeal",
    "statistik": "statistics",
    "aturan": "regulation",
    "opini": "commentary",
    "lain": "unrelated",
    "critical": "kritis",
    "high": "tinggi",
    "medium": "sedang",
    "low": "rendah",
    "yes": "ya",
    "no": "tidak",
}

FIELDS = (
    FieldKind("outlet", "text", ("media",)),
    FieldKind("network", "text", ("jaringan",)),
    FieldKind("language", "text", ("bahasa",)),
    FieldKind("region", "region", ("wilayah", "daerah")),
    FieldKind("kind", "choice", ("jenis",), KINDS),
    FieldKind("act", "code", ("perbuatan", "bentuk")),
    FieldKind("rule", "code", ("aturan", "pasal")),
    FieldKind("stage", "code", ("tahap",)),
    FieldKind("step", "code", ("langkah",)),
    FieldKind("role", "label", ("jabatan", "peran")),
    FieldKind("party", "label", ("partai",)),
    FieldKind("law", "label", ("hukum", "undang")),
    FieldKind("institution", "label", ("lembaga", "instansi")),
    FieldKind("sanction", "label", ("sanksi",)),
    FieldKind("name", "name", ("nama",)),
    FieldKind("severity", "number", ("keparahan", "skor")),
    FieldKind("level", "choice", ("tingkat",), LEVELS),
    FieldKind("incident", "text", ("kasus", "perkara")),
    FieldKind("date", "day", ("tanggal", "terbit")),
    FieldKind("event", "day", ("kejadian", "peristiwa")),
    FieldKind("relevant", "choice", ("relevan",), ("ya", "tidak")),
    FieldKind("title", "title", ("judul",)),
)
BY_NAME = {name: kind for kind in FIELDS for name in (kind.name, *kind.aliases)}


def choices(field: FieldKind, language: str) -> tuple[str, ...]:
    """Return the choices of a field as a reader would type them: kinds are kept in English, levels in Indonesian."""
    kept_in = "en" if field.name == "kind" else "id"
    if language == kept_in:
        return field.choices
    named = {choice: alias for alias, choice in reversed(CHOICE_ALIASES.items())}
    return tuple(named.get(choice, choice) for choice in field.choices)
