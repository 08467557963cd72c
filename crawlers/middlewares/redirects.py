"""Follows redirects, but not to itself: what ends nowhere is counted, never lost in a duplicate filter."""

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawlers.failures import GivenUpError
from crawlers.refresh import leads_to


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
        if result.status == 200 and "asked" in request.meta:  # noqa: PLR2004 - an article's page that came
            return self._refreshed(request, result)
        return result

    def _refreshed(self, request: Request, response: Response) -> Request | Response:
        """Follow a page that only leads on, once: as a redirect, through the same checks."""
        target = leads_to(response.url, response.body)
        if target is None:
            return response
        if request.meta.get("refreshed"):
            raise GivenUpError("failed", "too many redirects")
        following = self._build_redirect_request(request, response, url=target)
        following.meta["refreshed"] = True
        try:
            return self._redirect(following, request, "meta refresh")
        except IgnoreRequest as error:
            raise GivenUpError("failed", "too many redirects") from error

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send no Referer."""
        _ = response
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Do not warn: referrers are off on purpose."""
