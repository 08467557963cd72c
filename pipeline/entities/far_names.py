"""Reads the name behind a long office or a place in several parts: `Kabid SMP pada Dinas X, Budi Santoso`."""

from collections.abc import Iterator

from pipeline.entities.names import Name, NameReader
from pipeline.entities.phrases import Phrases
from pipeline.entities.territory import Territories
from pipeline.entities.words import Reading

_LONGEST = 34
"""Words of the longest office with its place (`Kasi X pada Bidang Y Dinas Z dan W Kabupaten V, Provinsi U, Budi`)."""
_DOCTORS = frozenset(["dr", "drg", "drh"])
_JOINS = frozenset(["dan", "serta", "bersama", "maupun"])
_SHORT = frozenset(["kab", "kec", "prov", "kel", "ds"])
_CLAUSE = 12
"""Words from an office over its place and a clause to `adalah`."""
_IS = frozenset(["adalah", "ialah"])
_ANNOUNCES = frozenset(["bernama", "berinisial", "inisial"])
_BRACKETS = 7
"""Words in brackets inside an office (`Koordinator Wilayah (Korwil) Pendidikan`)."""
_PLACE_WORDS = 6
"""Words of the longest place with the name behind it."""
_CALLS = frozenset(["disapa", "dipanggil", "dikenal", "bernama", "berinisial"])
_CALLED_SO = _CALLS | frozenset(["yang", "akrab", "biasa", "kerap", "karib", "sering"])
_CALLED = 4
_GIVEN = 3.0
"""What a well known first name says for a person, beside the likeness of its letters."""


def past_called(reading: Reading, here: int) -> int:
    """Return the index after `yang akrab disapa`, `yang bernama` behind a place; `here` where nothing of it stands."""
    low, end = reading.low, here
    while end < min(len(low) - 1, here + _CALLED) and low[end] in _CALLED_SO:
        end += 1
    return end if end > here and low[end - 1] in _CALLS else here


def name_behind_place(reading: Reading, reader: NameReader, phrases: Phrases, first: int) -> Name | None:
    """Return the name that a well known first name begins behind a place: `Camat Kampung Laut Rini Astuti`."""
    here = first + 1 if first < len(reading.low) and reading.capital[first] else len(reading.low)
    while here < min(len(reading.low), first + _PLACE_WORDS) and reading.capital[here] and reading.gap(here) == " ":
        titled = reading.low[here] in phrases.titles and (here > first + 1 or reading.low[here + 1] == ".")
        if phrases.is_given(reading.low[here]) or titled:  # `Kasi Keperawatan Hj. Salamah`
            found = reader.name_at(here, trusted=True)
            ends = found is not None and (found.after >= len(reading.low) or not reading.capital[found.after])
            listed = (
                ends and found is not None and found.after == here + 1 and reading.low[found.after : here + 2] == [","]
            )
            return found if ends and not (listed and reading.low[here] not in phrases.given) else None
        here += 1
    return None


def told_name(reading: Reading, reader: NameReader, here: int) -> Name | None:
    """Return who an office is said to be: `Kepala Desa Lolowau yang dipanggil adalah Yasozatulo Halawa`."""
    low, end = reading.low, min(len(reading.low) - 1, here + _CLAUSE)
    while here < end and reading.capital[here]:
        here += 1
    if low[here : here + 1] != ["yang"]:
        called = here < end and low[here] in _ANNOUNCES  # `Kuwu Jatimulya berinisial W`
        return reader.name_at(here + 1, trusted=True) if called else None
    while here < end and low[here] not in _IS and reading.words[here].isalpha() and reading.words[here].islower():
        here += 1
    named = low[here] in _IS and reading.capital[here + 1 : here + 2] == [True]
    return reader.name_at(here + 1, trusted=True) if named else None


def behind_run(
    reading: Reading, reader: NameReader, territories: Territories, name: Name, *, place: bool
) -> Name | None:
    """Return who stands in commas behind a run that may be a place: `Kepala Lingkungan Jasri Kelod, Budi Oka, ...`.

    Nobody has two names; where two people are told of, `dan` joins them. No article of the corpus rests on it and none
    speaks against it. Behind a doctor's title everybody is another: `Kepala UPT Puskeswan Sekatak drh. Njau Anau`.
    """
    low, here = reading.low, name.after
    if low[here : here + 1] and low[here] in _DOCTORS and low[here + 1 : here + 2] == ["."]:
        return reader.name_at(here, trusted=True)
    found = reader.name_at(here + 1, trusted=True) if place and low[here : here + 1] == [","] else None
    if found is None or found.initials or found.after - found.first == 1:
        return None
    closes = low[found.after : found.after + 1] == [","] and found.after + 1 < len(low)
    follows = reading.words[found.after + 1] if closes else "dan"
    if not follows.islower() or follows in _JOINS or territories.is_place(found):
        return None
    run = name.first, name.after
    return None if any(territories.comes_alone(run, at) for at in range(*run)) else found


def far_name(
    reading: Reading,
    reader: NameReader,
    phrases: Phrases,
    territories: Territories,
    places: set[int],
    bounds: tuple[int, int],
) -> Name | None:
    """Return the person named in commas behind an office that begins before `here`; None when nobody is.

    Args:
        reading: The article's words.
        reader: Reads one name.
        phrases: Words around persons.
        territories: Tells places from persons.
        places: Indexes of words that name places.
        bounds: Index of a word of the office or of its place, or of the comma behind it; and where another begins.
    """
    found = [
        name
        for name in _chunks(reading, reader, phrases, *bounds)
        if not name.initials and name.first not in places and not territories.is_place(name)
    ]
    if len(found) == 1:
        name = found[0]
        long = name.after - name.first > 1
        return name if long or _likes(reading, phrases, name) > 0 else None
    return max(found, key=lambda name: _likes(reading, phrases, name), default=None)


def _likes(reading: Reading, phrases: Phrases, name: Name) -> float:
    words = reading.low[name.first : name.after]
    total = sum(phrases.likeness.score(word) + _GIVEN * (word in phrases.given) for word in words)
    return total / len(words)


def _chunks(reading: Reading, reader: NameReader, phrases: Phrases, here: int, until: int) -> Iterator[Name]:
    """Yield the names that fill a part between commas of the run of an office and its places."""
    low, start = reading.low, here
    while here < min(len(low) - 1, start + _LONGEST, until) and here not in reading.lines:
        if low[here] == "(":
            close = next((at for at in range(here, min(len(low), here + _BRACKETS)) if low[at] == ")"), None)
            if close is None:
                return
            here = close + 1
        elif low[here] == ",":
            name = reader.name_at(here + 1, trusted=True)
            if name is not None and name.after < len(low) and not reading.capital[name.after]:
                yield name
                if low[name.after] not in {",", "("} or low[name.after + 1 : name.after + 2] == ["yang"]:
                    return
            here = here + 1 if name is None else name.after
        elif reading.capital[here] or low[here].isdigit() or low[here] in phrases.around["in_offices"]:
            here += 1 + (low[here] in _SHORT and low[here + 1] == ".")
        else:
            return
