"""Bytes to text: the charset that the sender, the page or the bytes themselves name."""

import codecs
import re

from charset_normalizer import from_bytes

MAX_BYTES = (
    3_000_000  # extractors took 20 to 30 s and 1.7 GB on 20 MB pages; the longest real article page seen has 1.4 MB
)
_SNIFF = 4_096
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that pages use for what browsers read as windows-1252 (WHATWG Encoding Standard).
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "iso-8859-1", "us-ascii"})
# Controls, NUL, byte order and direction marks, soft hyphens and zero-width signs: they hide words from every rule.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff]"
)

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}
"""Full-width letters and digits (Unicode block FF00) by what they stand for; signs stay: they could make markup."""
_WIDE_LEADS = (b"\xef\xbc", b"\xef\xbd")
"""How these begin in UTF-8: few pages hold them, and translating takes long."""
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Kana, ideographs, Hangul: pages in these scripts print full-width letters in their own right."""
_ASCII_INVISIBLE = bytes((*range(9), 11, 12, *range(14, 32), 127))


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the text of a body, at most 3 MB of it, without invisible characters, full-width letters plain.

    Tried in order: byte order mark, UTF-8 where the bytes are valid UTF-8, the header's charset, the page's own, a
    guess from the bytes, windows-1252. Bytes that fit nothing become the replacement character, which is dropped.
    """
    cut = body[:MAX_BYTES]
    if cut.isascii():  # valid UTF-8, whatever header and page say
        return cut.translate(None, _ASCII_INVISIBLE).decode("ascii")
    text = visible(_decode(cut, content_type))
    if any(lead in cut for lead in _WIDE_LEADS) and not _EASTERN.search(text):
        return text.translate(_WIDE)
    return text


def visible(text: str) -> str:
    r"""Return the text without control, direction and zero-width characters; `\\t`, `\\n` and `\\r` stay."""
    return _INVISIBLE.sub("", text)


def is_binary(body: bytes) -> bool:
    """Tell whether a body is no text: many NULs or controls in its beginning, or a known binary signature."""
    head = body[:_SNIFF]
    if head.startswith(
        (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
    ):
        return True
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = sum(head.count(bytes((code,))) for code in (*range(8), *range(14, 32)) if code != 27)  # noqa: PLR2004 - ESC
    return controls > len(head) // 10


def _decode(body: bytes, content_type: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "ignore")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 4:  # the cap cut a character
            return body[: error.start].decode("utf-8")
    for name in _named(body, content_type):
        if name != "utf-8":
            return body.decode(name, "ignore")
    nearly = body.decode("utf-8", "replace")
    mostly = any(character > "\x7f" and character != "\ufffd" for character in nearly)
    if mostly and nearly.count("\ufffd") <= len(nearly) // 1_000 + 3:
        return nearly.replace("\ufffd", "")
    return body.decode(_guess(body), "ignore")


def _named(body: bytes, content_type: str | None) -> list[str]:
    names = [found.group(1) for found in [_HEADER.search(content_type or "")] if found]
    names += [found.group(1).decode() for found in (_META.search(body[:_SNIFF]), _XML.search(body[:_SNIFF])) if found]
    known = []
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        known.append("windows-1252" if codec in _LATIN else codec)
    return [
        name
        for name in known
        if not name.endswith("_codec") and name not in {"hex", "base64", "rot13", "punycode", "idna"}
    ]


def _guess(body: bytes) -> str:
    best = from_bytes(body[: _SNIFF * 8]).best()
    return "windows-1252" if best is None or best.encoding in {"ascii", "utf_8"} else best.encoding
