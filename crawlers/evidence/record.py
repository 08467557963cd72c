"""One exchange as WARC 1.1 records: response as received, or a revisit of a body already kept, and its request. Pure.

Status line and headers stand as they came, byte for byte and in their order. What aiohttp has undone is the chunking:
the body is written as one chunk where the headers say that it was chunked.

Source: ISO 28500:2017, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import base64
import gzip
import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence

from crawlers.job import Exchange

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
RESPONSE, REQUEST = "application/http; msgtype=response", "application/http; msgtype=request"
LEVEL = 6  # of gzip; most bodies came compressed
_BREAKS = re.compile(r"[\x00-\x20\x7f]")


def to_warc(exchange: Exchange, article_id: int | None, kept: tuple[str, str] | None) -> bytes:
    """Return the gzipped WARC records of an exchange.

    Args:
        exchange: What went over the wire.
        article_id: The article it is evidence of; None when unknown.
        kept: (address, WARC date) under which the same body is already kept; None for a new body.
    """
    head = _lines(f"{exchange.protocol} {exchange.status} {exchange.reason}".rstrip(), exchange.response_headers)
    name, asked_name = _name(), _name()
    common = {"WARC-Target-URI": clean(exchange.url), "WARC-Date": stamp(exchange)}
    # Of what stands in the record, with the one chunk where there is one: so warcio and FastWARC check it.
    fields = {"WARC-Record-ID": name, **common, "WARC-Payload-Digest": payload_digest(_body(exchange))}
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    if article_id is not None:
        fields["Pantau-Article"] = str(article_id)
    if kept is None:
        answer = record("response", RESPONSE, fields, head + _body(exchange))
    else:
        fields |= {"WARC-Profile": IDENTICAL, "WARC-Refers-To-Target-URI": clean(kept[0])}
        fields |= {"WARC-Refers-To-Date": kept[1], "WARC-Truncated": "length"}
        answer = record("revisit", RESPONSE, fields, head)
    asked = {"WARC-Record-ID": asked_name, **common, "WARC-Concurrent-To": name}
    return answer + record("request", REQUEST, asked, _lines(_request_line(exchange), exchange.request_headers))


def record(kind: str, content: str, fields: Mapping[str, str], block: bytes, *, level: int = LEVEL) -> bytes:
    """Return one WARC record as a gzip member of its own.

    Args:
        kind: WARC-Type.
        content: Content-Type of the block.
        fields: Further header fields, without line breaks.
        block: What the record holds.
        level: Of gzip; 0 for what does not become smaller.
    """
    head = {"WARC-Type": kind, **fields, "WARC-Block-Digest": payload_digest(block), "Content-Type": content}
    told = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    start = f"WARC/1.1\r\n{told}Content-Length: {len(block)}\r\n\r\n".encode()
    return gzip.compress(start + block + b"\r\n\r\n", level, mtime=0)


def info(at: str, file: str, told: Mapping[str, str]) -> bytes:
    """Return the record that a WARC file begins with.

    Args:
        at: WARC date.
        file: Its name.
        told: Fields of its block.
    """
    block = "".join(f"{name}: {value}\r\n" for name, value in {"format": "WARC File Format 1.1", **told}.items())
    fields = {"WARC-Record-ID": _name(), "WARC-Date": at, "WARC-Filename": clean(file)}
    return record("warcinfo", "application/warc-fields", fields, block.encode())


def payload_digest(body: bytes) -> str:
    """Return the SHA-256 of a body as WARC writes it (RFC 4648 base32)."""
    return "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode()


def stamp(exchange: Exchange) -> str:
    """Return the WARC date of an exchange."""
    return exchange.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def clean(url: str) -> str:
    """Return an address that can break no header line."""
    return _BREAKS.sub(lambda found: f"%{ord(found.group()):02X}", url)


def _name() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _request_line(exchange: Exchange) -> str:
    parts = exchange.url.split("#", 1)[0].split("/", 3)
    target = exchange.target or ("/" + (parts[3] if len(parts) > 3 else ""))  # noqa: PLR2004 - scheme and host
    return f"GET {clean(target)} HTTP/1.1"


def _lines(first: str, headers: Sequence[tuple[str, str]]) -> bytes:
    told = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"{first}\r\n{told}\r\n".encode("latin-1", "replace")


def _body(exchange: Exchange) -> bytes:
    codings = [value.lower() for name, value in exchange.response_headers if name.lower() == "transfer-encoding"]
    if not any("chunked" in coding for coding in codings):
        return exchange.body
    return (b"%x\r\n%b\r\n" % (len(exchange.body), exchange.body) if exchange.body else b"") + b"0\r\n\r\n"
