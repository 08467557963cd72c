"""Renders a digest: HTML for mail programs under 90 KB, plain text, parts for messengers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from alerts.digest.data import CaseLine, DigestData
from alerts.links import Links
from alerts.parts import pack
from alerts.render import fill, inline
from alerts.wording import clock_time, long_day, short_day, words
from base.catalogue import Catalogue

MOST_BYTES = 90 * 1024  # Gmail hides what is beyond 102 KB; the rest is for its own additions
CAPS = (60, 36, 24, 14, 8, 4)  # case lines a section, tried in turn until the document is small enough
UNCAPPED = 100_000
MOST_HEADLINES = 2
MOST_TROUBLED = 12  # lines of newsrooms in trouble; `pantau outlet list` shows all
MOST_ACTIONS = 7  # what an officer can begin this morning; the rest is counted
MOST_OLD = 7  # of the past: a large import would bury the news of the day

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A digest in all its forms.

    Args:
        subject: One line.
        summary: One or two sentences.
        left_out: Case lines that did not fit and are only counted.
    """

    subject: str
    summary: str
    html: str
    text: str
    parts: tuple[str, ...]
    left_out: int


@dataclass(frozen=True)
class Cut:
    """Cuts lists and says how many were left out."""

    most: int

    def head(self, items: Sequence[T]) -> Sequence[T]:
        """Return the items that are shown."""
        return items[: self.most]

    def rest(self, items: Sequence[object]) -> int:
        """Return how many are left out."""
        return max(0, len(items) - self.most)


def render(data: DigestData, links: Links, *, full: bool = False) -> Rendered:
    """Return the digest in all its forms.

    Args:
        data: What it says.
        links: Addresses of cases.
        full: Show everything whatever the size.
    """
    for cap in (UNCAPPED,) if full else CAPS:
        cut = Cut(cap)
        values = _values(data, links, cut)
        html = inline(fill("digest.html.j2", **values))
        if full or len(html.encode()) <= MOST_BYTES:
            break
    text = fill("digest.txt.j2", **values)
    parts = pack(_with_headings(fill("digest.telegram.html.j2", **values).split("\n\n")))
    return Rendered(
        subject=str(values["subject"]),
        summary=str(values["summary"]),
        html=html,
        text=_tidy(text),
        parts=parts,
        left_out=_left_out(data, cut),
    )


def _values(data: DigestData, links: Links, cut: Cut) -> dict[str, object]:
    t = words(data.subscription.language)
    language = data.subscription.language
    return {
        "t": t,
        "lang": language,
        "data": data,
        "cut": cut,
        "acts": cut if cut.most == UNCAPPED else Cut(min(cut.most, MOST_ACTIONS)),
        "old": cut if cut.most == UNCAPPED else Cut(min(cut.most, MOST_OLD)),
        "links": links,
        "most_headlines": MOST_HEADLINES,
        "most_troubled": MOST_TROUBLED,
        "subject": subject_line(data, t),
        "summary": summary_line(data, t),
        "long_day": lambda day: long_day(day, language),
        "day": lambda day: short_day(day, language),
        "clock": lambda at: clock_time(at, data.zone),
        "moment": lambda at: f"{short_day(at.astimezone(data.zone).date(), language)} {clock_time(at, data.zone)}",
        "everything": period(data, links),
        "everything_command": data.command or f"pantau digest --date {data.day:%Y-%m-%d} --full",
        "unsubscribe": links.unsubscribe(data.subscription.id),
    }


def period(data: DigestData, links: Links) -> str | None:
    """Return the page with all that the digest is about; None where readers reach no pages."""
    return links.period(data.day, (data.day - data.since.astimezone(data.zone).date()).days + 1)


def subject_line(data: DigestData, t: Catalogue) -> str:
    """Return the subject: day and the numbers that decide whether it is opened now."""
    day: date = data.day
    head = t("Neutrality digest {day}", day=short_day(day, data.subscription.language))
    counts = data.counts
    told = []
    if counts.new:
        told.append(t("{n} new", n=counts.new) + (f" ({t('{n} grave', n=counts.grave)})" if counts.grave else ""))
    if counts.progress:
        told.append(t("{n} updates", n=counts.progress))
    if counts.cleared:
        told.append(t("{n} cleared or denied", n=counts.cleared))
    if counts.archive:
        told.append(t("{n} from the archive", n=counts.archive))
    return f"{head}: {', '.join(told) or t('nothing new')}"


def summary_line(data: DigestData, t: Catalogue) -> str:
    """Return the first sentences of the digest."""
    counts = data.counts
    if not (counts.new or counts.progress or counts.cleared):
        first = t("No new allegation and no step in a known case since the last digest.")
    else:
        first = t(
            "{n} new allegations ({grave} grave, {denied} denied); {moved} moved on; {ended} others cleared or denied.",
            n=counts.new,
            grave=counts.grave,
            denied=counts.denied,
            moved=counts.progress,
            ended=counts.cleared,
        )
    more = [t("{n} cases come from the archive.", n=counts.archive)] if counts.archive else []
    more += [t("{n} cases ask for action.", n=len(data.actions))] if data.actions else []
    return " ".join((first, *more))


def _left_out(data: DigestData, cut: Cut) -> int:
    lists: tuple[Sequence[CaseLine], ...] = (*(level.lines for level in data.levels), data.progress, data.cleared)
    return sum(cut.rest(lines) for lines in lists)


def _with_headings(items: Sequence[str]) -> Iterator[str]:
    """Yield the items, each heading together with what follows it, so that no part ends in a heading."""
    heading = ""
    for item in (one.strip("\n") for one in items):
        if item.startswith("<b>") and "\n" not in item:
            heading = f"{item}\n"
        elif item:
            yield heading + item
            heading = ""


def _tidy(text: str) -> str:
    """Return the text without runs of blank lines."""
    lines: list[str] = []
    for line in text.splitlines():
        bare = line.rstrip()
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip() + "\n"
