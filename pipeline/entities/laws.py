"""Finds laws as the press cites them and brings each citation into one form: `UU 10/2016 ps 71`."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from archive.records.analysis import Law
from pipeline.entities.citations import SIGNS, Cited, citations
from pipeline.entities.law_names import Laws
from pipeline.entities.words import Reading

_ARTICLE = re.compile(
    r"\b(?:pasal(?:nya)?|ps|psl)\b\.?\s*(?:yang(?:\s+[^\W\d]+){1,3}:?\s+)?(?P<n>\d{1,3}\s?[A-Z]?\b)(?!\s*(?:persen|tahun))",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\bpasal(?:nya)?\b(?:\s+[^\W\d]+){0,5}[\s,:]+(?P<n>\d{2,3}[A-Z]?)\b"
    r"(?=\s*(?:ayat|jo|junc?to|soal|UU|undang|karena|tentang|mengenai|,|\.))",
    re.IGNORECASE,
)
"""`Ada dua pasal yang kita sangkakan, 187A soal ...`: counts only for articles known to all."""
_JOINED = re.compile(r"\b(?:jo|junc?to)\b\.?\s+(?P<n>\d{1,3}[A-Z]?)\b(?=\s*(?:ayat|huruf|UU|undang))", re.IGNORECASE)
"""Behind another law: `188 UU 1/2015 juncto 71 ayat (1) UU 10/2016`."""
_MORE = re.compile(
    r"(?:\s*(?:ayat|ay|huruf|angka|butir|poin)\.?\s*\(?\w{1,5}\)?\s*,?)*\s*(?:,|jo\.?|juncto|junto|dan|dan/atau|atau|serta)\s*(?:pasal\s*)?(?P<n>\d{1,3}[A-Z]?)\b(?!\s*(?:ayat\s*\(\d+\)\s*)?(?:tahun|persen|orang))",
    re.IGNORECASE,
)
_TO_LAW = re.compile(  # atomic: a run of digits must not be tried in all its partitions
    r"[\s,]*+(?>(?:ayat|ay|huruf|angka|butir|poin|nomor)\.?\s*+\(?\w{1,5}\)?[\s,]*+|(?:dan|atau|jo|juncto|junto|serta|sampai|hingga|pasal|ps)\b[\s,.]*+"
    r"|\(?\d{1,3}+[A-Z]?\)?[\s,]*+|[a-z](?=[\s,])[\s,]*+|ke-\d[\s,]*+|(?:dalam|dari|pada|di|RI)\s++)*+$",
    re.IGNORECASE,
)
_NEXT_ARTICLE = re.compile(
    r"(?:\s*(?:ayat|huruf|angka|butir|poin)\.?\s*\(?\w{1,5}\)?\s*,?){0,4}\s*(?:,|serta|dan|juga|maupun)\s*(?:pasal|(?:UU|PP|SKB|SE|Undang-Undang|Peraturan|Surat)\b)",
    re.IGNORECASE,
)
"""After an article: the article of another law, or that law itself."""
_FROM_LAW = re.compile(r"^[^.;\n]{0,90}?$")
_OTHER_ARTICLE = re.compile(r"\b(?:pasal|ps)\b", re.IGNORECASE)
_JO = re.compile(r"\bj(?:o|unc?to)\b", re.IGNORECASE)
_PARTS = re.compile(  # what of an article is meant: `ayat (2) huruf f, g, dan i`
    r"(?:[\s,]*+(?:(?:dan|serta|atau|dan/atau)\s++)?(?:ayat|ay|huruf|hrf|angka|butir|poin)\b\.?\s*+"
    r"\(?(?:\d{1,2}|[a-z])\)?(?!\w)"
    r"(?:(?:\s*+,\s*+(?:dan|atau)?|\s++(?:dan|atau|hingga))\s*+(?:\(\d{1,2}\)|[a-z](?!\w)))*+)++",
    re.IGNORECASE,
)
_BARE_PARAGRAPH = re.compile(r"\b(ayat|ay)\.?\s*\(?(\d{1,2})\)?", re.IGNORECASE)
_LAST_PARAGRAPH = 9
"""Highest number that is read as a further paragraph in `Pasal 71 ayat 1 dan 3`."""
_ARTICLES = frozenset(["pasal", "pasalnya", "ps", "psl"])
_JOINS = frozenset(["jo", "juncto", "junto"])
_NEAR = 110  # characters between a law and an article after it that may still belong together
_EARLIER = 900
"""Characters after a law in which `Sesuai Pasal 14` is still one of its articles."""
_EARLIER_NAMED = 120
"""The same behind a law called by its name: `Pasal 29 UU Desa. Bagi anggota BPD berlaku Pasal 64`."""
_WITHOUT_ARTICLES = ("SKB ", "SE ", "Putusan ", "Instruksi ")
_ITS_ARTICLE = re.compile(
    r"[\s,(]*(?:(?:khususnya|terutama|tepatnya|yakni|yaitu|pada|dalam|di)\b[\s,]*)*", re.IGNORECASE
)
"""Between a law and its article behind it: `PP 94/2021, khususnya Pasal 5`."""
_WITH_ARTICLES = ("UU ", "PP ", "Perbawaslu ", "PKPU ", "Permendagri ", "Peraturan BKN ")


@dataclass(frozen=True, slots=True)
class _Article:
    """An article as printed: where, its number, and what of it (`ayat (2)`)."""

    start: int
    end: int
    number: str
    part: str | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A law with one of its articles, or without; `start` and `end` enclose both."""

    law: Cited
    article: _Article | None
    start: int
    end: int


def find_laws(reading: Reading, laws: Laws, published: date | None) -> tuple[Law, ...]:
    """Return the laws cited, each citation form once, in order of appearance."""
    if not any(reading.names_any(signs) for signs in (SIGNS, laws.firsts, _ARTICLES)):
        return ()
    cited = sorted(citations(reading, laws, published), key=lambda law: (law.start, -law.end))
    kept: list[Cited] = []
    for law in cited:
        if not kept or law.start >= kept[-1].end:
            kept.append(law)
    return _merge(reading, laws, _with_articles(reading, kept, laws), published)


def _with_articles(reading: Reading, laws: list[Cited], known: Laws) -> list[_Pair]:
    """Return each citation with its article, in order."""
    starts = [law.start for law in laws]
    pairs: list[_Pair] = []
    used: set[int] = set()
    for article in _articles(reading, known):
        place = bisect_left(starts, article.end)
        owner = _owner(reading.whole, article, laws, place, known)
        if owner is not None:
            used.add(owner)
            law = laws[owner]
            pairs.append(_Pair(law, article, min(article.start, law.start), max(article.end, law.end)))
            continue
        name = _law_of(reading.whole, article, laws[:place], laws, known)
        if name is not None:
            pairs.append(_Pair(name, article, article.start, article.end))
    pairs.extend(_Pair(law, None, law.start, law.end) for index, law in enumerate(laws) if index not in used)
    return sorted(pairs, key=lambda pair: pair.start)


def _owner(text: str, article: _Article, laws: list[Cited], place: int, known: Laws) -> int | None:
    """Return the law beside an article: right before it, after it, or in the same clause before it."""
    before = laws[place - 1] if place else None
    if before is not None and _followed(text, before.end, article.start, article.end):
        return place - 1
    near = place < len(laws) and laws[place].start - article.end <= _NEAR
    near = near and not laws[place].name.startswith(_WITHOUT_ARTICLES)
    own = _known_law(text, article.number, laws, known)
    if near and _TO_LAW.match(text[article.end : laws[place].start]):
        others = _OTHER_ARTICLE.search(text, article.end, laws[place].start) is not None
        stranger = others and own not in {None, laws[place].name} and not _in_family(known, laws[place].name, article)
        return None if stranger else place  # `Pasal 71 ayat (1) jo Pasal 188 dan Pasal 29 huruf b UU Desa`
    if before is None or not 0 <= article.start - before.end <= _NEAR:
        return None
    between = text[before.end : article.start]
    foreign = own not in {None, before.name}
    if foreign and _JO.search(between):
        return None  # `Pasal 188 UU 1/2015 juncto Pasal 71`
    if foreign and before.numbered is False and between.strip(" ,") and not _in_family(known, before.name, article):
        return None  # `terikat Pasal 29 UU Desa dan bisa dijerat Pasal 188`
    return place - 1 if _FROM_LAW.match(between) else None


def _in_family(known: Laws, law: str, article: _Article) -> bool:
    return (law, article.number) in known.homes


def _followed(text: str, law: int, start: int, end: int) -> bool:
    """Tell whether an article stands behind its law and before one of another: `PP X Pasal 5 dan Pasal 9 UU Y`."""
    return (
        start >= law
        and _ITS_ARTICLE.fullmatch(text, law, start) is not None
        and _NEXT_ARTICLE.match(text, end) is not None
    )


def _law_of(text: str, article: _Article, before: list[Cited], laws: list[Cited], known: Laws) -> Cited | None:
    """Return the law of an article printed without one: the one told of last, or that of an article known to all."""
    last = before[-1] if before else None
    here = article.start, article.end
    name = _known_law(text, article.number, laws, known)
    reach = _EARLIER if last is not None and last.numbered else _EARLIER_NAMED
    near = last is not None and article.start - last.end <= reach
    if last is not None and near and name is None and last.name.startswith(_WITH_ARTICLES):
        return Cited(*here, last.name, numbered=last.numbered)
    return Cited(*here, name) if name is not None else None


def _known_law(text: str, article: str, laws: list[Cited], known: Laws) -> str | None:
    """Return the law of an article that is well known without it; None unless the text fits."""
    if article not in known.bare:
        return None
    low = text.lower()
    cited = {law.name for law in laws}
    return next(
        (law for law, words in known.bare[article] if any(word in cited or word in low for word in words)), None
    )


def _articles(reading: Reading, known: Laws) -> list[_Article]:
    text = reading.whole
    signs = [*reading.anchored(_ARTICLE, _ARTICLES), *reading.anchored(_JOINED, _JOINS)]
    signs += [match for match in reading.anchored(_LOOSE, _ARTICLES) if match["n"].upper() in known.bare]
    found: list[_Article] = []
    for match in sorted(signs, key=lambda match: match.start("n")):
        if found and match.start("n") < found[-1].end:
            continue
        start = match.start() if match.re is _ARTICLE else match.start("n")
        found.append(_article(text, start, match.end(), match["n"]))
        more = _MORE.match(text, match.end())
        while more is not None:
            if not _is_paragraph(more):
                found.append(_article(text, more.start("n"), more.end(), more["n"]))
            more = _MORE.match(text, more.end())
    return found


def _article(text: str, start: int, end: int, number: str) -> _Article:
    parts = _PARTS.match(text, end)
    part = _BARE_PARAGRAPH.sub(r"ayat (\2)", " ".join(parts.group().lower().split()).strip(" ,")) if parts else None
    return _Article(start, end, number.replace(" ", "").upper(), part)


def _is_paragraph(more: re.Match[str]) -> bool:
    """Tell whether a further number is that of a paragraph: `Pasal 71 ayat 1 dan 3`."""
    said = more.group().lower()
    joined = "ay" in said and "pasal" not in said and not re.search(r"\bj(?:o|unc?to)\b", said)
    return joined and more["n"].isdigit() and int(more["n"]) <= _LAST_PARAGRAPH


def _merge(reading: Reading, laws: Laws, pairs: list[_Pair], published: date | None) -> tuple[Law, ...]:
    spans: dict[tuple[str, str | None], list[_Pair]] = {}
    for pair in pairs:
        name, number = pair.law.name, pair.article.number if pair.article else None
        if number is not None and not pair.law.numbered:  # a printed number is meant as printed
            name = laws.homes.get((name, number), name)
        spans.setdefault((name, number), []).append(pair)
    with_article = {name for name, article in spans if article}
    if any(name.startswith("SKB ") and name[4:5].isdigit() for name, _article in spans):
        with_article.add("SKB Netralitas ASN")  # the number is printed once, then `SKB itu`
    found = []
    for (name, number), where in spans.items():
        if number is None and name in with_article:
            continue
        parts = dict.fromkeys(pair.article.part for pair in where if pair.article and pair.article.part)
        note = laws.note(name, number, published or date.max)
        evidence = tuple(reading.span(pair.start, pair.end) for pair in where)
        found.append(Law(name, number, note, evidence, paragraph=", ".join(str(part) for part in parts) or None))
    return tuple(found)
