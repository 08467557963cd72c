"""Tells persons described as somebody else than an official: `advokat Joko`, `Menantu lurah, Fadil`."""

from collections import Counter

from pipeline.entities.ground import Ground
from pipeline.entities.holders import PersonHit

_BODY = 7
_ATTRIBUTES = 4
"""Words between a noun and the name it describes: `Tokoh pemuda Kecamatan Kajang, Asrul`."""
_NAMING = frozenset(["bernama", "berinisial", "inisial"])
_VERBAL = ("me", "ber", "di", "ter")
_TITLES = 5
"""Words of a comma and titles before a name."""
_WHERE = frozenset(["di", "ke", "dari", "dalam", "pada"])
_LED = frozenset(["dipimpin", "diketuai"])
_COURT = frozenset(["majelis", "hakim", "sidang", "persidangan", "pengadilan"])
_HEADED = 6
"""Words from a court to who heads it: `Majelis yang dipimpin Ni Kadek Swastini`."""
_THEIRS = 8
"""Words from a body to its member, or from `orang yang` to the comma before a name."""
_THROUGH = frozenset(["lewat", "melalui"])
_WHO = frozenset(["orang", "warga", "pria", "perempuan", "lelaki"])
_THE = frozenset(["sang", "si"])
_NOUNS = 3
"""Words from `bersama` to the end of what the companion is: `ditemani anak bungsunya`."""


class Descriptions:
    """Reads the nouns before names in one article."""

    def __init__(self, ground: Ground) -> None:
        self._reading = ground.reading
        self._phrases = ground.phrases
        self._heads = {role.head - 1 for role in ground.roles}
        self._own = {ground.reading.low[role.first] for role in ground.roles if role.entry.side == "bound"}

    def of(self, hits: list[PersonHit], partners: list[tuple[int | None, int]]) -> set[int]:
        """Return persons whom a word before the name makes somebody else (`advokat`, `istrinya`, `paslon`).

        Args:
            hits: Mentions of persons, in order.
            partners: Who is joined to whom by `dan`: (the first, the second).
        """
        found, seen = self._companions(hits), set[int]()
        for hit in hits:
            if hit.person not in seen and self._is_followed(hit):
                found.add(hit.person)
            here = self._before_titles(hit)
            told = (
                self._is_om(hit.first, here) or self._tells_other(hit, here) or self._heads_others(hit.first - 1, here)
            )
            if told and hit.person not in seen and here >= 0:
                found.add(hit.person)
            seen.add(hit.person)
        for one, other in partners:
            if one in found:
                found.add(other)  # `paslon Warno dan Hartini`
        return found

    def _companions(self, hits: list[PersonHit]) -> set[int]:
        """Return who only came along and is told of no more (3 of 3 were not accused): `bersama sopirnya, Ucok`."""
        once = Counter(hit.person for hit in hits)
        return {hit.person for hit in hits if once[hit.person] == 1 and self._accompanies(hit)}

    def _accompanies(self, hit: PersonHit) -> bool:
        """Tell whether a name stands in commas behind somebody's companion: `ditemani anak bungsunya, Fikri`."""
        low, here = self._reading.low, self._before_titles(hit)
        if low[here][-3:] != "nya" or low[here + 1] != "," or low[here - 1] in _WHERE:
            return False  # `bersama warga di rumahnya, Suharsono ...`
        return not self._phrases.around["company"].isdisjoint(low[max(0, here - _NOUNS) : here])

    def _is_followed(self, hit: PersonHit) -> bool:
        """Tell whether a noun of others follows in commas: `tegur Rusmini, pemilik warung.`."""
        low, after = self._reading.low, hit.after
        near = low[after : after + 2]
        if near[:1] != [","] or len(near) < 2:  # noqa: PLR2004
            return False
        return near[1] in self._phrases.others and near[1] not in self._phrases.kin and near[1] not in self._own

    def _before_titles(self, hit: PersonHit) -> int:
        """Return the index of the last word before a name, its titles, commas and `bernama`."""
        low, here = self._reading.low, hit.first - 1
        while here > 0 and self._is_apposition(low[here]) and hit.first - here <= _TITLES:
            here -= 1
        return here

    def _is_apposition(self, word: str) -> bool:
        return word in {",", "."} or word in self._phrases.titles or word in _NAMING

    def _is_om(self, first: int, here: int) -> bool:
        """Tell whether a name follows `ini`: `"Ini Om Niko yang duduk di dewan"`."""
        return self._reading.low[here] == "ini" and self._reading.low[first - 1] != ","

    def _tells_other(self, hit: PersonHit, here: int) -> bool:
        """Tell whether the noun before a name, with its attributes, is of somebody else: `Sopir dinas, Budi`."""
        low, phrases = self._reading.low, self._phrases
        other = self._heads_court(here) or self._of_supervisors(here) or self._brought_it(here)
        other = other or self._is_kin(hit, here)
        if other or low[here] in phrases.described or not phrases.clergy.isdisjoint(low[here + 1 : hit.first]):
            return True  # `advokat Joko`, `Romo Stefanus`
        apposed = not {",", *_NAMING}.isdisjoint(low[here + 1 : hit.first])
        if apposed and low[here] in phrases.others:
            return low[here] not in self._own  # `Sopir bernama Nikson` of a story about a `sopir ambulans`
        for back in range(here, max(0, here - _ATTRIBUTES), -1):
            place = apposed and self._reading.capital[back]
            if not low[back].isalpha() or back in self._reading.lines or not (place or self._is_attribute(back)):
                return False
            own = low[back - 1 : back + 1] == ["anak", "buah"]  # `anak buahnya, Kasiman` is one of the officials
            if low[back - 1] in phrases.others and (apposed or back not in self._heads) and not own:
                return True
        return False

    def _heads_court(self, here: int) -> bool:
        """Tell whether a name is that of a judge: `Majelis yang dipimpin Ni Kadek Swastini`."""
        low = self._reading.low
        here -= low[here] == "oleh"
        return low[here] in _LED and not _COURT.isdisjoint(low[max(0, here - _HEADED) : here])

    def _of_supervisors(self, here: int) -> bool:
        """Tell whether a name is that of a supervisor's own man: `Bawaslu, lewat anggotanya Nurjanah`."""
        low, phrases = self._reading.low, self._phrases
        near = low[max(0, here - _THEIRS) : here]
        near = near[len(near) - near[::-1].index(".") :] if "." in near else near
        through = low[here] in phrases.around["members"] or low[here - 1] in _THROUGH
        return through and not phrases.authorities.isdisjoint(near)

    def _brought_it(self, here: int) -> bool:
        """Tell whether a name in commas is that of who reported: `orang yang membawanya ke Bawaslu, Hendro`."""
        low = self._reading.low
        if low[here + 1] != ",":
            return False
        near = low[max(0, here - _THEIRS) : here + 1]
        told = [place for place, word in enumerate(near[:-1]) if word == "yang" and near[place - 1] in _WHO and place]
        return bool(told) and near[told[-1] + 1] in self._phrases.around["brings_it"]

    def _is_kin(self, hit: PersonHit, here: int) -> bool:
        """Tell whether a name is that of the accused's kin: `Paman sang brigadir, Lukas Ezauw, ...`."""
        near = self._reading.low[max(0, here - _ATTRIBUTES) : hit.first]
        return any(word in _THE and near[place - 1] in self._phrases.kin for place, word in enumerate(near) if place)

    def _is_attribute(self, index: int) -> bool:
        """Tell whether a word can stand between a noun and the name it describes: `setempat`, `senam`, `camat`."""
        word = self._reading.words[index]
        return (
            word.islower()
            and (word == "terpilih" or not word.startswith(_VERBAL))
            and word not in self._phrases.around["no_attribute"]
        )

    def _heads_others(self, comma: int, here: int) -> bool:
        """Tell whether a name in commas is of a body of citizens or a party: `Direktur LSM Gerak, Bambang Utoyo`."""
        low = self._reading.low
        if low[comma] != ",":
            return False
        start = here
        while start > 0 and here - start < _BODY and self._reading.capital[start] and self._reading.gap(start) == " ":
            start -= 1
        return not self._phrases.around["citizens"].isdisjoint(low[start : here + 1])
