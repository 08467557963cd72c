"""Finds laws as the press cites them and brings each citation into one form: `UU 10/2016 ps 71`."""

import re
from bisect import bisect_left
from datetime import date

from archive.records.analysis import Law
from pipeline.entities.citations import SIGNS, Cited, citations
from pipeline.entities.law_names import Laws
from pipeline.entities.words import Reading

_AMENDING = "UU 10/2016"
"""The press cites by its number what it changed in UU 1/2015, too (`Pasal 188 UU 10/2016`)."""
_ARTICLE = re.compile(
    r"\b(?:pasal|ps|psl)\b\.?\s*(?:yang(?:\s+[^\W\d]+){1,3}\s+)?(?P<n>\d{1,3}\s?[A-Z]?\b)(?!\s*(?:persen|tahun))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:\s*(?:ayat|ay|huruf|angka|butir|poin)\.?\s*\(?\w{1,5}\)?\s*,?)*\s*(?:,|jo\.?|juncto|junto|dan|dan/atau|atau|serta)\s*(?:pasal\s*)?(?P<n>\d{1,3}[A-Z]?)\b(?!\s*(?:ayat\s*\(\d+\)\s*)?(?:tahun|persen|orang))",
    re.IGNORECASE,
)
_TO_LAW = re.compile(  # atomic: a run of digits must not be tried in all its partitions
    r"[\s,]*+(?>(?:ayat|ay|huruf|angka|butir|poin|nomor)\.?\s*+\(?\w{1,5}\)?[\s,]*+|(?:dan|atau|jo|juncto|junto|serta|sampai|hingga|pasal|ps)\b[\s,.]*+"
    r"|\(?\d{1,3}+[A-Z]?\)?[\s,]*+|(?:dalam|dari|pada|di|RI)\s++)*+$",
    re.IGNORECASE,
)
_NEXT_ARTICLE = re.compile(
    r"(?:\s*(?:ayat|huruf|angka|butir|poin)\.?\s*\(?\w{1,5}\)?\s*,?){0,4}\s*(?:,|serta|dan|juga|maupun)\s*(?:pasal|(?:UU|PP|SKB|SE)\b)",
    re.IGNORECASE,
)
"""After an article: the article of another law, or that law itself."""
_FROM_LAW = re.compile(r"^[^.;\n]{0,90}?$")
_ARTICLES = frozenset(["pasal", "ps", "psl"])
_NEAR = 110  # characters between a law and an article after it that may still belong together


def find_laws(reading: Reading, laws: Laws, published: date | None) -> tuple[Law, ...]:
    """Return the laws cited, each citation form once, in order of appearance."""
    if (SIGNS | laws.firsts | _ARTICLES).isdisjoint(reading.places_of):
        return ()
    cited = sorted(citations(reading, laws, published), key=lambda law: (law.start, -law.end))
    kept: list[Cited] = []
    for law in cited:
        if not kept or law.start >= kept[-1].end:
            kept.append(law)
    pairs = _with_articles(reading, kept, laws)
    return _merge(reading, laws, pairs, published)


def _with_articles(reading: Reading, laws: list[Cited], known: Laws) -> list[tuple[Cited, str | None, int, int]]:
    """Return (law, article or None, start, end) for each citation."""
    text, starts = reading.whole, [law.start for law in laws]
    pairs: list[tuple[Cited, str | None, int, int]] = []
    used: set[int] = set()
    for start, end, article in _articles(reading):
        place = bisect_left(starts, end)
        owner: int | None = None
        if place and _followed(text, laws[place - 1].end, start, end):
            owner = place - 1
        elif place < len(laws) and laws[place].start - end <= _NEAR and _TO_LAW.match(text[end : laws[place].start]):
            owner = place
        elif (
            place > 0
            and 0 <= start - laws[place - 1].end <= _NEAR
            and _FROM_LAW.match(text[laws[place - 1].end : start])
        ):
            owner = place - 1
        if owner is not None:
            used.add(owner)
            law = laws[owner]
            pairs.append((law, article, min(start, law.start), max(end, law.end)))
        else:
            name = _law_of(text, article, laws, known)
            if name is not None:
                pairs.append((Cited(start, end, name), article, start, end))
    pairs.extend((law, None, law.start, law.end) for index, law in enumerate(laws) if index not in used)
    return sorted(pairs, key=lambda pair: pair[2])


def _followed(text: str, law: int, start: int, end: int) -> bool:
    """Tell whether an article stands behind its law and before one of another: `PP X Pasal 5 dan Pasal 9 UU Y`."""
    return start >= law and not text[law:start].strip(" ,") and _NEXT_ARTICLE.match(text, end) is not None


def _law_of(text: str, article: str, laws: list[Cited], known: Laws) -> str | None:
    """Return the law of an article that is printed without one; None unless it is well known and the text fits."""
    if article not in known.bare:
        return None
    low = text.lower()
    cited = {law.name for law in laws}
    return next(
        (law for law, words in known.bare[article] if any(word in cited or word in low for word in words)), None
    )


def _articles(reading: Reading) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    text = reading.whole
    for match in reading.anchored(_ARTICLE, _ARTICLES):
        if found and match.start() < found[-1][1]:
            continue
        found.append((match.start(), match.end(), match["n"].replace(" ", "").upper()))
        more = _MORE.match(text, match.end())
        while more is not None:
            found.append((more.start("n"), more.end(), more["n"].upper()))
            more = _MORE.match(text, more.end())
    return found


def _merge(
    reading: Reading, laws: Laws, pairs: list[tuple[Cited, str | None, int, int]], published: date | None
) -> tuple[Law, ...]:
    spans: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    printed: dict[tuple[str, str | None], set[str]] = {}
    for law, article, start, end in pairs:
        as_named = article is None or (law.numbered and law.name == _AMENDING)  # its number is printed: it is meant so
        name = law.name if as_named else laws.homes.get((law.name, article or ""), law.name)
        spans.setdefault((name, article), []).append((start, end))
        printed.setdefault((name, article), set()).update({law.name} if law.numbered else ())
    with_article = {name for name, article in spans if article}
    if any(name.startswith("SKB ") and name[4:5].isdigit() for name, _article in spans):
        with_article.add("SKB Netralitas ASN")  # the number is printed once, then `SKB itu`
    found = []
    for (name, article), where in spans.items():
        if article is None and name in with_article:
            continue
        day = published or date.max
        note = next((note for cited, since, note in laws.notes if cited == name and since <= day), None)
        note = note or _as_cited(name, printed[name, article])
        found.append(Law(name, article, note, tuple(reading.span(start, end) for start, end in where)))
    return tuple(found)


def _as_cited(name: str, printed: set[str]) -> str | None:
    """Return under which number the law was printed; None when it is the one given, or one of several printed."""
    if not printed or name in printed:
        return None
    return f"cited as {', '.join(sorted(printed))}; this article stands in {name}"
