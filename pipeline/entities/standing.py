"""Tells whether a name that nothing announces is a person's."""

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
_ARTICLES = frozenset(["salah", "seorang", "satu", "oknum", "mantan", "eks", "bekas", "sang", "si"])
_VERBAL = ("me", "ber", "ter", "di")


def stands_as_person(reading: Reading, phrases: Phrases, name: Name, start: int, role_starts: set[int]) -> bool:
    """Tell whether a name nothing announces is a person's: it speaks, acts, has an age or an office, or comes again.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        name: The name.
        start: Index of its first title, or of its first word.
        role_starts: Indexes where offices begin.
    """
    following = _word_at(reading, name.after)
    if following == "(" and AGE.match(reading.whole, reading.starts[name.after]):
        return True
    told = following in phrases.speech or following in phrases.answer or following in phrases.undergone
    if name.initials:
        return _initials_stand(reading, phrases, name, start, told=told)
    before = _word_before(reading, start)
    says = before in phrases.speech or before.removesuffix("nya") in phrases.speech
    if says or _named_so(phrases, reading.low, name.after) or has_degree(reading, phrases, name):
        return True
    apposed = _is_apposed(reading, phrases, name, start, role_starts)
    if name.after - name.first < _SECOND:
        return _one_word_stands(reading, phrases, name, start, told=told, apposed=apposed)
    return told or apposed or _full_name_stands(reading, phrases, name, start)


def _initials_stand(reading: Reading, phrases: Phrases, name: Name, start: int, *, told: bool) -> bool:
    """Tell whether initials are a person's: they are told of, or come again (`DPT` only where they do something)."""
    before, following = _word_before(reading, start), _word_at(reading, name.after)
    if _is_companion(reading, phrases, start):
        return True  # `DK dan rekannya, EM, dilaporkan`
    if before in phrases.around["not_before_persons"]:
        return False
    if told or reading.count(reading.low[name.first]) < _TWO:
        return told
    opens = following in phrases.around["resumes"] and (before in _ENDS or name.first in reading.lines)
    verb = following.startswith(_VERBAL) and len(following) > _VERB
    acts = opens or verb or before in phrases.before_names
    return len(name.text) == _TWO or (len(name.text) == _TWO + 1 and acts)


def _is_apposed(reading: Reading, phrases: Phrases, name: Name, start: int, role_starts: set[int]) -> bool:
    """Tell whether an office stands behind a name, or a companion before it: `Budi, camat`, `Budi (kades)`."""
    following, behind = _word_at(reading, name.after), name.after + 1
    if following == ",":
        office = _past_article(reading.low, behind) in role_starts
    else:
        office = following == "(" and behind in role_starts and reading.words[behind].islower()
    return office or _is_companion(reading, phrases, start)


def _full_name_stands(reading: Reading, phrases: Phrases, name: Name, start: int) -> bool:
    """Tell whether a name of several words is a person's by the words beside it or by its own."""
    before, following = _word_before(reading, start), _word_at(reading, name.after)
    if before in phrases.before_names or before in phrases.around["before"]:
        return True
    if following in phrases.around["subject"]:
        return True
    verb = following.startswith(_VERBAL) and len(following) >= _VERB
    if verb and (before in _OPENING or before in phrases.common):
        return True
    if before in _ENDS and following == "," and _with_another(reading, phrases, name):
        return True
    return (
        _between_commas(reading, phrases, name, start)
        or _tells(reading, phrases, name)
        or any(_comes_again(reading, phrases, index) for index in range(name.first, name.after))
        or _is_surely(reading, phrases, name)
    )


def _is_companion(reading: Reading, phrases: Phrases, start: int) -> bool:
    """Tell whether a name is that of a companion: `dan rekannya, EM`."""
    return start > 1 and reading.low[start - 1] == "," and reading.low[start - 2] in phrases.companions


def has_degree(reading: Reading, phrases: Phrases, name: Name) -> bool:
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


def _word_before(reading: Reading, start: int) -> str:
    """Return the lower-case word before an index; empty at the beginning."""
    return reading.low[start - 1] if start else ""


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
    """Return the index after `seorang`, `salah seorang`, `salah satu`, `oknum`, `sang`."""
    while here < len(low) and low[here] in _ARTICLES:
        here += 1
    return here
