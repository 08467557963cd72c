"""Gathers what is told of each person, and of the unnamed bearers of each office, and how much of it accuses."""

from pipeline.entities.appositions import GENERIC
from pipeline.entities.bonus import Bonus
from pipeline.entities.group import CHIEFS, EMPLOYMENT, JOBS, Group, is_bound
from pipeline.entities.group_signs import abbreviates, acts, commands, net_of
from pipeline.entities.model import Entities, Person, RoleFind

_INITIALS = 2.0
"""The Indonesian press names by initials whom it accuses."""
_UNKNOWN = 0.5
_SPEAKING = 0.75
_AGAINST_TITLE = -0.5
_TITLE = 1.5
_BESIDE = 80
"""Characters between an office and a person that belong together without more."""
_ACCUSED = 2.0
_CALLED = 3.0
_IN_HEADLINE = 0.5
_OPENING = 350
"""Characters of the opening, in which a story presents the one it is about."""
_SPEAKER = -0.3
"""A score below which a named bearer of an office is somebody who speaks, not the one spoken of."""
_ANSWERS = 1.5
_SEEKS = frozenset(["A01", "A03", "A05"])
"""Officials who promote themselves, register with parties or run for a seat."""
_PAIRS = ("paslon", "pasangan", "bapaslon", "bakal pasangan")
"""How the words for two candidates begin, who run already: no officials who seek to."""
_NEAR = 1.5
"""What it says for an office to be that of a person that it stands shortly before a mention."""
_MANY = frozenset(["kepala dinas", "kadis", "kabid", "kabag", "kepala badan", "kepala sekolah", "kepsek", "plt kadis"])
"""Words for offices of which a region has several."""
_ONLY = frozenset(["kepala_sekolah", "kepala_puskesmas", "sekda", "sekwan", "camat", "lurah", "kades"])
"""Offices of which a story of an office without a name mostly has one bearer, whose name it tells later."""
_SPOKEN_TO = 0.7
_IN_TITLE = 0.5
_SPOKEN_OF = 1.5
"""A score from which an office is the one the story speaks of, wherever it stands."""


def groups_of(entities: Entities, bonus: Bonus) -> list[Group]:
    """Return persons and unnamed bearers of roles with their scores, in order of appearance."""
    groups: dict[tuple[str | None, int | None], Group] = {}
    persons: dict[int, Group] = {}
    for find in entities.roles:
        if (
            find.role == "calon"
            and find.person is not None
            and bonus.codes & _SEEKS
            and not _by_letters(find, entities)
            and not find.span.text.lower().startswith(_PAIRS)
        ):
            continue  # who seeks candidacy is accused by the office he holds
        if find.person is None:
            key = f"{find.role} in general" if find.weight <= GENERIC else find.role
            group = groups.setdefault((key, None), Group(find.role, None))
        else:
            group = persons.get(find.person) or groups.setdefault((None, find.person), Group(find.role, find.person))
            persons[find.person] = group
            if group.finds and _better(find, group):
                group.role = find.role
        cues = bonus.fitting(find.cues, find.span)
        group.finds.append(find.with_cues(cues))
        group.cues += cues
        group.heard = group.heard or cues.heard > 0 or bonus.scenes.is_witness(find.span)
        net = net_of(cues, _SPEAKING)
        place = bonus.at(find.span)
        placed = net > 0 or (find.span.where == "title" and net > _AGAINST_TITLE)
        group.points.append(find.weight * (net + place if placed else net))
    _people(entities, bonus, groups, persons)
    return _merged(list(groups.values()), entities)


def _by_letters(find: RoleFind, entities: Entities) -> bool:
    """Tell whether an office's holder is only known by initials: `bakal calon bupati berinisial AIM`."""
    return find.person is not None and entities.persons[find.person].initials


def _people(
    entities: Entities,
    bonus: Bonus,
    groups: dict[tuple[str | None, int | None], Group],
    persons: dict[int, Group],
) -> None:
    """Add what is said of each person to its group."""
    for number, person in enumerate(entities.persons):
        group = persons.get(number) or groups.setdefault((None, number), Group(None, number))
        speaking = 0.15 if person.initials else _SPEAKING
        for span, told_cues in zip(person.spans, person.cues, strict=True):
            cues = bonus.fitting(told_cues, span)
            group.cues += cues
            group.heard = group.heard or cues.heard > 0
            net = net_of(cues, speaking)
            group.points.append(net + bonus.at(span) if net >= 0 else net)
        told = bool(group.finds) or any(cues.accused > 0 for cues in person.cues)
        known = bool(group.finds) or len(person.spans) > 1  # `oleh seseorang berinisial LK`, and no more, is nobody yet
        group.bonus += (_INITIALS if known else _UNKNOWN) if person.initials and told else 0.0


def _merged(groups: list[Group], entities: Entities) -> list[Group]:
    """Join what is told of one person in several ways: initials and full name, `sang lurah` and the lurah named."""
    named = [group for group in groups if group.person is not None]
    full = {number: person.name for number, person in enumerate(entities.persons)}
    for group in named:
        if group.person is None or not entities.persons[group.person].initials:
            continue
        letters = [sign.lower() for sign in full[group.person] if sign.isalpha()]
        whole = next((one for one in named if one.role is None and abbreviates(letters, full[one.person or 0])), None)
        if whole is not None and whole is not group:
            _absorb(whole, group)
            groups = [one for one in groups if one is not group]
    groups = _with_accused(_with_initials(groups, entities), entities)
    for unnamed in [group for group in groups if group.person is None]:
        bearers = [one for one in groups if _may_be(one, unnamed)]
        several = any(find.plural for find in unnamed.finds)
        chief = _chief_of(unnamed, groups)
        if chief is not None:
            _absorb(chief, unnamed)
            groups = [one for one in groups if one is not unnamed]
            continue
        if bearers and not (several and all(find.plural for find in unnamed.finds) and len(bearers) == 1):
            for bearer in bearers if several else [max(bearers, key=lambda one: one.score)]:
                _absorb(bearer, unnamed)
            groups = [one for one in groups if one is not unnamed]
    return _with_hero(groups, entities)


def _may_be(one: Group, unnamed: Group) -> bool:
    """Tell whether a person of an office can be the one whom the text elsewhere calls by the office alone."""
    same = one.role == unnamed.role or (one.role in EMPLOYMENT and unnamed.role in JOBS)
    if one.person is None or not same or not is_bound(one):
        return False
    if one.role == "bumd" and not _same_word(one, unnamed):
        return False  # `Pegawai PDAM pasang stiker ... Direktur Utama PDAM, Budi, menyesalkan`
    if one.role in _ONLY and not unnamed.cues.suffers and not any(f.single or f.plural for f in unnamed.finds):
        return True  # `Kepala SMP kena semprot ... Kepala sekolah, Drs. Amriadi, membenarkan`
    answers = one.cues.accused - one.cues.weak >= _ANSWERS  # who denies speaks, too
    if commands(one) and not answers and not _same_word(one, unnamed):
        return False  # `Dandim` speaks of a `Babinsa`
    told = {find.institution for find in unnamed.finds if find.institution}
    if told & {find.institution for find in one.finds} and unnamed.cues.accused > 0:
        return True  # `melaporkan Kepala Dinas Kominfo ... Kepala Dinas Kominfo, Yusrizal, menyebut`
    return (
        one.score > _SPEAKER
        or answers
        or (one.role not in CHIEFS and not one.cues.complains)
        or _same_office(one, unnamed)
    )


def _same_word(one: Group, unnamed: Group) -> bool:
    """Tell whether a person and the unnamed bearer of an office are told by the same word."""
    return not {find.span.text.lower() for find in one.finds}.isdisjoint(
        find.span.text.lower() for find in unnamed.finds
    )


def _same_office(one: Group, unnamed: Group) -> bool:
    """Tell whether the headline's office is one that a region has once: `Kadishub`, `Sekda`."""
    told = {find.span.text.lower() for find in unnamed.finds if find.span.where == "title"}
    bodies = [{*text.split()[1:]} for text in told if " " in text]  # `Kabag Kesra`, `Kepala Bagian Kesra Setdakab`
    office = {word for find in one.finds for word in f"{find.span.text} {find.institution or ''}".lower().split()}
    if any(body <= office for body in bodies):
        return True
    return bool((told - _MANY) & {find.span.text.lower() for find in one.finds})


def _chief_of(unnamed: Group, groups: list[Group]) -> Group | None:
    """Return who speaks of his people and is meant by his office alone in the headline; None when nobody is."""
    same = [one for one in groups if one.person is not None and one.role == unnamed.role]
    headline = all(find.span.where == "title" and not find.plural for find in unnamed.finds)
    return same[0] if headline and len(same) == 1 and same[0].cues.chief and unnamed.role in CHIEFS else None


def _with_hero(groups: list[Group], entities: Entities) -> list[Group]:
    """Join the office a story is about with the one silent person its opening names without an office."""
    offices = [one for one in groups if one.person is None and is_bound(one) and one.finds[0].weight > GENERIC]
    office = max(offices, key=lambda one: one.score, default=None)
    named = any(one.person is not None and is_bound(one) and one.score > _ACCUSED for one in groups)
    least = _IN_HEADLINE if office is not None and _is_in_headline(office) else _ACCUSED
    if office is None or named or office.score < least or all(find.plural for find in office.finds):
        return groups
    heroes = [one for one in groups if one.person is not None and one.role is None and _opens(one, entities)]
    if len(heroes) != 1:
        return groups
    _absorb(heroes[0], office)
    return [one for one in groups if one is not office]


def _is_in_headline(group: Group) -> bool:
    return any(find.span.where == "title" and not find.plural for find in group.finds)


def _opens(group: Group, entities: Entities) -> bool:
    """Tell whether a person who neither speaks nor complains is named in the opening or the headline."""
    person = entities.persons[group.person or 0]
    if person.described:
        return False
    early = any(span.where == "title" or span.start < _OPENING for span in person.spans)
    cues = group.cues
    answers = cues.accused >= _SPOKEN_TO  # who is examined speaks, too
    return early and not person.initials and not (cues.complains or cues.suffers or (cues.speaks and not answers))


def _with_initials(groups: list[Group], entities: Entities) -> list[Group]:
    """Give the person whose office is not told beside the name the office of the one the story speaks of."""
    unknown = [
        one
        for one in groups
        if one.person is not None
        and _is_vague(one)
        and (one.finds or _acts_by_letters(one, entities.persons[one.person]))
    ]
    offices = [one for one in groups if one.person is None and is_bound(one) and one.finds[0].weight > GENERIC]
    if not unknown or not offices:
        return groups
    person = max(unknown, key=lambda one: len(one.points))
    near = [one for one in offices if _stands_before(one, entities.persons[person.person or 0])]
    office = max(offices, key=lambda one: one.score + (_NEAR if any(one is other for other in near) else 0.0))
    told = _IN_TITLE if any(find.span.where == "title" for find in office.finds) else _SPOKEN_OF
    if office.score < (0.0 if any(office is one for one in near) else told):
        return groups
    _absorb(person, office)
    person.role = office.role
    return [one for one in groups if one is not office]


def _acts_by_letters(one: Group, person: Person) -> bool:
    """Tell whether somebody told by initials acts, and is not `seorang dermawan berinisial YT`."""
    return person.initials and not person.described and acts(one.cues)


def _with_accused(groups: list[Group], entities: Entities) -> list[Group]:
    """Give the one person accused without an office the one office of whose bearer the same is said."""
    offices = [one for one in groups if one.person is None and is_bound(one) and one.finds[0].weight > GENERIC]
    offices = [one for one in offices if one.cues.accused - one.cues.weak >= _ACCUSED]
    persons = [one for one in groups if one.person is not None and not one.finds and _is_called_accused(one)]
    persons = [one for one in persons if not entities.persons[one.person or 0].described]
    persons = [one for one in persons if one.cues.accused - one.cues.weak >= _ACCUSED]
    if len(offices) != 1 or len(persons) != 1 or all(find.plural for find in offices[0].finds):
        return groups
    _absorb(persons[0], offices[0])
    return [one for one in groups if one is not offices[0]]


def _is_called_accused(one: Group) -> bool:
    """Tell whether somebody does not speak, or does so as `Terlapor, Dodi Hermansah, mengaku ...`."""
    return not one.cues.speaks or one.cues.accused - one.cues.weak >= _CALLED


def _stands_before(office: Group, person: Person) -> bool:
    """Tell whether an office is named shortly before a mention of the person."""
    return any(
        0 < span.start - find.span.end < _BESIDE
        for span in person.spans
        for find in office.finds
        if span.where == find.span.where == "text"
    )


def _is_vague(group: Group) -> bool:
    """Tell whether of a person only is known that he is employed (`pejabat bernama Budi`), or nothing."""
    return all(find.role == "staf" and find.weight <= GENERIC and not find.former for find in group.finds)


def _absorb(group: Group, other: Group) -> None:
    group.role = group.role or other.role
    group.finds.extend(other.finds)
    group.points.extend(other.points)
    group.cues += other.cues
    group.bonus = max(group.bonus, other.bonus)


def _better(find: RoleFind, group: Group) -> bool:
    """Tell whether a later role says more of a person than the first (`ASN` first, `camat` later)."""
    known = group.finds[0]
    if known.side != find.side:
        return find.side == "bound" and known.side in {"public", "voice", "contender"}
    return find.weight > known.weight
