"""Whether a page has what an article's page has: a title, a date, a text. Looked for in raw bytes, cheaply.

A redesign shows here within hours: most pages are screened out and never extracted, so extraction would tell it late.
"""

import re

LOOKED_AT = 400_000  # bytes of a page
LEAST_TEXT = 400  # characters of running text that even a short report has
RUN = 40  # characters between two tags from which text is a sentence rather than a label

_TITLE = re.compile(rb"<title[^>]*>\s*[^<\s]|og:title", re.IGNORECASE)
_MONTHS = rb"jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec"
_DATE = re.compile(
    rb"datePublished|article:published_time|itemprop=[\"']?date|<time\b|\bpubdate\b|publish_?date"
    rb"|\b20\d\d-[01]\d-[0-3]\d\b|\b[0-3]?\d[/.-][01]?\d[/.-]20\d\d\b|\b[0-3]?\d\s+(?:"
    + _MONTHS
    + rb")[a-z]*\.?,?\s+20\d\d\b",
    re.IGNORECASE,
)
_TEXT = 400  # characters of running text that even a short report has
RUN = 40  # characters between two tags from which text is a sentence rather than a label

_TITLE = re.compile(rb"<title[^>]*>\s*[^<\s]|og:title", re.IGNORECASE)
_MONTHS = rb"jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec"
_DATE = re.compile(
    rb"datePublished|article:published_time|itemprop=[\"']?date|<time\b|\bpubdate\b|publish_?date"
    rb"|\b20\d\d-[01]\d-[0-3]\d\b|\b[0-3]?\d[/.-][01]?\d[/.-]20\d\d\b|\b[0-3]?\d\s+(?:"
    + _MONTHS
    + rb")[a-z]*\.?,?\s+20\d\d\b",
    re.IGNORECASE,
)
_CODE = re.compile(rb"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SENTENCE = re.compile(rb">([^<>]{%d,})" % RUN)


def looks_whole(body: bytes) -> bool:
    """Tell whether a page shows a title, a date and running text."""
    head = body[:LOOKED_AT]
    return bool(_TITLE.search(head) and _DATE.search(head) and _has_text(head))


def _has_text(head: bytes) -> bool:
    total = 0
    for run in _SENTENCE.finditer(_without_code(head)):
        total += len(b" ".join(run[1].split()))
        if total >= LEAST_TEXT:
            return True
    return False


def _without_code(head: bytes) -> bytes:
    """Return a page without its scripts and styles, in one pass whatever the page holds."""
    for start, end in ((b"<script", b"</script"), (b"<style", b"</style")):
        first, *others = head.split(start)
        head = first + b"".join(other[max(other.find(end), 0) :] for other in others)
    return head
