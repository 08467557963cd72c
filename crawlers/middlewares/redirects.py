"""Follows redirects, but not to itself: what ends nowhere is counted, never lost in a duplicate filter."""

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawlers.failures import GivenUpError


class CountedRedirects(RedirectMiddleware):
    """Scrapy's redirects with a stated reason for each that is not followed.

    Addresses are checked by the handler, as every request's are.
    """

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return the request that follows the redirect, or the response when it is none.

        Raises:
            GivenUpError: The redirect leads to itself, runs in a circle or leaves http(s).
        """
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            raise GivenUpError("failed", "too many redirects") from error
        except ValueError as error:
            raise GivenUpError("failed", "the redirect names no address") from error
        if isinstance(result, Request):
            if result.url == request.url:
                raise GivenUpError("failed", "the address redirects to itself")
            return result
        if 300 <= result.status < 400 and result.status != 304 and b"Location" in result.headers:  # noqa: PLR2004 - redirects
            raise GivenUpError("refused", "the redirect leaves http and https")
        return result

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send no Referer."""
        _ = response
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Do not warn: referrers are off on purpose."""
