"""Finds quotations and who said them."""

import re
from bisect import bisect_left

from archive.records.analysis import Quote
from pipeline.entities.holders import PersonHit
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_AFTER = 14
"""Words after a quotation in which its speaker is named."""
_BEFORE = 12
_HE = frozenset(["beliau", "dia", "ia"])
_ARTICLES = frozenset(["oknum", "sang", "seorang", "si"])
_STOPS = frozenset([".", "?", "!", '"', "”"])
_TITLE_QUOTE = re.compile(r"[‘“][^’”]+[’”]|(?:^|(?<=[\s:]))(?P<m>['\"])\S[^'\"]*(?P=m)")
_TWO = 2
_LEADING = 8
"""Words of an office and a place before the name that opens a sentence."""
_WORDS = 2
"""Spaces inside a quotation of three words."""
_MOST = 400
"""Quotations of the longest article."""


def find_quotes(
    reading: Reading, phrases: Phrases, names: list[str], hits: list[PersonHit], roles: list[RoleHit]
) -> tuple[Quote, ...]:
    """Return the quotations of the text with their speakers.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        names: Names of the persons.
        hits: Mentions of persons, in order.
        roles: Offices with their holders, in order.
    """
    found = []
    for piece in reading.document.quotations[:_MOST]:
        start, end = piece.start + reading.base, piece.end + reading.base
        person = _speaker(reading, phrases, hits, roles, (start, end))
        found.append(
            Quote(names[person] if person is not None else None, reading.document.span(piece.start, piece.end))
        )
    return tuple(found)


def quoted_in_title(reading: Reading) -> set[int]:
    """Return the indexes of a headline's words inside quotation marks, three and more: no actors stand there."""
    found: set[int] = set()
    for match in _TITLE_QUOTE.finditer(reading.document.title):
        first, after = bisect_left(reading.starts, match.start()), bisect_left(reading.starts, match.end())
        found.update(range(first, after) if match.group().count(" ") >= _WORDS else ())
    return found


def _speaker(
    reading: Reading, phrases: Phrases, hits: list[PersonHit], roles: list[RoleHit], bounds: tuple[int, int]
) -> int | None:
    opening = bisect_left(reading.starts, bounds[0])
    closing = bisect_left(reading.starts, bounds[1])
    said = _said_behind(reading, phrases, closing)
    if said is not None:
        word, following = reading.low[said], reading.low[said + 1 : said + 2]
        if word.endswith("nya") or (following and following[0] in _HE) or reading.low[said - 1] in _HE:
            return _subject(reading, phrases, hits, roles, opening)
        return _named(reading, phrases, hits, roles, said)
    before = range(max(0, opening - _BEFORE), opening)
    if any(reading.low[here] in phrases.speech for here in before):
        return _subject(reading, phrases, hits, roles, opening)
    return None


def _said_behind(reading: Reading, phrases: Phrases, closing: int) -> int | None:
    """Return the index of the verb of saying behind a quotation, on its line; None where none stands."""
    for here in range(closing, min(len(reading.words), closing + _AFTER)):
        if here in reading.lines:
            return None
        word, stem = reading.low[here], reading.stems[here]
        if stem in phrases.speech or word in phrases.speech or (word.endswith("nya") and stem in phrases.answer):
            return here
    return None


def _named(reading: Reading, phrases: Phrases, hits: list[PersonHit], roles: list[RoleHit], said: int) -> int | None:
    """Return the person named behind a verb of saying in its sentence, or the one bearer of an office told there.

    Whose words somebody else repeats did not say them to the paper: `kata Kadus Budi seperti ditirukan Sutini`.
    """
    sentence = reading.sentence(reading.starts[said])
    until = min(len(reading.words), said + _AFTER)
    until = next((here for here in range(said, until) if reading.sentence(reading.starts[here]) != sentence), until)
    repeated = [here for here in range(said, until) if reading.low[here] in phrases.around["repeats"]]
    first = repeated[0] if repeated else said
    told = next((hit.person for hit in hits if first <= hit.first < until), None)
    if told is not None or repeated:
        return told
    office = next((role for role in roles if said <= role.first < until), None)
    return _bearer(office, roles) if office is not None else None


def _subject(
    reading: Reading, phrases: Phrases, hits: list[PersonHit], roles: list[RoleHit], opening: int
) -> int | None:
    """Return who is meant by `katanya`: who speaks or acts in the sentence before, else the last named.

    `Camat yang dihubungi membantah. "Tidak," katanya` are not the words of whoever was named before, and those behind
    `Arif mengatakan Camat Budi dipanggil` are Arif's.
    """
    before = _begin_of_sentence(reading, opening)
    told = _teller(reading, phrases, hits, roles, (before, opening))
    if told is not None:
        return told[0]
    last = next((hit for hit in reversed(hits) if hit.first < opening), None)
    begin = last.after if last is not None else 0
    line = max((here for here in reading.lines if here <= opening), default=0)
    for role in reversed(roles):
        if role.first >= opening or role.find.person is not None or role.find.plural:
            continue
        if role.first < max(begin, line):
            break
        if _opens(reading, role.first):
            return _bearer(role, roles)
    return last.person if last is not None else None


def _begin_of_sentence(reading: Reading, opening: int) -> int:
    """Return the index of the first word of the sentence before a quotation, or of the one that leads to it."""
    here = max(0, opening - 1)
    while here > 0 and not reading.low[here][0].isalnum():
        here -= 1
    return bisect_left(reading.starts, reading.sentence_bounds(reading.sentence(reading.starts[here]))[0])


def _teller(
    reading: Reading, phrases: Phrases, hits: list[PersonHit], roles: list[RoleHit], bounds: tuple[int, int]
) -> tuple[int | None] | None:
    """Return who speaks or acts in a sentence, as a tuple of one, (None,) for somebody unnamed; None where none is."""
    begin, end = bounds
    first, after = bisect_left(hits, begin, key=_first), bisect_left(hits, end, key=_first)
    named = hits[first:after]
    offices = roles[bisect_left(roles, begin, key=_first_of_role) : bisect_left(roles, end, key=_first_of_role)]
    verb = next((here for here in range(begin, end) if _says(reading, phrases, here)), None)
    if reading.low[begin + 1 if verb == begin else begin] in phrases.around["bodies"]:
        held = {role.find.person for role in roles if role.entry.side == "handler" and role.first < begin}
        return (next((hit.person for hit in reversed(hits[:first]) if hit.person in held), None),)
    if verb is not None and reading.low[verb] in phrases.around["says"]:
        named = [hit for hit in named if hit.first > verb]
        offices = [role for role in offices if role.first > verb]
    elif verb is not None:
        named = [hit for hit in named if hit.first < verb]
        offices = [role for role in offices if role.first < verb]
    elif len(named) < _TWO or named[0].first - begin > _LEADING:
        return None  # nobody stands before somebody else
    person, office = (named[0] if named else None), (offices[0] if offices else None)
    if office is not None and (person is None or office.first < person.first):
        return (_bearer(office, roles) if office.find.person is None else office.find.person,)
    return (person.person,) if person is not None else None


def _says(reading: Reading, phrases: Phrases, here: int) -> bool:
    """Tell whether a word is a verb of saying: `mengatakan`, `menurut`, `mengaku`; no `ujarnya`."""
    word = reading.low[here]
    return word in phrases.speech or word in phrases.answer or word in phrases.around["says"]


def _first(hit: PersonHit) -> int:
    return hit.first


def _first_of_role(role: RoleHit) -> int:
    return role.first


def _opens(reading: Reading, first: int) -> bool:
    """Tell whether a sentence opens with a mention: `Camat`, `Sang kepsek`."""
    here = first - (first > 0 and reading.low[first - 1] in _ARTICLES)
    return here in reading.lines or (here > 0 and reading.low[here - 1] in _STOPS)


def _bearer(office: RoleHit, roles: list[RoleHit]) -> int | None:
    """Return the one person told of who holds an office; None where nobody or several do."""
    held = {role.find.person for role in roles if role.find.role == office.find.role and role.find.person is not None}
    return held.pop() if len(held) == 1 else None
