"""Tells what a date is the day of, by the words around it: an act, a statement, a step of handling."""

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from base.datafile import read_yaml
from base.said import said
from pipeline.entities.model import DateUse
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading
from pipeline.page.dates import TextDate

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
_DECIDES = tuple(
    "merekomendasi direkomendasi menetapkan ditetapkan memvonis divonis mencopot dicopot diberhentikan".split()  # noqa: SIM905
)
"""How verbs of decisions begin."""
_LINKS = frozenset("yang karena soal terkait atas lantaran sebab usai setelah gara-gara akibat buntut perihal".split())  # noqa: SIM905
"""Words that put a deed under what is done about it."""
_DOERS = frozenset("terdakwa tersangka terlapor terpidana ia dia mereka keduanya oknum sang".split())  # noqa: SIM905
_DEED = 9
"""Words from who did something to the verb."""
_SESSIONS = frozenset(["sidang", "persidangan", "pleno", "perkara", "pemeriksaan", "klarifikasi"])
"""What is held to handle a case: `Sidang digelar, Jumat`."""
_HELD = frozenset(["berlangsung", "digelar", "dilakukan"])
_CALLED = frozenset(["dipanggil", "memanggil", "panggil"])
_CALLED_TO = 7
_CHAMBERS = (["ruang"], ["ruangan"], ["ruangannya"], ["rumah"], ["rumahnya"], ["kediamannya"])
"""Where a chief calls his people to; authorities call to offices and for clarification."""
_SENT_UP = frozenset(["mengunggah", "unggah"])
_UNTIL = frozenset(["hingga", "sampai"])
_TAKES = frozenset(["menerima", "terima"])
_HANDS = frozenset(["menyerahkan", "diserahkan", "penyerahan", "mengembalikan", "mengantar", "mengantarkan"])
_HANDED = frozenset("formulir pendaftaran baliho bantuan uang amplop beras hadiah kaus sembako dukungan ktp".split())  # noqa: SIM905
_BEGAN = frozenset(["bermula", "berawal", "bermulanya", "berawalnya"])
_BEGUN = 24
"""Words from `bermula` to its day."""
_REPORTED = frozenset(["laporan", "aduan", "temuan", "pengaduan"])
_BROUGHT = 9
"""Words from where a report was brought to its day."""
_DESKS = frozenset(
    "bawaslu panwaslu panwascam panwaslih panwaslucam gakkumdu polres polda kasn bkn".split()  # noqa: SIM905
    + "propam inspektorat".split()  # noqa: SIM905
)
_TOWARDS = frozenset(["ke", "menyambangi", "mendatangi", "menggeruduk"])
_ROOMS = frozenset(["kantor", "meja", "sentra", "sekretariat", "spkt"])
_DOER = 8
"""Words back from `yang pada` to who did it."""
_ASKS = frozenset(["meminta", "merekomendasikan", "menjatuhkan", "menyatakan", "memerintahkan"])
"""What dated papers of authorities do."""
_ASKED = 5
_EVIDENCE = frozenset(
    "bukti rekaman video foto salinan dokumen laporan berkas surat sk tangkapan cetakan".split()  # noqa: SIM905
    + "flashdisk rekamannya".split()  # noqa: SIM905
)
"""What is handed over where a case is handled."""
_GOODS = frozenset(
    "formulir gelang paket beras sembako uang amplop kaus stiker kupon karung bantuan kartu kalender".split()  # noqa: SIM905
    + "minyak jilbab sarung bola net alat mesin sumbangan santunan hibah kambing sapi traktor perahu kursi".split()  # noqa: SIM905
)
"""What is dealt out as the deed, not as news of it."""
_SENT = frozenset(["dikirim", "dibuat", "dibagikan", "diunggah", "disampaikan", "diambil"])
_PAPERS = frozenset(
    "laporan surat suratnya berkas berkasnya rekomendasi rekomendasinya aduan limpahan undangan panggilan".split()  # noqa: SIM905
    + "tembusan edaran keputusan keputusannya sk sanksi pelimpahan putusan hukuman".split()  # noqa: SIM905
)
"""What is received or sent where a case is handled."""
_TOLD_OF = frozenset(["mengaku", "mengakui", "menduga", "meminta", "mengajak", "melarang", "menyebut", "cerita"])
"""Verbs of saying after which the date is that of what is told."""
_INTO = frozenset(["di", "ke", "dari", "bagian", "barisan"])
_DURING = frozenset(["pada", "sejak", "tanggal"])
_AFTER = 4
_AFTER_FIRST = 8
"""Words behind a date that begins a sentence: `Selasa (3/11) siang, Sentra Gakkumdu menggelar pembahasan`."""
_FIRST = 12


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


def _is_statement(reading: Reading, phrases: Phrases, before: list[int], near: set[DateUse | None]) -> bool:
    """Tell whether a date is that of somebody's words: `kata Budi, Senin (8/1)`, not `kata dia, pada 9 Oktober`."""
    recent = before[-_SAID:]
    said = any(
        (reading.low[here] in phrases.speech or reading.stems[here] in phrases.speech)
        and _TOLD_OF.isdisjoint([reading.low[here], reading.stems[here]])
        for here in recent
    )
    if not said or (recent and reading.low[recent[-1]] in _DURING):
        return False
    return not near & {"act", "handling"} or reading.low[recent[-1]] == ","


def use_of(reading: Reading, phrases: Phrases, words: DayWords, mention: TextDate) -> DateUse:
    """Return what the words around a date make it the day of."""
    index = bisect_left(reading.starts, mention.start)
    end = bisect_left(reading.starts, mention.end)
    limit = reading.sentence_bounds(reading.sentence(mention.start))
    before = [here for here in range(max(0, index - _BACK), index) if reading.starts[here] >= limit[0]]
    after = [here for here in range(end, min(len(reading.low), end + _AFTER)) if reading.starts[here] < limit[1]]
    uses = [_use_of(reading, words, here) for here in before]
    if index and (reading.starts[index] - limit[0] < _FIRST) and before[:1] in ([], [index - 1]):
        after = [
            here for here in range(end, min(len(reading.low), end + _AFTER_FIRST)) if reading.starts[here] < limit[1]
        ]
    cut = next((place for place, here in enumerate(after) if reading.low[here] in _LINKS - {"yang"}), len(after))
    after = after[:cut]  # `diperiksa, Senin (6/2) karena memasang baliho`
    following = [None if reading.low[here] in _UNTIL else _use_of(reading, words, here) for here in after]
    near = set(uses[-_NEAR:])
    if "ahead" in near or "ahead" in following[:2]:
        return "ahead"
    during = index > 0 and reading.low[index - 1 - (reading.low[index - 1] in _HOURS)] in _DURING
    if during and (following[:1] == ["act"] or _done_then(reading, words, end)):
        return "act"  # `terdakwa pada 16 Oktober mengundang sembilan ketua RT`
    if before and reading.low[before[-1]] in _DATED:  # `dalam SK tim tertanggal 28 September ia koordinator`
        asks = not _ASKS.isdisjoint(
            reading.low[end : end + _ASKED]
        )  # `Surat tertanggal 24 November itu meminta bupati`
        return "handling" if asks or _of_authority(reading, before) else "act"
    told = _by_phrase(reading, before, end)
    if told is not None:
        return told
    past = end < len(reading.low) and reading.low[end] == "lalu"
    if past and "handling" not in near:
        return "act"  # `lewat pengeras suara masjid, 1 November lalu`: nobody speaks on such a day
    spoken = _is_statement(reading, phrases, before, near) or ("statement" in uses[-_SAID:] and "act" not in near)
    main = _main_use(reading, phrases, before, uses, end) or ("statement" if spoken else None)
    return main or _told(reading, before, uses, following, during=during)


def _by_phrase(reading: Reading, before: list[int], end: int) -> DateUse | None:
    """Return what a phrase around a date makes it the day of, whatever else the sentence tells; None without one."""
    words = [reading.low[here] for here in before]
    for place in range(max(1, len(words) - _BROUGHT), len(words)):
        if words[place] in _DESKS and words[place - 1 - (words[place - 1] in _ROOMS)] in _TOWARDS:
            return "handling"  # `membawa rekaman ke kantor Bawaslu, Senin`
    if not _BEGAN.isdisjoint(words[-_BEGUN:]):
        reported = not _REPORTED.isdisjoint(words[-_BEGUN:])
        return "handling" if reported else "act"  # `bermula dari pidatonya pada pelantikan anggota BPD, 21 Oktober`
    doing = words[-1:] == ["pada"] and words[-2:-1] == ["yang"] and not _DOERS.isdisjoint(words[-_DOER:])
    return "act" if doing and reading.low[end : end + 1] != ["."] else None  # `terdakwa yang pada 7 Januari meneken`


def _main_use(
    reading: Reading, phrases: Phrases, before: list[int], uses: list[DateUse | None], end: int
) -> DateUse | None:
    """Return what the main verb makes the date at a sentence's end the day of; None where the deed is the main verb.

    `Camat itu membantah ikut kampanye, Kamis (24/10).` and `Bawaslu memeriksa camat yang ikut kampanye, Kamis (24/10).`
    """
    low, close = reading.low, end + (end < len(reading.low) and reading.low[end] == ")")
    if not before or low[before[-1]] != "," or (close < len(low) and low[close] != "."):
        return None
    deed = next((place for place, use in enumerate(uses) if use == "act"), len(uses))
    for place, here in enumerate(before[:deed]):
        denies = low[here] in phrases.answer and low[here] not in _TOLD_OF
        if denies or (uses[place] == "handling" and low[here].startswith(_DECIDES)):
            between = low[here + 1 : before[deed]] if deed < len(before) else []
            linked = denies or not _LINKS.isdisjoint(between)
            return ("statement" if denies else "handling") if linked and deed < len(before) else None
    return None


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
    """Return what one word makes a date near it the day of."""
    return _by_neighbours(reading.low, index) or _by_word(reading, words, index)


def _by_neighbours(low: list[str], index: int) -> DateUse | None:
    """Return what the words beside one make it say of a date, whatever it says by itself."""
    word = low[index]
    if word in _HELD and not _SESSIONS.isdisjoint(low[max(0, index - _NEAR) : index]):
        return "handling"  # `Pleno yang berlangsung tertutup, Kamis`
    if word in _CALLED and _called_in(low[index + 1 : index + _CALLED_TO]):
        return "act"  # `Mereka dipanggil satu per satu ke ruang kepala dinas`
    if word in _SENT_UP and not _PAPERS.isdisjoint(low[index + 1 : index + 3]):
        return "handling"  # `mengunggah berkasnya ke aplikasi BKN`
    return None


def _by_word(reading: Reading, words: DayWords, index: int) -> DateUse | None:
    """Return what a word makes a date near it the day of; of some only beside others."""
    low, word = reading.low, reading.low[index]
    use = words.use(word)
    if word in _TAKES and not any(near in _PAPERS for near in low[index + 1 : index + _NEAR]):
        return None  # `menerima amplop` is no handling of a case
    if word in _HANDS:
        goods = low[index + 1 : index + _NEAR + 2]
        if not (_HANDED | _GOODS).isdisjoint(goods) and (_EVIDENCE | _PAPERS).isdisjoint(goods):
            return "act"  # `menyerahkan formulir bakal calon`, `menyerahkan bola voli`
    if use == "spread" and word == "dibagikan" and not _GOODS.isdisjoint(_stems(reading, index)):
        return "act"  # `Paket-paket itu dibagikan serentak pada 28 Oktober`
    if use == "ahead" and word == "depan" and low[index - 1] in _INTO:
        return None  # `di depan panggung`
    if use == "act" and word in _SENT:
        for here in range(index - 1, max(-1, index - _NEAR - 1), -1):
            if low[here] in _PAPERS:
                return "handling"  # `Edaran terakhir dikirim pada 4 Desember`
            if low[here] == ",":
                break
    return use


def _called_in(near: list[str]) -> bool:
    return any(word == "ke" and near[place + 1 : place + 2] in _CHAMBERS for place, word in enumerate(near))


def _stems(reading: Reading, index: int) -> list[str]:
    return reading.stems[max(0, index - _NEAR) : index]


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
