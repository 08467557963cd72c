"""Seals the records of an exchange with the key of its article, inside a WARC record that any reader can step over.

    records, gzipped -> AES-256-GCM, bound to address, date and article -> block of a `metadata` record

Without the key its bytes and their hashes stay; with the key what comes back is exactly what was put in.
Source: NIST SP 800-38D (96-bit nonces; a key seals the few exchanges of one article, far below its bounds).
"""

import secrets
from io import BytesIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawlers.evidence.record import clean, record

SEALED = "application/vnd.pantau.sealed-warc"
NONCE = 12
NOTE = (
    "Records of type metadata with Content-Type application/vnd.pantau.sealed-warc hold gzipped WARC records, sealed "
    "with AES-256-GCM: 12 bytes nonce, then the sealed bytes. `pantau evidence export` opens them."
)


def seal(records: bytes, key: bytes, *, url: str, at: str, article_id: int, name: str) -> bytes:
    """Return records sealed.

    Args:
        records: Gzipped WARC records.
        key: Of the article, 32 bytes.
        url: Address of the exchange.
        at: WARC date.
        article_id: Whose evidence it is.
        name: WARC-Record-ID of the sealed record.
    """
    nonce = secrets.token_bytes(NONCE)
    block = nonce + AESGCM(key).encrypt(nonce, records, _bound(url, at, article_id))
    fields = {"WARC-Record-ID": name, "WARC-Target-URI": clean(url), "WARC-Date": at}
    return record("metadata", SEALED, fields | {"Pantau-Article": str(article_id)}, block, level=0)


def unseal(data: bytes, key: bytes, *, url: str, at: str, article_id: int | None) -> bytes | None:
    """Return the records that were sealed; None when the key does not fit or the bytes were changed.

    Args:
        data: Bytes of a line of the chain.
        key: Of the article.
        url: As it was sealed.
        at: As it was sealed.
        article_id: As it was sealed.
    """
    block = _sealed_block(data)
    if block is None or article_id is None or len(block) < NONCE:
        return None
    try:
        return AESGCM(key).decrypt(block[:NONCE], block[NONCE:], _bound(url, at, article_id))
    except (InvalidTag, ValueError):
        return None


def _sealed_block(data: bytes) -> bytes | None:
    try:
        for found in ArchiveIterator(BytesIO(data)):
            if found.rec_headers.get_header("Content-Type") == SEALED:
                return bytes(found.raw_stream.read())
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError, UnicodeError, TypeError):
        return None
    return None


def _bound(url: str, at: str, article_id: int) -> bytes:
    return "\n".join(("pantau evidence 1", clean(url), at, str(article_id))).encode()
