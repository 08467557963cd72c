"""Tells what the words before a name announce: a person, another name of his, an account, a group people write in."""

from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.standing import has_degree
from pipeline.entities.words import Reading

_SECOND = 2
_VERB = 5
"""Letters of the shortest verb with prefix."""
_ACTING = frozenset(["plt", "plh", "pjs"])
_CALLED = frozenset(["dipanggil", "dikenal", "disebut", "dijuluki"])
"""The same, where the word before or the words between say so: else `dipanggil Budi` is a summons."""
_ALIAS_WORDS = 4
"""Words between `disapa` and the name: `dikenal dengan nama panggilan Gobleg`."""
_ACCOUNT = 4


def is_announced(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether the words before an index announce a name: `bernama`, `terdakwa`, `Drs.`."""
    low = reading.low
    before = low[index - 1] if index else ""
    if before == "," and index > 1 and low[index - 2] in phrases.accused:
        return True  # `Terlapor, Budi Santoso, mengaku ...`
    if before in {".", ")"} and index > 1 and low[index - 2].isdigit():
        return index < _SECOND + 1 or index - 2 in reading.lines  # a list: `1. Budi Santoso (camat)`
    if before == "." and index > 1:
        return low[index - 2] in phrases.titles and len(low[index - 2]) > 1
    if before == "," and index > 1 and low[index - 2] in _ACTING:
        return True  # `untuk sementara diisi Plt, Salim Wael`
    if index > 1 and (
        (before == "lengkap" and low[index - 2] in phrases.naming)  # `bernama lengkap Budi Santoso`
        or (before == "nama" and low[index - 2] == "atas" and phrases.is_given(low[index]))  # no `atas nama Partai X`
    ):
        return True
    his = before[-3:] == "nya" and before[:-3] in phrases.around["kin"]  # `dan istrinya Wa Saripa`
    return his or before in phrases.naming or before in _ACTING or (before in phrases.titles and len(before) > 1)


def alias_cue(reading: Reading, phrases: Phrases, index: int) -> int | None:
    """Return the word that says that somebody is also called what stands at an index; None when none does.

    `akrab disapa Puang Lolo`, `DM alias Dence`; with it begins the words `akrab`, `yang akrab` before it.
    """
    low, here = reading.low, index - 1
    while (
        here > 0
        and index - here <= _ALIAS_WORDS
        and low[here] in phrases.around["before_alias"]
        and low[here] not in phrases.around["also"]
    ):
        here -= 1
    if here < 1:
        return None
    by_name = not phrases.around["by_name"].isdisjoint(low[here + 1 : index])
    if low[here] not in phrases.around["also"] and not (
        low[here] in _CALLED and (by_name or low[here - 1] in phrases.around["usually"])
    ):
        return None
    while here > 1 and (low[here - 1] in phrases.around["usually"] or low[here - 1] in phrases.around["who"]):
        here -= 1
    return here


def is_account(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether a name is that of an account: `akun bernama Demy Asso`, `akun Facebook Demy Asso`."""
    here = index - 1
    while here >= 0 and index - here <= _ACCOUNT and reading.low[here] in phrases.around["of_account"]:
        here -= 1
    return here >= 0 and reading.low[here] in {"akun", "akunnya"}


def of_group(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether a name is that of a group people write in: `grup WhatsApp Barabai Ceria`, `Grup "Suka Maju"`."""
    here = index - 1
    while here >= 0 and index - here <= _ACCOUNT and reading.low[here] in phrases.around["of_group"]:
        here -= 1
    return here >= 0 and reading.low[here] in {"grup", "group", "grupnya"}


def owns_account(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether an account is called by the full name of a person: `akun I Gede Suardana, S.Pd.`."""
    long = name.after - name.first >= _SECOND and not name.initials
    shared = any(
        word.startswith("di") and len(word) > _VERB for word in reading.low[max(0, name.first - 3) : name.first]
    )
    return long and not shared and (has_degree(reading, phrases, name) or reading.low[name.first] in phrases.given)
