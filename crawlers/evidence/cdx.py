"""The index of a WARC file, one line a record, as replay tools look pages up (CDXJ). Pure but for reading the file.

Source: https://specs.webrecorder.net/cdxj/0.1.0/; keys are SURT forms as pywb makes them (host turned round, `www`
dropped, query sorted). The `surt` package is AGPL, so that the few rules needed stand here.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from crawlers.evidence.record import clean

WWW = re.compile(r"^www\d*\.")
SESSION = re.compile(r"(?i)^(?:jsessionid|phpsessid|sid|aspsessionid\w{8}|cfid|cftoken)=")
INDEXED = frozenset({"response", "revisit", "resource"})


def key(url: str) -> str:
    """Return the key under which an address stands in an index: `com,example)/berita?a=1`.

    Args:
        url: http or https; what is no address is its own key.
    """
    url = clean(url)
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.lower()
    turned = ",".join(reversed(WWW.sub("", host).split(".")))
    if port is not None and (parts.scheme, port) not in {("http", 80), ("https", 443)}:
        turned += f":{port}"
    path = re.sub(r"/{2,}", "/", parts.path.lower()) or "/"
    if len(path) > 1:
        path = path.rstrip("/")
    asked = sorted(one for one in parts.query.lower().split("&") if one and not SESSION.match(one))
    return f"{turned}){path}" + (f"?{'&'.join(asked)}" if asked else "")


def index(warc: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines of an index, sorted.

    Args:
        warc: A gzipped WARC file.
        name: As the index is to call it.
    """
    lines: list[str] = []
    reader = ArchiveIterator(warc)
    for found in reader:
        if found.rec_type not in INDEXED:
            continue
        url = found.rec_headers.get_header("WARC-Target-URI")
        mime = "warc/revisit" if found.rec_type == "revisit" else "-"
        status = "-"
        if found.http_headers is not None:
            status = found.http_headers.get_statuscode()
            told = found.http_headers.get_header("Content-Type") or "-"
            mime = mime if mime != "-" else told.split(";")[0].strip() or "-"
        reader.read_to_end(found)
        fields = {
            "url": url,
            "mime": mime,
            "status": status,
            "digest": found.rec_headers.get_header("WARC-Payload-Digest") or "-",
            "length": str(reader.get_record_length()),
            "offset": str(reader.get_record_offset()),
            "filename": name,
        }
        at = timestamp(found.rec_headers.get_header("WARC-Date"))
        lines.append(f"{key(url)} {at} {json.dumps(fields, ensure_ascii=True)}\n")
    yield from sorted(lines)


def timestamp(date: str) -> str:
    """Return a WARC date as an index writes it, to the second: `20241105040000`."""
    return datetime.fromisoformat(date).strftime("%Y%m%d%H%M%S")
