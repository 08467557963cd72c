"""The archive behind its REST interface: one method a question."""

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import quote

import httpx

from pantau.client.answers import Article, Case, Count, Figures

Format = Literal["csv", "jsonl", "ris", "bibtex", "parquet", "package"]
KEPT = 256  # answers remembered with their ETags
PAGE = 200  # rows asked for at once: the most the server gives
WAITS = 3  # times a server that asks to wait is waited for
LONGEST = 60.0  # seconds of such a wait


class ArchiveFault(Exception):  # noqa: N818 - a fault told by the archive
    """The archive did not answer as asked; the text is the server's.

    Args:
        status: HTTP status; 0 when no server answered at all.
    """

    def __init__(self, status: int, told: str) -> None:
        self.status = status
        super().__init__(told)


class Archive:
    """An archive to read from; a context manager, but it need not be one.

    Args:
        address: Where the pages are: `http://127.0.0.1:8384`.
        token: API token with the scope `read`, and `export` for `export`; None at the machine itself while nobody has
            an account.
        timeout: Seconds to wait for an answer.
        http: A client of one's own, for proxies and tests; its base address is used.
    """

    def __init__(
        self, address: str = "", *, token: str | None = None, timeout: float = 30.0, http: httpx.Client | None = None
    ) -> None:
        self._http = http or httpx.Client(base_url=address, timeout=timeout)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._known: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def __enter__(self) -> Self:
        """Return the archive."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def articles(
        self,
        query: str = "",
        *,
        sort: Literal["date", "rank"] = "date",
        limit: int | None = None,
        without: Sequence[str] = (),
    ) -> Iterator[Article]:
        """Yield the articles a query finds, newest or best first, copies folded.

        Args:
            query: In the query language; empty for everything.
            sort: Order.
            limit: Most articles; None for all.
            without: Word forms to leave out.

        Raises:
            ArchiveFault: The query cannot be understood (400), the token does not allow it (401, 403).
        """
        rows = self._pages("/api/v1/articles", "articles", {"q": query, "sort": sort, "without": tuple(without)}, limit)
        return (Article.read(row) for row in rows)

    def article(self, number: int) -> Mapping[str, Any]:
        """Return what was understood of an article, with the offsets of the evidence.

        Raises:
            ArchiveFault: There is no such article (404).
        """
        found: Mapping[str, Any] = self._get(f"/api/v1/articles/{number}", {})
        return found

    def count(self, query: str = "", *, without: Sequence[str] = ()) -> Count:
        """Return how many articles a query finds, without some word forms, and how they spread.

        Raises:
            ArchiveFault: The query cannot be understood (400).
        """
        asked = {"q": query, "limit": 1, "facets": True, "without": tuple(without)}
        return Count.read(self._get("/api/v1/articles", asked)["figures"])

    def cases(
        self,
        *,
        region: str = "",
        level: str = "",
        review: str = "",
        stage: str = "",
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> Iterator[Case]:
        """Yield cases, last news first.

        Args:
            region: Kemendagri code; a province finds its cities.
            level: Kritis, Tinggi, Sedang or Rendah; empty for any.
            review: unreviewed, verified or dismissed; empty for any.
            stage: Where it stands, S1 to X2; empty for any.
            since: First reported on this day or later.
            until: First reported on this day or earlier.
            limit: Most cases; None for all.
        """
        wanted = {"region": region, "level": level, "review": review, "stage": stage}
        rows = self._pages("/api/v1/incidents", "incidents", {**wanted, **_period(since, until)}, limit)
        return (Case.read(row) for row in rows)

    def case(self, code: str) -> Case:
        """Return one case; its `raw` has time limits and publications as well.

        Raises:
            ArchiveFault: There is no such case (404).
        """
        return Case.read(self._get(f"/api/v1/incidents/{quote(code)}", {}))

    def figures(self, *, region: str = "", since: date | None = None, until: date | None = None) -> Figures:
        """Return cases by form of breach, position, stage, region and month."""
        return Figures.read(self._get("/api/v1/figures", {"region": region, **_period(since, until)}))

    def export(
        self,
        query: str,
        target: Path | str,
        *,
        format: Format = "csv",  # noqa: A002 - the API's name
        without: Sequence[str] = (),
    ) -> Path:
        """Write what a query finds, without some word forms, to a file; it appears when it is whole.

        Raises:
            ArchiveFault: The token lacks the scope `export` (403), the query cannot be understood (400).
        """
        target = Path(target)
        part = target.with_name(f".{target.name}.part")
        asked = {"q": query, "format": format, "without": tuple(without)}
        request = self._http.build_request("GET", "/api/v1/export", params=asked, headers=self._headers)
        with closing(self._send(request, stream=True)) as answer:
            if answer.status_code != httpx.codes.OK:
                answer.read()
                raise _fault(answer)
            with part.open("wb") as stream:
                stream.writelines(answer.iter_bytes())
        part.replace(target)
        return target

    def _pages(self, path: str, key: str, values: Mapping[str, Any], limit: int | None) -> Iterator[Any]:
        left, cursor = limit, ""
        while left is None or left > 0:
            some = PAGE if left is None else min(PAGE, left)
            told = self._get(path, {**values, "limit": some, "cursor": cursor})
            yield from told[key]
            left = None if left is None else left - len(told[key])
            cursor = told["cursor"]
            if not cursor:
                return

    def _get(self, path: str, values: Mapping[str, Any]) -> Any:
        request = self._http.build_request("GET", path, params={k: v for k, v in values.items() if v not in {"", None}})
        request.headers.update(self._headers)
        known = self._known.get(str(request.url))
        if known is not None:
            request.headers["If-None-Match"] = known[0]
        answer = self._patiently(request)
        if known is not None and answer.status_code == httpx.codes.NOT_MODIFIED:
            return known[1]
        if answer.status_code != httpx.codes.OK:
            raise _fault(answer)
        told = answer.json()
        self._keep(str(request.url), answer.headers.get("etag"), told)
        return told

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        answer = self._send(request)
        for _ in range(WAITS):
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            wait = answer.headers.get("retry-after", "1")
            time.sleep(min(LONGEST, float(wait) if wait.isdecimal() else 1.0))
            answer = self._send(request)
        return answer

    def _send(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        try:
            return self._http.send(request, stream=stream)
        except httpx.TransportError as error:
            raise _unreached(request, error) from error

    def _keep(self, address: str, tag: str | None, told: Any) -> None:
        if tag is None:
            return
        self._known[address] = (tag, told)
        self._known.move_to_end(address)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)


def _period(since: date | None, until: date | None) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("since", since), ("until", until)) if day is not None}


def _fault(answer: httpx.Response) -> ArchiveFault:
    try:
        told = str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        told = answer.reason_phrase or "no answer that can be read"
    return ArchiveFault(answer.status_code, told)


def _unreached(request: httpx.Request, error: Exception) -> ArchiveFault:
    place = f"{request.url.scheme}://{request.url.netloc.decode()}"
    return ArchiveFault(0, f"No archive answers at {place}: {error}. Start it there with: pantau web")
