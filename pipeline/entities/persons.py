"""Finds persons: names beside roles and verbs of saying, initials, and later mentions by one part of the name.

Headlines capitalise every word, so names are gathered from the text and only found again in the title.
"""

from bisect import bisect_left

from archive.records.span import Span
from pipeline.entities.appositions import with_appositions
from pipeline.entities.beside import RoleNames
from pipeline.entities.cleared import Cleared
from pipeline.entities.degrees import is_slogan
from pipeline.entities.descriptions import Descriptions
from pipeline.entities.epithets import with_epithets, with_names_behind
from pipeline.entities.ground import Ground
from pipeline.entities.holders import PersonHit
from pipeline.entities.listed import Lists
from pipeline.entities.memberships import Memberships
from pipeline.entities.model import Person
from pipeline.entities.names import Name
from pipeline.entities.naming import leads_to
from pipeline.entities.paired import listed_with_brackets, reports, share_an_office
from pipeline.entities.person_signs import alias_cue, is_account, is_announced, of_group, owns_account
from pipeline.entities.same_names import TOLD_LETTERS, is_shortened, key_of, known_person
from pipeline.entities.skips import NUMERALS
from pipeline.entities.standing import LISTED_ON, stands_as_person
from pipeline.entities.title_names import only_in_title

_MAX_PERSONS = 120
"""Persons of the longest article; more is a list of names, and comparing each with each must stay cheap."""
_MIN_PART = 3
"""Letters of the shortest part by which a person is mentioned later."""
_OPENED = 2
"""Signs and titles between a number of officials and the list of their names."""
_ALIAS = " alias "
_ALIAS_REACH = 240
"""Characters back to the person an alias is of (`Pria yang akrab disapa Puang Lolo`)."""


class PersonFinder:
    """Collects persons of one article."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._reading = ground.reading
        self._phrases = ground.phrases
        self._roles = ground.roles
        self._reader = ground.names
        self._territories = ground.territories
        self._places = ground.places
        self._begin = ground.begin
        self._line = {*ground.reading.low[ground.reading.title_words() : ground.begin]}
        self._role_starts = {role.first for role in ground.roles}
        self._counsels = {role.after for role in ground.roles if role.entry.role == "kuasa_hukum"}
        self._names: list[Name] = []
        self._by_text: dict[str, int] = {}
        self._hits: list[PersonHit] = []
        self._taken: dict[int, int] = {}
        self._partners: list[tuple[int | None, int]] = []
        self._series: set[int] = set()
        self._colleagues: list[tuple[int, int]] = []
        self._aliases: list[tuple[str, int]] = []
        self.holders: dict[int, int] = {}
        self.seats: dict[int, str] = {}
        self.fellows: list[tuple[int, int]] = []

    def run(self) -> tuple[list[Person], list[PersonHit]]:
        """Return the persons and their mentions, the mentions in order of appearance."""
        lists = Lists(self._ground).found()
        members = [(role, [self._add(name) for name in names]) for role, names in lists]
        self._beside_roles()
        self._by_cue()
        self._from_title()
        self._later_parts()
        self.holders = with_appositions(
            self._reading, self._phrases, self._roles, self._names, self._hits, self.holders
        )
        self.holders = with_epithets(self._reading, self._phrases, self._roles, self._hits, self.holders)
        self.holders = with_names_behind(self._reading, self._roles, self._hits, self.holders)
        told = Memberships(self._ground, self._names, self._hits, self.holders, self._partners, self._colleagues)
        self.fellows = told.fellows(members)
        hits = sorted(self._hits, key=lambda hit: hit.first)
        spans: dict[int, list[Span]] = {}
        for hit in hits:
            spans.setdefault(hit.person, []).append(self._reading.words_span(hit.first, hit.after))
        others, cleared = Descriptions(self._ground).of(hits, self._partners), Cleared(self._ground).of(hits)
        persons = [
            Person(
                name.text.split(_ALIAS)[0],
                name.initials,
                tuple(spans.get(number, ())),
                (),
                self._called(number, name),
                number in others,
                number in cleared,
            )
            for number, name in enumerate(self._names)
        ]
        return persons, hits

    def _called(self, person: int, name: Name) -> tuple[str, ...]:
        """Return what a person is called too: `Sumardi alias Mardi Kelik`, `akrab disapa Puang Lolo`."""
        inside = name.text.split(_ALIAS)[1:]
        return tuple(dict.fromkeys([*inside, *(text for text, one in self._aliases if one == person)]))

    def _beside_roles(self) -> None:
        """Read the names that stand beside offices."""
        beside = RoleNames(self._ground)
        ends: dict[int, int] = {}
        for number, role in enumerate(self._roles):
            found = beside.holder(number, ends) if role.first >= self._begin else None
            if found is not None and not is_slogan(self._reading, role.first, found[1].after):
                held, name = found
                self.holders[held] = self._add(name)
                ends[held] = name.after
                if self._roles[held].find.count and name.first <= self._roles[held].after + _OPENED:
                    self._series.add(self.holders[held])
        self.seats = beside.seats

    def _from_title(self) -> None:
        """Read the names behind offices that only the headline prints in full."""
        beside, held = RoleNames(self._ground), {self._roles[number].entry.role for number in self.holders}
        for number, role in enumerate(self._roles):
            if role.first >= self._reading.title_words():
                return
            found = None if role.find.plural or role.entry.side != "bound" else beside.holder(number, {})
            if found is None or found[0] != number or found[1].after > self._reading.title_words():
                continue
            known = role.entry.role in held
            if only_in_title(self._reading, self._phrases, self._names, found[1], held=known):
                self.holders[number] = self._add(found[1])

    def _by_cue(self) -> None:
        """Read names after words that announce one, beside verbs of saying, before an age, or as subjects."""
        reading, end = self._reading, 0
        low, titles, common = reading.low, self._phrases.titles, self._phrases.common
        for index in reading.capitals[bisect_left(reading.capitals, self._begin) :]:
            numbers = reading.words[index] in NUMERALS and index + 1 in self._taken  # `Kadus I Toto Suharto`
            numbers = numbers and low[index + 1] not in self._phrases.around["particles"]
            if index < end or index in self._taken or index in self._places or numbers:
                continue
            everyday = low[index] in common and low[index] not in titles and not reading.words[index].isupper()
            if everyday and not (index + 1 < len(low) and reading.capital[index + 1]):
                continue  # most words that begin a sentence
            partner = self._partner_before(index)
            announced = partner is not None or is_announced(reading, self._phrases, index)
            announced = announced or index in self._reader.apposed or self._in_list(index)
            name = self._reader.name_at(index, trusted=announced)
            if name is not None:
                end = name.after
                if name.after - 1 in self._taken and self._territories.begins(name):
                    continue  # `Distrik Sawaerma Yulianus Bakai`: read behind its office
                self._judge(name, index, partner, announced=announced or self._reader.is_titled(index, name))

    def _partner_before(self, index: int) -> int | None:
        """Return the person to whom `dan`, or a comma between initials, joins what begins here; None when nobody is."""
        low = self._reading.low
        if low[index - 1] == "," and low[index - 2] in self._phrases.around["colleagues"] and self._hits:
            return self._last_before(index - 2)  # `Rekannya, I Nengah Sudarma, tidak mengangkat telepon`
        if low[index - 1] in {"dan", "serta"}:
            return self._taken.get(index - 2 - (low[index - 2] == ","))
        person = self._taken.get(index - 2) if low[index - 1] == "," else None
        if (
            person is not None
            and person in self._series
            and LISTED_ON.match(self._reading.whole, self._reading.starts[index])
        ):
            return person  # `tiga kades: Yusran Mabe, Tahir Labo, dan Wartono`
        listed = person is not None and self._names[person].initials and self._reader.initials_at(index)
        return person if listed else None  # `berinisial RH, TS, dan BP`

    def _in_list(self, index: int) -> bool:
        """Tell whether a first name goes on in a list behind a person: `Sukesi, Wartono, dan Ngatijan`."""
        reading = self._reading
        goes_on = (
            index - 2 in self._taken and reading.low[index - 1] == "," and reading.low[index] in self._phrases.given
        )
        return goes_on and LISTED_ON.match(reading.whole, reading.starts[index]) is not None

    def _judge(self, name: Name, start: int, partner: int | None, *, announced: bool) -> None:
        """Keep a name that the words around say is a person's: as a person, or as another name of one."""
        reading = self._reading
        if self._line.issuperset(reading.low[name.first : name.after]):
            return  # the newsroom, as its dateline tells it: `TERNATE, Kieraha Insight – ...`
        account = is_account(reading, self._phrases, name.first)
        if account and owns_account(reading, self._phrases, name):
            self._add(name)
            return
        if account or (not announced and self._territories.is_place(name)):
            return
        if self._is_called_after(start):
            return
        cue = alias_cue(reading, self._phrases, start)
        if cue is not None:
            number = next((number for number, role in enumerate(self._roles) if leads_to(reading, role, cue)), None)
            office = number is not None and self._roles[number].entry.side == "bound"
            if number is not None and office and self._bearer(number) is None:
                self.holders[number] = self._add(name)  # `sang lurah yang akrab disapa Opu Daeng` is named by no other
                return
            known = self._bearer(number) if number is not None and office else self._last_before(name.first)
            if known is not None:
                self._by_text[name.text] = known
                self._aliases.append((name.text, known))
                self._record(known, name.first, name.after)
                return
        client = start in self._counsels and reading.count(reading.low[name.first]) > 1
        told = announced or client or share_an_office(reading, name, self._role_starts)
        told = told or reports(reading, self._phrases, name) or listed_with_brackets(reading, name)
        if told or stands_as_person(reading, self._phrases, name, start, self._role_starts):
            person = self._add(name)
            self._partners.append((partner, person))
            self._series |= {person} if partner in self._series else set()
            if (
                partner is not None
                and reading.low[start - 1] == ","
                and reading.low[start - 2] in self._phrases.around["colleagues"]
            ):
                self._colleagues.append((partner, person))

    def _is_called_after(self, index: int) -> bool:
        """Tell whether a name is that of a street, a hospital, a harbour: `RSUD dr. Sutomo`, `Jalan Kapten Mulyadi`."""
        low = self._reading.low
        if of_group(self._reading, self._phrases, index):
            return True
        while index > 1 and (low[index - 1] == "." or low[index - 1] in self._phrases.titles):
            index -= 1
        return index > 0 and low[index - 1] in self._phrases.named_after

    def _bearer(self, number: int) -> int | None:
        """Return who is named as the holder of an office like this one; None when nobody or several are."""
        role = self._roles[number].entry.role
        same = {person for other, person in self.holders.items() if self._roles[other].entry.role == role}
        return self.holders.get(number, next(iter(same)) if len(same) == 1 else None)

    def _last_before(self, index: int) -> int | None:
        """Return the person named last before an index, in reach of an alias; None when nobody is."""
        start = self._reading.starts[index] - _ALIAS_REACH
        near = [hit for hit in self._hits if hit.first < index and self._reading.starts[hit.first] >= start]
        return max(near, key=lambda hit: hit.first).person if near else None

    def _later_parts(self) -> None:
        """Find later mentions by one part of a name or by the initials again, in the title too."""
        parts, end = self._parts(), 0
        words = self._reading.words
        for index in self._reading.where({part.lower() for part in parts}):
            person = None if index in self._taken or index in self._places else parts.get(words[index])
            if person is None or index < end:
                continue
            end = index + 1
            while end < len(words) and parts.get(words[end]) == person and end not in self._taken:
                end += 1
            self._record(person, index, end)

    def _parts(self) -> dict[str, int]:
        parts: dict[str, int] = {}
        known = [(name.text, number, name.initials) for number, name in enumerate(self._names)]
        for text, number, initials in [*known, *((text, number, False) for text, number in self._aliases)]:
            if initials:
                parts.setdefault(key_of(self._names[number]), number)
                continue
            for part in text.split():
                low = part.lower()
                if len(part) >= _MIN_PART and low not in self._phrases.common and not self._says_nothing(low):
                    parts.setdefault(part, number)
                    if len(part) > _MIN_PART:
                        parts.setdefault(part.upper(), number)
        return parts

    def _says_nothing(self, word: str) -> bool:
        """Tell whether a word of a name names nobody by itself: `bin`, `haji`."""
        return word in self._phrases.links or word in self._phrases.titles

    def _add(self, name: Name) -> int:
        number = known_person(self._reading, name, self._names, self._by_text, self._hits, self._phrases)
        if number is None and len(self._names) >= _MAX_PERSONS:
            return 0
        if number is None:
            number = len(self._names)
            self._names.append(name)
        elif len(name.text) > len(self._names[number].text) and (
            not self._names[number].initials or is_shortened(self._names[number], name, TOLD_LETTERS)
        ):
            self._names[number] = name
        self._by_text[key_of(name)] = number
        self._record(number, name.first, name.after)
        return number

    def _record(self, person: int, first: int, after: int) -> None:
        if any(index in self._taken for index in range(first, after)):
            return
        for index in range(first, after):
            self._taken[index] = person
        self._hits.append(PersonHit(person, first, after))
