"""Finds place names and how each is named; which of them the story is about is decided by `resolve`."""

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from base.quick import quick
from pipeline.entities.gazetteer import Gazetteer, Hint, Naming, is_city
from pipeline.entities.model import PlaceFind, PlaceSource, Region
from pipeline.entities.words import Reading
from pipeline.page.calendar_names import WEEKDAYS

_PREPOSITIONS = frozenset(
    ["di", "ke", "dari", "se", "asal", "wilayah", "daerah", "warga", "masyarakat", "kawasan", "untuk"]
)
_LEVEL_WORDS = frozenset(["kabupaten", "kab", "kota", "kecamatan", "kec", "provinsi", "distrik"])
_VILLAGE_HEADS = frozenset(["lurah", "kades", "kuwu", "perbekel", "pambakal", "keuchik", "peratin", "sangadi"])
_LISTS = frozenset([",", "dan", "serta", "hingga", "maupun", "&"])
_GLUE = frozenset(["dan", "&", "/"])
_BACK = 8
"""How many capitalised words back the head of a long proper name is sought."""
_BEFORE = 48
"""How many characters before a name are read for words that set it apart."""
_AFFILIATION = 9
"""Words before `di X` in which the employment of a commentator is told."""
_YEAR = 4
_CONTEST = re.compile(
    r"\b(?:calon|paslon|pemilihan|pilkada|pilbup|pilwalkot|pilwali)(?:\s+(?:bupati|wakil|wali|kota|walikota|dan))*"
    r"(?:\s+di)?(?:\s+(?:kabupaten|kota|kab\.))?\s*$"
)
"""Before a region for whose office somebody runs: what is told happened in its election."""
_CONTESTED_AS = frozenset(["office", "plain", "level_word", "abbreviation"])
_SLUG = re.compile(r"[a-z0-9]+")
_DIGEST = re.compile(r"[a-f]+|.*[0-9].*")
"""What may be of a digest or a number of an article: letters of hexadecimal figures only, letters among digits."""


@quick
@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place find with the words it takes.

    Args:
        find: The find.
        first: Index of its first word.
        after: Index after its last word.
        hint: Level said by the word before; None when none does.
    """

    find: PlaceFind
    first: int
    after: int
    hint: Hint | None


def find_places(reading: Reading, gazetteer: Gazetteer) -> list[PlaceHit]:
    """Return the place names of title and text in order; a name that is part of a person's name is left out."""
    hits: list[PlaceHit] = []
    listed: list[tuple[int, int, tuple[Region, ...]]] = []
    low, hints, end = reading.low, gazetteer.naming.hints, 0
    for index in reading.capitalised(gazetteer.terms.firsts):
        if index < end:
            continue
        matched = gazetteer.terms.match(low, low, index)
        if matched is None or (matched[1] == index + 1 and low[index] in hints):
            continue  # some kecamatan are called `Kota`
        options, after = matched
        hit = _judge(reading, gazetteer, options, index, after)
        if hit is None and hits and _goes_on(reading, hits[-1], options, index):
            hit = PlaceHit(gazetteer.place(options, "plain", reading.words_span(index, after)), index, after, None)
        if hit is not None:
            hits.append(hit)
            end = after
        elif _in_commas(reading, index, after) and all(one.level == "district" for one in options):
            listed.append((index, after, options))
    return sorted([*hits, *_listed(reading, gazetteer, hits, listed)], key=lambda hit: hit.first) if listed else hits


def _goes_on(reading: Reading, last: PlaceHit, options: tuple[Region, ...], first: int) -> bool:
    """Tell whether a name that alone says little goes on with a list of its province: `Inhil, Siak, dan Rohul`."""
    here = first - (reading.low[first - 1] in _LISTS) - (reading.low[first - 2] == ",")
    if last.after != here or here == first or last.find.source == "dateline":
        return False
    told = {one.province for one in last.find.options if one.level == "regency"}
    return len(told) == 1 and any(one.level == "regency" and one.province in told for one in options)


def _in_commas(reading: Reading, first: int, after: int) -> bool:
    """Tell whether a name stands between commas, as in `Desa Kedungrejo, Waru, Sidoarjo`."""
    low = reading.low
    return first > 0 and after < len(low) and low[first - 1] == "," and low[after] in {",", "(", ")"}


def _listed(
    reading: Reading, gazetteer: Gazetteer, hits: list[PlaceHit], listed: list[tuple[int, int, tuple[Region, ...]]]
) -> list[PlaceHit]:
    """Return the kecamatan named in commas alone whose kabupaten or kota the article names too."""
    told = {parent.code for hit in hits for parent in hit.find.parents if hit.find.source != "url"}
    found = []
    for first, after, options in listed:
        kept = tuple(one for one in options if gazetteer.parent(one).code in told)
        if kept:
            found.append(PlaceHit(gazetteer.place(kept, "plain", reading.words_span(first, after)), first, after, None))
    return found


def _judge(
    reading: Reading, gazetteer: Gazetteer, options: tuple[Region, ...], first: int, after: int
) -> PlaceHit | None:
    naming = gazetteer.naming
    if not reading.capital[after - 1] and not reading.words[after - 1].isdigit():
        return None
    name = " ".join(reading.low[first:after])
    hint, source = _context(reading, naming, first)
    vague = name in naming.needs_context or all(one.level == "district" for one in options)
    if source == "institution" and vague and not _directly(reading, naming, first):
        return None  # `Badan Kepegawaian Negara` is not about Negara in Bali
    named_so = tuple(one for one in options if one.level == "regency") if name not in gazetteer.short else ()
    if hint == "village" and named_so and reading.low[first - 1] in _VILLAGE_HEADS:
        hint, source, options = (
            None,
            "office",
            named_so,
        )  # `10 Lurah Makassar`: villages are seldom called like regencies
    if hint == "village" or source is None or (source == "plain" and _continues(reading, after)):
        return None
    if source == "plain" and name in gazetteer.short:
        source = "abbreviation"
    kept = _fitting(options, hint)
    needs = name in naming.needs_context or all(region.level == "district" for region in kept)
    if source in {"plain", "abbreviation"} and needs and not _placed(reading, first):
        return None
    span = reading.words_span(first, after)
    compared, spoken, works = _apart(reading, naming, first), False, False
    compared = compared or (source == "institution" and _is_court(reading, first))
    if source == "plain":
        spoken, works = _said_there(reading, first, after), _works_there(reading, naming, first)
        compared = compared or _once(reading, after)
    find = gazetteer.place(kept, source, span, compared=compared, said_there=spoken, works_there=works)
    if source in _CONTESTED_AS and not compared and _CONTEST.search(_before(reading, first)):
        find = replace(find, contested=True)
    return PlaceHit(find, first, after, hint)


def _context(reading: Reading, naming: Naming, first: int) -> tuple[Hint | None, PlaceSource | None]:
    """Return what the words before a name say: (level, source); source None when it is no place of its own."""
    previous = first - 1
    if previous > 0 and (reading.low[previous] == "." or reading.low[previous].isdigit()):
        previous -= 1  # `Kab. Malang`, `Kodim 0707 Wonosobo`
    if previous < 0 or "\n" in reading.whole[reading.ends[previous] : reading.starts[first]]:
        return None, "plain"
    word = reading.low[previous]
    two = f"{reading.low[previous - 1]} {word}" if previous else word
    hint = naming.hints.get(two) or naming.hints.get(word)
    if two in naming.bodies and two not in naming.hints:
        return None, "institution"  # `Pengadilan Negeri Garut` is no village
    if hint is not None:
        return hint, "level_word" if word in _LEVEL_WORDS else "office"
    if word in naming.not_place or two in naming.not_place:
        return None, None
    if word in naming.bodies or two in naming.bodies:
        return None, "institution"
    plain = not reading.capital[previous] or not word.isalpha() or word in _PREPOSITIONS  # `Di Kulon Progo ...`
    return None, "plain" if plain else _head_source(reading, naming, previous)


def _directly(reading: Reading, naming: Naming, first: int) -> bool:
    """Tell whether the word before a name is itself a body (`Bawaslu Batu`)."""
    word = reading.low[first - 1]
    return word in naming.bodies or f"{reading.low[first - 2]} {word}" in naming.bodies


def _head_source(reading: Reading, naming: Naming, last: int) -> PlaceSource | None:
    """Return the source of a name at the end of a longer proper name, by the word that name begins with."""
    if _is_title_case(reading, last):
        return "plain"
    here = last
    for _ in range(_BACK):
        word = reading.low[here]
        if word in naming.not_place:
            return None
        if word in naming.long_bodies or word in naming.bodies:
            return "institution"
        if here == 0 or not (reading.capital[here - 1] or reading.low[here - 1] in _GLUE):
            break
        here -= 1
    word = reading.low[last]
    return "plain" if word in reading.lowered else None


def _is_title_case(reading: Reading, index: int) -> bool:
    """Tell whether the word stands where every word is capitalised: a headline, or words in capitals."""
    return reading.starts[index] < reading.base or reading.words[index].isupper()


def _continues(reading: Reading, after: int) -> bool:
    """Tell whether the name goes on as a person's or a product's name (`Pati Unus`, `Banjar Tegal Belodan`)."""
    if after >= len(reading.words) or not reading.capital[after] or _is_title_case(reading, after - 1):
        return False
    return reading.gap(after) == " " and reading.low[after] not in reading.lowered and reading.words[after].istitle()


def _fitting(options: tuple[Region, ...], hint: Hint | None) -> tuple[Region, ...]:
    if hint == "province":
        kept = tuple(region for region in options if region.level == "province")
    elif hint == "district":
        kept = tuple(region for region in options if region.level == "district")
    elif hint == "city":
        kept = tuple(region for region in options if region.level == "regency" and is_city(region.code))
    elif hint == "regency":
        kept = tuple(region for region in options if region.level == "regency" and not is_city(region.code))
    else:
        kept = ()
    return kept or options


def _placed(reading: Reading, first: int) -> bool:
    """Tell whether `di`, `ke`, `warga` ... stands before a name."""
    return first > 0 and reading.low[first - 1] in _PREPOSITIONS


def _said_there(reading: Reading, first: int, after: int) -> bool:
    """Tell whether a place is where words were said: `di Jakarta, Senin`."""
    low = reading.low
    if first == 0 or after + 1 >= len(low):
        return False
    return low[first - 1] == "di" and low[after] == "," and low[after + 1] in WEEKDAYS


def _works_there(reading: Reading, naming: Naming, first: int) -> bool:
    """Tell whether a place is where somebody who comments works: `dosen ilmu politik di Padang`."""
    before = reading.low[max(0, first - _AFFILIATION) : first]
    if not before or before[-1] not in {"di", "asal", "kota"}:
        return False
    close = next((place for place, word in enumerate(reversed(before)) if word in {".", ",", '"'}), len(before))
    return any(word in naming.affiliations for word in before[len(before) - close :])


def _once(reading: Reading, after: int) -> bool:
    """Tell whether a year follows, as of an older case: `yang divonis di Pesisir Selatan pada 2020`."""
    low = reading.low[after : after + 2]
    return len(low) > 1 and low[0] in {"pada", "tahun"} and low[1].isdigit() and len(low[1]) == _YEAR


def _is_court(reading: Reading, first: int) -> bool:
    """Tell whether a name is that of a court's town, which judges the cases of other kabupaten too."""
    return reading.low[first - 1] == "pn" or reading.low[max(0, first - 2) : first] == ["pengadilan", "negeri"]


def _before(reading: Reading, first: int) -> str:
    start = reading.starts[first]
    return reading.whole[max(0, start - _BEFORE) : start].lower()


def _apart(reading: Reading, naming: Naming, first: int) -> bool:
    before = _before(reading, first)
    cut = max(before.rfind("."), before.rfind("\n"), before.rfind('"'))
    return any(map(before[cut + 1 :].__contains__, naming.apart))


def slug_places(url: str, gazetteer: Gazetteer) -> list[Region]:
    """Return regencies and provinces named in the last part of an address, each once; none of a digest's letters."""
    if url[:4].lower() == "urn:":
        return []
    last = unquote(url.lower().rstrip("/").rsplit("/", 1)[-1])
    words = ["" if _DIGEST.fullmatch(word) else word for word in _SLUG.findall(last) if not word.isdigit()]
    naming, index = gazetteer.naming, 0
    found: dict[str, Region] = {}
    while index < len(words):
        matched = gazetteer.terms.match(words, words, index)
        before = words[index - 1] if index else ""
        placed = before in _PREPOSITIONS or before in naming.bodies or before in naming.hints
        name = " ".join(words[index : matched[1]]) if matched else ""
        vague = name in naming.needs_context or name in naming.hints
        if matched is None or matched[0][0].level == "district" or (vague and not placed) or before in naming.not_place:
            index += 1
            continue
        found.setdefault(matched[0][0].code, matched[0][0])
        index = matched[1]
    return list(found.values())
