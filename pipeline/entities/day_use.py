"""Tells what a date is the day of, by the words around it: an act, a statement, a step of handling."""

from bisect import bisect_left

from pipeline.entities.day_words import DayWords
from pipeline.entities.model import DateUse
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading
from pipeline.page.dates import TextDate

_BACK = 32
"""Words before a date that tell what it is the day of."""
_NEAR = 5
_SAID = 14
"""Words back to which a verb of saying still belongs to the date."""
_DECIDES = tuple(
    "merekomendasi direkomendasi menetapkan ditetapkan memvonis divonis mencopot dicopot diberhentikan".split()  # noqa: SIM905
)
"""How verbs of decisions begin."""
_DEED = 9
"""Words from who did something to the verb."""
_CALLED_TO = 7
_CHAMBERS = (["ruang"], ["ruangan"], ["ruangannya"], ["rumah"], ["rumahnya"], ["kediamannya"])
"""Where a chief calls his people to; authorities call to offices and for clarification."""
_UNTIL = frozenset(["hingga", "sampai"])
_BEGUN = 24
"""Words from `bermula` to its day."""
_BROUGHT = 9
"""Words from where a report was brought to its day."""
_DOER = 8
"""Words back from `yang pada` to who did it."""
_ASKED = 5
_INTO = frozenset(["di", "ke", "dari", "bagian", "barisan"])
_DURING = frozenset(["pada", "sejak", "tanggal"])
_AFTER = 4
_AFTER_FIRST = 8
"""Words behind a date that begins a sentence: `Selasa (3/11) siang, Sentra Gakkumdu menggelar pembahasan`."""
_FIRST = 12


def _is_statement(
    reading: Reading, phrases: Phrases, words: DayWords, before: list[int], near: set[DateUse | None]
) -> bool:
    """Tell whether a date is that of somebody's words: `kata Budi, Senin (8/1)`, not `kata dia, pada 9 Oktober`."""
    recent = before[-_SAID:]
    said = any(
        (reading.low[here] in phrases.speech or reading.stems[here] in phrases.speech)
        and words.around["told_of"].isdisjoint([reading.low[here], reading.stems[here]])
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
    uses = [use_there(reading, words, here) for here in before]
    if index and (reading.starts[index] - limit[0] < _FIRST) and before[:1] in ([], [index - 1]):
        after = [
            here for here in range(end, min(len(reading.low), end + _AFTER_FIRST)) if reading.starts[here] < limit[1]
        ]
    causes = words.around["links"] - {"yang"}
    cut = next((place for place, here in enumerate(after) if reading.low[here] in causes), len(after))
    after = after[:cut]  # `diperiksa, Senin (6/2) karena memasang baliho`
    following = [None if reading.low[here] in _UNTIL else use_there(reading, words, here) for here in after]
    near = set(uses[-_NEAR:])
    if "ahead" in near or "ahead" in following[:2]:
        return "ahead"
    during = index > 0 and reading.low[index - 1 - (reading.low[index - 1] in words.around["hours"])] in _DURING
    if during and (following[:1] == ["act"] or _done_then(reading, words, end)):
        return "act"  # `terdakwa pada 16 Oktober mengundang sembilan ketua RT`
    if (
        before and reading.low[before[-1]] in words.around["dated"]
    ):  # `dalam SK tim tertanggal 28 September ia koordinator`
        asks = not words.around["asks"].isdisjoint(
            reading.low[end : end + _ASKED]
        )  # `Surat tertanggal 24 November itu meminta bupati`
        return "handling" if asks or _of_authority(reading, words, before) else "act"
    told = _by_phrase(reading, words, before, end)
    if told is not None:
        return told
    past = end < len(reading.low) and reading.low[end] == "lalu"
    if past and "handling" not in near:
        return "act"  # `lewat pengeras suara masjid, 1 November lalu`: nobody speaks on such a day
    spoken = _is_statement(reading, phrases, words, before, near) or (
        "statement" in uses[-_SAID:] and "act" not in near
    )
    main = _main_use(reading, phrases, words, before, uses, end) or ("statement" if spoken else None)
    return main or _told(reading, words, before, uses, following, during=during)


def _by_phrase(reading: Reading, words: DayWords, before: list[int], end: int) -> DateUse | None:
    """Return what a phrase around a date makes it the day of, whatever else the sentence tells; None without one."""
    near = [reading.low[here] for here in before]
    for place in range(max(1, len(near) - _BROUGHT), len(near)):
        if (
            near[place] in words.around["desks"]
            and near[place - 1 - (near[place - 1] in words.around["rooms"])] in words.around["towards"]
        ):
            return "handling"  # `membawa rekaman ke kantor Bawaslu, Senin`
    if not words.around["began"].isdisjoint(near[-_BEGUN:]):
        reported = not words.around["reported"].isdisjoint(near[-_BEGUN:])
        return "handling" if reported else "act"  # `bermula dari pidatonya pada pelantikan anggota BPD, 21 Oktober`
    doing = near[-1:] == ["pada"] and near[-2:-1] == ["yang"] and not words.around["doers"].isdisjoint(near[-_DOER:])
    return "act" if doing and reading.low[end : end + 1] != ["."] else None  # `terdakwa yang pada 7 Januari meneken`


def _main_use(
    reading: Reading, phrases: Phrases, words: DayWords, before: list[int], uses: list[DateUse | None], end: int
) -> DateUse | None:
    """Return what the main verb makes the date at a sentence's end the day of; None where the deed is the main verb.

    `Camat itu membantah ikut kampanye, Kamis (24/10).` and `Bawaslu memeriksa camat yang ikut kampanye, Kamis (24/10).`
    """
    low, close = reading.low, end + (end < len(reading.low) and reading.low[end] == ")")
    if not before or low[before[-1]] != "," or (close < len(low) and low[close] != "."):
        return None
    deed = next((place for place, use in enumerate(uses) if use == "act"), len(uses))
    for place, here in enumerate(before[:deed]):
        denies = low[here] in phrases.answer and low[here] not in words.around["told_of"]
        if denies or (uses[place] == "handling" and low[here].startswith(_DECIDES)):
            between = low[here + 1 : before[deed]] if deed < len(before) else []
            linked = denies or not words.around["links"].isdisjoint(between)
            return ("statement" if denies else "handling") if linked and deed < len(before) else None
    return None


def _of_authority(reading: Reading, words: DayWords, before: list[int]) -> bool:
    return any(reading.low[here] in words.around["authorities"] for here in before[-_SAID:])


def _told(
    reading: Reading,
    words: DayWords,
    before: list[int],
    uses: list[DateUse | None],
    following: list[DateUse | None],
    *,
    during: bool,
) -> DateUse:
    """Return what the words around a date that nobody only speaks on make it the day of."""
    near = set(uses[-_NEAR:])
    session = any(reading.low[here] in words.around["sessions"] for here in before[-_NEAR:])
    if "act" in uses[-2:] and not (session and reading.low[before[-1]] in words.around["held"]):
        return "act"  # `perkara bermula Jumat, 18 Oktober`
    if session:
        return "handling"
    if (during and "act" in following) or ("act" in near and "handling" not in near):
        return "act"
    return _nearest(uses[-_SAID:] if during else uses) or _nearest(following) or "plain"


def use_there(reading: Reading, words: DayWords, index: int) -> DateUse | None:
    """Return what one word makes a date near it the day of."""
    return _by_neighbours(reading.low, words, index) or _by_word(reading, words, index)


def _by_neighbours(low: list[str], words: DayWords, index: int) -> DateUse | None:
    """Return what the words beside one make it say of a date, whatever it says by itself."""
    word = low[index]
    if word in words.around["held"] and not words.around["sessions"].isdisjoint(low[max(0, index - _NEAR) : index]):
        return "handling"  # `Pleno yang berlangsung tertutup, Kamis`
    if word in words.around["called"] and _called_in(low[index + 1 : index + _CALLED_TO]):
        return "act"  # `Mereka dipanggil satu per satu ke ruang kepala dinas`
    if word in words.around["sent_up"] and not words.around["papers"].isdisjoint(low[index + 1 : index + 3]):
        return "handling"  # `mengunggah berkasnya ke aplikasi BKN`
    return None


def _by_word(reading: Reading, words: DayWords, index: int) -> DateUse | None:
    """Return what a word makes a date near it the day of; of some only beside others."""
    low, word = reading.low, reading.low[index]
    use = words.use(word)
    if word in words.around["takes"] and not any(
        near in words.around["papers"] for near in low[index + 1 : index + _NEAR]
    ):
        return None  # `menerima amplop` is no handling of a case
    if word in words.around["hands"]:
        goods = low[index + 1 : index + _NEAR + 2]
        if not (words.around["handed"] | words.around["goods"]).isdisjoint(goods) and (
            words.around["evidence"] | words.around["papers"]
        ).isdisjoint(goods):
            return "act"  # `menyerahkan formulir bakal calon`, `menyerahkan bola voli`
    if use == "spread" and word == "dibagikan" and not words.around["goods"].isdisjoint(_stems(reading, index)):
        return "act"  # `Paket-paket itu dibagikan serentak pada 28 Oktober`
    if use == "ahead" and word == "depan" and low[index - 1] in _INTO:
        return None  # `di depan panggung`
    if use == "act" and word in words.around["sent"]:
        for here in range(index - 1, max(-1, index - _NEAR - 1), -1):
            if low[here] in words.around["papers"]:
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
    while here < len(low) and (low[here] in words.around["hours"] or low[here] in {")", "lalu", "itu"}):
        here += 1
    if here < len(low) and low[here] in words.around["doers"]:
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
