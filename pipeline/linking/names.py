"""Personal data: numbers that must not be stored, and names of low ranks that must not be sent out.

UU 27/2022 (PDP). NIP and NIK are masked in place, character by character, so that spans of evidence stay true.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.records.incident import Incident, IncidentActor
from pipeline.linking.people import fold, initials

MASK = "•"
# 18 digits: birth date, month of appointment, sex, serial number (Perka BKN 22/2007). Written closed or in groups.
_NIP = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})[ .]?(\d{4})(\d{2})[ .]?([12])[ .]?(\d{3})(?!\d)")
# 16 digits: kecamatan, day (women +40), month, year of birth, serial number (Perpres 62/2019).
_NIK = re.compile(
    r"(?<!\d)(?:1[1-9]|2[1]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}[ .]?(\d{2})(\d{2})\d{2}[ .]?\d{4}(?!\d)"
)
_WOMEN = 40

# Offices that people of a region know by name anyway; everyone else is of low rank.
HIGH_RANKS = frozenset(
    {
        "sekda", "kepala_daerah", "pj_kepala_daerah", "wakil_kepala_daerah", "kepala_dinas", "kepala_badan",
        "inspektur", "camat", "asisten", "staf_ahli", "sekretaris_dinas", "direktur_rsud", "sekwan", "hakim", "jaksa",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """A text without personal numbers.

    Args:
        text: As long as before.
        nip: How many NIP were masked.
        nik: How many NIK were masked.
    """

    text: str
    nip: int
    nik: int


def mask_numbers(text: str) -> Numbers:
    """Mask NIP and NIK, keeping the length of the text."""
    found = {"nip": 0, "nik": 0}

    def nip(match: re.Match[str]) -> str:
        if not (_is_day(match[1], match[2], match[3]) and 1 <= int(match[5]) <= 12):  # noqa: PLR2004 - months
            return match[0]
        found["nip"] += 1
        return _hide(match[0])

    def nik(match: re.Match[str]) -> str:
        day = int(match[1]) - (_WOMEN if int(match[1]) > _WOMEN else 0)
        if not (1 <= day <= 31 and 1 <= int(match[2]) <= 12):  # noqa: PLR2004 - days and months
            return match[0]
        found["nik"] += 1
        return _hide(match[0])

    masked = _NIK.sub(nik, _NIP.sub(nip, text))
    return Numbers(masked, found["nip"], found["nik"])


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return 1930 <= date(int(year), int(month), int(day)).year <= 2015  # noqa: PLR2004 - years of birth of officials
    except ValueError:
        return False


def _hide(number: str) -> str:
    return "".join(MASK if char.isdigit() else char for char in number)


def is_low_rank(role: str | None) -> bool:
    """Tell whether the holder of a role is of low rank; an unknown role counts as low."""
    return role not in HIGH_RANKS


def masked(name: str) -> str:
    """Return the initials of a name (`R.H.`); initials stay as they are."""
    if initials(name):
        return name
    return "".join(f"{word[0].upper()}." for word in fold(name))


def hides_names(incident: Incident) -> bool:
    """Tell whether names of low ranks are hidden: until a body decided, and for good when it found nothing."""
    return not incident.found or incident.cleared


def redacted(incident: Incident, *, may_see_names: bool) -> Incident:
    """Return the case as a reader may see it: names of low ranks in open cases as initials.

    Args:
        incident: The case.
        may_see_names: The reader has the right; log the access.
    """
    if may_see_names or not hides_names(incident):
        return incident
    return replace(incident, actors=tuple(_redact(actor) for actor in incident.actors))


def _redact(actor: IncidentActor) -> IncidentActor:
    if actor.name is None or not is_low_rank(actor.role):
        return actor
    return replace(actor, name=masked(actor.name))


def redact_text(text: str, incident: Incident, *, may_see_names: bool) -> str:
    """Return a text about the case (a headline, a quotation) with the hidden names as initials.

    Whole names and their single words of four letters or more are replaced where they stand with a capital.
    """
    if may_see_names or not hides_names(incident):
        return text
    for actor in incident.actors:
        if actor.name is None or not is_low_rank(actor.role) or initials(actor.name):
            continue
        text = re.sub(rf"\b{re.escape(actor.name)}\b", masked(actor.name), text, flags=re.IGNORECASE)
        for word in actor.name.split():
            if len(word) > 3:  # noqa: PLR2004 - shorter ones are common words
                text = re.sub(rf"\b{re.escape(word)}\b", f"{word[0]}.", text)
    return text
