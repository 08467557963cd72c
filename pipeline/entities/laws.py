"""Finds laws as the press cites them and brings each citation into one form: `UU 10/2016 ps 71`."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from archive.records.analysis import Law
from pipeline.entities.law_names import Laws
from pipeline.entities.words import Reading

_KINDS = {
    "undang-undang": "UU",
    "undang undang": "UU",
    "uu": "UU",
    "uud": "UU",
    "peraturan pemerintah pengganti undang-undang": "Perppu",
    "perppu": "Perppu",
    "peraturan pemerintah": "PP",
    "pp": "PP",
    "peraturan presiden": "Perpres",
    "perpres": "Perpres",
    "peraturan bawaslu": "Perbawaslu",
    "perbawaslu": "Perbawaslu",
    "peraturan kpu": "PKPU",
    "pkpu": "PKPU",
    "permendagri": "Permendagri",
    "peraturan menteri dalam negeri": "Permendagri",
    "permenpan-rb": "PermenPANRB",
    "permenpanrb": "PermenPANRB",
    "permenpan rb": "PermenPANRB",
    "permenpan": "PermenPANRB",
    "peraturan menpan rb": "PermenPANRB",
    "peraturan menpan-rb": "PermenPANRB",
    "peraturan menteri panrb": "PermenPANRB",
    "perpol": "Perpol",
    "perkap": "Perkap",
}
_NUMBER = (
    r"(?:\s*\(?[A-Z]{2,4}\)?)?(?:\s+(?:R\.?I\.?|Republik\s+Indonesia))?\s*,?\s*(?:Nomor|Nomer|Nmr|No)?"
    r"\s*[.:]?\s*(?P<n>\d{1,3})\s*(?:,?\s*(?:Tahun|Thn|Th)\.?\s*|/\s*)(?P<y>(?:19|20)\d{2})\b"
)
_KIND_WORDS = frozenset(kind.split()[0] for kind in _KINDS)
_NUMBERED = re.compile(
    rf"\b(?P<kind>{'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})\b"
    rf"(?:\s+(?:Pilkada|Pemilu|Desa|ASN))?{_NUMBER}",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"perubahan\s+(?:\w+\s+)?(?:atas|dari)\s+$", re.IGNORECASE)
"""Before a law that is named only as the one another law changed."""
_JOINT_START = re.compile(r"\b(?:SKB|Surat Keputusan Bersama|Keputusan Bersama)\b", re.IGNORECASE)
_JOINT_NUMBER = re.compile(
    r"[^.;\n]{0,60}?\b(?:Nomor|No)\b\.?\s*(?P<n>\d{1,3})\s*(?:Tahun|/)\s*(?P<y>20\d{2})", re.IGNORECASE
)
_AMENDING = "UU 10/2016"
"""The press cites by its number what it changed in UU 1/2015, too (`Pasal 188 UU 10/2016`)."""
_CODED = 3
_SPOUSES = re.compile(r"\s*(?:\([^)\n]{1,20}\)\s*)?tahun\s+2018\b", re.IGNORECASE)
"""The only circular of 2018: B/36/M.SM.00.00/2018, on employees whose spouses run for office."""
_SELECTION = re.compile(r"\b(?:seleksi kompetensi|SKD|CPNS|CASN|pelamar)\b", re.IGNORECASE)
_JOINT_WORDS = re.compile(r"\b(?:netral\w*|menteri|lembaga|bersama|KASN|Bawaslu|pedoman)\b", re.IGNORECASE)
_OF_2022 = re.compile(r"[^.;\n]{0,140}?\btahun\s+2022\b", re.IGNORECASE)
"""The one joint decree of that year on neutrality has the number 2 (MenPANRB)."""
_JOINT_AFTER = re.compile(r"\s*\(?(?:SKB|lima|tiga|5|3|menteri|lembaga|KASN|tentang|netralitas)\b", re.IGNORECASE)
_MINISTER = re.compile(
    r"\b(?:SE|Surat\s+Edaran|Edaran|Surat)\s*(?:\(SE\)\s*)?(?:dari\s+)?"
    r"(?:Menteri\s+(?:PAN[\s-]?RB|Pendayagunaan Aparatur Negara(?: dan Reformasi Birokrasi)?)|"
    r"MenPAN[\s-]?RB|Menpan|KemenPAN[\s-]?RB)"
    r"(?:\s*\([^)\n]{1,20}\))?(?:\s*,?\s*(?:Nomor|No)\.?\s*:?\s*(?P<n>[A-Z0-9][\w./-]{0,30}?)(?:\s+Tahun\s+(?P<y>20\d{2}))?(?=[\s,;:)\"”]|\.(?!\w)|$))?",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?i:SE|Surat\s+Edaran|Edaran)\s+"
    r"(?P<who>(?:Bupati|Wali\s?Kota|Gubernur|Sekda|Pj\.? Bupati)\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2})"
    r"\s*,?\s*(?:tersebut\s+)?(?:ber)?(?:nomor|no)\.?\s*:?\s*(?P<n>[\dA-Z][\w.\-]*(?:/[\w.\-]+)+)",
)
_NUMBERED_CIRCULAR = re.compile(
    r"\b(?:SE|surat\s+edaran|edaran)\s+(?:ber)?(?:nomor|no)\.?\s*:?\s*(?P<n>\d[\w.\-]*(?:/[\w.\-]+)+)", re.IGNORECASE
)
_ISSUER = re.compile(r"\b(?P<who>(?:Bupati|Wali\s?Kota|Gubernur)\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2})")
_ISSUED = 300  # characters before a circular's number in which its issuer is sought
_RULING = re.compile(
    r"\b(?:putusan|amar putusan|perkara)\s+(?:(?:MK|Mahkamah Konstitusi)\s*)?(?:\(MK\)\s*)?"
    r"(?:nomor|no)\.?\s*:?\s*(?P<n>\d{1,3}/PUU-[IVXLC]+/\d{4})",
    re.IGNORECASE,
)
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
_CIRCULARS = frozenset(["se", "surat", "edaran"])
_JOINTS = frozenset(["skb", "surat", "keputusan"])
_COURTS = frozenset(["putusan", "amar", "perkara"])
_ARTICLES = frozenset(["pasal", "ps", "psl"])
_SIGNS = _KIND_WORDS | _CIRCULARS | _JOINTS | _COURTS | _ARTICLES
"""Words without one of which no law is cited; each kind of citation begins with one of its own."""
_CHANGE = 32  # characters before a law that tell whether it was changed by another
_NEAR = 110  # characters between a law and an article after it that may still belong together


@dataclass(frozen=True, slots=True)
class _Cited:
    start: int
    end: int
    name: str
    numbered: bool = False


def find_laws(reading: Reading, laws: Laws, published: date | None) -> tuple[Law, ...]:
    """Return the laws cited, each citation form once, in order of appearance."""
    if _SIGNS.isdisjoint(reading.places_of):
        return ()
    cited = sorted(_cited(reading, laws, published), key=lambda law: (law.start, -law.end))
    kept: list[_Cited] = []
    for law in cited:
        if not kept or law.start >= kept[-1].end:
            kept.append(law)
    pairs = _with_articles(reading, kept, laws)
    return _merge(reading, laws, pairs, published)


def _cited(reading: Reading, laws: Laws, published: date | None) -> list[_Cited]:
    found = [
        _Cited(
            match.start(),
            match.end(),
            f"{_KINDS[' '.join(match['kind'].lower().split())]} {int(match['n'])}/{match['y']}",
            numbered=True,
        )
        for match in reading.anchored(_NUMBERED, _KIND_WORDS)
        if not _AMENDED.search(reading.whole, max(0, match.start() - _CHANGE), match.start())
    ]
    for first, means, after in laws.named.matches(reading):
        day = published or date.max
        name = next((law for since, law in reversed(means) if since <= day), means[0][1])
        found.append(_Cited(reading.starts[first], reading.ends[after - 1], name))
    found.extend(
        _Cited(match.start(), match.end(), f"Putusan MK {match['n'].upper()}")
        for match in reading.anchored(_RULING, _COURTS)
    )
    found.extend(
        _Cited(match.start(), match.end(), f"SE {' '.join(match['who'].split())} {match['n']}")
        for match in reading.anchored(_LOCAL, _CIRCULARS)
    )
    found.extend(_of_issuer(reading))
    found.extend(_minister(reading))
    found.extend(_joint(reading))
    return found


def _of_issuer(reading: Reading) -> list[_Cited]:
    """Return circulars printed apart from who issued them: `Gubernur Papua meneken surat edaran nomor 2/SET`."""
    found = []
    for match in reading.anchored(_NUMBERED_CIRCULAR, _CIRCULARS):
        issuers = list(_ISSUER.finditer(reading.whole, max(0, match.start() - _ISSUED), match.start()))
        if issuers:
            who = " ".join(issuers[-1]["who"].split())
            found.append(_Cited(match.start(), match.end(), f"SE {who} {match['n'].rstrip('.')}"))
    return found


def _minister(reading: Reading) -> list[_Cited]:
    found, text = [], reading.whole
    for match in reading.anchored(_MINISTER, _CIRCULARS):
        number = match["n"]
        if number and not any(sign.isdigit() for sign in number):
            number = None
        parts = number.split("/") if number else []
        if len(parts) > _CODED:
            number = "/".join([*parts[:2], parts[-1]])  # B/36/M.SM.00.00/2018
        if number is None and _SPOUSES.match(text, match.end()):
            number = "B/36/2018"
        if number and match["y"]:
            number = f"{number.lstrip('0')}/{match['y']}"
        if (
            number is None
            and "non" in text[max(0, match.start() - 120) : match.end() + 120].lower().replace("-", " ").split()
        ):
            number = "1/2023"  # the circular about non-ASN (SE MenPANRB 1/2023) is meant where one binds them
        found.append(_Cited(match.start(), match.end(), f"SE MenPANRB {number}" if number else "SE MenPANRB"))
    return found


def _joint(reading: Reading) -> list[_Cited]:
    found, text = [], reading.whole
    starts = list(reading.anchored(_JOINT_START, _JOINTS))
    selection = bool(starts) and _SELECTION.search(text) is not None
    about = any(word.startswith("netral") for word in reading.places_of)
    for match in starts:
        number = _JOINT_NUMBER.match(text, match.end())
        around = text[max(0, match.start() - 80) : match.end() + 120]
        short = match.group().upper() == "SKB"
        if number is None and short and (selection or not (about or _JOINT_WORDS.search(around))):
            continue
        if number is None and match.group().islower() and not _JOINT_AFTER.match(text, match.end()):
            continue
        if number is not None:
            found.append(_Cited(match.start(), number.end(), f"SKB {int(number['n'])}/{number['y']}"))
        elif _OF_2022.match(text, match.end()):
            found.append(_Cited(match.start(), match.end(), "SKB 2/2022"))
        else:
            found.append(_Cited(match.start(), match.end(), "SKB Netralitas ASN"))
    return found


def _with_articles(reading: Reading, laws: list[_Cited], known: Laws) -> list[tuple[_Cited, str | None, int, int]]:
    """Return (law, article or None, start, end) for each citation."""
    text, starts = reading.whole, [law.start for law in laws]
    pairs: list[tuple[_Cited, str | None, int, int]] = []
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
                pairs.append((_Cited(start, end, name), article, start, end))
    pairs.extend((law, None, law.start, law.end) for index, law in enumerate(laws) if index not in used)
    return sorted(pairs, key=lambda pair: pair[2])


def _followed(text: str, law: int, start: int, end: int) -> bool:
    """Tell whether an article stands behind its law and before one of another: `PP X Pasal 5 dan Pasal 9 UU Y`."""
    return start >= law and not text[law:start].strip(" ,") and _NEXT_ARTICLE.match(text, end) is not None


def _law_of(text: str, article: str, laws: list[_Cited], known: Laws) -> str | None:
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
    reading: Reading, laws: Laws, pairs: list[tuple[_Cited, str | None, int, int]], published: date | None
) -> tuple[Law, ...]:
    spans: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    for law, article, start, end in pairs:
        as_named = article is None or (law.numbered and law.name == _AMENDING)  # its number is printed: it is meant so
        name = law.name if as_named else laws.homes.get((law.name, article or ""), law.name)
        spans.setdefault((name, article), []).append((start, end))
    with_article = {name for name, article in spans if article}
    if any(name.startswith("SKB ") and name[4:5].isdigit() for name, _article in spans):
        with_article.add("SKB Netralitas ASN")  # the number is printed once, then `SKB itu`
    found = []
    for (name, article), where in spans.items():
        if article is None and name in with_article:
            continue
        day = published or date.max
        note = next((note for cited, since, note in laws.notes if cited == name and since <= day), None)
        found.append(Law(name, article, note, tuple(reading.span(start, end) for start, end in where)))
    return tuple(found)
