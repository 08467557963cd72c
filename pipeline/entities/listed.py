"""Reads lists of a group's members: `Kelima terdakwa yakni A, B dan C`, `Ketiganya, A, B, dan C, hadir`."""

from pipeline.entities.degrees import past_degrees
from pipeline.entities.ground import Ground
from pipeline.entities.names import Name
from pipeline.entities.numbers import number_before

_POINTERS = frozenset(["itu", "tersebut", "ini", "dimaksud", "tadi"])
_JOINS = frozenset([",", "dan", "serta", "&", "maupun"])
_LAST = frozenset(["dan", "serta", "&", "maupun"])
_ASIDE = 8
"""Words of a bracket or of what somebody of a list is: `Sukardi, kaur umum Desa Peleyan, dan ...`."""
_REACH = 40
"""Words from a group to the list of its members."""
_CLAUSE = 12
"""Words of what is told of a group before its members are named."""
_CLAUSES = frozenset(["yang", "di", "itu", "lain", "lainnya", "tersebut", "dari", "ini", "pada"])
_NUMBERED = (["II"], ["III"], ["IV"], ["V"], ["VI"])
_VERBAL = ("me", "ber", "di", "ter")
_VERB = 5


class Lists:
    """Reads the lists of one article.

    Args:
        ground: What the finders of persons share.
    """

    def __init__(self, ground: Ground) -> None:
        self._reading = ground.reading
        self._phrases = ground.phrases
        self._roles = ground.roles
        self._reader = ground.names
        self._begin = ground.begin
        self._territories = ground.territories
        self._starts = {role.first: number for number, role in enumerate(ground.roles)}
        self._groups = [
            number for number, role in enumerate(ground.roles) if role.find.plural and role.entry.side == "bound"
        ]

    def found(self) -> list[tuple[int, list[Name]]]:
        """Return each list with the group it is of: (role, names); a longer list than the group is another's."""
        around, found = self._phrases.around, list[tuple[int, list[Name]]]()
        if not self._groups:
            return found
        for opener in self._reading.where(around["lists"] | around["all"] | {":"}):
            if opener < self._begin:
                continue
            group = self._group_of(opener)
            names = self._names_from(opener + 1) if group is not None else []
            count = self._roles[group].find.count if group is not None else None
            if group is not None and len(names) > 1 and (count is None or len(names) <= count):
                found.append((group, names))
        return found + [(group, names) for group in self._groups if (names := self._counted(group))]

    def _counted(self, group: int) -> list[Name]:
        """Return as many names as the group counts behind a comma: `Dua penyuluh yang ikut diperiksa, A dan B, ...`."""
        role, low = self._roles[group], self._reading.low
        end = min(len(low) - 1, role.after + _CLAUSE)
        comma = next((here for here in range(role.after, end) if low[here] in {",", ".", '"', ":"}), end)
        told = role.first >= self._begin and role.find.count and low[comma] == ","
        told = told and self._reading.capital[comma + 1 : comma + 2] == [True]
        clause = self._reading.words[role.after : comma]
        if not told or not self._phrases.around["no_members"].isdisjoint(clause):
            return []
        # `Dua PPPK tenaga teknis Dinas X, A dan B`
        office = not any(word == "yang" or self._is_verb(word) for word in clause)
        if not office and not (all(word.islower() for word in clause) and clause[0] in _CLAUSES):
            return []
        names = self._names_from(comma + 1)
        return names if len(names) == role.find.count else []

    def _is_verb(self, word: str) -> bool:
        return word.islower() and word.startswith(_VERBAL) and len(word) > _VERB

    def _group_of(self, opener: int) -> int | None:
        """Return the group whose members are listed behind a word; None when none is."""
        low, around = self._reading.low, self._phrases.around
        if low[opener] in around["all"] and low[opener] not in around["lists"]:  # `Ketiganya, A, B, dan C, hadir`
            return self._told(low[opener]) if low[opener + 1 : opener + 2] == [","] else None
        here = opener - 1
        while here > 0 and (low[here] == "," or low[here] in _POINTERS or low[here] in around["lists"]):
            here -= 1
        if low[here] in around["all"]:
            return self._told(low[here])
        if low[here] in self._phrases.accused:
            number, several = number_before(low, here)
            several = several or low[here - 1] in around["names_of"]
            return self._of_number(number, opener) if several or (number or 0) > 1 else None
        return self._in_sentence(opener)

    def _told(self, word: str) -> int | None:
        """Return the group `keduanya` or `mereka` means."""
        number, _several = number_before([word.removesuffix("nya")], 1)
        return self._of_number(number, len(self._reading.low))

    def _of_number(self, number: int | None, before: int) -> int | None:
        """Return the group of so many told last before an index; of any number where that is not told."""
        groups = [one for one in self._groups if self._roles[one].first < before]
        same = [one for one in groups if number is not None and self._roles[one].find.count == number]
        open_ = [one for one in groups if number is None or self._roles[one].find.count is None]
        return same[-1] if same else open_[-1] if open_ else None

    def _in_sentence(self, opener: int) -> int | None:
        """Return the group of the list's own sentence: `tiga pegawai yang terbukti berkampanye, yakni A, B dan C`."""
        reading, low = self._reading, self._reading.low
        near = [one for one in self._groups if 0 <= opener - self._roles[one].head <= _REACH]
        if not near or (low[opener] in {"adalah", ":"} and opener - self._roles[near[-1]].after > len(_POINTERS)):
            return None
        role = self._roles[near[-1]]
        same = reading.sentence(reading.starts[role.first]) == reading.sentence(reading.starts[opener])
        return near[-1] if same and self._phrases.around["no_members"].isdisjoint(low[role.head : opener]) else None

    def _names_from(self, here: int) -> list[Name]:
        """Return the names of a list that ends with `dan` and a last one; none where no such list stands."""
        reading, low, count = self._reading, self._reading.low, len(self._reading.low)
        while here < count and (low[here] in self._phrases.around["lists"] | self._phrases.naming or low[here] in ",:"):
            here += 1
        names, last = list[Name](), False
        while here < count:
            name = self._item(here)
            if name is None:
                return names if last else []
            names.append(name)
            if last:
                return names
            end = self._past_aside(past_degrees(reading, self._phrases.degrees, name.after))
            here = end
            while here < count and low[here] in _JOINS and here not in reading.lines:
                last = last or low[here] in _LAST
                here += 1
            if here == end:
                return []
            here = self._past_apposition(here, last=last)
            last = last or low[here - 1] in _LAST
        return []

    def _item(self, here: int) -> Name | None:
        """Return the name that stands at an index, behind what its bearer is: `Haji Tahir`, `Jaro Suhendi`."""
        number = self._starts.get(here)
        if number is not None:
            return self._behind(number)
        name = self._reader.name_at(here, trusted=True) if self._reading.capital[here] else None
        return name if name is not None and not name.initials else None

    def _behind(self, number: int) -> Name | None:
        """Return the name behind an office and its place: `Kapitalaung Lenganeng Alfius Makahinda`."""
        role, words = self._roles[number], self._reading.words
        here = role.after
        numbered = (
            words[here : here + 1] == ["I"] and self._reading.low[here + 1] not in self._phrases.around["particles"]
        )
        here += numbered or words[here : here + 1] in _NUMBERED  # `Kadus I Toto Suharto`
        name = self._reader.name_at(here, trusted=True) if role.after == role.first + 1 else None
        if name is None or name.initials:
            return None
        begin = self._territories.person_at(role, name)
        if name.first < begin < name.after:
            return self._reader.name_at(begin, trusted=True)
        return name if begin == name.first else None

    def _past_aside(self, here: int) -> int:
        """Return the index after a bracket: `Syahril (45)`."""
        low = self._reading.low
        if low[here : here + 1] != ["("] or ")" not in low[here : here + _ASIDE]:
            return here
        return here + low[here : here + _ASIDE].index(")") + 1

    def _past_apposition(self, here: int, *, last: bool) -> int:
        """Return where the next name may begin, behind what the one before is: `Sukardi, kaur umum, dan Ngadiman`."""
        low = self._reading.low
        if last or here >= len(low) or self._reading.capital[here]:
            return here
        for after in range(here, min(len(low) - 1, here + _ASIDE)):
            if low[after] in _JOINS and after not in self._reading.lines:
                after += low[after + 1] in _LAST  # noqa: PLW2901 - `, dan`
                return after + 1
            if low[after] in {".", '"', "yang"} or self._is_verb(low[after]):
                return here
        return here
