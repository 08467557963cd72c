"""Finds persons: names beside roles and verbs of saying, initials, and later mentions by one part of the name.

Headlines capitalise every word, so names are gathered from the text and only found again in the title.
"""

from archive.records.span import Span
from pipeline.entities.appositions import with_appositions
from pipeline.entities.holders import PersonHit
from pipeline.entities.model import Person
from pipeline.entities.names import Name, NameReader
from pipeline.entities.person_signs import is_announced, stands_as_person
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.territory import Territories
from pipeline.entities.words import Reading

_MAX_PERSONS = 120
"""Persons of the longest article; more is a list of names, and comparing each with each must stay cheap."""
_MIN_PART = 3
"""Letters of the shortest part by which a person is mentioned later."""
_REGION_WORDS = 6
_VERB = 5
"""Letters of the shortest verb with prefix."""
_TERRITORIAL = frozenset(
    ("camat", "kades", "lurah", "polri", "kepala_daerah", "pj_kepala_daerah", "sekcam", "sekda", "tni", "bumd")
)
"""Offices whose territory is printed before the name: `Camat Muara Kumpai, Budi Santoso`."""
_ANNOUNCES = frozenset(["berinisial", "inisial", "bernama"])
_LEVELS = frozenset(["kecamatan", "kabupaten", "kota", "distrik", "kec", "kab", "provinsi"])
_FILL = frozenset("itu tersebut ini setempat disebut-sebut sing yang dimaksud bersangkutan".split())  # noqa: SIM905 - words
_COUNTED = frozenset("para kedua ketiga dua tiga oknum sang si seorang".split())  # noqa: SIM905 - words
_INTO = frozenset(["di", "pada", "asal", "dari"])


class PersonFinder:
    """Collects persons of one article.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        names: Reads one name.
        territories: Tells places from persons.
        offices: Words of office names.
        places: Indexes of words that name places.
        begin: Index of the first word of the text proper, after title and dateline.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        roles: list[RoleHit],
        names: NameReader,
        territories: Territories,
        offices: frozenset[str],
        places: set[int],
        begin: int,
    ) -> None:
        self._reading = reading
        self._phrases = phrases
        self._roles = roles
        self._reader = names
        self._territories = territories
        self._offices = offices
        self._places = places
        self._begin = begin
        self._role_starts = {role.first for role in roles}
        self._names: list[Name] = []
        self._by_text: dict[str, int] = {}
        self._hits: list[PersonHit] = []
        self._taken: dict[int, int] = {}
        self._partners: list[tuple[int | None, int]] = []
        self.holders: dict[int, int] = {}
        self.seats: dict[int, str] = {}
        self.fellows: list[tuple[int, int]] = []

    def run(self) -> tuple[list[Person], list[PersonHit]]:
        """Return the persons and their mentions, the mentions in order of appearance."""
        for number, role in enumerate(self._roles):
            if role.first >= self._begin:
                self._beside_role(number, role)
        self._by_cue()
        self._later_parts()
        self.holders = with_appositions(self._reading, self._roles, self._names, self._hits, self.holders)
        plural = {person: number for number, person in self.holders.items() if self._roles[number].find.plural}
        initials = {person for person, name in enumerate(self._names) if name.initials}
        paired = {one for one, other in self._partners if one in initials and other in initials}  # `kades AJ dan MR`
        plural |= {person: number for number, person in self.holders.items() if person in paired}
        self.fellows = [(plural[one], other) for one, other in self._partners if one in plural]
        hits = sorted(self._hits, key=lambda hit: hit.first)
        spans: dict[int, list[Span]] = {}
        for hit in hits:
            spans.setdefault(hit.person, []).append(self._reading.words_span(hit.first, hit.after))
        persons = [
            Person(name.text, name.initials, tuple(spans.get(number, ())), ())
            for number, name in enumerate(self._names)
        ]
        return persons, hits

    def _beside_role(self, number: int, role: RoleHit) -> None:
        """Read the name that follows a role: `Camat X, Budi`, `lurah bernama Budi`, `kades berinisial AR`."""
        if number and self._speaks_for(self._roles[number - 1], role):
            number -= 1  # `Kuasa hukum kedua ASN, Budi, ...` names the lawyer
            if number in self.holders:
                return
        before = self._name_before(role)
        if before is not None:
            self.holders[number] = self._add(before)
            return
        low, here = self._reading.low, role.after
        while here < len(low) and (low[here] in _FILL or self._reading.words[here] in _LEVELS):
            here += 1
        here = self._past_region(here)
        comma = here < len(low) and low[here] in {",", "("}
        here += comma
        start, here = here, self._past_naming(here)
        announced = here > start
        comma = comma and not announced
        name = self._reader.name_at(here, trusted=True) if here < len(low) else None
        if name is None:
            return
        if not comma and not announced and not name.initials:
            found = self._in_run(number, role, name)
            if found is None:
                return
            name = found
        if name.after < len(low) and low[name.after] in _ANNOUNCES:
            name = self._reader.name_at(name.after + 1, trusted=True) or name  # `Kepala SDN 2 Bonto berinisial HJ`
        elif not comma and name.after - name.first == 1 and name.after in self._places:
            return  # `pegawai Perumda Tirta Mahakam Kutai Kartanegara`
        self.holders[number] = self._add(name)

    def _past_naming(self, here: int) -> int:
        """Skip `bernama`, `atas nama`, `berinisial:` before a name."""
        low = self._reading.low
        while here < len(low) and low[here] in self._phrases.naming:
            here += 1
        return here + (here < len(low) and low[here] in {"nama", ":"})

    def _speaks_for(self, counsel: RoleHit, role: RoleHit) -> bool:
        """Tell whether a role is only that of a lawyer's client."""
        between = self._reading.low[counsel.after : role.first]
        return counsel.entry.role == "kuasa_hukum" and all(word in _COUNTED for word in between)

    def _in_run(self, number: int, role: RoleHit, name: Name) -> Name | None:
        """Return the person named by a run of capitalised words right after a role; None when it names a place only."""
        begin = self._territories.person_at(role, name)
        if begin > name.first:
            self._territories.add(name.first, begin)
            self.seats[number] = " ".join(self._reading.words[name.first : begin])
        if name.first < begin < name.after:
            return self._reader.name_at(begin, trusted=True)
        territory = begin > name.first or role.entry.role in _TERRITORIAL
        if territory or not self._likely(name):
            found = self._after_comma(self._past_territory(name.after) if territory else name.after)
            return found or (None if begin > name.first else name)
        return name

    def _name_before(self, role: RoleHit) -> Name | None:
        """Return the name that a role stands in apposition to: `Budi Santoso, Camat Muara Kumpai, ...`."""
        low, end = self._reading.low, role.first - 1
        if end <= self._begin or low[end] != ",":
            return None
        start = end
        while start > self._begin and end - start < _REGION_WORDS and self._reading.capital[start - 1]:
            start -= 1
        for first in range(start, end - 1):
            name = self._reader.name_at(first, trusted=False)
            if name is not None and name.after == end and not name.initials:
                return name
        return None

    def _past_region(self, here: int) -> int:
        """Skip `di Kecamatan Kandanghaur` between a role and the comma before a name."""
        low = self._reading.low
        if here >= len(low) or low[here] not in _INTO:
            return here
        end = here + 1
        while (
            end < len(low) and end < here + _REGION_WORDS and (self._reading.capital[end] or low[end] in self._offices)
        ):
            end += 1
        return end if end > here + 1 and end < len(low) and low[end] == "," else here

    def _past_territory(self, here: int) -> int:
        """Skip `, Kecamatan Cibeber, Kabupaten Lebak` between a village and the comma before its head's name."""
        low = self._reading.low
        while here + 1 < len(low) and low[here] == "," and (here + 1 in self._places or low[here + 1] in _LEVELS):
            end = here + 2
            while end < len(low) and self._reading.capital[end] and low[end] != ",":
                end += 1
            if end >= len(low) or low[end] != ",":
                break
            here = end
        return here

    def _after_comma(self, after: int) -> Name | None:
        """Return the name in apposition after `, `: then what stood before was an office nobody listed."""
        low = self._reading.low
        return self._reader.name_at(after + 1, trusted=True) if after + 1 < len(low) and low[after] == "," else None

    def _likely(self, name: Name) -> bool:
        """Tell whether words look like a person's name rather than an office's."""
        words = self._reading.low[name.first : name.after]
        return not any(
            word in self._offices
            or (word.startswith(("pe", "ke")) and word.endswith(("an", "i")) and len(word) > _VERB)
            for word in words
        )

    def _by_cue(self) -> None:
        """Read names after words that announce one, beside verbs of saying, before an age, or as subjects."""
        reading, count = self._reading, len(self._reading.low)
        index = self._begin
        while index < count:
            if not reading.capital[index] or index in self._taken or index in self._places:
                index += 1
                continue
            partner = self._taken.get(index - 2) if reading.low[index - 1] in {"dan", "serta"} else None
            announced = partner is not None or is_announced(self._reading, self._phrases, index)
            name = self._reader.name_at(index, trusted=announced)
            if name is None:
                index += 1
                continue
            if not announced and self._territories.is_place(name):
                index = name.after
                continue
            if announced or stands_as_person(self._reading, self._phrases, name, self._role_starts):
                self._partners.append((partner, self._add(name)))
            index = name.after

    def _later_parts(self) -> None:
        """Find later mentions by one part of a name or by the initials again, in the title too."""
        parts = self._parts()
        words, index = self._reading.words, 0
        while index < len(words) and parts:
            person = None if index in self._taken or index in self._places else parts.get(words[index])
            if person is None:
                index += 1
                continue
            after = index + 1
            while after < len(words) and parts.get(words[after]) == person and after not in self._taken:
                after += 1
            self._record(person, index, after)
            index = after

    def _parts(self) -> dict[str, int]:
        parts: dict[str, int] = {}
        for number, name in enumerate(self._names):
            if name.initials:
                parts.setdefault(name.text, number)
                continue
            for part in name.text.split():
                if len(part) >= _MIN_PART and part.lower() not in self._phrases.common:
                    parts.setdefault(part, number)
                    if len(part) > _MIN_PART:
                        parts.setdefault(part.upper(), number)
        return parts

    def _add(self, name: Name) -> int:
        number = self._known(name)
        if number is None and len(self._names) >= _MAX_PERSONS:
            return 0
        if number is None:
            number = len(self._names)
            self._names.append(name)
        elif len(name.text) > len(self._names[number].text) and not self._names[number].initials:
            self._names[number] = name
        self._by_text[name.text] = number
        self._record(number, name.first, name.after)
        return number

    def _known(self, name: Name) -> int | None:
        if name.text in self._by_text or name.initials:
            return self._by_text.get(name.text)
        parts = {part.lower() for part in name.text.split()}
        for number, known in enumerate(self._names):
            other = {part.lower() for part in known.text.split()}
            if not known.initials and (parts <= other or other <= parts):
                return number
        return None

    def _record(self, person: int, first: int, after: int) -> None:
        if any(index in self._taken for index in range(first, after)):
            return
        for index in range(first, after):
            self._taken[index] = person
        self._hits.append(PersonHit(person, first, after))
