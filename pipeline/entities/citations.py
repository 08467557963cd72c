"""Finds citations of laws, rulings, joint decrees and circulars, each in one form: `SE MenPANRB 1/2023`."""

import re
from dataclasses import dataclass
from datetime import date

from base.quick import quick
from pipeline.entities.circulars import CIRCULARS, circulars
from pipeline.entities.law_names import Laws
from pipeline.entities.words import Reading, split_words

_AND_NUMBER = re.compile(
    r"\s*,?\s*(?:jo|juncto|junto|dan|serta)\b\.?\s*(?:Nomor|No)?\.?\s*(?P<n>\d{1,3})\s*(?:Tahun\s*|/\s*)(?P<y>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
"""Another law of the same kind: `Permendagri 83/2015 jo 67/2017`."""
_AMENDED = re.compile(r"(?:perubahan\s+(?:(?:\w+\s+)?(?:atas|dari)|pertama|kedua|ketiga)|penetapan)\s+$", re.IGNORECASE)
"""Before a law that is named only as the one another law changed."""
_JOINT_START = re.compile(r"\b(?:SKB|Surat Keputusan Bersama|Keputusan Bersama)\b", re.IGNORECASE)
_JOINT_NUMBER = re.compile(
    r"[^.;\n]{0,60}?\b(?:(?:ber)?nomor|No)\b\.?\s*(?P<n>\d{1,3})\s*(?:Tahun|/)\s*(?P<y>20\d{2})", re.IGNORECASE
)
_JOINT_AFTER = re.compile(r"\s*\(?(?:SKB|lima|tiga|5|3|menteri|lembaga|KASN|tentang|netralitas)\b", re.IGNORECASE)
_OTHER_LAW = re.compile(r"\b(?:PP|UU|peraturan|undang-undang|perbawaslu)\b", re.IGNORECASE)
_IN_IT = re.compile(r"\b(?:dalam|menurut|berdasarkan|sesuai|melanggar)\s+$", re.IGNORECASE)
_PERSONNEL = re.compile(r"\b(?:etik|disiplin|pegawai|ASN|PNS|pelanggaran)\b", re.IGNORECASE)
_CODED = 3
_CONTRACTED = frozenset(["non", "kontrak", "honorer"])
"""Words for those whom the minister's circular 1/2023 binds."""
_SPOUSES = re.compile(r"\s*(?:\([^)\n]{1,20}\)\s*)?tahun\s+2018\b", re.IGNORECASE)
"""The only circular of 2018: B/36/M.SM.00.00/2018, on employees whose spouses run for office."""
_SELECTION = re.compile(r"\b(?:seleksi kompetensi|SKD|CPNS|CASN|pelamar)\b", re.IGNORECASE)
_JOINT_WORDS = re.compile(r"\b(?:netral\w*|menteri|lembaga|bersama|KASN|Bawaslu|pedoman)\b", re.IGNORECASE)
_OF_2022 = re.compile(r"[^.;\n]{0,140}?\btahun\s+2022\b", re.IGNORECASE)
"""The one joint decree of that year on neutrality has the number 2 (MenPANRB)."""
_MINISTER = re.compile(
    r"\b(?:SE|Surat\s+Edaran|Edaran|Surat)\s*(?:\(SE\)\s*)?(?:dari\s+)?"
    r"(?:Menteri\s+(?:PAN[\s-]?RB|Pendayagunaan Aparatur Negara(?: dan Reformasi Birokrasi)?)|"
    r"MenPAN[\s-]?RB|Menpan|KemenPAN[\s-]?RB"
    r"|(?<=edaran )menteri(?!\s+(?:dalam|agama|kesehatan|desa|keuangan|pendidikan|sosial|hukum))"
    r"|Menteri(?=[^.]{0,60}non))"
    r"(?:\s*\([^)\n]{1,20}\))?(?:\s*,?\s*(?:(?:ber)?(?:nomor|no)\b\.?\s*:?|(?=[A-Z]/\d|\d{1,2}/20))\s*(?P<n>[A-Z0-9][\w./-]{0,30}?)(?:\s+Tahun\s+(?P<y>20\d{2}))?(?=[\s,;:)\"”]|\.(?!\w)|$))?",
    re.IGNORECASE,
)
_OF_MINISTER = re.compile(
    r"\b(?:SE|Surat\s+Edaran|Edaran)\s+(?:Nomor|No)\b\.?\s*(?P<n>\d{1,2})\s*(?:Tahun\s*|/\s*)(?P<y>20\d{2})\s+"
    r"(?:dari\s+|yang\s+diterbitkan\s+)?(?:Kementerian|Menteri|Men)\s*PAN[\s-]?RB",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?i:SE|Surat\s+Edaran|Edaran)\s+"
    r"(?P<who>(?:Bupati|Wali\s?Kota|Gubernur|Sekda|Pj\.? Bupati)\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2}"
    r"|Sekda|Mendagri|Menteri Dalam Negeri|Bawaslu(?: RI)?|KASN|(?:Kepala )?BKN|Sekjen Kemendagri)"
    r"\s*,?\s*(?:tersebut\s+)?(?:ber)?(?i:nomor|no)\.?\s*:?\s*"
    r"(?P<n>[\dA-Z][\w.\-]*(?:/[\w.\-]*\w)+|\d{1,3}(?=\s+Tahun\s+20))(?:\s+Tahun\s+(?P<y>20\d{2}))?",
)
_ISSUERS = {"Menteri Dalam Negeri": "Mendagri", "Bawaslu RI": "Bawaslu", "Kepala BKN": "BKN"}
_BY_LAWS = {"bupati": "Perbup", "wali kota": "Perwali", "walikota": "Perwali", "gubernur": "Pergub", "daerah": "Perda"}
_BY_LAWS |= {short.lower(): short for short in ("Perbup", "Perwali", "Pergub", "Perda")} | {
    "perwal": "Perwali",
    "qanun": "Qanun",
}
_BY_LAW = re.compile(
    r"\b(?:Peraturan\s+(?P<by>Bupati|Wali\s?Kota|Gubernur|Daerah)|(?P<short>Perbup|Perwali|Perwal|Pergub|Perda|Qanun))"
    r"(?:\s+\([A-Z][a-z]+\))?(?P<where>(?:\s+(?!No)[A-Z][\w'-]+){0,3})\s*,?\s*(?:(?:Nomor|No)\b\.?:?\s*)?"
    r"(?P<n>\d{1,3})\s*(?:Tahun\s*|/\s*)(?P<y>(?:19|20)\d{2})"
)
_INSTRUCTION = re.compile(
    r"\b[Ii]nstruksi\s+(?P<by>Bupati|Wali\s?Kota|Gubernur|Mendagri)(?P<where>(?:\s+(?!No)[A-Z][\w'-]+){0,3})\s*,?\s*"
    r"(?:(?:Nomor|No)\b\.?:?\s*)(?P<n>\d[\w.\-]*(?:/[\w.\-]*\w)*)(?:\s+Tahun\s+(?P<y>20\d{2}))?"
)
_INSTRUCTIONS = frozenset(["instruksi"])
_BY_LAW_FIRSTS = frozenset(["peraturan", "perbup", "perwali", "perwal", "pergub", "perda", "qanun"])
_RULERS = re.compile(
    r"\b(?:Bupati|Wali\s?Kota|Gubernur|Kabupaten|Kota|Provinsi|Pemkab|Pemkot|Pemko|Pemprov)\s+(?P<who>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)"
)
_ISSUED = 300  # characters before a circular's number in which its issuer is sought
_RULING = re.compile(
    r"\b(?:putusan|amar putusan|perkara)\s+(?:(?:MK|Mahkamah Konstitusi)\s*)?(?:\(MK\)\s*)?"
    r"(?:(?:nomor|no)\.?\s*:?\s*)?(?P<n>\d{1,3}/PUU-[IVXLC]+/\d{4})",
    re.IGNORECASE,
)
_JOINTS = frozenset(["skb", "surat", "keputusan"])
_COURTS = frozenset(["putusan", "amar", "perkara"])
SIGNS = CIRCULARS | _JOINTS | _COURTS | _BY_LAW_FIRSTS | _INSTRUCTIONS
"""Words with which citations begin that are no laws by kind and number."""
_CHANGE = 32  # characters before a law that tell whether it was changed by another


@quick
@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: where it stands, its name, and whether its number is printed."""

    start: int
    end: int
    name: str
    numbered: bool = False


def citations(reading: Reading, laws: Laws, published: date | None) -> list[Cited]:
    """Return every citation, overlapping ones too; `published` tells which law a popular name means."""
    found = _numbered(reading, laws)
    for first, means, after in laws.named.matches(reading):
        day = published or date.max
        name = next((law for since, law in reversed(means) if since <= day), means[0][1])
        found.append(Cited(reading.starts[first], reading.ends[after - 1], name))
    found.extend(
        Cited(match.start(), match.end(), f"Putusan MK {match['n'].upper()}")
        for match in reading.anchored(_RULING, _COURTS)
    )
    found.extend(
        Cited(match.start(), match.end(), f"SE {_who(match['who'])} {_coded(match)}")
        for match in reading.anchored(_LOCAL, CIRCULARS)
    )
    found.extend(Cited(*cited) for cited in circulars(reading, laws.short_places))
    found.extend(_local(reading))
    found.extend(_instructions(reading))
    found.extend(_minister(reading))
    found.extend(_joint(reading))
    return found


def _coded(match: re.Match[str]) -> str:
    """Return the number of a circular with its year, where one is printed."""
    return f"{match['n']}/{match['y']}" if match["y"] else match["n"]


def _who(issuer: str) -> str:
    """Return who issued a circular as it is called in short."""
    issuer = " ".join(issuer.split())
    return _ISSUERS.get(issuer, issuer)


def _numbered(reading: Reading, laws: Laws) -> list[Cited]:
    """Return laws cited by kind, number and year, with those of the same kind joined to them by `jo`."""
    found = []
    for match in reading.anchored(laws.numbered, laws.firsts):
        if _AMENDED.search(reading.whole, max(0, match.start() - _CHANGE), match.start()):
            continue
        kind = laws.kinds[" ".join(match["kind"].lower().split())]
        found.append(Cited(match.start(), match.end(), f"{kind} {int(match['n'])}/{match['y']}", numbered=True))
        more = _AND_NUMBER.match(reading.whole, match.end())
        if more is not None:
            found.append(Cited(more.start("n"), more.end(), f"{kind} {int(more['n'])}/{more['y']}", numbered=True))
    for match in reading.anchored(laws.paired, laws.firsts):
        kind = laws.kinds[" ".join(match["kind"].lower().split())]
        middle = match.start("m")
        found.append(Cited(match.start(), middle, f"{kind} {int(match['n'])}/{match['y']}", numbered=True))
        found.append(Cited(middle, match.end(), f"{kind} {int(match['m'])}/{match['y']}", numbered=True))
    return found


def _local(reading: Reading) -> list[Cited]:
    """Return laws of regions with the region's name, printed behind them or before: `Perbup Lembata 31/2024`."""
    found = []
    for match in reading.anchored(_BY_LAW, _BY_LAW_FIRSTS):
        kind = _BY_LAWS[" ".join((match["by"] or match["short"]).lower().split())]
        where = " ".join(match["where"].split())
        if not where:
            rulers = list(_RULERS.finditer(reading.whole, max(0, match.start() - _ISSUED), match.start()))
            where = " ".join(rulers[-1]["who"].split()) if rulers else ""
        name = f"{kind} {where} {int(match['n'])}/{match['y']}" if where else f"{kind} {int(match['n'])}/{match['y']}"
        found.append(Cited(match.start(), match.end(), name))
    return found


def _instructions(reading: Reading) -> list[Cited]:
    """Return instructions of heads of regions with the region's name: `Instruksi Bupati Sragen 270/14/2023`."""
    found = []
    for match in reading.anchored(_INSTRUCTION, _INSTRUCTIONS):
        where = " ".join(match["where"].split())
        if not where:
            rulers = list(_RULERS.finditer(reading.whole, max(0, match.start() - _ISSUED), match.start()))
            where = " ".join(rulers[-1]["who"].split()) if rulers else ""
        number = f"{match['n']}/{match['y']}" if match["y"] else match["n"]
        found.append(Cited(match.start(), match.end(), " ".join(f"Instruksi {match['by']} {where} {number}".split())))
    return found


def _minister(reading: Reading) -> list[Cited]:
    text = reading.whole
    found = [
        Cited(match.start(), match.end(), f"SE MenPANRB {int(match['n'])}/{match['y']}")
        for match in reading.anchored(_OF_MINISTER, CIRCULARS)
    ]
    for match in reading.anchored(_MINISTER, CIRCULARS):
        number = match["n"]
        if number and not any(sign.isdigit() for sign in number):
            number = None
        parts = number.split("/") if number else []
        if len(parts) > _CODED:
            number = "/".join([*parts[:2], parts[-1]])  # B/36/M.SM.00.00/2018
        if number is None and _SPOUSES.match(text, match.end()):
            number = "B/36/2018"
        number = number.lstrip("0") if number else None
        if number and match["y"]:
            number = f"{number}/{match['y']}"
        if number is None and not _CONTRACTED.isdisjoint(
            split_words(text[max(0, match.start() - 120) : match.end() + 120].lower().replace("-", " "))
        ):
            number = "1/2023"  # the circular about non-ASN (SE MenPANRB 1/2023) is meant where one binds them
        found.append(Cited(match.start(), match.end(), f"SE MenPANRB {number}" if number else "SE MenPANRB"))
    return found


def _joint(reading: Reading) -> list[Cited]:
    found, text = [], reading.whole
    starts = list(reading.anchored(_JOINT_START, _JOINTS))
    if not starts:
        return []
    selection = _SELECTION.search(text) is not None
    about = any(word.startswith("netral") for word in reading.places_of)
    for match in starts:
        number = _JOINT_NUMBER.match(text, match.end())
        if number is not None and _OTHER_LAW.search(number.group()):
            number = None  # `SKB lima lembaga tahun 2022 dan PP Nomor 94 Tahun 2021`
        around = text[max(0, match.start() - 80) : match.end() + 120]
        short = match.group().upper() == "SKB"
        fits = about or _JOINT_WORDS.search(around) or _PERSONNEL.search(around)
        if number is None and short and (selection or not fits):
            continue
        in_it = _IN_IT.search(text, max(0, match.start() - _CHANGE), match.start())
        if number is None and match.group().islower() and not (in_it or _JOINT_AFTER.match(text, match.end())):
            continue
        if number is not None and not (number["n"] == "246" and number["y"] == "2022"):
            found.append(Cited(match.start(), number.end(), f"SKB {int(number['n'])}/{number['y']}"))
        elif _OF_2022.match(text, match.end()):
            found.append(Cited(match.start(), match.end(), "SKB 2/2022"))
        else:
            found.append(Cited(match.start(), match.end(), "SKB Netralitas ASN"))
    return found
