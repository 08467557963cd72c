"""Skips the places between an office and the name of its bearer."""

from pipeline.entities.names import NameReader
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

LEVELS = frozenset(["kecamatan", "kabupaten", "kota", "distrik", "kec", "kab", "provinsi"])
_HOSPITALS = frozenset(["rsud", "rsu", "rsup", "rs", "sakit", "umum", "daerah"])
_WHOLE = frozenset(["umum", "daerah"])
"""Words that end the name of a hospital only behind `rumah sakit`."""
NUMERALS = frozenset(["I", "II", "III", "IV", "V", "VI"])
"""Behind an office of a part of a village: `Kepala Dusun III FG`."""
INTO = frozenset(["di", "pada", "asal", "dari"])


def past_place(reading: Reading, phrases: Phrases, reader: NameReader, places: set[int], here: int) -> int:
    """Skip a region between an office and its bearer's initials, or its short form: `Camat Wangi-Wangi Selatan AR`."""
    if reading.low[here : here + 1] == ["("] and reading.low[here + 2 : here + 4] == [")", ","]:
        return here + 3  # `Penjabat Bupati Buton Selatan (Busel), Budi Santoso`
    end = here + (here < len(reading.low) and reading.low[here] in INTO)
    past = LEVELS | phrases.around["tails"]
    while end < len(reading.low) and (end in places or reading.low[end] in past):
        end += 1
    known = end > here and end < len(reading.low) and reading.gap(end) == " "
    return end if known and reader.initials_at(end) else here


def past_territory(reading: Reading, places: set[int], here: int) -> int:
    """Skip `, Kecamatan Cibeber, Kabupaten Lebak` between a village and the comma before its head's name."""
    low = reading.low
    while here + 1 < len(low) and low[here] == "," and (here + 1 in places or low[here + 1] in LEVELS):
        end = here + 2
        while end < len(low) and reading.capital[end] and low[end] != ",":
            end += 1
        if end >= len(low) or low[end] != ",":
            break
        here = end
    return here


def past_namesake(reading: Reading, role: RoleHit, here: int) -> int:
    """Skip the person after whom a hospital is called, where its head is named behind: `RSUD dr. Soedomo, Budi`."""
    low, end = reading.low, here
    if low[role.head - 1] not in _HOSPITALS and low[role.after - 1] not in _HOSPITALS:
        return here
    if low[role.after - 1] in _WHOLE and "sakit" not in low[role.first : role.after]:
        return here  # `Kasubag Umum Hasan Bungal, Kepala Dinas Sosial Fatmah, dan ...`
    while end < len(low) - 1 and (reading.capital[end] or low[end] in {"dr", "drg", "."}):
        end += 1
    comma = here < end < len(low) - 1 and low[end] == "," and end + 1 not in reading.lines
    return end if comma and (reading.capital[end + 1] or low[end + 1] in {"dr", "drg"}) else here
