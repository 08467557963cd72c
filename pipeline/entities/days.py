"""Finds the days an article names and what each is the day of: an act, a statement, a step of handling."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from base.datafile import read_yaml
from base.said import said
from pipeline.entities.counted_days import counted_days, days_since
from pipeline.entities.model import DateFind, DateUse
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading
from pipeline.page.calendar_names import MONTHS, WEEKDAYS
from pipeline.page.dates import TextDate, text_dates

_LONGEST_TEXT = 40_000
"""Characters read for dates; longer texts are no news articles."""
_BACK = 32
"""Words before a date that tell what it is the day of."""
_NEAR = 5
_SAID = 14
"""Words back to which a verb of saying still belongs to the date."""
_HOURS = frozenset(["pagi", "siang", "sore", "petang", "malam", "dini", "hari", "subuh"])
_DATED = frozenset(["tertanggal", "bertanggal"])
_AUTHORITIES = frozenset(
    "bawaslu panwaslu panwascam kasn bkn menteri mendagri kemendagri bupati gubernur rekomendasi edaran".split()  # noqa: SIM905
    + "panggilan polres penyidik kejari undangan teguran hukuman sanksi pemberhentian putusan laporan aduan".split()  # noqa: SIM905
)
"""Whose dated papers handle a case; those of campaign teams are what the accused did."""
_DOERS = frozenset("terdakwa tersangka terlapor terpidana ia dia mereka keduanya oknum sang".split())  # noqa: SIM905
_DEED = 9
"""Words from who did something to the verb."""
_SESSIONS = frozenset(["sidang", "persidangan", "pleno", "perkara", "pemeriksaan", "klarifikasi"])
"""What is held to handle a case: `Sidang digelar, Jumat`."""
_HELD = frozenset(["berlangsung", "digelar", "dilakukan"])
_UNTIL = frozenset(["hingga", "sampai"])
_TAKES = frozenset(["menerima", "terima"])
_HANDS = frozenset(["menyerahkan", "diserahkan", "penyerahan", "mengembalikan", "mengantar", "mengantarkan"])
_HANDED = frozenset("formulir pendaftaran baliho bantuan uang amplop beras hadiah kaus sembako dukungan ktp".split())  # noqa: SIM905
_SENT = frozenset(["dikirim", "dibuat", "dibagikan", "diunggah", "disampaikan", "diambil"])
_PAPERS = frozenset(
    "laporan surat suratnya berkas berkasnya rekomendasi rekomendasinya aduan limpahan undangan panggilan".split()  # noqa: SIM905
    + "tembusan edaran keputusan keputusannya sk sanksi pelimpahan putusan hukuman".split()  # noqa: SIM905
)
"""What is received or sent where a case is handled."""
_TOLD_OF = frozenset(["mengaku", "mengakui", "menduga", "meminta", "mengajak", "melarang", "menyebut", "cerita"])
"""Verbs of saying after which the date is that of what is told."""
_DURING = frozenset(["pada", "sejak", "tanggal"])
_AFTER = 4
_WRONG_YEAR = timedelta(days=300)
"""How long before publication a date lies at least whose year may be misprinted."""
_DAY_WORDS = frozenset((*WEEKDAYS, *MONTHS, "kemarin", "semalam", "tadi", "hari", "besok", "lusa"))
_PAIRED = {"hari": "ini", "tadi": "malam"}
_SIGNS = frozenset(["/", "-"])
_AROUND = 5
"""Words on each side of a word for a day or month that may belong to the same date."""
_APART = 60
"""Characters between two stretches that are better read as one."""


@dataclass(frozen=True)
class DayWords:
    """`lexicon/days.yaml`: whole words, and beginnings of words."""

    words: dict[str, DateUse]
    beginnings: tuple[tuple[str, DateUse], ...]
    starts: tuple[str, ...]

    def use(self, word: str) -> DateUse | None:
        """Return what a word makes a date near it the day of; None when nothing."""
        known = self.words.get(word)
        if known is None and word.startswith(self.starts) and word.isalpha():
            known = next((use for start, use in self.beginnings if word.startswith(start)), None)
        return known


def load_day_words(config: Path) -> DayWords:
    """Read `lexicon/days.yaml`.

    Raises:
        ConfigError: The file is missing or a list is.
    """
    source = read_yaml(config / "lexicon" / "days.yaml")
    words: dict[str, DateUse] = {}
    beginnings: list[tuple[str, DateUse]] = []
    uses: tuple[DateUse, ...] = ("act", "spread", "handling", "statement", "ahead")
    for use in uses:
        if not isinstance(source.data.get(use), list):
            raise source.error(said("{use} must be a list of words", use=use), (use,))
        for word in source.data[use]:
            text = str(word).lower()
            if text.endswith("*"):
                beginnings.append((text[:-1], use))
            else:
                words[text] = use
    return DayWords(words, tuple(beginnings), tuple(start for start, _use in beginnings))


def find_days(reading: Reading, phrases: Phrases, words: DayWords, published: date | None) -> tuple[DateFind, ...]:
    """Return the days named in title and text, in order.

    Args:
        reading: The article's words.
        phrases: Words around persons (verbs of saying).
        words: From `load_day_words`.
        published: The local day of publication; None when unknown.
    """
    found = []
    for start, end in _windows(reading, published):
        for mention in text_dates(reading.whole[start:end], published):
            place = TextDate(mention.day, mention.start + start, mention.end + start, mention.confidence)
            place = _with_right_year(reading, place, published)
            use = _use(reading, phrases, words, place)
            found.append(DateFind(place.day, place.confidence, reading.span(place.start, place.end), use))
    for since, noun in days_since(reading, found):
        kind: DateUse = "handling" if words.use(noun) == "handling" else "act"
        found.append(DateFind(since.day, since.confidence, reading.span(since.start, since.end), kind))
    for counted in counted_days(reading, found, published):
        use = _use(reading, phrases, words, counted)
        found = [find for find in found if not _overlaps(reading, find, counted)]
        found.append(DateFind(counted.day, counted.confidence, reading.span(counted.start, counted.end), use))
    return tuple(sorted(found, key=lambda find: find.span.start))


def _overlaps(reading: Reading, find: DateFind, counted: TextDate) -> bool:
    """Tell whether a day is part of a longer wording (`akhir pekan` `kemarin`)."""
    base = reading.base if find.span.where == "text" else 0
    return find.span.start + base < counted.end and counted.start < find.span.end + base


def _with_right_year(reading: Reading, mention: TextDate, published: date | None) -> TextDate:
    """Return a date whose printed year is one too low (`Senin (4/11/2023)` told in 2024) corrected by its weekday."""
    if published is None or published - mention.day < _WRONG_YEAR or published - mention.day > 2 * _WRONG_YEAR:
        return mention
    try:
        meant = mention.day.replace(year=mention.day.year + 1)
    except ValueError:  # 29 February
        return mention
    index = bisect_left(reading.starts, mention.start)
    near = reading.low[max(0, index - 2) : bisect_left(reading.starts, mention.end)]
    told = next((WEEKDAYS[word] for word in near if word in WEEKDAYS), None)
    if told is None or told == mention.day.weekday() or told != meant.weekday() or meant > published:
        return mention
    return replace(mention, day=meant, confidence=mention.confidence * 0.8)


def _windows(reading: Reading, published: date | None) -> list[tuple[int, int]]:
    """Return the stretches in which a day can be named: around words for days and months, and numbers with a sign.

    Without a day of publication the years that the whole text names are needed, so the whole is one stretch.
    """
    limit = min(len(reading.whole), _LONGEST_TEXT)
    if published is None:
        return [(0, limit)]
    windows: list[tuple[int, int]] = []
    last = len(reading.words) - 1
    words = (index for index in reading.where(_DAY_WORDS) if _may_be_day(reading, index))
    for index in sorted({*words, *_days_in_numbers(reading)}):
        if reading.starts[index] >= limit:
            break
        begin, end = reading.starts[max(0, index - _AROUND)], reading.ends[min(last, index + _AROUND)]
        if windows and begin <= windows[-1][1] + _APART:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((begin, end))
    return windows


def _may_be_day(reading: Reading, index: int) -> bool:
    """Tell whether a word can name a day where it stands: `minggu` is a week, `hari` needs `ini`, `mei` a number."""
    word, low = reading.low[index], reading.low
    following = low[index + 1] if index + 1 < len(low) else ""
    if word in WEEKDAYS:
        return reading.capital[index]
    if word in _PAIRED:
        return following == _PAIRED[word]
    beside = following[:1].isdigit() or (index > 0 and low[index - 1][0].isdigit())
    return beside or word not in MONTHS


def _days_in_numbers(reading: Reading) -> Iterator[int]:
    """Yield where days in numbers may stand: `4/11`, `4-11-2024`, `04.11.2024`."""
    low = reading.low
    for index in reading.where(_SIGNS):
        if 0 < index < len(low) - 1 and low[index - 1].isdigit() and low[index + 1].isdigit():
            yield index
    yield from reading.where({word for word in reading.places_of if word[0].isdigit() and word.count(".") > 1})


def _is_statement(reading: Reading, phrases: Phrases, before: list[int], near: set[DateUse | None]) -> bool:
    """Tell whether a date is that of somebody's words: `kata Budi, Senin (8/1)`, not `kata dia, pada 9 Oktober`."""
    recent = before[-_SAID:]
    said = any(
        (reading.low[here] in phrases.speech or reading.stems[here] in phrases.speech)
        and reading.low[here] not in _TOLD_OF
        for here in recent
    )
    if not said or (recent and reading.low[recent[-1]] in _DURING):
        return False
    return not near & {"act", "handling"} or reading.low[recent[-1]] == ","


def _use(reading: Reading, phrases: Phrases, words: DayWords, mention: TextDate) -> DateUse:
    index = bisect_left(reading.starts, mention.start)
    end = bisect_left(reading.starts, mention.end)
    limit = reading.sentence_bounds(reading.sentence(mention.start))
    before = [here for here in range(max(0, index - _BACK), index) if reading.starts[here] >= limit[0]]
    after = [here for here in range(end, min(len(reading.low), end + _AFTER)) if reading.starts[here] < limit[1]]
    uses = [_use_of(reading, words, here) for here in before]
    following = [None if reading.low[here] in _UNTIL else _use_of(reading, words, here) for here in after]
    near = set(uses[-_NEAR:])
    if "ahead" in near or "ahead" in following[:2]:
        return "ahead"
    during = index > 0 and reading.low[index - 1 - (reading.low[index - 1] in _HOURS)] in _DURING
    if during and (following[:1] == ["act"] or _done_then(reading, words, end)):
        return "act"  # `terdakwa pada 16 Oktober mengundang sembilan ketua RT`
    if before and reading.low[before[-1]] in _DATED and not _of_authority(reading, before):
        return "act"  # `dalam SK tim tertanggal 28 September ia koordinator`
    past = end < len(reading.low) and reading.low[end] == "lalu"
    if past and "handling" not in near:
        return "act"  # `lewat pengeras suara masjid, 1 November lalu`: nobody speaks on such a day
    if _is_statement(reading, phrases, before, near) or ("statement" in uses[-_SAID:] and "act" not in near):
        return "statement"
    return _told(reading, before, uses, following, during=during)


def _of_authority(reading: Reading, before: list[int]) -> bool:
    return any(reading.low[here] in _AUTHORITIES for here in before[-_SAID:])


def _told(
    reading: Reading, before: list[int], uses: list[DateUse | None], following: list[DateUse | None], *, during: bool
) -> DateUse:
    """Return what the words around a date that nobody only speaks on make it the day of."""
    near = set(uses[-_NEAR:])
    session = any(reading.low[here] in _SESSIONS for here in before[-_NEAR:])
    if "act" in uses[-2:] and not (session and reading.low[before[-1]] in _HELD):
        return "act"  # `perkara bermula Jumat, 18 Oktober`
    if session:
        return "handling"
    if (during and "act" in following) or ("act" in near and "handling" not in near):
        return "act"
    return _nearest(uses[-_SAID:] if during else uses) or _nearest(following) or "plain"


def _use_of(reading: Reading, words: DayWords, index: int) -> DateUse | None:
    """Return what one word makes a date near it the day of; some words depend on those beside them."""
    low, word = reading.low, reading.low[index]
    use = words.use(word)
    if word in _TAKES and not any(near in _PAPERS for near in low[index + 1 : index + _NEAR]):
        return None  # `menerima amplop` is no handling of a case
    if word in _HANDS and not _HANDED.isdisjoint(low[index + 1 : index + _NEAR + 2]):
        return "act"  # `menyerahkan formulir bakal calon`, `menyerahkan bantuan`
    if use == "act" and word in _SENT:
        for here in range(index - 1, max(-1, index - _NEAR - 1), -1):
            if low[here] in _PAPERS:
                return "handling"  # `Edaran terakhir dikirim pada 4 Desember`
            if low[here] == ",":
                break
    return use


def _done_then(reading: Reading, words: DayWords, end: int) -> bool:
    """Tell whether a verb behind a date, or behind who did it, says what was done: `pada Sabtu ia membagikan`."""
    low, here = reading.low, end
    while here < len(low) and (low[here] in _HOURS or low[here] in {")", "lalu", "itu"}):
        here += 1
    if here < len(low) and low[here] in _DOERS:
        near = low[here + 1 : here + 1 + _DEED]
        stop = next((place for place, word in enumerate(near) if not word[0].isalnum()), len(near))
        return any(_is_deed(words, word) or words.use(word) == "act" for word in near[:stop])
    return here < len(low) and _is_deed(words, low[here])


def _is_deed(words: DayWords, verb: str) -> bool:
    """Tell whether an active verb behind a date says that something was done then: `pada 16 Oktober mengumpulkan`."""
    return verb.startswith(("me", "ber")) and len(verb) > len("meng") + 2 and words.use(verb) is None


def _nearest(uses: list[DateUse | None]) -> DateUse | None:
    """Return the use told last; None when the words tell none."""
    return next((use for use in reversed(uses) if use in {"act", "handling", "spread"}), None)
