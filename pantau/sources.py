"""Brings one page from an address, a file or standard input: what `pantau read` and `pantau import` start from."""

import hashlib
import re
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from archive.records.page import Page
from base.address import IPNetwork
from base.errors import InputError
from base.guarded import guarded_client
from base.said import said

MOST_BYTES = 10 * 1024 * 1024  # the crawler's own limit for a page
_MARKUP = re.compile(
    rb"<!doctype html|<html[\s>]|<body[\s>]|<article[\s>]|<p[\s>/]|<div[\s>]|<head[\s>]|<h1[\s>]|<br\s*/?>",
    re.IGNORECASE,
)


def page_from(source: str, *, outlet: str | None, now: datetime, allow: tuple[IPNetwork, ...] = (), agent: str) -> Page:
    """Return the page that a source names.

    Args:
        source: An http(s) address, a file, or `-` for standard input.
        outlet: Outlet id when the user knows it.
        now: When it is read.
        allow: Networks an address may lie in although they are not public.
        agent: User-Agent for an address.

    Raises:
        InputError: The source cannot be read; the message says what to do.
    """
    if re.match(r"https?://", source, re.IGNORECASE):
        return _from_address(source, outlet, now, allow, agent)
    if source == "-":
        return page_of(sys.stdin.buffer.read(MOST_BYTES + 1), name="standard input", outlet=outlet, now=now)
    try:
        with Path(source).open("rb") as stream:
            body = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            said("cannot be read: {strerror}; give an address, a file or -", strerror=error), source=source
        ) from error
    return page_of(body, name=source, outlet=outlet, now=now)


def page_of(body: bytes, *, name: str, outlet: str | None, now: datetime, url: str | None = None) -> Page:
    """Return the page that bytes hold, HTML or plain text by its markup.

    Args:
        body: As read.
        name: For messages.
        outlet: Outlet id; None when unknown.
        now: When it was read.
        url: Its address; None gives it one made of its content, so that the same bytes are one article.

    Raises:
        InputError: It is empty, too large or no text, or its address is none.
    """
    if not body.strip():
        raise InputError(said("is empty"), source=name)
    if len(body) > MOST_BYTES:
        raise InputError(
            said("is larger than {detail} MB, which no article is", detail=MOST_BYTES // 1024 // 1024), source=name
        )
    if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(said("is binary, not a page or a text"), source=name)
    if url is not None and not _is_address(url):
        raise InputError(said("its address {value!r} is none; mend it or leave it out", value=url[:200]), source=name)
    form = "html" if _MARKUP.search(_ascii(body[:200_000])) else "text"
    address = url or f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    return Page(address, body, "html" if form == "html" else "text", now, outlet=outlet)


def _is_address(url: str) -> bool:
    """Tell whether an address can be taken apart: `http://[` and `https://exa[mple.com/` cannot."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _ascii(body: bytes) -> bytes:
    """Return the body's letters in one byte each when a byte order mark says that they take two."""
    return body.replace(b"\0", b"") if body.startswith((b"\xff\xfe", b"\xfe\xff")) else body


def _from_address(url: str, outlet: str | None, now: datetime, allow: tuple[IPNetwork, ...], agent: str) -> Page:
    try:
        with (
            guarded_client(allow, follow_redirects=True, headers={"User-Agent": agent}) as client,
            client.stream("GET", url) as answer,
        ):
            body = b""
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise InputError(
                        said("is larger than {detail} MB; reading stopped", detail=MOST_BYTES // 1024 // 1024),
                        source=url,
                    )
    except (httpx.InvalidURL, UnicodeError) as error:  # `http://[::1/`, `https://xn--/`
        raise InputError(
            said("is no address: {error}. Copy it from the browser", error=error), source=url[:200]
        ) from error
    except httpx.HTTPError as error:
        raise InputError(
            said("cannot be reached: {error}. Save the page and give the file instead", error=error), source=url
        ) from error
    if answer.status_code >= httpx.codes.BAD_REQUEST:
        raise InputError(
            said(
                "the site answered {status_code} {reason_phrase}",
                status_code=answer.status_code,
                reason_phrase=answer.reason_phrase,
            ),
            source=url,
        )
    kind = answer.headers.get("content-type")
    form = "text" if kind and kind.startswith("text/plain") else "html"
    return Page(
        str(answer.url),
        body,
        "text" if form == "text" else "html",
        now,
        outlet=outlet,
        content_type=kind,
        status=answer.status_code,
        requested_url=url,
    )
