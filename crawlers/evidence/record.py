"""One exchange as WARC 1.1 records: request, response as received, or a revisit of a body already kept. Pure."""

import base64
import hashlib
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.job import Exchange

# aiohttp has undone the chunking; the header is kept under this name, as Heritrix and pywb do, so that replay works.
CHUNKED = "X-Archive-Orig-Transfer-Encoding"


def to_warc(exchange: Exchange, article_id: int | None, kept: tuple[str, str] | None) -> bytes:
    """Return gzipped WARC records of an exchange.

    Args:
        exchange: What went over the wire.
        article_id: The article it is evidence of; None when unknown.
        kept: (address, WARC date) under which the same body is already kept; None for a new body.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    date = stamp(exchange)
    extra = {"WARC-Date": date, **({"WARC-IP-Address": exchange.ip} if exchange.ip else {})}
    if article_id is not None:
        extra["Pantau-Article"] = str(article_id)
    headers = StatusAndHeaders(f"{exchange.status} OK", _received(exchange), protocol="HTTP/1.1")
    digest = payload_digest(exchange.body)
    if kept is None:
        extra["WARC-Payload-Digest"] = digest
        response = writer.create_warc_record(
            exchange.url, "response", payload=BytesIO(exchange.body), http_headers=headers, warc_headers_dict=extra
        )
    else:
        response = writer.create_revisit_record(
            exchange.url, digest, kept[0], kept[1], http_headers=headers, warc_headers_dict=extra
        )
    line = f"GET {exchange.url.split('/', 3)[3] if exchange.url.count('/') > 2 else ''}"  # noqa: PLR2004 - scheme and host
    asked = StatusAndHeaders(
        line.replace("GET ", "GET /", 1) + " HTTP/1.1", list(exchange.request_headers), is_http_request=True
    )
    request = writer.create_warc_record(
        exchange.url, "request", http_headers=asked, warc_headers_dict={"WARC-Date": date}
    )
    writer.write_request_response_pair(request, response)
    return out.getvalue()


def payload_digest(body: bytes) -> str:
    """Return the SHA-256 of a body as WARC writes it (RFC 4648 base32)."""
    return "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode()


def stamp(exchange: Exchange) -> str:
    """Return the WARC date of an exchange."""
    return exchange.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _received(exchange: Exchange) -> list[tuple[str, str]]:
    kept = [
        (CHUNKED if name.lower() == "transfer-encoding" else name, value) for name, value in exchange.response_headers
    ]
    return [pair for pair in kept if pair[0].lower() != "content-length"] + [
        ("Content-Length", str(len(exchange.body)))
    ]
