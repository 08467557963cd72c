"""Tells names of villages, districts, schools and health centres from names of persons in one article.

`Lurah Manggar Permai` names the place, `Lurah Dirman Sati` the person: what stands elsewhere in the article decides,
then how such names are made. Without any sign the name after the head of a place is the place.
"""

from pipeline.entities.long_regions import past_long_region
from pipeline.entities.model import Region
from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.recurring import comes_alone
from pipeline.entities.roles import RoleHit
from pipeline.entities.school_names import acts, comes_again, teaches_there
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

_BEFORE_NAMES = frozenset(["jaro"])
"""Titles of village heads that stand before the name, never before the village (`Jaro Sarpin Hidayat`)."""
_HEADS = frozenset(
    "camat kades lurah sekcam seklur perangkat_desa kepala_puskesmas kepala_sekolah bpd kepala_kua".split()  # noqa: SIM905
)
"""Offices of a place: what follows them is the place unless something speaks for a person."""
_AT_DESKS = frozenset(["kaur", "operator", "bendahara"])
"""Words that begin offices inside a village, whose holder is named right behind: `kaur perencanaan Aspian Rere`."""
_OF_DISTRICTS = frozenset(["camat", "sekcam", "panwascam", "kepala_kua"])
"""Offices whose territory is a kecamatan, all of whose names are known."""
_LEVELS = frozenset(["kecamatan", "distrik"])
_LONGEST = 5
_PLACE_LIKE = -2.0
"""Likeness of a word that is rather a place's than a person's."""
_NAME_TITLES = frozenset("h hj hjh drs dra dr drg drh ir ust ustaz kh tgk ny pdt apt ns prof".split())  # noqa: SIM905
_BALINESE = frozenset(["I", "Ni"])
_NO_RUN = frozenset("senin selasa rabu kamis jumat sabtu minggu".split())  # noqa: SIM905
DESKS = frozenset(
    "kabag kabid kasi kasubag kepala_dinas sekretaris_dinas asisten staf_ahli sekwan staf inspektur".split()  # noqa: SIM905
)
"""Offices whose body is called after no person: `Kabag Kesra Setdakab Toba Harris Simanjuntak`."""


class Territories:
    """Place names and persons' names as the article itself shows them.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, whose own words (`Kepala Desa`) lead to no place.
        places: Indexes of words that name regions.
        gazetteer: Names of regions, announced or not.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        roles: list[RoleHit],
        places: set[int],
        gazetteer: Terms[tuple[Region, ...]],
    ) -> None:
        self._reading = reading
        self._phrases = phrases
        self._places = places
        self._gazetteer = gazetteer
        offices = [role for role in roles if role.entry.side != "public"]  # `warga` leads to a place
        self._heads = {index for role in offices for index in range(role.first, role.head)}
        self._bearers = {role.head for role in roles} | {role.after for role in roles}
        self._placed: dict[str, list[tuple[str, ...]]] = {}
        self._told: set[str] = set()
        self._read()

    def add(self, first: int, after: int) -> None:
        """Remember words that were told to be a place."""
        words = tuple(self._reading.low[first:after])
        known = self._placed.setdefault(words[0], [])
        if words not in known:
            known.append(words)

    def begins(self, name: Name) -> bool:
        """Tell whether a place that the article tells stands at the begin of a longer run."""
        first = self._reading.low[name.first]
        return first not in self._phrases.given and 0 < self._prefix(name.first, name.after) < name.after - name.first

    def is_place(self, name: Name) -> bool:
        """Tell whether a name is one that the article elsewhere gives to a place, and to no person."""
        low = self._reading.low[name.first : name.after]
        if not low or self._told & set(low):
            return False
        return self._prefix(name.first, name.after) > 0

    def person_at(self, role: RoleHit, name: Name) -> int:
        """Return where the person's name begins in a run that follows a role; its end when none does.

        Args:
            role: The role that stands before.
            name: The run as read.
        """
        begin = self._behind_place(role, name)
        low, after = self._reading.low, name.after
        if (
            begin == after - 1
            and after < len(low)
            and low[after] in self._phrases.around["tails"]
            and self._reading.capital[after]
        ):
            return after  # `Lurah Helvetia Timur`
        while name.first < begin < name.after and low[begin - 1] in self._phrases.around["particles"]:
            begin -= 1  # `Kades Barejulat Lalu Muhsan`, `Kades Waelumu La Ode Hasirun`
        while (
            name.first + 1 < begin < name.after
            and low[begin - 1] == "."
            and low[begin - 2] in self._phrases.around["shortened"]
        ):
            begin -= 2  # `Kades Mgs. Fauzan`
        return begin

    def _behind_place(self, role: RoleHit, name: Name) -> int:
        """Return where a person begins in a run, but for the words that begin names of many."""
        low, first, after = self._reading.low, name.first, name.after
        titled = next((here for here in range(first + 1, after) if self._titled(here)), None)
        if titled is not None and not (role.entry.role in DESKS and self._phrases.is_given(low[first])):
            return titled  # but `Kabid Kebudayaan Syahbudin H. Ahmad` has no place
        desk = role.entry.role in DESKS and self._phrases.is_given(low[first])  # `Kepala Bidang Pembinaan SD Slamet`
        if (
            role.after > role.head
            and low[role.after - 1] in self._phrases.around["schools"]
            and not desk
            and not self._degree(after)
        ):
            person = first == role.after and teaches_there(self._reading, self._phrases, first, after)
            return first if person else after  # `guru SMPK Ratu Damai Waibalun`
        if self._is_whole(role, first, after):
            return first  # `ketua BPD Oya Karya. Oya Karya lewat pesan menulis ...`
        told = [here for here in range(first, after) if low[here] in self._told or self._acts(here, first)]
        if told:
            return told[0] if told[0] == first or self._begins(role, first, told[0]) else first
        if (alone := self._alone(role, first, after)) is not None:
            return alone
        return self._given(first, after, first) if self._degree(after) else self._untold(role, first, after)

    def _alone(self, role: RoleHit, first: int, after: int) -> int | None:
        """Return where the person begins of whom a word comes again alone: `Lurah Sitirejo Tunggul ... Tunggul`."""
        run = first, after
        here = (
            next((at for at in range(first, after) if self.comes_alone(run, at)), None) if self.of_place(role) else None
        )
        if here is None or here == first:
            like = after - first > 1 or self._phrases.likeness.score(self._reading.low[first]) > 0
            return here if like else None
        begin, placed = self._given(first, here + 1, here), self._prefix(first, here)
        surname = here == after - 1 > first + 1 and not self._phrases.is_given(self._reading.low[here])
        return begin if begin < here else first + placed if placed else here - surname

    def comes_alone(self, run: tuple[int, int], here: int) -> bool:
        """Tell whether a word of a run stands alone elsewhere, and behind nothing that leads to a place."""
        return comes_alone(self._reading, self._phrases, self._places, run, here)

    def _untold(self, role: RoleHit, first: int, after: int) -> int:
        """Return where the person begins in a run that nothing around calls a person: by its own letters."""
        if self._is_filled(role, first, after):
            return first  # `Camat Muara Kaman Frenki Tolan`: its district stands before it
        placed = self._prefix(first, after)
        if placed:
            behind = first + placed
            return self._given(behind, after, after if self.of_place(role) else behind)
        if self.of_place(role):
            return self._given(first, after, after)
        place = self._phrases.likeness.score(self._reading.low[first]) < _PLACE_LIKE
        begin = self._given(first, after, first) if place else first
        return begin if after - begin > 1 else first  # `Ketua Bawaslu Parahutan Harahap`: no place there

    def _is_filled(self, role: RoleHit, first: int, after: int) -> bool:
        """Tell whether the kecamatan of an office stands between it and a run that does not go on as a place's name."""
        low = self._reading.low
        if role.entry.role not in _OF_DISTRICTS and _LEVELS.isdisjoint(low[role.head - 1 : first]):
            return False
        known = (
            first == role.after > role.head
            and first - 1 in self._places
            and low[first] not in self._phrases.around["tails"]
        )
        return known and (after - first > 1 or self._phrases.likeness.score(low[first]) > 0)

    def _is_whole(self, role: RoleHit, first: int, after: int) -> bool:
        """Tell whether a whole run acts elsewhere as a person does, and is none of a place's names."""
        low, phrases = self._reading.low[first:after], self._phrases
        if role.entry.side == "public" or low[0] in phrases.around["landscape"] or not any(map(phrases.is_given, low)):
            return False
        return not self._prefix(first, after) and comes_again(self._reading, phrases, first, after)

    def _acts(self, here: int, first: int) -> bool:
        """Tell whether a first name behind a place acts alone elsewhere: `Kades Lende Arifin. Arifin tidak ...`."""
        given = here > first and self._reading.low[here] in self._phrases.given
        return given and acts(self._reading, self._phrases, here, here + 1)

    def _titled(self, here: int) -> bool:
        low = self._reading.low
        if here + 1 >= len(low):
            return False
        balinese = self._reading.words[here] in _BALINESE and low[here + 1] in self._phrases.around["particles"]
        return balinese or (low[here] in _NAME_TITLES and low[here + 1] in {".", ","})  # `UPTD Museum Ni Made Rai`

    def _begins(self, role: RoleHit, first: int, here: int) -> bool:
        """Tell whether a told word begins the person's name: what stands before it is a place, or no given name."""
        before, given = self._reading.low[first:here], self._phrases.given
        if here == first + 1 and self._reading.low[here] in given and before[0] not in given and self.of_place(role):
            return True  # `Kepala Distrik Sawaerma Yulianus Bakai`
        sure = self.of_place(role) and self._phrases.is_first(self._reading.low[here])
        known = given.__contains__ if sure else self._phrases.is_given
        return self._prefix(first, here) == here - first or not any(map(known, before))

    def _degree(self, after: int) -> bool:
        """Tell whether a degree follows the comma after a run (`Budi Santoso, S.Sos.`)."""
        words = self._reading.low
        if after + 2 >= len(words) or words[after] != ",":
            return False
        start = self._reading.starts[after + 1]
        chunk = self._reading.whole[start : start + 8].split(None, 1)[0].rstrip(",.")
        return "".join(sign for sign in chunk.lower() if sign.isalpha()) in self._phrases.degrees

    def _given(self, first: int, after: int, otherwise: int) -> int:
        """Return where the person's name of a run begins; `otherwise` when it has none."""
        if after - first > 1 and self._reading.low[first] in self._phrases.around["landscape"]:
            first += 2  # `Lurah Bukit Asri`
            first += first < after and self._reading.low[first] in self._phrases.around["tails"]
        begin = first + self._phrases.first_of_person(self._reading.low[first:after])
        return begin if first < after and begin < after else otherwise

    def of_place(self, role: RoleHit) -> bool:
        """Tell whether a role is one of a village, district or school, so that a place is to be expected after it."""
        low = self._reading.low
        if role.entry.role in _HEADS and low[role.first] not in _AT_DESKS:
            return low[role.head - 1] not in _BEFORE_NAMES
        last, bodies, schools = (
            low[role.after - 1],
            self._phrases.around["placed_bodies"],
            self._phrases.around["schools"],
        )
        whole = role.after > role.head and (last.isdigit() or last in schools)
        return whole or last in bodies or low[role.head - 1] in bodies

    def _prefix(self, first: int, after: int) -> int:
        """Return how many words from `first` on make a name the article gives to a place; 0 when none do."""
        low = self._reading.low
        longest = past_long_region(self._reading, self._phrases, self._gazetteer, first, after) - first
        for words in self._placed.get(low[first], ()):
            size = min(len(words), after - first)
            if tuple(low[first : first + size]) == words[:size]:
                longest = max(longest, size)
        return longest

    def _read(self) -> None:
        """Gather what the article shows: runs after `Desa`, `di`, `SMPN 4`; words after `kata`, titles, before ages."""
        reading, end = self._reading, 1
        low, begin = reading.low, reading.title_words()
        leads, schools = self._phrases.around["place_leads"], self._phrases.around["schools"]
        for index in reading.capitals:
            if index < end or low[index] in leads or index in self._places or index in self._heads:
                continue
            end = self._run(index)
            before = low[index - 1]
            numbered = before.isdigit() and index > 1 and low[index - 2] in schools
            numbered = numbered or (before in schools and not teaches_there(reading, self._phrases, index, end))
            if numbered or (before in leads and index - 1 not in self._heads):
                if index >= begin:
                    self.add(index, self._given(index + 1, end, end))
            elif index >= begin and self._is_person(index, end):
                self._told.update(low[index:end])
        for known in self._placed.values():
            for words in known:
                self._told.difference_update(words)

    def _run(self, first: int) -> int:
        reading, here = self._reading, first + 1
        while (
            here < len(reading.low)
            and here - first < _LONGEST
            and reading.capital[here]
            and here not in self._heads
            and here not in self._places
            and reading.gap(here) == " "
            and reading.low[here] not in _NO_RUN
        ):
            here += 1
        return here

    def _is_person(self, first: int, after: int) -> bool:
        """Tell whether the words around a run are said of persons only: `kata Dirman`, `Dirman (45)`, `terdakwa X`."""
        low, phrases = self._reading.low, self._phrases
        if low[first] in phrases.never or low[first] in phrases.common or self._reading.words[first].isupper():
            return False
        before = low[first - 1]
        if before in phrases.titles and len(before) > 1:
            return True
        if before in phrases.accused or before in {"bernama", "berinisial"} or before in phrases.saying:
            return True
        if first in self._bearers or after >= len(low):
            return False
        opening = before in {".", ",", '"', "”"} or first in self._reading.lines
        told = low[after] in phrases.speech or low[after] in phrases.answer
        return (told and opening) or (low[after] == "(" and after + 1 < len(low) and low[after + 1].isdigit())
