"""Whether a page says something else than before: what its newsroom changed, not what we learnt meanwhile. Pure."""

import hashlib
from collections.abc import Collection, Sequence

from archive.records.article import Article
from archive.store.furniture import prose_key
from pipeline.page.cleaning.engine import RECURRING
from pipeline.page.furniture import line_hash

UNTITLED = "?"  # in the place of a title that is not known yet
COUNTER = 60  # characters: in a shorter line numbers do not count, it is a reader count rather than a sentence


def lines_of(title: str | None, text: str) -> tuple[str, ...]:
    """Return a key of the title and of each paragraph: `exact hash:furniture hash`; the title's is the first.

    Args:
        title: As the page itself prints it; None when what we have was announced, which often differs: the first visit
            then learns it.
        text: Paragraphs separated by blank lines.
    """
    return (UNTITLED if title is None else _line(title), *(_line(line) for line in text.split("\n\n") if line.strip()))


def _line(line: str) -> str:
    folded = line_hash(line)
    if len(line) <= COUNTER:
        return f"{folded[:16]}:{folded}"
    exact = hashlib.blake2b(" ".join(line.split()).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{exact}:{folded}"


def edited(before: Sequence[str], now: Sequence[str], furniture: Collection[str]) -> bool:
    """Tell whether a page says something else than before.

    Lines that were learnt to be furniture meanwhile do not count, nor those that either reading cut as such: what we
    learn and forget is not taken for editing.

    Args:
        before: Lines of the earlier reading.
        now: Lines of this reading.
        furniture: Hashes of the outlet's recurring lines, as known now, and of the lines cut (`cut_lines`).
    """
    if not before or not now:
        return bool(before) != bool(now)
    if UNTITLED not in {before[0], now[0]} and before[0] != now[0]:
        return True
    return _story(before[1:], furniture) != _story(now[1:], furniture)


def cut_lines(*articles: Article) -> frozenset[str]:
    """Return the hashes of the lines that readings of a page cut because they recur on their outlet's pages."""
    return frozenset(line_hash(cut.text) for one in articles for cut in one.cuts if cut.rule == RECURRING)


def same_wording(known: Article, article: Article, furniture: Collection[str]) -> bool:
    """Tell whether a reading of a kept article's page says the same, but for what is known of its outlet's furniture.

    Args:
        known: As kept.
        article: As read now.
        furniture: Hashes of the outlet's recurring lines, as known now.
    """
    aside = cut_lines(known, article) | frozenset(furniture)

    def story(one: Article) -> list[str]:
        return [line for line in one.text.split("\n\n") if not _is_aside(line_hash(line), aside)]

    return known.title == article.title and story(known) == story(article)


def _story(lines: Sequence[str], furniture: Collection[str]) -> list[str]:
    return [exact for exact, _, key in (line.partition(":") for line in lines) if not _is_aside(key, furniture)]


def _is_aside(key: str, furniture: Collection[str]) -> bool:
    return key in furniture or prose_key(key) in furniture
