"""Pages of invented Indonesian outlets with gold: text, headline, instants, names, and what must not be taken for text.

    from pages import load, leaks
    for case in load():
        found = extractor(case.html, case.url)
        leaks(case, found)

They are made from stories (`stories/*.txt`), furniture and templates modelled on the markup of real outlets; the same
bytes come out on every machine. How they were written and what they cannot show stands in README.md beside this file.
"""

import hashlib
from functools import cache

from . import plan
from .case import PageCase, leaks, words

__all__ = ["PageCase", "digest", "held_out", "leaks", "load", "words"]


@cache
def load() -> tuple[PageCase, ...]:
    """Return all pages with their gold, always the same ones in the same order."""
    return tuple(plan.cases())


@cache
def held_out() -> tuple[PageCase, ...]:
    """Return pages that no rule may be written from: read their totals, never the pages."""
    return tuple(plan.held_out())


def digest() -> str:
    """Return the SHA-256 of all pages and their gold; a change of it is a new version of the benchmark."""
    found = hashlib.sha256()
    for case in (*load(), *held_out()):
        found.update(case.html)
        found.update(repr((case.id, case.url, case.text, case.boilerplate, str(case.published))).encode())
        found.update(
            repr((case.title, str(case.modified), case.reporter, case.editor, case.initials, case.caption)).encode()
        )
    return found.hexdigest()
