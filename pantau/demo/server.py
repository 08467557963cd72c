"""Serves one site of the demo newsroom over real HTTP on a loopback port.

What is answered is decided by the site's shape, a plain function of path and query; here is only the protocol:
conditional requests, compression, HEAD, and a count of what was asked.
"""

import gzip
import hashlib
import socket
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

COMPRESS_FROM = 1_000
"""Bytes from which a body is sent compressed, as nginx's `gzip_min_length` is usually set."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answers.

    Args:
        body: Uncompressed bytes.
        content_type: Header value with charset.
        status: HTTP status.
        changed: Aware; sent as Last-Modified. None when the site does not say.
        headers: Further headers.
    """

    body: bytes
    content_type: str = "text/html; charset=UTF-8"
    status: int = 200
    changed: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Site(Protocol):
    """One outlet's web site."""

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET."""
        ...


def conditional(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """Return the reply with its validators, or 304 without a body when the asker already has it (RFC 9110, 13).

    Args:
        reply: What the site answers.
        asked: Request headers with lower-case names.
    """
    if reply.status != HTTPStatus.OK:
        return reply
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
    validators = [("ETag", tag)]
    if reply.changed is not None:
        validators.append(("Last-Modified", format_datetime(reply.changed.astimezone(UTC), usegmt=True)))
    answered = replace(reply, headers=(*reply.headers, *validators))
    if _is_fresh(tag, reply.changed, asked):
        return replace(answered, body=b"", status=HTTPStatus.NOT_MODIFIED)
    return answered


def _is_fresh(tag: str, changed: datetime | None, asked: Mapping[str, str]) -> bool:
    wanted = asked.get("if-none-match")
    if wanted is not None:
        return tag in {part.strip().removeprefix("W/") for part in wanted.split(",")}
    since = asked.get("if-modified-since")
    if since is None or changed is None:
        return False
    try:
        return changed.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


@dataclass(slots=True)
class SiteServer:
    """A site on its port, served by threads until closed.

    Args:
        site: What answers.
        listener: A bound socket; taken over and closed with the server.
        asked: How often each status was answered.
    """

    site: Site
    listener: socket.socket
    asked: Counter[int] = field(default_factory=Counter)
    _http: ThreadingHTTPServer | None = None

    def open(self) -> None:
        """Start to listen."""
        server = self

        class Handler(_Handler):
            owner = server

        self._http = _Http(self.listener, Handler)
        name = f"demo-{self.listener.getsockname()[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.1,), name=name, daemon=True).start()

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None


class _Http(ThreadingHTTPServer):
    """Takes over a socket that is already bound, so that nobody can take the port in between."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, listener: socket.socket, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(listener.getsockname(), handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.server_name, self.server_port = listener.getsockname()
        self.server_activate()


class _Handler(BaseHTTPRequestHandler):
    owner: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    timeout = 30
    disable_nagle_algorithm = True
    wbufsize = 65_536

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        reply = self.owner.site.answer(unquote(parts.path), query)
        asked = {name.lower(): value for name, value in self.headers.items()}
        self._send(conditional(reply, asked), asked)

    do_HEAD = do_GET  # noqa: N815 -- the base class looks for this name

    def _send(self, reply: Reply, asked: Mapping[str, str]) -> None:
        self.owner.asked[int(reply.status)] += 1
        body = reply.body
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Vary", "Accept-Encoding")
        for name, value in reply.headers:
            self.send_header(name, value)
        if len(body) >= COMPRESS_FROM and "gzip" in asked.get("accept-encoding", ""):
            body = gzip.compress(body, 5, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if reply.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the parameter's name is the base class's
        """Keep the terminal quiet: the demo prints its own counts."""
