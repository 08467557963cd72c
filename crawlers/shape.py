"""Whether a page has what an article's page has: a title, a date, a text. Looked for in raw bytes, cheaply.

A redesign shows here within hours: most pages are screened out and never extracted, so extraction would tell it late.
"""

import re
from itertools import islice

LOOKED_AT = 400_000  # bytes of a page
LEAST_TEXT = 400  # characters of running text that even a short report has
RUN = 40  # characters between two tags from which text is a sentence rather than a label

_TITLE = re.compile(rb"<title[^>]*>\s*[^<\s]")
_DATE_MARKS = (
    b"datepublished",
    b"published_time",
    b"publish_date",
    b"publishdate",
    b"pubdate",
    b"<time",
    b'itemprop="date',
)
_YEAR = re.compile(rb"20[0-9]{2}(?![0-9])")
_MOST_YEARS = 200  # of a page that are looked at
_DAY_BEFORE = re.compile(
    rb"(?:[0-3]?[0-9][/.-][01]?[0-9][/.-]|[0-3]?[0-9]\s+(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)"
    rb"[a-z]*\.?,?\s+)$"
)
_DAY_AFTER = re.compile(rb"-[01][0-9]-[0-3][0-9]")
# A page that draws itself carries its article as JSON: `__NEXT_DATA__`, JSON-LD.
_DATA = re.compile(rb'"(?:articlebody|content|body|text)"\s*:\s*"(?:[^"\\]|\\.){%d}' % LEAST_TEXT)
_SENTENCE = re.compile(rb">([^<>]{%d,})" % RUN)


def looks_whole(body: bytes) -> bool:
    """Tell whether a page shows a title, a date and running text."""
    head = body[:LOOKED_AT].lower()
    return _has_title(head) and _has_date(head) and _has_text(head)


def _has_title(head: bytes) -> bool:
    return b"og:title" in head or _TITLE.search(head) is not None


def _has_date(head: bytes) -> bool:
    """Look for what marks a date up, then for a visible one around a year: one expression for both takes 12 ms."""
    if any(mark in head for mark in _DATE_MARKS):
        return True
    for year in islice(_YEAR.finditer(head), _MOST_YEARS):
        before, after = head[max(year.start() - 20, 0) : year.start()], head[year.end() : year.end() + 6]
        if _DAY_BEFORE.search(before) or _DAY_AFTER.match(after):
            return True
    return False


def _has_text(head: bytes) -> bool:
    total = 0
    for run in _SENTENCE.finditer(_without_code(head)):
        total += len(b" ".join(run[1].split()))
        if total >= LEAST_TEXT:
            return True
    return has_data(head)


def has_data(head: bytes) -> bool:
    """Tell whether a page, in small letters, carries a text as JSON."""
    return _DATA.search(head) is not None


def _without_code(head: bytes) -> bytes:
    """Return a page without its scripts and styles, in one pass whatever the page holds."""
    for start, end in ((b"<script", b"</script"), (b"<style", b"</style")):
        first, *others = head.split(start)
        head = first + b"".join(other[max(other.find(end), 0) :] for other in others)
    return head
