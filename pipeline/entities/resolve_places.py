"""Decides where the story happened: the kabupaten or kota that most of the evidence names, else the province."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.records.analysis import Place
from archive.records.span import Span
from pipeline.entities.districts import bounds_of
from pipeline.entities.gazetteer import is_city
from pipeline.entities.model import Entities, PlaceFind, PlaceSource, Region
from pipeline.text.document import Document

_WEIGHTS: dict[PlaceSource, float] = {
    "dateline": 2.5,
    "institution": 2.5,
    "office": 2.5,
    "level_word": 2.5,
    "abbreviation": 1.6,
    "plain": 1.0,
    "url": 0.8,
}
"""How much each way of naming says; set on the development half of the corpus."""
_IN_PASSING = frozenset(["dateline", "plain", "url", "abbreviation"])
"""Ways of naming a place that an article about a rule of the whole nation has too."""
_FIRM = frozenset(["office", "level_word"])
"""Ways of naming a town that a commentary about the whole province seldom has."""
_TITLE = 2.0
_LEAD = 0.6
_LEAD_LENGTH = 420
"""Characters of the opening, where a story names its place."""
_STORY = 300
"""Characters of the opening, which tells the story itself."""
_DISTRICT = 0.7
_APART = 0.1
_SAID_THERE = 0.6
_CONTESTED = 2.0
"""What it says more of a region that its office is run for: home and court of the accused may be elsewhere."""
_SHARED = 1.0
"""What it says of a region that two names of several regions each can both be its own."""
_REPEATED = 0.5
"""A name's later mentions count half: one body named ten times is one piece of evidence."""
_JAKARTA = "31"
_SECOND = 0.7
_ENOUGH = 1.5
_WANDERING = 3
"""Regencies of one province named alike from which on a text is about the province."""
_ALIKE = 0.5
_ONE_BODY = 2.5
"""A score that only a name in plain text stays below: an office or body of the regency says more."""
_OF_TOWNS = frozenset(["lurah", "seklur"])
_OFFICE_ELSEWHERE = 0.5
"""What an office of the province says of the place where the dateline stands in another town (`Pj Gubernur Papua`)."""
_TOWN = 4
_PROVINCE = 2
"""Digits of a province's code."""


@dataclass
class _Tally:
    score: float = 0.0
    spans: list[Span] = field(default_factory=list)
    beyond_dateline: bool = False
    in_title: bool = False
    firm: bool = False


def resolve_places(
    document: Document,
    entities: Entities,
    outlet_region: str | None,
    *,
    general: bool = False,
    opinion: bool = False,
) -> tuple[Place, ...]:
    """Return the places of the event or topic (most certain first), then those only mentioned.

    Args:
        document: The article.
        entities: Its finds.
        outlet_region: Kemendagri code of the outlet's home, a weak prior; None when unknown.
        general: True for an article about rules: the nation's, unless an office or body of a region stands in it.
        opinion: True for a commentary: from a provincial seat it speaks of the province.
    """
    if entities.asides.other_case:
        entities = replace(entities, places=tuple(_of_others(document, entities)))
    regencies, provinces, districts = _tally(entities, outlet_region)
    once = {id(place.options): place for place in entities.places}  # a name told again means the same regions
    names = {
        region.code: region for place in once.values() for region in (*place.options, *place.parents, *place.provinces)
    }
    national = general and all(find.source in _IN_PASSING or find.compared for find in entities.places)
    seats = {code for code, region in names.items() if region.seat}
    if any(role.role in _OF_TOWNS and role.side == "bound" for role in entities.roles):
        seats = set()  # an urban village stands in the town of the dateline
    chosen = (0.0, []) if national else _choose(regencies, provinces, seats)
    if opinion and chosen[1] and chosen[1][0][0] in seats and not chosen[1][0][1].firm:
        chosen = (chosen[0], [(chosen[1][0][0][:_PROVINCE], chosen[1][0][1])])
    places = [_place(names, code, tally, "event", chosen[0]) for code, tally in chosen[1]]
    events = {place.code for place in places}
    for code, tally in sorted(districts.items(), key=lambda item: -item[1].score):
        part = "event" if code[:5] in events else "mentioned"
        places.append(_place(names, code, tally, "event" if part == "event" else "mentioned", chosen[0]))
    for table in (regencies, provinces):
        for code, tally in sorted(table.items(), key=lambda item: -item[1].score):
            if code not in events and code in names and tally.spans:
                places.append(_place(names, code, tally, "mentioned", chosen[0]))
    return tuple(sorted(places, key=lambda place: place.part != "event"))


def _of_others(document: Document, entities: Entities) -> Iterator[PlaceFind]:
    """Yield the place finds, those in sentences about other cases set apart."""
    pieces = (document.sentence_at(offset) for offset in entities.asides.other_case)
    others = {piece.index for piece in pieces if piece is not None and piece.start >= _STORY}
    for find in entities.places:
        piece = document.sentence_at(find.span.start) if others and find.span.where == "text" else None
        yield replace(find, compared=True) if piece is not None and piece.index in others else find


def _place(names: dict[str, Region], code: str, tally: _Tally, part: str, total: float) -> Place:
    confidence = min(0.98, tally.score / total) if total else 0.3
    return Place(
        code,
        names[code].name,
        "event" if part == "event" else "mentioned",
        tuple(tally.spans[:6]),
        round(confidence, 2),
    )


def _tally(
    entities: Entities, outlet_region: str | None
) -> tuple[dict[str, _Tally], dict[str, _Tally], dict[str, _Tally]]:
    """Return the evidence for regencies, provinces and districts by code."""
    known = _certain(entities)
    tables: tuple[dict[str, _Tally], dict[str, _Tally], dict[str, _Tally]] = (
        defaultdict(_Tally),
        defaultdict(_Tally),
        defaultdict(_Tally),
    )
    seen: dict[tuple[str, PlaceSource], int] = defaultdict(int)
    lines = [find for find in entities.places if find.source == "dateline" and len(find.parents) == 1]
    elsewhere = {
        find.parents[0].province for find in lines if not (find.parents[0].seat or len(find.parents[0].code) < _TOWN)
    }
    for find in entities.places:
        bounds = bounds_of(find, known, outlet_region)
        region, parent = _option(find, known, entities, outlet_region)
        weight = _weight(find)
        repeat = seen[region.code, find.source]
        seen[region.code, find.source] += 1
        weight *= _REPEATED ** min(repeat, 6)
        if not bounds:
            continue
        if not any(len(code) > _PROVINCE for code in bounds) and region.level == "district":
            _add(tables[1][next(iter(bounds))], find, weight * _DISTRICT)
        elif region.level == "province" or find.works_there:
            weight *= _OFFICE_ELSEWHERE if find.source == "office" and region.code in elsewhere else 1.0
            _add(tables[1][region.province], find, weight)
        else:
            if region.level == "district":
                _add(tables[2][region.code], find, weight)
                weight *= _DISTRICT
                if len(find.options) > 1 and parent.code not in known:
                    weight *= 0.4
            _add(tables[0][parent.code], find, weight)
    return tables


def _add(tally: _Tally, find: PlaceFind, weight: float) -> None:
    tally.score += weight
    tally.spans.append(find.span)
    tally.beyond_dateline = tally.beyond_dateline or (find.source not in {"dateline", "url"} and not find.said_there)
    tally.firm = tally.firm or (find.source in _FIRM and not find.compared)
    tally.in_title = tally.in_title or (find.span.where == "title" and not find.compared)


def _weight(find: PlaceFind) -> float:
    weight = _WEIGHTS[find.source]
    if find.span.where == "title":
        weight += _TITLE
    elif find.span.where == "text" and find.span.start < _LEAD_LENGTH:
        weight += _LEAD
    if find.contested:
        weight += _CONTESTED
    if find.said_there:
        weight *= _SAID_THERE
    return weight * _APART if find.compared else weight


def _certain(entities: Entities) -> dict[str, float]:
    """Return the weight of regions that are named without doubt, to settle the doubtful names.

    Two doubtful ones settle each other where one region alone bears both: `MARTAPURA - Polres Banjar`.
    """
    known: dict[str, float] = defaultdict(float)
    doubtful: set[frozenset[str]] = set()
    for find in entities.places:
        if find.compared:
            continue
        parents = {parent.code for parent in find.parents}
        if len(parents) > 1:  # `Bawaslu Ketapang`: bodies are those of kabupaten and kota
            parents = {option.code for option in find.options if option.level == "regency"}
        if len(parents) == 1:
            code = next(iter(parents))
            known[code] += _weight(find)
            if len(code) > 2:  # noqa: PLR2004 - a province has two digits
                known[code[:2]] += _weight(find) * 0.5
        elif parents:
            doubtful.add(frozenset(parents))
    names = Counter(code for codes in doubtful for code in codes)
    if len(shared := [code for code, count in names.items() if count > 1]) == 1:
        known[shared[0]] += _SHARED
        known[shared[0][:_PROVINCE]] += _SHARED * 0.5
    return known


def _option(
    find: PlaceFind, known: dict[str, float], entities: Entities, outlet_region: str | None
) -> tuple[Region, Region]:
    """Return the likeliest region of a find, and its kabupaten or kota."""
    if len(find.options) == 1:
        return find.options[0], find.parents[0]
    city = entities.city_words > entities.regency_words

    def fit(pair: tuple[Region, Region]) -> tuple[float, int]:
        region, parent = pair
        score = 2.0 * known.get(parent.code, 0.0) + known.get(region.province, 0.0)
        if outlet_region is not None:
            score += 0.4 * (parent.code == outlet_region) + 0.3 * (region.province == outlet_region[:2])
        if find.source == "dateline" and region.seat:
            score += 1.0
        if region.level == "regency":
            score += 1.0 + 0.8 * (is_city(region.code) == city)
        elif region.level == "province":
            score += 1.5
        return score, -len(region.code)

    return max(zip(find.options, find.parents, strict=True), key=fit)


def _choose(
    regencies: dict[str, _Tally], provinces: dict[str, _Tally], seats: set[str]
) -> tuple[float, list[tuple[str, _Tally]]]:
    """Return (total evidence, the regions of the event).

    The name of a provincial seat in a dateline alone does not say the story is that town's.
    """
    ranked = sorted(regencies.items(), key=lambda item: -item[1].score)
    total = sum(tally.score for tally in regencies.values()) + sum(tally.score for tally in provinces.values())
    province = max(provinces.items(), key=lambda item: item[1].score, default=None)
    if ranked and not ranked[0][1].beyond_dateline and ranked[0][0] in seats:
        only_seat = ranked.pop(0)
        if only_seat[0][:2] == _JAKARTA and not ranked and province is None:
            return total, []
        if province is None and not ranked:
            return total, [(only_seat[0][:2], only_seat[1])]
    if province is not None and province[0] == _JAKARTA and not province[1].beyond_dateline:
        province = None
    if not ranked:
        return total, [province] if province is not None else []
    best = ranked[0]
    whole = _whole_province(ranked, province, provinces)
    if whole is not None:
        return total, [whole]
    chosen = [best]
    others = ranked[1:3] if best[1].in_title else []
    chosen.extend(other for other in others if other[1].in_title and other[1].score >= _SECOND * best[1].score)
    return total, chosen


def _whole_province(
    ranked: list[tuple[str, _Tally]], province: tuple[str, _Tally] | None, provinces: dict[str, _Tally]
) -> tuple[str, _Tally] | None:
    """Return the province where the text is about all of it rather than about one regency; None when it is not."""
    best = ranked[0]
    spread = _spread(ranked)
    if spread is not None:
        return spread, provinces.get(spread) or best[1]
    if province is None:
        return None
    surer = province[1].score > best[1].score and not _told_beside(best, province, ranked)
    return province if surer or (best[1].score < _ENOUGH and province[0] != best[0][:2]) else None


def _spread(ranked: list[tuple[str, _Tally]]) -> str | None:
    """Return the province over whose regencies a text wanders, none before the others; None when one stands out."""
    best = ranked[0][1]
    near = [code for code, tally in ranked if tally.score >= _ALIKE * best.score]
    shares = {code[:_PROVINCE] for code in near}
    wanders = len(near) >= _WANDERING and len(shares) == 1 and not best.in_title and best.score < _ONE_BODY
    return next(iter(shares)) if wanders else None


def _told_beside(best: tuple[str, _Tally], province: tuple[str, _Tally], ranked: list[tuple[str, _Tally]]) -> bool:
    """Tell whether a headline names the regency, the province only to place it (`di Wonogiri, Jateng`)."""
    if not best[1].in_title:
        return False
    rivals = sum(tally.in_title for _code, tally in ranked)
    return not province[1].in_title or (best[0].startswith(province[0]) and rivals == 1)
