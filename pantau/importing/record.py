"""One record of a collection: a page, or the reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from archive.records.page import Page
from base.errors import InputError, UsageError
from base.said import said
from pantau.sources import page_of
from pipeline.page.dates import parse_instant

# Column and key names that collections use, by what they mean; the first that is present wins.
NAMES: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw_html", "page"),
    "text": ("text", "isi", "content", "body", "konten", "isi_berita", "article"),
    "title": ("title", "judul", "headline"),
    "url": ("url", "link", "tautan", "alamat"),
    "published": ("published", "date", "tanggal", "publish_date", "published_at", "pubdate", "waktu"),
    "outlet": ("outlet", "source", "media", "sumber", "site"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Args:
        place: Line, row or offset inside the file, for messages: `line 12`; empty for a file that is one page.
        page: None when the record is bad.
        problem: Why it is bad, or what of a good one could not be read; empty otherwise.
    """

    place: str
    page: Page | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column or key means what.

    Args:
        chosen: By meaning; what is not chosen is found by `NAMES`.
        outlet: Outlet id for all records; None when each may name its own.
        known_outlets: Ids that exist; another name is kept as a printed name only.
        zone: Zone that dates without one are read in.
    """

    chosen: Mapping[str, str]
    outlet: str | None
    known_outlets: frozenset[str]
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str, outlet: str | None, known_outlets: frozenset[str], zone: ZoneInfo) -> "Columns":
        """Read `text=isi,title=judul`.

        Raises:
            UsageError: A pair is malformed or a meaning unknown.
        """
        chosen: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in text.split(","))):
            meaning, equals, column = pair.partition("=")
            if not equals or meaning.strip() not in NAMES:
                raise UsageError(
                    said(
                        "--columns {pair!r}: write meaning=column with a meaning of {choices}",
                        pair=pair,
                        choices=", ".join(NAMES),
                    )
                )
            chosen[meaning.strip()] = column.strip()
        return cls(chosen, outlet, known_outlets, zone)

    def value(self, row: Mapping[str, object], meaning: str) -> str | None:
        """Return what a row holds for a meaning; None when nothing."""
        if meaning in self.chosen:
            names: tuple[str, ...] = (self.chosen[meaning],)
        else:
            lowered = {key.lower(): key for key in row}
            names = tuple(lowered[name] for name in NAMES[meaning] if name in lowered)
        for name in names:
            found = row.get(name)
            if isinstance(found, str | int | float) and str(found).strip():
                # Lone surrogates, which JSON can spell, are no characters and cannot be stored.
                return str(found).strip().encode("utf-8", "replace").decode()
        return None


def record_of(row: Mapping[str, object], place: str, names: Columns, now: datetime) -> Record:
    """Turn one row of a table into a record."""
    html, text = names.value(row, "html"), names.value(row, "text")
    body = html or text
    if body is None:
        return Record(place, None, said("has neither text nor html; name its column with --columns text=COLUMN"))
    url = names.value(row, "url")
    printed = names.value(row, "published")
    reading = parse_instant(printed, names.zone) if printed else None
    unread = printed[:40] if printed and reading is None else None
    problem = said("its date cannot be read and is left empty: {value!r}", value=unread) if unread else ""
    outlet_name = names.value(row, "outlet")
    outlet = names.outlet or (outlet_name if outlet_name in names.known_outlets else None)
    try:
        page = page_of(body.encode(), name=place, outlet=outlet, now=now, url=url)
    except InputError as error:
        return Record(place, None, error.problem)
    known = Page(
        page.url,
        page.body,
        page.form if html is not None else "text",
        now,
        outlet=outlet,
        title=names.value(row, "title"),
        published=reading.at if reading else None,
        outlet_name=outlet_name,
    )
    return Record(place, known, problem)
