"""Tells who else holds an office of several: couples, lists of members, colleagues, one of them."""

from collections.abc import Set as AbstractSet

from pipeline.entities.degrees import past_degrees
from pipeline.entities.ground import Ground
from pipeline.entities.holders import PersonHit
from pipeline.entities.names import Name

_BY_NAME = frozenset(["bernama", "berinisial", "inisial"])
_AMONG = frozenset(["antaranya"])
_ONE_OF = frozenset(["satu", "seorang"])
_ONE = frozenset(["satunya", "seorangnya"])
"""`Salah satunya, Budi`, `seorang di antara mereka, Budi`."""
_EACH = frozenset(["kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh"])
_BACK = 4
_LISTED = 8
"""Words between two names of a list (`, dan seorang perempuan, Hj.`)."""
_JOINS = frozenset([",", "dan", "serta"])
_OPENERS = ([":"], [","])
_LISTS = frozenset(["ialah", "adalah", "yakni", "yaitu"])
_NAMING = _LISTS | _BY_NAME
_BY_NAME_OR_SIGN = _BY_NAME | {",", "."}


class Memberships:
    """Reads who belongs to the groups of one article.

    Args:
        ground: What the finders of persons share.
        names: Names of the persons.
        hits: Mentions of persons, in order of finding.
        holders: Index of a role to that of the person who holds it.
        partners: Who is joined to whom by `dan`: (the first, the second).
        colleagues: Who is called whose colleague.
    """

    def __init__(
        self,
        ground: Ground,
        names: list[Name],
        hits: list[PersonHit],
        holders: dict[int, int],
        partners: list[tuple[int | None, int]],
        colleagues: list[tuple[int, int]],
    ) -> None:
        self._reading = ground.reading
        self._phrases = ground.phrases
        self._roles = ground.roles
        self._names = names
        self._hits = hits
        self._holders = holders
        self._partners = partners
        self._colleagues = colleagues

    def fellows(self, members: list[tuple[int, list[int]]]) -> list[tuple[int, int]]:
        """Return further persons of an office of several: (role, person).

        Args:
            members: The lists of the members of groups: (role, persons).
        """
        fellows: list[tuple[int, int]] = []
        plural = {person: number for number, person in self._holders.items() if self._roles[number].find.plural}
        initials = {person for person, name in enumerate(self._names) if name.initials}
        paired = {one for one, other in self._partners if one in initials and other in initials}  # `kades AJ dan MR`
        plural |= {person: number for number, person in self._holders.items() if person in paired}
        plural |= self._of_pairs() | self._of_groups() | self._of_two()
        listed = self._of_lists() | self._of_counted() | self._of_as_many()
        listed |= {person: number for number, persons in members for person in persons}
        plural |= listed
        own = set(self._holders.values())
        fellows += [(number, person) for person, number in listed.items() if person not in own]
        for one, other in self._partners:
            if one in plural and other not in own:
                fellows.append((plural[one], other))
                plural.setdefault(other, plural[one])  # `SYT, HL, dan NK`
            elif one is not None and other in plural and one not in own:
                fellows.append((plural[other], one))  # `MR dan IH, dua ASN Setda`
        return fellows

    def _of_pairs(self) -> dict[int, int]:
        """Return the first of two persons in commas behind an office they both hold: `kamituwo, Jarot dan Muji,`."""
        firsts = {hit.first: hit for hit in self._hits}
        joined = {one for one, _other in self._partners if one is not None}
        found: dict[int, int] = {}
        for person, number in self._holders.items():
            role = self._roles[person]
            hit = firsts.get(role.after + 1)
            if hit is None or hit.person != number or number not in joined or role.entry.side != "bound":
                continue
            if self._reading.low[role.after] == "," and self._reading.low[hit.after : hit.after + 1] == ["dan"]:
                found[number] = person
        return found

    def _of_lists(self) -> dict[int, int]:
        """Return who begins a list of the members of a group: `tiga kepala SD. Ketiganya ialah SYT, HL, dan NK`."""
        found = dict[int, int]()
        for hit in self._hits:
            if not self._is_of_group(hit) or hit.person in self._holders.values():
                continue
            before = [number for number, role in enumerate(self._roles) if role.first < hit.first and role.find.plural]
            if before and self._roles[before[-1]].entry.side == "bound":
                found |= dict.fromkeys(self._listed_from(hit), before[-1])
        return found

    def _of_counted(self) -> dict[int, int]:
        """Return who is listed behind a number of officials, where the list is as long: `tiga kades: A, B, dan C`."""
        firsts, found = {hit.first: hit for hit in self._hits}, dict[int, int]()
        for number, role in enumerate(self._roles):
            here = role.after
            if not role.find.count or role.entry.side != "bound" or self._reading.low[here : here + 1] not in _OPENERS:
                continue
            here = self._past(here + 1, _LISTS, len(self._reading.low))
            listed = self._bare_list(firsts[here]) if here in firsts else []
            if len(set(listed)) == role.find.count:
                found |= dict.fromkeys(listed, number)
        return found

    def _bare_list(self, first: PersonHit) -> list[int]:
        """Return the persons of a list of nothing but names, titles and degrees."""
        firsts, low, found, last = {hit.first: hit for hit in self._hits}, self._reading.low, [first.person], first
        while True:
            start = past_degrees(self._reading, self._phrases.degrees, last.after)
            here = self._past(start, _JOINS, start + _LISTED)
            if here not in firsts or _JOINS.isdisjoint(low[start:here]):
                return found
            last = firsts[here]
            found.append(last.person)

    def _past(self, here: int, words: AbstractSet[str], end: int) -> int:
        """Return the index after titles, full stops and some words, at most `end`."""
        low, titles = self._reading.low, self._phrases.titles
        while here < min(len(low), end) and (low[here] in words or low[here] in titles or low[here] == "."):
            here += 1
        return here

    def _listed_from(self, first: PersonHit) -> list[int]:
        """Return the persons of a list: `Mereka adalah M. Yamani, Gusti Hamdan, dan seorang perempuan, Norhayati`."""
        low, found, last = self._reading.low, [first.person], first
        for hit in sorted(self._hits, key=lambda hit: hit.first):
            if hit.first <= last.first:
                continue
            between = low[past_degrees(self._reading, self._phrases.degrees, last.after) : hit.first]
            while between[-2:-1] and between[-1] == "." and between[-2] in self._phrases.titles:
                between = between[:-2]  # `dan seorang perempuan, Hj. Norhayati`
            if (
                len(between) > _LISTED
                or not {",", "dan", "serta"} & set(between)
                or any(map(self._parts_list, between))
            ):
                break
            found.append(hit.person)
            last = hit
        return found

    def _parts_list(self, word: str) -> bool:
        """Tell whether a word ends a list of names: a full stop, a verb, a word of who is meant."""
        return word in {".", ":", ";", '"', "yang", "untuk", "dengan", "kepada"} or word.startswith(("me", "di", "ber"))

    def _is_of_group(self, hit: PersonHit) -> bool:
        """Tell whether the words before a name say it is one of several: `Ketiganya ialah S`, `satu di antaranya,`."""
        low, first = self._reading.low, hit.first
        while first > 1 and low[first - 1] == "." and low[first - 2] in self._phrases.titles:
            first -= 2  # `Mereka ialah dr. Parlindungan Ritonga, ...`
        if first > 1 and low[first - 1] in _NAMING and low[first - 2] in self._phrases.around["all"]:
            return True
        if " " not in self._names[hit.person].text and not self._names[hit.person].initials:
            return False  # who is told by one word, `Salah satunya, Slamet`, is a voice from the group
        if low[first - 1] == "," and low[first - 2] in self._phrases.around["colleagues"] and low[first - 3] in _EACH:
            return True  # `ia dan keempat rekannya, Budi Santoso, ..., dan Anwar Kurnia`
        end = first - 1
        while end > 1 and (low[end] in _BY_NAME_OR_SIGN or low[end] in self._phrases.titles):
            end -= 1
        if not self._phrases.saying.isdisjoint(low[max(0, end - _BACK - 1) : end]):
            return False  # `kata salah seorang dari mereka, Tukiran`
        if low[end - 1] == "yang" and low[end] in {"satu", "lain"}:
            return end < first - 1  # `Yang satu, RS, rajin menulis`
        one = low[end] in _ONE or (
            (low[end] in self._phrases.around["all"] or low[end] in _AMONG)
            and not _ONE_OF.isdisjoint(low[max(0, end - _BACK) : end])
        )
        return one and end < first - 1

    def _of_two(self) -> dict[int, int]:
        """Return the holders of an office of which the story counts several: `Dua kades ... Kades Yaru dan Waica`.

        One article rests on it and none speaks against it.
        """
        counted = {role.entry.role for role in self._roles if role.find.count and role.entry.side == "bound"}
        return {person: number for number, person in self._holders.items() if self._roles[number].entry.role in counted}

    def _of_as_many(self) -> dict[int, int]:
        """Return who opens a sentence as one of as many names as officials are counted: `Tiga staf ... A, B dan C`.

        One article rests on it and none of 1,600 cases speaks against it.
        """
        firsts, found = sorted(self._hits, key=lambda hit: hit.first), dict[int, int]()
        own = set(self._holders.values())
        for number, role in enumerate(self._roles):
            if not role.find.count or role.entry.side != "bound":
                continue
            behind = (hit for hit in firsts if hit.first > role.after and self._opens(hit.first))
            listed = next((one for hit in behind if len(one := self._bare_list(hit)) > 1), [])
            if len(listed) == len(set(listed)) == role.find.count and own.isdisjoint(listed):
                found |= dict.fromkeys(listed, number)
        return found

    def _opens(self, index: int) -> bool:
        """Tell whether a sentence begins here."""
        return self._reading.low[index - 1] == "." or index in self._reading.lines

    def _of_groups(self) -> dict[int, int]:
        """Return persons whose colleague is named by `rekannya` where the story tells of several of their office."""
        groups = {role.entry.role for role in self._roles if role.find.plural and role.entry.side == "bound"}
        held = {person: number for number, person in self._holders.items() if self._roles[number].entry.role in groups}
        return {one: held[one] for one, _other in self._colleagues if one in held}
