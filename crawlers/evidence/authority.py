"""Time stamps of RFC 3161: what is asked, whom, and whether the answer is what it should be.

The stamped digest is the hash of a line of the chain, so that one token covers that line and every one before it, and
`openssl ts -verify -digest HASH` checks it without us.
"""

import re
import subprocess
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

import httpx
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from base.address import IPNetwork
from base.errors import AddressRefusedError, ConfigError
from base.guarded import guarded_client
from base.said import said
from crawlers.evidence.chain import Entry, canonical
from crawlers.evidence.der import sort_certificates

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
LARGEST = 100_000  # bytes of an answer; tokens with their certificates take 3 to 8 KB
SECONDS = 30.0
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class StampError(Exception):
    """An authority did not stamp, or not what it was asked to; the text says why, for people who look after it."""


class Authority(Protocol):
    """Answers a TimeStampReq with a TimeStampResp, both DER."""

    name: str

    def ask(self, request: bytes) -> bytes:
        """Return the answer.

        Raises:
            StampError: There is none.
        """
        ...


class HttpAuthority:
    """An authority behind an address (RFC 3161 section 3.4).

    Args:
        url: Where it is.
        allow: Networks in which it may be although they are not public.
    """

    def __init__(self, url: str, allow: Iterable[IPNetwork] = ()) -> None:
        self.name = url
        self._allow = tuple(allow)

    def ask(self, request: bytes) -> bytes:
        """Return the answer; redirects are not followed."""
        headers = {"Content-Type": QUERY, "Accept": REPLY}
        try:
            with (
                guarded_client(self._allow, timeout=SECONDS) as client,
                client.stream("POST", self.name, content=request, headers=headers) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise StampError(f"HTTP {answer.status_code}")
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > LARGEST:
                        raise StampError(f"the answer is longer than {LARGEST} bytes")
                return body
        except AddressRefusedError as error:
            raise StampError(f"{error} (timestamp_allow_network)") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise StampError(f"{type(error).__name__}: {error}") from error


class CommandAuthority:
    """A program that reads the request and writes the answer: a smart card, another protocol, a service of one's own.

    Args:
        command: Program and arguments; no shell reads them.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.name = command[0]
        self._command = tuple(command)

    def ask(self, request: bytes) -> bytes:
        """Return what the program wrote."""
        try:
            done = subprocess.run(self._command, input=request, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - the operator's own
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StampError(f"{self.name}: {error}") from error
        if done.returncode != 0:
            raise StampError(f"{self.name}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-200:]}")
        if len(done.stdout) > LARGEST:
            raise StampError(f"the answer is longer than {LARGEST} bytes")
        return done.stdout


def load_roots(file: Path | None) -> tuple[x509.Certificate, ...]:
    """Return the certificates that authorities are trusted by.

    Args:
        file: PEM; None for those that web servers are trusted by.

    Raises:
        ConfigError: The file cannot be read or holds none.
    """
    import certifi

    path = file or Path(certifi.where())
    try:
        blocks = PEM.findall(path.read_bytes())
    except OSError as error:
        raise ConfigError(
            said("the certificates of the time stamp authority cannot be read: {error}", error=error), file=str(path)
        ) from error
    found: list[x509.Certificate] = []
    with warnings.catch_warnings(action="ignore", category=CryptographyDeprecationWarning):
        for block in blocks:
            with suppress(ValueError):  # one odd certificate among a hundred must not cost the others
                found.append(x509.load_pem_x509_certificate(block))
    if not found:
        raise ConfigError(said("the file holds no certificate that can be read (PEM)"), file=str(path))
    return tuple(found)


def stamp(entry: Entry, authority: Authority, roots: Sequence[x509.Certificate]) -> tuple[datetime, bytes]:
    """Have a line stamped; return the authority's time and its whole answer.

    Args:
        entry: Line of the chain.
        authority: Whom to ask.
        roots: Whom to trust.

    Raises:
        StampError: It was not stamped as asked.
    """
    request = TimestampRequestBuilder().data(canonical(entry)).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = authority.ask(request.as_bytes())
    return check_token(answer, entry.hash, roots, nonce=request.nonce), answer


def check_token(answer: bytes, line: str, roots: Sequence[x509.Certificate], *, nonce: int | None = None) -> datetime:
    """Return when a line was stamped.

    Args:
        answer: TimeStampResp, DER.
        line: Hash of the line, hexadecimal.
        roots: Whom to trust; certificates need to have been valid when it was stamped, not now.
        nonce: Of the request; None when it is no longer known.

    Raises:
        StampError: The answer is a refusal, is for something else, or nobody trusted signed it.
    """
    told = _decoded(answer)
    builder = VerifierBuilder(nonce=nonce, roots=list(roots))
    try:
        builder.build().verify(told, bytes.fromhex(line))
    except (VerificationError, ValueError) as error:
        raise StampError(str(error)) from error
    return told.tst_info.gen_time


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        told = decode_timestamp_response(sort_certificates(answer))
        status = PKIStatus(told.status)
    except ValueError as error:
        raise StampError(f"the answer is no time stamp response: {error}") from error
    if status is not PKIStatus.GRANTED:
        raise StampError(f"the authority refuses: {status.name} {' '.join(told.status_string)}".rstrip())
    return told
