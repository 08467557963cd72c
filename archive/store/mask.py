"""Blanks personal numbers before anything is stored: nobody needs them to follow a case.

NIP (civil servant's number): 18 digits, birth day, month of appointment, sex, serial (Perka BKN 22/2007), printed with
or without spaces or dots. NIK (identity number): 16 digits, district, birth day (women plus 40), serial (PP 40/2019).
The digits become asterisks, so that every offset into the text stays right.
"""

import json
import re
from dataclasses import replace
from typing import Any

from archive.records.analysis import Analysis
from archive.records.article import Article, Cut
from archive.records.codec import from_json, to_json, to_plain

_PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{8}[ .]\d{6}[ .]\d[ .]\d{3}|\d{18}|\d{16})(?![0-9A-Za-z])")
_DIGITS = re.compile(r"\d{16}|\d{8}[ .]\d{6}")  # whether it is worth looking
# In raw pages long numbers are mostly picture and post ids: only what is built like a personal number is blanked there.
_NIP = rb"(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d{2}(?:0[1-9]|1[0-2])[12]\d{3}"
_NIK = rb"(?:1[1-9]|2[1-9]|[3-9][1-9])\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}"
_IN_PAGE = re.compile(rb"(?<![0-9A-Za-z/=_.-])(?:" + _NIP + rb"|" + _NIK + rb")(?![0-9A-Za-z/=_-])")


def mask(text: str) -> str:
    """Return the text with the digits of personal numbers replaced by `*`, of the same length.

    What no database stores is replaced too, one for one: NUL (PostgreSQL) and lone surrogates (UTF-8).
    """
    plain = text.replace("\x00", " ").encode("utf-8", "replace").decode()
    return _PERSONAL.sub(lambda found: re.sub(r"\d", "*", found.group()), plain)


def mask_page(body: bytes) -> bytes:
    """Return the page with the digits of personal numbers replaced by `*`, of the same length."""
    return _IN_PAGE.sub(lambda found: b"*" * len(found.group()), body)


def mask_article(article: Article) -> Article:
    """Return the article with personal numbers blanked in every text a person can see."""
    return replace(
        article,
        title=None if article.title is None else mask(article.title),
        text=mask(article.text),
        captions=tuple(mask(caption) for caption in article.captions),
        tags=tuple(mask(tag) for tag in article.tags),
        cuts=tuple(Cut(mask(cut.text), cut.rule) for cut in article.cuts),
        notes=tuple(mask(note) for note in article.notes),
        reporter=None if article.reporter is None else mask(article.reporter),
        outlet_name=None if article.outlet_name is None else mask(article.outlet_name),
        section=None if article.section is None else mask(article.section),
        editor=None if article.editor is None else mask(article.editor),
    )


def mask_analysis(analysis: Analysis) -> Analysis:
    """Return the analysis with personal numbers blanked in its evidence."""
    try:
        written = to_json(analysis)
    except ValueError:  # a lone surrogate in its evidence
        return from_json(Analysis, json.dumps(_masked(to_plain(analysis))))
    if not _DIGITS.search(written):
        return analysis
    return from_json(Analysis, json.dumps(_masked(json.loads(written))))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {name: _masked(item) for name, item in value.items()}
    return value
