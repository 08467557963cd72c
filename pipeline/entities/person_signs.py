"""Tells by the words around a name whether it is a person's."""

import re

from pipeline.entities.degrees import past_degrees
from pipeline.entities.letters import AGE
from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_SECOND = 2
_NAMED = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5}"
LISTED_ON = re.compile(rf"{_NAMED}(?:, {_NAMED}){{0,12}},? (?:dan|serta) [A-Z]")
"""A list of names that goes on to its `dan`."""
_NAMED_SO = 4
_PERSON_LIKE = -1.0
_CLEARLY = 2.0
"""Likeness, summed over its words, from which a name that begins with a well known first name is a person's."""
_PLACE_LIKE = -3.0
"""Likeness below which one word alone is rather a place's than a person's."""
_TWO = 2
_VERB = 5
"""Letters of the shortest verb with prefix."""
_OPENING = frozenset([".", ",", "", '"', "”", "-", "–", "—", ":", "?", "!"])
_ENDS = frozenset([".", '"', "”", "-", "–", "—", "?", "!"])
"""Signs before the first word of a sentence."""
_VERBAL = ("me", "ber", "ter", "di")
_ACTING = frozenset(["plt", "plh", "pjs"])
_CALLED = frozenset(["dipanggil", "dikenal", "disebut", "dijuluki"])
"""The same, where the word before or the words between say so: else `dipanggil Budi` is a summons."""
_BEFORE_ALIAS = frozenset(
    'nama sebutan panggilan sapaan julukan akrab akrabnya karib sebagai dengan beken kecil " “'.split()  # noqa: SIM905
)
_ALIAS_WORDS = 4
"""Words between `disapa` and the name: `dikenal dengan nama panggilan Gobleg`."""
_ACCOUNT = 4
_OF_GROUP = frozenset(
    ["facebook", "fb", "whatsapp", "wa", "whatsap", "telegram", "medsos", "warga", "bernama", '"', "“"]
)
_OF_ACCOUNT = frozenset(
    [
        "bernama",
        "atas",
        "nama",
        "facebook",
        "fb",
        "instagram",
        "ig",
        "tiktok",
        "twitter",
        "youtube",
        "medsos",
        "@",
        '"',
        "“",
    ]
)
"""Words between `akun` and its name; `milik Budi` names a person."""


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
        and low[here] in _BEFORE_ALIAS
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


def is_account(reading: Reading, index: int) -> bool:
    """Tell whether a name is that of an account: `akun bernama Demy Asso`, `akun Facebook Demy Asso`."""
    here = index - 1
    while here >= 0 and index - here <= _ACCOUNT and reading.low[here] in _OF_ACCOUNT:
        here -= 1
    return here >= 0 and reading.low[here] in {"akun", "akunnya"}


def of_group(reading: Reading, index: int) -> bool:
    """Tell whether a name is that of a group people write in: `grup WhatsApp Barabai Ceria`, `Grup "Suka Maju"`."""
    here = index - 1
    while here >= 0 and index - here <= _ACCOUNT and reading.low[here] in _OF_GROUP:
        here -= 1
    return here >= 0 and reading.low[here] in {"grup", "group", "grupnya"}


def owns_account(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether an account is called by the full name of a person: `akun I Gede Suardana, S.Pd.`."""
    long = name.after - name.first >= _SECOND and not name.initials
    shared = any(
        word.startswith("di") and len(word) > _VERB for word in reading.low[max(0, name.first - 3) : name.first]
    )
    return long and not shared and (_has_degree(reading, phrases, name) or reading.low[name.first] in phrases.given)


def stands_as_person(reading: Reading, phrases: Phrases, name: Name, start: int, role_starts: set[int]) -> bool:
    """Tell whether a name nothing announces is a person's: it speaks, acts, has an age or an office, or comes again.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        name: The name.
        start: Index of its first title, or of its first word.
        role_starts: Indexes where offices begin.
    """
    low = reading.low
    before = low[start - 1] if start else ""
    following = low[name.after] if name.after < len(low) else ""
    if following == "(" and AGE.match(reading.whole, reading.starts[name.after]):
        return True
    told = following in phrases.speech or following in phrases.answer or following in phrases.undergone
    if name.initials:
        several = reading.count(low[name.first]) > 1
        opens = following in phrases.around["resumes"] and (before in _ENDS or name.first in reading.lines)
        acts = (
            told
            or opens
            or (following.startswith(_VERBAL) and len(following) > _VERB)
            or before in phrases.before_names
        )
        repeated = several and (len(name.text) == _TWO or (len(name.text) == _TWO + 1 and acts))
        if before == "," and start > 1 and low[start - 2] in phrases.companions:
            return True  # `DK dan rekannya, EM, dilaporkan`
        return before not in phrases.around["not_before_persons"] and (told or repeated)
    says = before in phrases.speech or before.removesuffix("nya") in phrases.speech
    if says or _named_so(phrases, low, name.after) or _has_degree(reading, phrases, name):
        return True
    apposed = following == "," and _past_article(low, name.after + 1) in role_starts
    apposed = apposed or (
        following == "(" and name.after + 1 in role_starts and reading.words[name.after + 1].islower()
    )
    apposed = apposed or (before == "," and start > 1 and low[start - 2] in phrases.companions)
    if name.after - name.first < _SECOND:
        return _one_word_stands(reading, phrases, name, start, told=told, apposed=apposed)
    apposed = apposed or _between_commas(reading, phrases, name, start) or _tells(reading, phrases, name)
    verb = following.startswith(("me", "ber", "ter", "di")) and len(following) >= _VERB
    subject = verb and (before in _OPENING or before in phrases.common)
    apposed = apposed or (before in _ENDS and following == "," and _with_another(reading, phrases, name))
    again = any(_comes_again(reading, phrases, index) for index in range(name.first, name.after))
    return (
        before in phrases.before_names
        or told
        or following in phrases.around["subject"]
        or before in phrases.around["before"]
        or apposed
        or subject
        or again
        or _is_surely(reading, phrases, name)
    )


def _has_degree(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether a degree follows the comma behind a full name: `Siti Sa'diah, S.Pd.I, ...`."""
    comma = name.after < len(reading.low) and reading.low[name.after] == ","
    return (
        comma
        and (name.after - name.first >= _SECOND or phrases.is_given(reading.low[name.first]))
        and past_degrees(reading, phrases.degrees, name.after) > name.after
    )


def _is_surely(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether the words of a name by themselves are a person's: a well known first name, none like a place's."""
    words = reading.low[name.first : name.after]
    if reading.words[name.first].isupper() or phrases.given.isdisjoint(words):
        return False
    like = phrases.likeness.score
    if words[0] in phrases.given and sum(like(word) for word in words) > _CLEARLY:
        return True  # `Muslimin Bando`: surnames are like places
    return all(word in phrases.given or len(word) <= _TWO or like(word) > _PERSON_LIKE for word in words)


def _tells(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether a verb of saying follows behind a comma, or where somebody is from: `Juanto Avol dari Bawaslu`."""
    low, after = reading.low, name.after
    if after + 1 >= len(low):
        return False
    said = low[after + 1] in phrases.speech or low[after + 1] in phrases.answer
    return (low[after] == "," and said and _likes(reading, phrases, name) > 0) or (
        low[after] == "dari" and low[after + 1] in phrases.around["bodies"]
    )


def _likes(reading: Reading, phrases: Phrases, name: Name) -> float:
    """Return how much the words of a name look like a person's."""
    return sum(phrases.likeness.score(reading.low[index]) for index in range(name.first, name.after))


def _between_commas(reading: Reading, phrases: Phrases, name: Name, start: int) -> bool:
    """Tell whether a name stands in apposition to a common noun: `orator aksi, Udin Umasugi`."""
    low, words = reading.low, reading.words
    if start < _SECOND or low[start - 1] != "," or name.after >= len(low) or low[name.after] not in {",", "."}:
        return False
    noun = words[start - 2]
    known = reading.low[name.first] in phrases.given or _likes(reading, phrases, name) > _PERSON_LIKE
    return noun.isalpha() and noun.islower() and known


def _comes_again(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether a word of a name stands elsewhere too, and never as an everyday word."""
    low = reading.low[index]
    return reading.count(low) > 1 and (low not in phrases.common or low not in reading.lowered)


def _one_word_stands(reading: Reading, phrases: Phrases, name: Name, start: int, *, told: bool, apposed: bool) -> bool:
    """Tell whether one word alone is a person: it needs a surer sign than a full name."""
    word, before = reading.low[name.first], reading.low[name.first - 1] if name.first else ""
    following = reading.low[name.after] if name.after < len(reading.low) else ""
    if apposed and before not in phrases.around["not_before_persons"] and phrases.likeness.score(word) > _PLACE_LIKE:
        return True
    if start > 1 and phrases.is_given(word) and _between_commas(reading, phrases, name, start):
        return True
    known = reading.count(word) > _SECOND or phrases.is_given(word)
    verb = following.startswith(_VERBAL) and len(following) > _VERB
    kin = following == "," and _word_at(reading, name.after + 1) in phrases.described | phrases.around["kin"]
    if word in phrases.given and kin and before in _OPENING:
        return True  # `Herlina, istri seorang caleg, diperiksa`
    again = reading.count(word) > 1 and word not in phrases.common and word not in reading.lowered
    beside = before in phrases.around["with_given"] or _with_another(reading, phrases, name)
    like = phrases.is_given(word) or (again and phrases.likeness.score(word) > 0)
    if (like and before in phrases.before_names) or (beside and phrases.is_given(word)):
        return True  # `Sekolah memberhentikan Suhaeni`, `satpam Misran`, `Marlina dan Sukri`
    if again and before in phrases.around["lists"] and following in {",", "."}:
        told, before = True, "."  # `Komandan regu yang mencatat ialah Fahrurozi, juga tenaga honorer`
    does = verb or following in phrases.telling_firsts  # `Suwandono minta waktu`, `Supeno menyambut kabar itu`
    if does and before in _ENDS and again and phrases.likeness.score(word) > 0:
        told = True
    if word in phrases.given and verb and (before in _ENDS or not before):
        return True  # `Mustakim memimpin doa dalam kampanye`
    return (told and before in _OPENING) or (
        known and following in phrases.around["subject"] and (before in _OPENING or before in phrases.around["before"])
    )


def _with_another(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether `dan` joins one first name to another: `Marlina dan Sukri`."""
    low, after = reading.low, name.after
    if after + 1 >= len(low) or low[after] not in {"dan", "serta", ","} or not reading.capital[after + 1]:
        return False
    if low[after] == "," and LISTED_ON.match(reading.whole, reading.starts[name.first]) is None:
        return False
    return low[after + 1] in phrases.given and low[name.first - 1] not in phrases.around["not_before_persons"]


def _word_at(reading: Reading, index: int) -> str:
    """Return a lower-case word; empty behind the last one."""
    return reading.low[index] if index < len(reading.low) else ""


def _named_so(phrases: Phrases, low: list[str], after: int) -> bool:
    """Tell whether `, demikian namanya` follows a name."""
    near = low[after : after + _NAMED_SO]
    if near[:1] == [","] and near[1:2] and near[1] in phrases.around["thus"]:
        return not {"nama", "namanya"}.isdisjoint(near)  # `Tarmuji, demikian nama kades itu`
    return near[:1] == [","] and any(word in {"namanya", "lengkapnya", "sapaannya", "inisialnya"} for word in near)


def _past_article(low: list[str], here: int) -> int:
    """Return the index after `seorang`, `salah seorang`, `salah satu`, `oknum`."""
    while here < len(low) and low[here] in {"salah", "seorang", "satu", "oknum", "mantan", "eks", "bekas"}:
        here += 1
    return here
