"""Tells who was cleared beside others who were not: `Adapun Kabag Kesra Dyah Pitaloka dinyatakan tidak terbukti`."""

from collections.abc import Sequence

from pipeline.entities.degrees import past_degrees
from pipeline.entities.ground import Ground
from pipeline.entities.holders import PersonHit

_APPOSITION = 12
"""Words in commas behind a name: `Sekdes Nawawi, terdakwa ketiga, dibebaskan`."""
_BEFORE = 8
"""Words from `membebaskan` over an office and its place to a name."""
_JOINED = 5
"""Words from `dan` over an office to the next name."""
_LONGEST = 4
"""Words of the longest phrase."""
_OTHERWISE = 12
"""Words behind which `tetapi` may take it back."""
_STOPS = frozenset([".", "?", "!", ";", ":", '"', "”"])
_BUT = frozenset(["tetapi", "tapi", "namun", "melainkan", "kecuali"])
_SEATS = frozenset("jabatan jabatannya tugas tugasnya kursi kursinya posisi posisinya kewajiban".split())  # noqa: SIM905

_PRONOUNS = frozenset(["ia", "dia", "beliau"])
_HIS = frozenset(["padanya", "terhadapnya", "atasnya", "dirinya"])
_FINDS_NO = (["tidak", "menemukan"], ["tak", "menemukan"])


class Cleared:
    """Reads who was acquitted or found to have done nothing, in one article.

    Seven articles of the development half rest on it (one of several is cleared and no label accuses him); nobody is
    left out by it where no other is accused.

    Args:
        ground: What the finders of persons share.
    """

    def __init__(self, ground: Ground) -> None:
        self._reading = ground.reading
        self._degrees = ground.phrases.degrees
        self._around = ground.phrases.around

    def of(self, hits: Sequence[PersonHit]) -> set[int]:
        """Return persons of whom a mention says it; `hits` are in order."""
        if not self._reading.names_any(self._around["clears"] | self._around["is_cleared"] | self._around["blamed"]):
            return set()
        found, following = self._by_pronoun(hits), dict[int, PersonHit]()
        for hit in reversed(hits):
            if self._is_told(hit) or self._is_freed(hit) or self._with_next(hit, following, found):
                found.add(hit.person)
            following[hit.first] = hit
        return found

    def _by_pronoun(self, hits: Sequence[PersonHit]) -> set[int]:
        """Return against whom, as a pronoun of the next sentence says, nothing is held: `Ia tidak didakwa`."""
        found, low, around = set[int](), self._reading.low, self._around
        for here in self._reading.where(around["blamed"]):
            begin = here
            while begin > 0 and low[begin - 1] in around["before_blamed"]:
                begin -= 1
            denied = low[begin - 1] in around["denied"] and low[begin - 2] in _PRONOUNS
            nothing = low[here - 2 : here] in _FINDS_NO and not _HIS.isdisjoint(self._clause(here))
            if not (denied or nothing):
                continue
            said = self._reading.sentence(self._reading.starts[here])
            near = [hit for hit in hits if said - 1 <= self._reading.sentence(self._reading.starts[hit.first]) < said]
            if len({hit.person for hit in near}) == 1:
                found.add(near[0].person)
        return found

    def _is_told(self, hit: PersonHit) -> bool:
        """Tell whether the verb behind a name clears: `Rusli, Camat Anggeraja, dinyatakan tidak terbukti`."""
        low = self._reading.low
        here = past_degrees(self._reading, self._degrees, hit.after)
        if low[here : here + 1] != [","]:
            return self._clears_at(here)
        close = next((at for at in range(here + 1, min(len(low), here + _APPOSITION)) if low[at] in ",."), here)
        return self._clears_at(here + 1) or (low[close] == "," and self._clears_at(close + 1))

    def _clears_at(self, here: int) -> bool:
        """Tell whether a phrase that clears stands at an index, behind `juga`, `akhirnya`."""
        low, around = self._reading.low, self._around
        while here < len(low) and low[here] in around["before_cleared"]:
            here += 1
        known = around["cleared_in_titles"] if here < self._reading.title_words() else around["cleared"]
        end = next((here + size for size in range(_LONGEST, 0, -1) if " ".join(low[here : here + size]) in known), here)
        return end > here and not self._loses(end) and _BUT.isdisjoint(self._clause(end))

    def _loses(self, end: int) -> bool:
        """Tell whether somebody is only freed from his office: `dibebaskan dari jabatannya`."""
        return not _SEATS.isdisjoint(self._reading.low[end : end + 3])

    def _clause(self, here: int) -> list[str]:
        near = self._reading.low[here : here + _OTHERWISE]
        return near[: next((at for at, word in enumerate(near) if word in _STOPS), len(near))]

    def _is_freed(self, hit: PersonHit) -> bool:
        """Tell whether a verb before a name clears: `membebaskan Kaur Umum Hamzah`."""
        low = self._reading.low
        for here in range(hit.first - 1, max(0, hit.first - _BEFORE), -1):
            if low[here] in _STOPS or low[here] in {"dan", "serta"}:
                return False
            if low[here] in self._around["clears"] or " ".join(low[here - 1 : here + 1]) in self._around["clears"]:
                return low[here + 1] not in {"dari", "diri"} and not self._loses(hit.after)
        return False

    def _with_next(self, hit: PersonHit, following: dict[int, PersonHit], found: set[int]) -> bool:
        """Tell whether `dan` joins a name to that of somebody cleared: `Rohadi dan Tukijan dibebaskan`."""
        after = hit.after
        if self._reading.low[after : after + 1] != ["dan"]:
            return False
        other = next((following[at] for at in range(after + 1, after + _JOINED) if at in following), None)
        return other is not None and other.person in found and self._is_told(other)
