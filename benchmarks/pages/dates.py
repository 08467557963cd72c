"""How Indonesian outlets write an instant."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
LABELS = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def label(moment: datetime) -> str:
    """Return WIB, WITA or WIT."""
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("give an instant in one of the three zones of Indonesia")
    return LABELS[zone.key]


def day(moment: datetime) -> str:
    """Return `Selasa`."""
    return DAYS[moment.weekday()]


def date(moment: datetime) -> str:
    """Return `4 Maret 2025`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def short(moment: datetime) -> str:
    """Return `04 Mar 2025`."""
    return f"{moment:%d} {SHORT[moment.month - 1]} {moment.year}"


def full(moment: datetime, between: str = " | ") -> str:
    """Return `Selasa, 4 Maret 2025 | 14:05 WIB`."""
    return f"{day(moment)}, {date(moment)}{between}{moment:%H:%M} {label(moment)}"


def slashed(moment: datetime) -> str:
    """Return `04/03/2025, 14:05 WIB`."""
    return f"{moment:%d/%m/%Y, %H:%M} {label(moment)}"


def spoken(moment: datetime, kind: int) -> str:
    """Return the day as a story speaks of it, in one of four ways."""
    return (
        f"{day(moment)} ({moment.day}/{moment.month}/{moment.year})",
        f"{day(moment)} ({moment.day}/{moment.month})",
        f"{day(moment)} ({date(moment)})",
        day(moment),
    )[kind]


def offset(moment: datetime) -> str:
    """Return `2025-03-04T14:05:00+07:00`."""
    return moment.isoformat(timespec="seconds")


def utc(moment: datetime) -> str:
    """Return the same instant as `2025-03-04T07:05:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def mislabelled(moment: datetime) -> str:
    """Return local time with the sign of UTC, as careless themes print it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def naive(moment: datetime) -> str:
    """Return `2025-03-04 14:05:00`, local and without a zone."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")
