"""Tells by the words before a mention who acted on whom: `ditegur wali nagari`, `dipaksa kepala dinas`."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.refusals import befell_for_refusing
from pipeline.entities.words import Reading

_BREAKS = frozenset([".", '"', "”", "“", ";"])
_ADMITS = frozenset(["mengaku", "mengakui", "ngaku"])
_REPORTED = frozenset(["diadukan", "dilapor", "dilaporkan", "dipolisikan"])
_COUNTS = frozenset(
    ["orang", "oknum", "empat", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "belasan", "puluhan"]
)
_TO = frozenset(["ke", "kepada"])
_TOLD = 6
"""Words from those who report to whom they do."""
_HANDED = frozenset(["diserahkan", "diberikan", "disalurkan", "dikirimkan"])
_BROUGHT = frozenset("dikirim dikirimkan diserahkan dibawa disampaikan diteruskan dilaporkan diadukan".split())  # noqa: SIM905
"""What is done with a report or its evidence before an authority."""
_NOUNS = 6
"""Words from a verb to the comma before whom it is said to."""
_BY = 8
"""Words from a passive verb to `oleh`."""


def is_made_to(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether what follows a mention is what another asks of it: `Camat Minta Kades Dukung Paslon`.

    So it is behind a comma too: `menginstruksikan admin situs pemkab, Fitri Handayani, memuat ...`.
    """
    low, here = reading.low, first - 1
    if here > 0 and low[here] == "," and reading.starts[first] >= reading.base:
        here -= 1
        while here > 0 and first - here <= _NOUNS and reading.words[here].islower() and not _is_verb(low[here]):
            here -= 1
        return low[here] in phrases.makes
    while here > 0 and (low[here].replace(".", "").isdigit() or low[here] in phrases.around["counts"]):
        here -= 1
    return here > 0 and low[here] in phrases.makes and here + 1 not in reading.lines


def _is_verb(word: str) -> bool:
    return word.startswith(("me", "di", "ber", "ter")) or not word.isalpha()


def is_agent(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether a mention did what was done to somebody else: `Irwandi ditegur wali nagari`.

    Indonesian turns the sentence round too (`telah diperiksa Camat X`): only behind somebody it is told so.
    """
    low, verb = reading.low, first - 1
    if verb < 1 or reading.starts[verb] < reading.base:
        return False
    if low[verb] in _COUNTS or low[verb] in phrases.around["counts"] or low[verb].isdigit():
        return _are_agents(reading, phrases, first)
    if not low[verb].startswith("di"):
        return False
    if low[first].endswith("nya") and low[verb] in phrases.undergone:
        return True  # `setelah dilaporkan stafnya sendiri, Iis`
    done = low[verb] in phrases.undergone or low[verb] in phrases.examined
    return done and low[verb - 1] not in phrases.around["inverts"] and (low[verb - 1].isalpha() or low[verb - 1] == ",")


def _are_agents(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether several report somebody: `dilaporkan empat perawat ke Panwascam`, `diadukan lima stafnya`."""
    low, verb = reading.low, first - 1
    while verb > 1 and (low[verb] in _COUNTS or low[verb] in phrases.around["counts"] or low[verb].isdigit()):
        verb -= 1
    if (
        low[verb] not in _REPORTED
        or low[verb - 1] in phrases.around["inverts"]
        or not reading.lines.isdisjoint(range(verb, first + 1))
    ):
        return False
    return low[first].endswith("nya") or not _TO.isdisjoint(low[first + 1 : first + _TOLD])


def hands_in(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether somebody brought a matter before an authority: `Video itu dikirim Pebri Yansah ke Bawaslu`.

    Two articles rest on it and none of 1,600 cases speaks against it.
    """
    low, verb = reading.low, first - 1
    if (
        verb < 1
        or low[verb] not in _BROUGHT
        or low[verb - 1] in phrases.around["inverts"]
        or low[after : after + 1] == []
    ):
        return False
    return low[after] in _TO and not phrases.authorities.isdisjoint(low[after + 1 : after + 3])


def is_doer(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether a mention did wrong to somebody: `dipaksa kepala dinas`, `diancam dipindahkan oleh Camat X`."""
    low, verb = reading.low, first - 1
    if verb < 1 or reading.starts[first] < reading.base:
        return verb > 0 and _wrongs_in_title(reading, phrases, verb)
    if low[verb] != "oleh":
        return _wrongs(reading, phrases, verb)
    for here in range(verb - 1, max(0, verb - _BY), -1):
        if low[here] in _BREAKS or here + 1 in reading.lines:
            return False
        if low[here].startswith("di") and befell_for_refusing(reading, phrases, here):
            return True  # `diberhentikan oleh Kepala Desa Wogo karena menolak memilih`
        handed = low[here] in _HANDED and phrases.authorities.isdisjoint(low[here:verb])
        if handed or _wrongs(reading, phrases, here) or low[here] in phrases.deeds or low[here] in phrases.done_by:
            return True  # `pembagian bibit babi oleh Kepala Distrik Kembu`
    return False


def _wrongs_in_title(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether a headline goes on to who did the wrong: `Guru Diancam Camat`, `Perawat Diancam Dipindah Kadis`.

    Other verbs are left to the text: before them a headline puts the subject behind (`Dicopot, Kadis Menolak ...`).
    """
    low = reading.low
    return low[verb] in phrases.wrongs or (low[verb].startswith("di") and low[verb - 1] in phrases.wrongs)


def _wrongs(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether a passive verb tells of a wrong: `dipaksa`, or `mengaku diminta`."""
    word = reading.low[verb]
    told = f"mengaku {word}" in phrases.suffered and reading.low[verb - 1] in _ADMITS
    if told or not word.startswith("di"):
        return told
    return word in phrases.wrongs or (
        _follows_somebody(reading, phrases, verb) and befell_for_refusing(reading, phrases, verb)
    )  # `guru dipecat Kepala SD Negeri 4, Hamzah Latif, setelah menolak`


def _follows_somebody(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody may stand before a passive verb, so that who follows it is no subject turned round."""
    before = reading.low[verb - 1]
    return before in {",", ")"} or (before.isalpha() and before not in phrases.around["inverts"])
