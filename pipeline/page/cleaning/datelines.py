"""Lines that hold nothing but the time of publication: they are read as metadata."""

from pipeline.page.calendar_names import MONTHS, WEEKDAYS, alternatives
from pipeline.page.cleaning.rule import rule

_WEEKDAY = alternatives(WEEKDAYS)
_MONTH = alternatives(MONTHS)
_DAY = rf"(?:\d{{1,2}}[\s./-]+(?:{_MONTH}|\d{{1,2}})[\s./,-]+(?:19|20)?\d{{2}}|(?:{_MONTH})\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_CLOCK = (
    r"(?:(?:pukul|pkl\.?|jam|at)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:am|pm)?\s*(?:wib|wita|wit|gmt[+\d:]*|utc)?)"
)
_WORDS = r"(?:(?:tanggal|diterbitkan|terbit|terakhir\s+(?:diperbaharui|diperbarui|diubah)|dipublikasikan|published|posted|diposting|diperbarui|update[ds]?|tayang|last updated|publish)(?:\s+(?:pada|on))?\s*[:,-]?\s*)?"
RULES = (
    rule(
        "date",
        "line",
        rf"^\W*{_WORDS}(?:(?:{_WEEKDAY})[\s,./-]*)?{_DAY}(?:[\s,|/•·@–-]*{_CLOCK})?(?:\s*[-|•·]\s*dibaca\W*[\d.,]+\s*(?:kali|x))?\W*$",
        110,
    ),
    rule("date", "line", rf"^\W*{_CLOCK}[\s,|/•·–-]*(?:(?:{_WEEKDAY})[\s,./-]*)?{_DAY}\W*$", 90),
)
