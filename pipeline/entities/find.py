"""Finds everything nameable in an article, without deciding yet what the story is about.

document -> words -> places | roles -> persons -> institutions | laws | parties | dates | quotes ... -> Entities
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from archive.records.analysis import Mention
from archive.records.span import Span
from pipeline.entities.amounts import find_amounts
from pipeline.entities.apposed_letters import apposed_letters
from pipeline.entities.candidates import Candidates, find_candidates, given_names, load_candidates
from pipeline.entities.case_numbers import find_case_numbers
from pipeline.entities.dateline import find_dateline
from pipeline.entities.days import DayWords, find_days, load_day_words
from pipeline.entities.firms import firm_names
from pipeline.entities.furniture import Furniture, furniture, load_furniture
from pipeline.entities.gazetteer import Gazetteer, load_gazetteer
from pipeline.entities.ground import Ground
from pipeline.entities.holders import Held, of_candidates, with_cues, with_holders
from pipeline.entities.institutions import BodyHit, Institutions, find_institutions, load_institutions, mentions
from pipeline.entities.law_names import Laws, load_laws
from pipeline.entities.laws import find_laws
from pipeline.entities.model import Entities, PlaceFind
from pipeline.entities.names import NameReader
from pipeline.entities.parties import find_parties, load_parties
from pipeline.entities.patterns import Patterns
from pipeline.entities.persons import PersonFinder
from pipeline.entities.phrases import Phrases, load_phrases
from pipeline.entities.place_lists import listed_places
from pipeline.entities.places import PlaceHit, find_places, slug_places
from pipeline.entities.quotes import find_quotes, quoted_in_title
from pipeline.entities.roles import RoleHit, Roles, find_roles, in_yogyakarta, load_roles
from pipeline.entities.scenes import Sort, find_asides, load_asides
from pipeline.entities.sharing import cues_of
from pipeline.entities.terms import Terms
from pipeline.entities.territory import Territories
from pipeline.entities.things import Things, find_things, load_things
from pipeline.entities.told_number import told_number
from pipeline.entities.trades import with_trades
from pipeline.entities.words import Reading
from pipeline.text.document import Document

_LONGEST_MARK = 4
"""Letters of a newsroom's short name, which could be taken for a person's initials."""


@dataclass(frozen=True)
class Gazetteers:
    """All name lists, ready to be searched. Load once a process."""

    places: Gazetteer
    roles: Roles
    phrases: Phrases
    institutions: Institutions
    laws: Laws
    things: Things
    days: DayWords
    asides: Patterns[Sort]
    furniture: Furniture
    parties: Terms[str]
    candidates: Candidates

    @classmethod
    def load(cls, config: Path) -> "Gazetteers":
        """Read the lists under `config`.

        Raises:
            ConfigError: A list is missing or malformed.
        """
        places, phrases = load_gazetteer(config), load_phrases(config)
        return cls(
            places=places,
            roles=load_roles(config),
            phrases=replace(phrases, given=phrases.given | given_names(config)),
            institutions=load_institutions(config),
            laws=load_laws(config),
            things=load_things(config),
            days=load_day_words(config),
            asides=load_asides(config),
            furniture=load_furniture(config),
            parties=load_parties(config),
            candidates=load_candidates(config, places),
        )


def find(document: Document, published: date | None, gazetteers: Gazetteers, *, days: bool = True) -> Entities:
    """Return all finds of one article.

    Args:
        document: Title, text and address.
        published: The local day of publication, to complete dates without a year; None when unknown.
        gazetteers: From `Gazetteers.load`.
        days: False where nobody asks for the days named: only a case has a day on which it happened.
    """
    reading = Reading.of(document)
    places = find_places(reading, gazetteers.places)
    aside = furniture(reading, gazetteers.furniture)
    places = [hit for hit in places if hit.first not in aside and not _is_word(reading, hit, gazetteers.phrases)]
    taken = {hit.first: hit.after for hit in places}
    roles = find_roles(reading, gazetteers.phrases, gazetteers.roles, gazetteers.institutions, taken)
    quoted = quoted_in_title(reading)
    roles = in_yogyakarta(reading, [hit for hit in roles if hit.first not in aside and hit.first not in quoted])
    roles, trades = with_trades(reading, gazetteers.phrases, roles, gazetteers.institutions, taken)
    bodies = find_institutions(reading, gazetteers.institutions, taken)
    dateline, place_finds, begin = _dateline(reading, places, gazetteers.places)
    finder = _finder(reading, gazetteers, roles, bodies, taken, begin, aside)
    persons, hits = finder.run()
    roles = with_holders(roles, Held(finder.holders, finder.fellows, finder.seats))
    roles = [role for role in roles if role.first not in trades or role.find.person is not None]
    phrases, naming = gazetteers.phrases, gazetteers.places.naming
    of_roles, of_persons = cues_of(reading, phrases, roles, hits)
    things = find_things(reading, gazetteers.things, aside)
    doubtful = any(len(place.options) > 1 for place in place_finds)
    candidates = find_candidates(reading, gazetteers.candidates, _codes(place_finds), published)
    return Entities(
        places=place_finds,
        dateline=dateline,
        persons=of_candidates(with_cues(persons, hits, of_persons), candidates),
        roles=tuple(hit.find.with_cues(cue) for hit, cue in zip(roles, of_roles, strict=True)),
        institutions=mentions(reading, bodies),
        laws=find_laws(reading, gazetteers.laws, published),
        parties=find_parties(reading, gazetteers.parties),
        candidates=candidates,
        dates=find_days(reading, phrases, gazetteers.days, published) if days else (),
        quotes=find_quotes(reading, phrases, [person.name for person in persons], hits, roles),
        platforms=things["platforms"],
        facilities=things["facilities"],
        case_numbers=find_case_numbers(reading),
        amounts=find_amounts(reading),
        asides=find_asides(reading, gazetteers.asides),
        city_words=_count(reading, naming.city_cues) if doubtful else 0,
        regency_words=_count(reading, naming.regency_cues) if doubtful else 0,
        told=told_number(reading, phrases),
    )


def _is_word(reading: Reading, hit: PlaceHit, phrases: Phrases) -> bool:
    """Tell whether the name of a kecamatan is rather an everyday word: `Camat Tetap Membantah`, `di Pendopo`."""
    word = reading.low[hit.first]
    single = hit.after == hit.first + 1 and all(option.level == "district" for option in hit.find.options)
    return (
        single
        and hit.find.source != "level_word"
        and (word in phrases.common or word in phrases.never or word in reading.lowered)
    )


def _finder(
    reading: Reading,
    gazetteers: Gazetteers,
    roles: list[RoleHit],
    bodies: list[BodyHit],
    taken: dict[int, int],
    begin: int,
    aside: set[int],
) -> PersonFinder:
    """Return the finder of persons, told which words are something else."""
    place_words = {index for first, after in taken.items() for index in range(first, after)}
    listed = listed_places(reading, gazetteers.phrases, {role.first for role in roles})
    place_words.update(index for first, after in listed for index in range(first, after))
    blocked = aside | {index for role in roles for index in range(role.first, role.head)} | _marks(reading, begin)
    of_roles = {index for role in roles for index in range(role.first, role.after)}
    blocked |= firm_names(reading, gazetteers.phrases, of_roles)
    blocked.update(index for body in bodies for index in range(body.first, body.after))
    offices = gazetteers.institutions.words
    bound = {role.first for role in roles if role.entry.side == "bound"}
    apposed = apposed_letters(reading, gazetteers.phrases, bound) - blocked
    names = NameReader(reading, gazetteers.phrases, offices, blocked, place_words, gazetteers.places.terms, apposed)
    territories = Territories(reading, gazetteers.phrases, roles, place_words, gazetteers.places.terms)
    for first, after in listed:
        territories.add(first, after)
    return PersonFinder(Ground(reading, gazetteers.phrases, roles, names, territories, offices, place_words, begin))


def _marks(reading: Reading, begin: int) -> set[int]:
    """Return where the newsroom's own letters stand, as its dateline tells them: `TOBELO, TR – ...`."""
    line = range(reading.title_words(), begin)
    marks = {reading.words[here] for here in line if here and reading.words[here].isupper()}
    short = {mark.lower() for mark in marks if len(mark) <= _LONGEST_MARK}
    return set(reading.where(short)) if short else set()


def _count(reading: Reading, cues: tuple[str, ...]) -> int:
    return sum(map(reading.whole.lower().count, cues))


def _codes(places: tuple[PlaceFind, ...]) -> frozenset[str]:
    codes = {parent.code for place in places for parent in place.parents}
    return frozenset(codes | {code[:2] for code in codes})


def _dateline(
    reading: Reading, places: list[PlaceHit], gazetteer: Gazetteer
) -> tuple[Mention | None, tuple[PlaceFind, ...], int]:
    """Return the dateline, all place finds (its own marked, the address's added), and the first word after it."""
    found = find_dateline(reading, gazetteer)
    finds = [hit.find for hit in places]
    mention, begin = None, reading.title_words()
    if found is not None:
        start, end = found.place
        span = reading.span(start, end)
        inside = {number for number, hit in enumerate(places) if start <= reading.starts[hit.first] < end}
        finds = [replace(find, source="dateline") if number in inside else find for number, find in enumerate(finds)]
        options = gazetteer.terms.get(found.label)
        if not inside and options is not None:
            finds.insert(0, gazetteer.place(options, "dateline", span))
        if inside or options is not None:
            mention = Mention(found.label, (span,))
        if mention is not None or found.label.isupper():  # a dateline in capitals is no person, known or not
            begin = bisect_left(reading.starts, found.end)
    url = reading.document.url
    for region in slug_places(url, gazetteer):
        finds.append(gazetteer.place((region,), "url", Span(0, len(url), url, "url")))
    return mention, tuple(finds), begin
