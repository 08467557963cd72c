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


def _clause(error: BaseException) -> str:
    if isinstance(error, CannotResolveHostError):
        return "the host name cannot be resolved"
    if isinstance(error, DownloadTimeoutError):
        return "no answer in time"
    if isinstance(error, DownloadCancelledError):
        return "the answer is larger than the limit"
    if isinstance(error, ResponseDataLossError):
        return "the answer was cut short"
    text = " ".join(str(error).split())
    if "CERTIFICATE_VERIFY_FAILED" in text or "certificate verify failed" in text:
        return "the TLS certificate cannot be verified"
    if isinstance(error, DownloadConnectionRefusedError):
        return "no connection"
    return text[:160] or type(error).__name__
