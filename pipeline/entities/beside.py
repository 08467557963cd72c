"""Reads the name that stands beside an office: `Camat X, Budi`, `lurah bernama Budi`, `Budi Santoso, Kabid ...`."""

from pipeline.entities.far_names import behind_run, far_name, name_behind_place, past_called, told_name
from pipeline.entities.ground import Ground
from pipeline.entities.long_regions import past_tails
from pipeline.entities.names import Name
from pipeline.entities.naming import is_likely, is_noun, past_naming
from pipeline.entities.roles import RoleHit
from pipeline.entities.school_names import stands_alone
from pipeline.entities.skips import INTO, LEVELS, NUMERALS, past_namesake, past_place, past_territory

_REGION_WORDS = 6
_VERB = 5
"""Letters of the shortest verb with prefix."""
_TERRITORIAL = frozenset(
    ("camat", "kades", "lurah", "polri", "kepala_daerah", "pj_kepala_daerah", "sekcam", "sekda", "tni", "bumd")
)
"""Offices whose territory is printed before the name: `Camat Muara Kumpai, Budi Santoso`."""
_ANNOUNCES = frozenset(["berinisial", "inisial", "bernama"])
_HOSPITALS = frozenset(["rsud", "rsu", "rsup", "rs"])
_LAWYERS = frozenset(["advokat", "pengacara"])
_WORKPLACE = 9
"""Words from a title over where its bearer works to `berinisial`."""
_CLOSES = frozenset([",", "(", ".", ";", "dan", "serta", "–", "-"])
_PLACE_LIKE = -2.0
"""Likeness below which one word behind an office is rather its place."""
_MODIFIERS = 3
"""Words without capitals between an office and the comma before its holder (`Ketua DPC partai pengusung, Budi`)."""
_ACRONYM = 4
_PARTS = LEVELS | NUMERALS
_OFFICIAL = frozenset(["bound", "handler"])
"""Sides whose offices have long names."""
_OF_CASES = frozenset(["pelapor", "saksi"])
_IS = frozenset(["adalah", "ialah", "yaitu", "yakni"])
_VERBAL = ("me", "di", "ber", "ter")


class RoleNames:
    """Reads names beside offices in one article."""

    def __init__(self, ground: Ground) -> None:
        self._reading = ground.reading
        self._phrases = ground.phrases
        self._roles = ground.roles
        self._reader = ground.names
        self._territories = ground.territories
        self._offices = ground.offices
        self._places = ground.places
        self._begin = ground.begin
        self.seats: dict[int, str] = {}

    def holder(self, number: int, held: dict[int, int]) -> tuple[int, Name] | None:
        """Return the office whose holder is named beside a role, and the name; None when none is.

        Args:
            number: Index of the role; that of the lawyer is returned where the role is only his client's.
            held: Offices whose holder is known, to the index after the name.
        """
        role, client = self._roles[number], number
        if number and self._speaks_for(self._roles[number - 1], role):
            number -= 1  # `Kuasa hukum kedua ASN, Budi, ...` names the lawyer
            if number in held:
                return None
        before = self._name_before(role)
        if before is not None and self._is_his(before, role, held) and not self._own(number, role):
            return number, before
        leads = self._reading.low[role.first] in {"memimpin", "mengepalai"}
        name = None if leads else self._announced(role, number) or self._name_after(number, role)
        if name is not None and name.initials and client > number and client not in held:
            return client, name  # `Kuasa hukum kades berinisial JW, Audy, ...` tells the client's initials
        name = None if name is not None and self._is_of_others(role, name) else name
        if role.entry.side == "bound" and not role.find.plural:
            name = name or told_name(self._reading, self._reader, role.after)
        name = name or before  # `Camat Lolak Faisal Manoppo, Kabid PUPR Ahmad Fauzan`: the second office has its own
        return (number, name) if name is not None else None

    def _is_his(self, name: Name, role: RoleHit, held: dict[int, int]) -> bool:
        """Tell whether nobody else bears the office, or he by his rank: `Serda Agus Lerang, babinsa Juata, ...`."""
        others = [self._roles[number] for number, after in held.items() if after == name.after]
        return all(one.entry.rank and one.entry.role == role.entry.role for one in others)

    def _own(self, number: int, role: RoleHit) -> bool:
        """Tell whether an office of a list has its own bearer: `staf Yulmi Fitra, Kepala Jorong Kasiak Anton, dan`."""
        follows = self._reading.capital[role.after : role.after + 1] == [True]
        own = self._name_after(number, role) if follows else None
        if own is None or own.initials or not self._phrases.is_given(self._reading.low[own.first]):
            return False
        run, ends = self._reading.low[role.after : own.first], self._reading.low[own.after : own.after + 1]
        return ends in ([","], ["dan"], ["serta"]) and all(word.isalpha() for word in run)

    def _is_of_others(self, role: RoleHit, name: Name) -> bool:
        """Tell whether what follows an office is not its holder: `mahasiswa LH`, `menurut kepala sekolahnya, Budi`."""
        low, first = self._reading.low, role.first
        joined = name.first == role.after and name.initials
        here = name.first
        while here and (low[here - 1] == "." or low[here - 1] in self._phrases.titles):
            here -= 1
        if here and low[here - 1] in _HOSPITALS:
            return not stands_alone(self._reading, self._phrases, name)  # `perawat RSUD Tengku Rafian`
        students = joined and role.entry.side == "public" and low[role.head - 1] not in _OF_CASES
        his = low[role.head - 1].endswith("nya") and first > 0 and low[first - 1] in self._phrases.around["says"]
        follows = low[name.after] if name.after < len(low) else "."
        if name.initials and low[name.first - 1] == "," and follows not in _CLOSES:
            return True  # `sudah pamit kepada kepala sekolah, HR mengaku lupa`
        if name.initials and role.entry.side == "handler":
            return True  # `Kepada penyidik Propam, SL disebut mengaku`
        known = self._reading.count(low[name.first]) > 1
        return (students and low[first - 1] != "seorang") or (his and known and name.after - name.first == 1)

    def _name_after(self, number: int, role: RoleHit) -> Name | None:
        low, here = self._reading.low, role.after
        fill = self._phrases.around["fill"]
        while here < len(low) and (low[here] in fill or self._is_part(here)):
            here += 1
        here = self._past_modifiers(self._past_region(past_namesake(self._reading, role, here)))
        here = past_place(self._reading, self._phrases, self._reader, self._places, here)
        comma = here < len(low) and low[here] in {",", "(", ":"}
        here += comma
        if (
            not comma
            and role.entry.side != "public"
            and here + 1 < len(low)
            and low[here] in _IS
            and self._reading.capital[here + 1]
        ):
            name = self._reader.name_at(here + 1, trusted=True)  # `bidan itu adalah Eka Septiana`
            return name if name is not None and not self._territories.is_place(name) else None
        start, here = here, past_naming(self._reading, self._phrases, here)
        announced = here > start
        comma = comma and not announced
        name = self._reader.name_at(here, trusted=True) if here < len(low) else None
        if name is not None and not comma and not announced:
            name = self._past_office(name)
        if name is None and not announced:
            return self._unread(role, start, comma=comma)
        if name is not None and not comma and not announced and not name.initials:
            name = self._in_run(number, role, name)
        counsel = role.entry.role == "kuasa_hukum" and not (comma or announced)
        if name is None or counsel:
            lawyer = name is not None and low[role.head - 1] in _LAWYERS and not name.initials  # `advokat Joko Susanto`
            behind = self._after_comma(name.after) if name else None  # `Pengacara AS, Andi Cakra`: AS is the client
            client = behind is not None and name is not None and self._reading.count(low[name.first]) > 1
            return name if lawyer and not client else behind
        told = self._told_behind(name)
        if told is not None:
            return told
        if not comma and name.after - name.first == 1 and name.after in self._places:
            return self._far(name.after) if role.entry.side in _OFFICIAL else None  # `Kepala UPTD Samsat Kolaka, Budi`
        return name

    def _unread(self, role: RoleHit, here: int, *, comma: bool) -> Name | None:
        """Return the holder where no name stands right behind an office: behind its place, or in commas farther on."""
        territory = role.entry.side in _OFFICIAL and not comma
        behind = name_behind_place(self._reading, self._reader, self._phrases, here) if territory else None
        return behind or (self._far(here) if role.entry.side in _OFFICIAL else None)

    def _told_behind(self, name: Name) -> Name | None:
        """Return the name announced behind a place read as a name: `Kepala SDN 2 Bonto berinisial HJ`."""
        low, after = self._reading.low, name.after
        if after < len(low) and low[after] in _ANNOUNCES:
            return self._reader.name_at(after + 1, trusted=True)
        if after - name.first > 1 or self._phrases.is_given(low[name.first]):
            return None
        if self._phrases.likeness.score(low[name.first]) < _PLACE_LIKE and low[after : after + 1] == [","]:
            behind = self._after_comma(after)  # `Kepala UPTD Pasar Terong, Adnan Dg. Nai, SE`
            closes = behind is not None and low[behind.after : behind.after + 1] in ([","], ["("], ["."])
            if closes and behind is not None and behind.after - behind.first > 1:
                return behind
        called = past_called(self._reading, after)  # `Kepala UPT Pasar Sukaramai yang akrab disapa Ucok Harahap`
        return self._reader.name_at(called, trusted=True) if called > after else None

    def _announced(self, role: RoleHit, number: int) -> Name | None:
        """Return the name announced behind where somebody works: `seorang PNS di kantor camat berinisial HR`."""
        low, end = self._reading.low, len(self._reading.low)
        if role.after >= end or low[role.after] not in INTO:
            return None
        following = self._roles[number + 1].first if number + 1 < len(self._roles) else end
        for here in range(role.after + 1, min(end - 1, role.after + _WORKPLACE, following)):
            if low[here] in _ANNOUNCES:
                return self._reader.name_at(past_naming(self._reading, self._phrases, here), trusted=True)
            if not low[here][0].isalnum():
                break
        return None

    def _far(self, here: int) -> Name | None:
        """Return the holder named farther on, before the next office of a list: `Camat A, Budi, dan Camat B, Cici`."""
        low = self._reading.low
        following = (role.first for role in self._roles if role.first > here and low[role.first - 2] == ",")
        until = next((first for first in following if low[first - 1] in {"dan", "serta"}), len(low))
        return far_name(self._reading, self._reader, self._phrases, self._territories, self._places, (here, until))

    def _past_office(self, name: Name) -> Name | None:
        """Return the name behind words of an office nobody listed: `Kasi Sarpras Disdik Erna Tandirerung`."""
        reading, here = self._reading, name.after
        while here < len(reading.low) and reading.capital[here] and reading.gap(here) == " ":
            acronym = reading.words[here].isupper() and len(reading.words[here]) >= _ACRONYM  # `Kabid Anggaran BPKAD`
            if reading.low[here] not in self._offices and (not acronym or name.text.isupper()):
                break
            here += 1
        return name if here == name.after else self._reader.name_at(here, trusted=True)

    def _past_modifiers(self, here: int) -> int:
        """Skip `terkait`, `partai pengusung` between an office and the comma before a name."""
        reading, end = self._reading, here
        while end < min(len(reading.low) - 1, here + _MODIFIERS) and self._modifies(end):
            end += 1
        if end == here or end + 1 >= len(reading.low):
            return here
        known = all(word in self._offices for word in reading.low[here:end])  # `PPPK kantor kecamatan HB`
        letters = known and reading.gap(end) == " " and self._reader.initials_at(end)
        return end if letters or (reading.low[end] in {",", ":"} and reading.capital[end + 1]) else here

    def _modifies(self, index: int) -> bool:
        word = self._reading.words[index]
        verb = word.startswith(_VERBAL) and len(word) > _VERB and word not in self._phrases.around["participles"]
        other = (verb and word[-3:] != "nya") or word in self._phrases.around["no_modifier"]  # `kabid dikdasnya, Budi`
        return word.isalpha() and word.islower() and not other

    def _is_part(self, here: int) -> bool:
        """Tell whether a word numbers a part or tells a level: `Dusun III`, but not `Perbekel I Wayan Sudana`."""
        if self._reading.words[here] == "I" and here + 1 < len(self._reading.low):
            return self._reading.low[here + 1] not in self._phrases.around["particles"]
        word, after = self._reading.words[here], here + 1
        acronym = len(word) >= _ACRONYM and word.isupper() and after < len(self._reading.low)
        return word in _PARTS or (acronym and self._reading.words[after].istitle())  # `Operator SIKS Dedi Rahman`

    def _speaks_for(self, counsel: RoleHit, role: RoleHit) -> bool:
        """Tell whether a role is only that of a lawyer's client."""
        between = self._reading.low[counsel.after : role.first]
        return counsel.entry.role == "kuasa_hukum" and all(word in self._phrases.around["counted"] for word in between)

    def _in_run(self, number: int, role: RoleHit, name: Name) -> Name | None:
        """Return the person named by a run of capitalised words right after a role; None when it names a place only."""
        if role.entry.rank or self._reading.words[name.first - 1] in NUMERALS:
            return name  # no place stands behind `Kapten Inf`, `Kepala Lingkungan V`
        begin = self._territories.person_at(role, name)
        while (
            begin - 2 >= name.first and self._reading.low[begin - 1] == "." and len(self._reading.low[begin - 2]) == 1
        ):
            begin -= 2  # `Keuchik M. Yunus Ismail`
        place = begin == name.first and self._territories.of_place(role)
        if (behind := behind_run(self._reading, self._reader, self._territories, name, place=place)) is not None:
            return behind
        if begin > name.first:
            self._territories.add(name.first, begin)
            self.seats[number] = " ".join(self._reading.words[name.first : begin])
        if name.first < begin < name.after:
            one = begin == name.after - 1 and begin == name.first + 1  # `Lurah Tembok Gede di Surabaya, Bambang ...`
            behind = self._far(name.after) if one and role.entry.side in _OFFICIAL else None
            return behind or self._reader.name_at(begin, trusted=True)
        end = past_tails(self._reading, self._phrases, name.after)
        if begin == name.after and end > name.after:  # `Kades Tulabolo Timur Iwan Hasan`
            self.seats[number] = " ".join(self._reading.words[name.first : end])
            behind = self._reader.name_at(end, trusted=True) if end < len(self._reading.low) else None
            return behind or self._far(end)
        territory = begin > name.first or role.entry.role in _TERRITORIAL
        if territory or not is_likely(self._reading.low[name.first : name.after], self._offices):
            found = self._after_comma(
                past_territory(self._reading, self._places, name.after) if territory else name.after
            )
            found = found if found is not None and not self._territories.is_place(found) else None
            found = found or (self._far(name.after) if role.entry.side in _OFFICIAL else None)
            noun = name.after - name.first == 1 and is_noun(self._reading.low[name.first])  # `Pembinaan`
            return found or (None if begin > name.first or noun else name)
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
            if name is not None and name.after == end and not name.initials and not self._territories.is_place(name):
                # `Menurut Asrul Sani, camat duduk di depan`
                told = low[first - 1] == "menurut" and low[role.after : role.after + 1] != [","]
                return (
                    None if told or low[first - 1] in self._phrases.around["place_leads"] else name
                )  # `Di Banjar Tegal Suci, kelian adat`
        return None

    def _past_region(self, here: int) -> int:
        """Skip `di Kecamatan Kandanghaur` between a role and the comma before a name."""
        low = self._reading.low
        if here >= len(low) or low[here] not in INTO:
            return here
        end = here + 1
        while (
            end < len(low) and end < here + _REGION_WORDS and (self._reading.capital[end] or low[end] in self._offices)
        ):
            end += 1
        return end if end > here + 1 and end < len(low) and low[end] == "," else here

    def _after_comma(self, after: int) -> Name | None:
        """Return the name in apposition after `, `: then what stood before was an office nobody listed."""
        low = self._reading.low
        return self._reader.name_at(after + 1, trusted=True) if after + 1 < len(low) and low[after] == "," else None
