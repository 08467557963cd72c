"""Texts of search, show, export and db in the user's language; message ids are English."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from base.catalogue import Catalogue, Language, catalogue

FACETS = {
    "outlet": "outlet",
    "province": "province",
    "region": "city or regency",
    "kind": "kind",
    "act": "act",
    "stage": "stage",
    "role": "position",
    "month": "month",
}


def words(language: Language) -> Catalogue:
    """Return the texts of the search views."""
    return catalogue(Path(__file__).parent, language)


def local_day(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return the day of an instant in the reader's zone (`5 Okt 2024`)."""
    return str(format_datetime(at.astimezone(zone), "d MMM y", locale=language))
