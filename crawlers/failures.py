"""Why a request brought nothing, as a state that is counted and a clause for people."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from base.errors import AddressRefusedError
from crawlers.report import EntryState


class GivenUpError(IgnoreRequest):
    """A request that is not sent or whose answer is not taken, for a stated reason.

    Args:
        state: What the entry is counted as.
        reason: One clause.
    """

    def __init__(self, state: EntryState, reason: str) -> None:
        super().__init__(reason)
        self.state, self.reason = state, reason


UNREACHABLE = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    DownloadFailedError,
    OSError,
)
NO_SITE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError, AddressRefusedError)
PASSING = (*UNREACHABLE, ResponseDataLossError)  # what may be better a moment later


def explain(error: BaseException) -> tuple[EntryState, str]:
    """Return what an entry whose request ended in `error` is counted as, and why."""
    if isinstance(error, GivenUpError):
        return error.state, error.reason
    if isinstance(error, AddressRefusedError):
        return "refused", str(error)
    if isinstance(error, UnsupportedURLSchemeError):
        return "refused", "only http and https are fetched"
    return "failed", _clause(error)


CLAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "the host name cannot be resolved"),
    (DownloadTimeoutError, "no answer in time"),
    (DownloadCancelledError, "the answer is larger than the limit"),
    (ResponseDataLossError, "the answer was cut short"),
)


def _clause(error: BaseException) -> str:
    text = " ".join(str(error).split())
    if "certificate verify failed" in text.lower().replace("_", " "):
        return "the TLS certificate cannot be verified"
    if ", message=" in text:  # what aiohttp says of a broken head, with all of it
        return "the answer is no proper HTTP"
    named = next((words for kind, words in CLAUSES if isinstance(error, kind)), None)
    if named is None and isinstance(error, DownloadConnectionRefusedError):
        named = "no connection"
    return named or text[:160] or type(error).__name__
