"""What became of one page: exactly one counted state."""

from dataclasses import dataclass
from typing import Literal

from pipeline.linking.link import LinkResult

State = Literal[
    "kept",  # stored as a new article
    "updated",  # stored as a new version of a known article
    "unchanged",  # known and the same
    "unrelated",  # read, and about something else
    "screened_out",  # the screen saw nothing that could make it relevant
    "empty",  # nothing could be extracted; the page is kept for repair
    "failed",  # could not be read; the reason says why
    "deferred",  # the archive could not take it just now, which is no fault of the page
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one page's way.

    Args:
        state: See `State`.
        article_id: Of the stored article; None when nothing is stored.
        linked: What linking did; None when nothing is stored.
        kind: Kind of the article; None when it was not analysed.
        reason: One sentence for `failed`, `deferred`, `empty`, `screened_out`; empty otherwise.
        sampled: True when a page the screen had rejected was read all the same, to estimate the screen's recall.
        seconds: Time by stage (`screen`, `extract`, `analyse`, `store`), in seconds.
    """

    state: State
    article_id: int | None = None
    linked: LinkResult | None = None
    kind: str | None = None
    reason: str = ""
    sampled: bool = False
    seconds: tuple[tuple[str, float], ...] = ()

    @property
    def copy(self) -> bool:
        """Tell whether the text is a copy of an article already stored."""
        return self.linked is not None and self.linked.copy_of is not None

    @property
    def incident_id(self) -> int | None:
        """Return the id of the case it belongs to; None when it belongs to none."""
        return self.linked.incident_id if self.linked else None
