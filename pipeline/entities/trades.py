"""Finds work that nobody listed, by the name beside it: `analis pasar Rini Oktaviani`, `Wastari, juru tulis pasar`.

There are some thousand functional and executive posts in the civil service (`penata layanan operasional`), and each
office has its own everyday words. A noun of one who does something, in small letters beside a person's name, is one; so
is any noun where an official and somebody else are told of together (`Camat Budi dan pramubakti Abdul Warits`). Such a
find is kept only where a person was found to bear it: else it says nothing. Some twenty of the development articles
rest on it, most of them with an accused whom nothing else gave an office.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from pipeline.entities.institutions import Institutions
from pipeline.entities.model import RoleFind
from pipeline.entities.numbers import number_before
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleEntry, RoleHit
from pipeline.entities.words import Reading

_AGENT = re.compile(r"(?:peng|pem|pen|pel)[a-z]{3,}(?<!an)(?:nya)?")
"""Whoever does something: `pengelola`, `penata`, `pemeriksa`; what is done ends in `-an`."""
_LONGEST = 5
"""Words of the longest post: `penata kelola sistem informasi manajemen`."""
_VERBAL = ("me", "di", "ber", "ter")
_VERB = 5
_SURE = 2
"""Words of a post, its office counted, that no list holds."""
_OPENS = frozenset([".", '"', "”", "“"])
_NAME = 3
"""Words of a name of which one is known as a person's."""
_INITIALS = 3
_BEHIND = frozenset([",", "("])
_OFFICE = 7
"""Words of the longest office whose name is not known."""
_AND = frozenset(["dan", "serta", "beserta"])
_JOINS = _AND | {"bersama", "juga", "dengan", "&", "oleh", "kepada", "terhadap"}
"""Before the post of one of those told of together: else `sekretaris` and `bendahara` are of any body."""
_APART = 8
"""Words of a name, degrees and an age between an office and `dan`."""
_STAFF = RoleEntry("staf", "asn", "bound", 0.8)
_VILLAGE = RoleEntry("perangkat_desa", "desa", "bound", 0.8)
_HONORARY = RoleEntry("honorer", "non_asn", "bound", 0.8)
_TEMPORARY = frozenset(["kontrak", "honorer", "honor", "harian"])
_STATUS = 2
"""Words from a post to its bearer's status: `petugas kebersihan berstatus kontrak`."""
_VILLAGES = frozenset(["kades", "perangkat_desa"])
_OF_VILLAGES = frozenset(["desa", "kampung", "nagari", "gampong", "pekon"])


def with_trades(
    reading: Reading, phrases: Phrases, roles: list[RoleHit], institutions: Institutions, places: dict[int, int]
) -> tuple[list[RoleHit], frozenset[int]]:
    """Return the offices with posts that nobody listed, in order, and where those begin.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Offices found by their names, in order.
        institutions: Words of office names.
        places: First word of each place find to the index after its last.
    """
    seeker = _Seeker(reading, phrases, roles, [role.first for role in roles], institutions, places)
    found, begin = list[RoleHit](), reading.title_words()
    for index in seeker.starts():
        hit = seeker.at(index) if index >= begin else None
        if hit is not None:
            found.append(hit)
            begin = hit.after
    if not found:
        return roles, frozenset()
    return sorted([*roles, *found], key=lambda role: role.first), frozenset(role.first for role in found)


@dataclass(frozen=True, slots=True)
class _Seeker:
    """Seeks posts in one article; `firsts` tells where its offices begin."""

    reading: Reading
    phrases: Phrases
    roles: list[RoleHit]
    firsts: list[int]
    institutions: Institutions
    places: dict[int, int]

    def starts(self) -> list[int]:
        """Return where a post may begin, in order: at a noun of work, and at any word behind `dan`."""
        reading, around = self.reading, self.phrases.around
        agents = {word for word in reading.named if word[:2] == "pe" and _AGENT.fullmatch(word)}
        heads = reading.where(agents | around["trades"] | around["joint_trades"], stems=True)
        return sorted({*heads, *(index + 1 for index in reading.where(_AND) if index + 1 < len(reading.low))})

    def at(self, index: int) -> RoleHit | None:
        """Return the post that begins at an index; None where none does."""
        reading, place = self.reading, bisect_right(self.firsts, index)
        last = self.roles[place - 1] if place else None
        if last is not None and last.after > index:
            return None
        head = self._end(index, self.firsts[place] if place < len(self.roles) else len(reading.low))
        if head == index or self._is_of_others(index):
            return None
        office, after = self.institutions.office_after(reading, index, head, self.places, into=True)
        unread = self._past_unread(head)
        around = self.phrases.around
        others = around["citizens"] | around["private"] | self.phrases.authorities
        if not others.isdisjoint(reading.low[index + 1 : max(after, unread)]):
            return None
        end = max(after, unread)
        if not (self._is_work(index, head, end, last) and self._is_beside_name(index, head, end)):
            return None
        hit = self._hit(last, index, head, end, office)
        return replace(hit, head=end) if unread > after else hit

    def _end(self, index: int, until: int) -> int:
        """Return the index after the words of a post; `index` where none begins there."""
        words, low = self.reading.words, self.reading.low
        opens = index in self.reading.lines or low[index - 1] in _OPENS
        if not (words[index].islower() or opens) or not words[index].isalpha():
            return index
        end = index + 1
        while end < min(len(words), index + _LONGEST, until) and words[end].islower() and words[end].isalpha():
            verb = low[end].startswith(_VERBAL) and len(low[end]) > _VERB
            if verb or low[end] in self.phrases.around["no_attribute"] or low[end - 1][-3:] == "nya":
                break
            end += 1
        return end

    def _past_unread(self, head: int) -> int:
        """Return the index after an office nobody listed, behind which a name follows in commas; `head` where none is.

        So it is of `penyelenggara zakat Kankemenag Bangkalan, Hj. Lilik Musyarofah`.
        """
        low, here = self.reading.low, head
        while here < min(len(low) - 1, head + _OFFICE) and self.reading.capital[here] and here not in self.firsts:
            here += 1
        named = here > head and low[here] == "," and self.reading.capital[here + 1] and not self._is_like_person(head)
        return here if named and self._is_like_person(here + 1) else head

    def _is_of_others(self, index: int) -> bool:
        """Tell whether the word before a post says that its bearer only speaks, or is of a body of citizens."""
        low, around = self.reading.low, self.phrases.around
        before = low[index - 1]
        if before == ",":
            here = index - 2
            while here > 0 and self.reading.capital[here]:
                here -= 1
            before = low[here]  # `tutur Nasrun, penjaga masjid`
        return before in self.phrases.saying or before in around["office_of"] or before in around["citizens"]

    def _is_work(self, index: int, head: int, after: int, last: RoleHit | None) -> bool:
        """Tell whether words are a post by their first noun, or because an official is told of with its bearer."""
        low, stem, around = self.reading.low, self.reading.stems[index], self.phrases.around
        official = last is not None and last.entry.side == "bound"
        if stem in around["trades"]:
            return True
        if stem in around["joint_trades"]:
            told = low[index - 1] in _JOINS or low[head - 1][-3:] == "nya"
            return official and (told or (low[index - 1] == "," and self.reading.capital[head : head + 1] == [True]))
        if stem in self.phrases.others | self.phrases.described | around["no_trades"] or low[index][-3:] == "nya":
            return False  # `pengantarnya, Stepanus`: what he did
        if _AGENT.fullmatch(low[index]):
            return after - index >= _SURE
        return official and last is not None and self._is_joined(last, index)

    def _is_joined(self, last: RoleHit, index: int) -> bool:
        """Tell whether `dan` joins a noun to an official right before: `Camat Budi dan pramubakti`."""
        reading, phrases, word = self.reading, self.phrases, self.reading.low[index]
        if reading.low[index - 1] not in _AND or not 0 < index - last.after <= _APART:
            return False
        if word.startswith(_VERBAL) or word in phrases.stirring or word in phrases.around["no_attribute"]:
            return False
        strangers = word in phrases.kin or word in phrases.companions or word in phrases.saying or word in phrases.bare
        between = range(last.after, index - 1)
        return not strangers and all(reading.capital[at] or not reading.words[at].isalpha() for at in between)

    def _is_beside_name(self, first: int, head: int, after: int) -> bool:
        """Tell whether a person's name may stand right behind a post, behind its comma, or before it in commas."""
        low, capital = self.reading.low, self.reading.capital
        if low[first - 1] in _BEHIND and (capital[first - 2] or low[first - 2] == ")"):
            return True
        if head < len(low) and capital[head] and self._is_like_person(head):
            return True
        comma = after + 1 < len(low) and low[after] in _BEHIND and capital[after + 1]
        return comma and (after > head or low[head - 1][-3:] == "nya") and self._is_like_person(after + 1)

    def _is_like_person(self, here: int) -> bool:
        """Tell whether one of the words with capitals from an index on is a person's title or name."""
        reading, phrases = self.reading, self.phrases
        if reading.low[here - 1] == "," and reading.words[here].isupper() and len(reading.words[here]) <= _INITIALS:
            return True  # `dan bendaharanya, MK, diperiksa`
        for index in range(here, min(len(reading.low), here + _NAME)):
            if not reading.capital[index]:
                return False
            if reading.low[index] in phrases.titles or phrases.is_given(reading.low[index]):
                return True
        return False

    def _hit(self, last: RoleHit | None, first: int, head: int, after: int, office: str | None) -> RoleHit:
        """Return a post as an office of its bearer: in a village where that of whoever was told of last is."""
        reading = self.reading
        joint = reading.stems[first] in self.phrases.around["joint_trades"]
        his = (joint or reading.low[head - 1][-3:] == "nya") and last is not None and last.entry.role in _VILLAGES
        entry = _VILLAGE if his or not _OF_VILLAGES.isdisjoint(reading.low[first:after]) else _STAFF
        if not joint and not _TEMPORARY.isdisjoint(reading.low[first : after + _STATUS]):
            entry = _HONORARY
        number, several = (None, False) if first in reading.lines else number_before(reading.low, first)
        find = RoleFind(
            role=entry.role,
            status=entry.status,
            span=reading.words_span(first, head),
            institution=office,
            count=number if number is not None and number > 1 else None,
            plural=several or (number is not None and number > 1),
            side=entry.side,
            weight=entry.weight,
            single=number == 1,
        )
        return RoleHit(find, entry, first, after, head)
