"""`Profile`: what linking knows of one article. Scores compare profiles and read nothing else."""

import json
import math
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from archive.records.analysis import Actor, Analysis, Kind
from archive.records.article import Article
from pipeline.linking import seats as seat
from pipeline.linking.people import fold
from pipeline.linking.terms import rare_terms, weight

SHORTEST_COPY = 200  # characters: shorter texts are notices of a site, equal without being copies of a story
UNSPECIFIED = "A19"  # `tidak dirinci`: says nothing about sameness


class Profile(NamedTuple):
    """An article as linking sees it; a tuple and no dataclass, for dozens are read back for every article linked.

    Args:
        key: Folded address key: names the article whatever the order of arrival.
        at: Publication, seconds since 1970 (first seen where nothing says it).
        source: Network, outlet id or printed name: copies inside one are one source.
        kind: Kind of the article.
        order: Furthest step as a number, 0 to 8; a later step of a case is not a new case.
        regions: Kabupaten/kota codes of the event, most certain first.
        provinces: Province codes of the event, also of places known no closer.
        districts: Kecamatan codes of the event.
        names: Names as printed of those alleged (or misused).
        others: Names of other persons of the story but officials who speak on every case.
        roles: Normalised roles of those alleged.
        offices: Folded words of their institutions.
        acts: Codes but A19.
        event_day: Proleptic ordinal of the day of the act; None when not told.
        event_sure: 0..1.
        candidates: Folded labels.
        parties: Folded labels.
        things: Folded labels of platforms and facilities.
        cases: Case numbers, folded.
        terms: Rare words.
        text_hash: Of the text; empty for a text too short to be a story.
        sketch: Of the text; empty likewise.
        seats: Villages, schools, health centres, as `seats.seats` reads them.
        voices: Folded words of the names of officials who speak on every case.
    """

    key: str
    at: int
    source: str
    kind: str
    order: int
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    event_day: int | None = None
    event_sure: float = 0.0
    candidates: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    text_hash: str = ""
    sketch: tuple[int, ...] = ()
    seats: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()

    @property
    def day(self) -> int:
        """Return the publication day (UTC) as a proleptic ordinal."""
        return _EPOCH + self.at // 86_400

    @property
    def is_case(self) -> bool:
        """Tell whether the article may open or join a case."""
        return Kind(self.kind).is_case


_EPOCH = datetime(1970, 1, 1).toordinal()  # noqa: DTZ001 - an ordinal has no zone
_ORDER = {"S1": 1, "S2": 2, "S3": 3, "S4": 4, "S5": 5, "S6": 6, "S7": 7, "P1": 4, "P2": 5, "P3": 6, "P4": 7}
_LAST = 8


def make_profile(article: Article, analysis: Analysis, *, network: str | None = None) -> Profile:
    """Return the profile of an analysed article.

    Args:
        article: With `url_key`, sketch and hash.
        analysis: Of the same text.
        network: The outlet's network; None when it has none.
    """
    moment = article.published.at if article.published else article.first_seen
    about = [actor for actor in analysis.actors if actor.part in {"alleged", "victim"}]
    rest = [actor for actor in analysis.actors if actor not in about and actor.role not in _OFFICIAL_VOICES]
    places = [place for place in analysis.places if place.part == "event"]
    districts = _once(place.code for place in places if place.code.count(".") > 1)
    grounds = seat.places(article.text)
    return Profile(
        key=article.url_key,
        at=math.floor(moment.timestamp()),
        source=network or article.outlet or article.outlet_name or "",
        kind=analysis.kind.value,
        order=_order(analysis),
        regions=tuple(code for code in analysis.regions if "." in code),
        provinces=_once(place.code[:2] for place in places),
        districts=districts,
        names=_persons(about, grounds),
        others=_persons(rest, grounds),
        roles=_once(actor.role for actor in about if actor.role),
        offices=_offices(about),
        acts=tuple(sorted({act.code for act in analysis.acts} - {UNSPECIFIED})),
        event_day=analysis.event_date.day.toordinal() if analysis.event_date else None,
        event_sure=analysis.event_date.confidence if analysis.event_date else 0.0,
        candidates=_once(mention.label.casefold() for mention in analysis.candidates),
        parties=_once(mention.label.casefold() for mention in analysis.parties),
        things=_once(mention.label.casefold() for mention in (*analysis.platforms, *analysis.facilities)),
        cases=_once("".join(mention.label.casefold().split()) for mention in analysis.case_numbers),
        terms=rare_terms(article.title or "", article.text, _everywhere(article, analysis)),
        text_hash=article.text_hash if len(article.text) >= SHORTEST_COPY else "",
        sketch=article.sketch if len(article.text) >= SHORTEST_COPY else (),
        seats=tuple(
            one
            for one in seat.seats(article.text, _not_seats(analysis, grounds))
            if not (districts and one.startswith("district:"))
        ),
        voices=_voices(analysis),
    )


# Their names stand in every story of a regency: they tell nothing about the case.
_OFFICIAL_VOICES = frozenset({"pengawas_pemilu", "penyelenggara_pemilu", "pengawas_asn", "pengamat"})


def _everywhere(article: Article, analysis: Analysis) -> set[str]:
    """Return the words of the outlet's name, of the places and of the officials who speak on every case there."""
    outlet = (article.outlet_name or article.outlet or "").casefold()
    host = urlsplit(article.url).hostname or ""
    words = {"".join(char for char in outlet if char.isalnum()), *re.findall(r"\w+", outlet), *host.split(".")}
    for place in analysis.places:
        if place.code.count(".") < 2:  # noqa: PLR2004 - a kecamatan is part of the story, its regency of every story there
            words.update(re.findall(r"\w+", place.name.casefold()))
    return words.union(_voices(analysis))


def _voices(analysis: Analysis) -> tuple[str, ...]:
    """Return the folded words of the names of officials, and of those quoted without an office: mostly the same."""
    told = (actor for actor in analysis.actors if actor.name and actor.part != "alleged")
    speak = (a for a in told if a.role in _OFFICIAL_VOICES or (a.role is None and a.part == "speaker"))
    return tuple(sorted({word for actor in speak for word in fold(actor.name or "")}))


def _persons(actors: list[Actor], grounds: frozenset[str]) -> tuple[str, ...]:
    """Return the names, without what is no person's: the name of a village or school, a single everyday word."""
    printed = _once(actor.name for actor in actors if actor.name)
    return tuple(name for name in printed if not _no_person(fold(name), grounds))


def _no_person(words: tuple[str, ...], grounds: frozenset[str]) -> bool:
    return "".join(words) in grounds or (len(words) == 1 and len(words[0]) > 4 and weight(words[0]) < 1.0)  # noqa: PLR2004


def _not_seats(analysis: Analysis, grounds: frozenset[str]) -> set[str]:
    """Return the words that stand after an office and are no seat: of the regency, of persons."""
    wide = (place.name for place in analysis.places if place.code.count(".") < 2)  # noqa: PLR2004
    words = {word for name in wide for word in re.findall(r"\w+", name.casefold())}
    names = (actor.name for actor in analysis.actors if actor.name and "".join(fold(actor.name)) not in grounds)
    return words.union(word for name in names for word in fold(name))


def _order(analysis: Analysis) -> int:
    stages = {step.stage.value for step in analysis.steps} | ({analysis.stage.value} if analysis.stage else set())
    return max((_ORDER.get(stage, _LAST) for stage in stages), default=0)


def _offices(actors: list[Actor]) -> tuple[str, ...]:
    words = {word for actor in actors if actor.institution for word in fold(actor.institution)}
    return tuple(sorted(words - {"kantor", "dinas", "kabupaten", "kota", "pemkab", "pemkot", "di", "dan", "provinsi"}))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def dump(profile: Profile) -> str:
    """Return the profile as a JSON list of its fields, in order: small and quick to read back."""
    return json.dumps(profile, separators=(",", ":"), ensure_ascii=False)


def restore(text: str) -> Profile:
    """Return the profile that `dump` wrote."""
    values: list[Any] = [tuple(value) if value.__class__ is list else value for value in json.loads(text)]
    return Profile(*values)
