"""`DigestData`: everything a digest says, before it has a form."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from alerts.model import Subscription
from alerts.views import CaseView


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case and what is new about it.

    Args:
        changes: One short line each.
        alert: What became of its instant alert: sent already, or on its way; empty: there was none.
    """

    view: CaseView
    changes: tuple[str, ...]
    alert: str = ""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something an officer should do.

    Args:
        left: How much time, in two or three words; or that a look is needed.
        what: What is to be done, with the last day.
        timed: There is a time limit.
    """

    view: CaseView
    left: str
    what: str
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """New cases of one level."""

    level: str
    name: str
    lines: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A number of cases.

    Args:
        share: Of the greatest number in the table, 0..100, for its bar.
    """

    name: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class CountTable:
    """Numbers of cases by one property.

    Args:
        note: What else must be known to read the numbers; empty when nothing.
    """

    title: str
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article that is no case: regulation or official numbers; `public_url` as of `alerts.views.Headline`."""

    title: str
    url: str
    public_url: str
    source: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the first section; units are kept apart.

    Args:
        new: Cases.
        grave: New cases of level Kritis or Tinggi.
        denied: New cases that the accused denies.
        progress: Cases.
        cleared: Cases.
        archive: Cases that are new to the archive only.
        actions: Cases.
        articles: Articles about the cases of this digest.
        newsrooms: Independent newsrooms that brought them.
        persons: Persons alleged in the new cases, as far as told; None when no case tells.
    """

    new: int
    grave: int
    progress: int
    cleared: int
    actions: int
    articles: int
    newsrooms: int
    persons: int | None
    denied: int = 0
    archive: int = 0


@dataclass(frozen=True, slots=True)
class Quality:
    """How much can be trusted that nothing was missed.

    Args:
        outlets: Watched newsrooms.
        healthy: Of them in order.
        troubled: One line each: name, state, since when; one alone where no newsroom could be reached.
        found: Articles found in the period; None when the ledger holds nothing.
        failed: Of them not readable.
        notes: Further sentences: undated, without place, alerts over the cap, muted, failed.
    """

    outlets: int
    healthy: int
    troubled: tuple[str, ...]
    found: int | None
    failed: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestData:
    """One digest for one reader.

    Args:
        day: Local day it belongs to.
        since: Start of the period (of articles and coverage).
        made_at: Aware UTC; end of the period.
        levels: Grave ones first; empty levels left out.
        archive: Cases known only now whose news is old: an import, a crawl of the past.
        appeals: Articles with appeals and socialisation; only counted.
        command: Shows the same without limits from the command line; empty: the digest of the day.
    """

    subscription: Subscription
    day: date
    since: datetime
    made_at: datetime
    counts: Counts
    actions: tuple[ActionLine, ...]
    levels: tuple[Level, ...]
    progress: tuple[CaseLine, ...]
    cleared: tuple[CaseLine, ...]
    corrections: tuple[CaseLine, ...]
    tables: tuple[CountTable, ...]
    appeals: int
    regulations: tuple[ArticleLine, ...]
    statistics: tuple[ArticleLine, ...]
    quality: Quality
    command: str = ""
    archive: tuple[CaseLine, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """Return the reader's zone."""
        return ZoneInfo(self.subscription.timezone)

    @property
    def cases(self) -> int:
        """Return the number of cases told of."""
        return sum(len(level.lines) for level in self.levels) + len(self.progress) + len(self.cleared)
