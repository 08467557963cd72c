"""Reads what is said of those meant by `keduanya`, `mereka`: `Ketiganya terekam`, `memerintahkan ketiganya`."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.entities.holders import PersonHit
from pipeline.entities.model import NOTHING, Cues
from pipeline.entities.numbers import number_before
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.verbs import verb_after
from pipeline.entities.words import Reading

_OPENS = frozenset([".", '"', "”", "“", "?", "!"])
_NEAR = 2
"""Sentences back to a group."""
_TWO = 2
_BOTH = frozenset(["keduanya", "mereka"])
_MADE = Cues(suffers=1.5)


@dataclass(frozen=True, slots=True)
class Meant:
    """What is said of whom a pronoun means.

    Args:
        roles: Indexes of role mentions.
        hits: Indexes of mentions of persons.
        cues: What is said.
    """

    roles: tuple[int, ...]
    hits: tuple[int, ...]
    cues: Cues


def meant(
    reading: Reading, phrases: Phrases, roles: list[RoleHit], hits: list[PersonHit], borders: AbstractSet[int]
) -> list[Meant]:
    """Return what is said of groups and couples by pronouns.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        hits: Mentions of persons, in order.
        borders: Where mentions begin.
    """
    found: list[Meant] = []
    outside = {role.find.person for role in roles if role.entry.side != "bound"}
    told = [(number, hit) for number, hit in enumerate(hits) if hit.person not in outside]
    for place in reading.where(phrases.around["all"] - phrases.around["lists"]):
        cues = _said(reading, phrases, place, borders)
        if cues is not NOTHING:
            groups = _group(reading, roles, place)
            pair = () if groups else _persons(reading, told, place)
            found += [Meant(groups, pair, cues)] if groups or pair else []
    return found


def _said(reading: Reading, phrases: Phrases, place: int, borders: AbstractSet[int]) -> Cues:
    """Return what is said of a pronoun: as the subject of its sentence, or as whom another makes do something."""
    if place < 1 or reading.starts[place] < reading.base:
        return NOTHING
    if reading.document.in_quotation(reading.starts[place] - reading.base):
        return NOTHING
    before = reading.low[place - 1]
    if before in phrases.makes:
        return _MADE
    opens = before in _OPENS or "\n" in reading.gap(place)
    return verb_after(reading, phrases, place, place + 1, borders) if opens else NOTHING


def _group(reading: Reading, roles: list[RoleHit], place: int) -> tuple[int, ...]:
    """Return the mentions of the group told last before a pronoun; none where it is of others, or of another number."""
    word, sentence = reading.low[place], reading.sentence(reading.starts[place])
    count, _several = number_before([word.removesuffix("nya")], 1)
    told = [role for role in roles if role.first < place and role.find.plural]
    told = [role for role in told if count is None or role.find.count in {None, count}]
    last = told[-1] if told else None
    if last is None or last.entry.side != "bound" or reading.starts[last.first] < reading.base:
        return ()
    if sentence - reading.sentence(reading.starts[last.first]) > _NEAR:
        return ()
    return tuple(number for number, role in enumerate(roles) if role.first == last.first)


def _persons(reading: Reading, told: list[tuple[int, PersonHit]], place: int) -> tuple[int, ...]:
    """Return the mentions of the persons of the sentence before `keduanya`, `ketiganya`, where they are as many."""
    word = reading.low[place]
    count = _TWO if word in _BOTH else number_before([word.removesuffix("nya")], 1)[0]
    sentence = reading.sentence(reading.starts[place]) - 1
    start, end = reading.sentence_bounds(sentence) if sentence > 0 else (0, 0)
    near = {hit.person: number for number, hit in told if start <= reading.starts[hit.first] < end}
    return tuple(near.values()) if len(near) == count else ()
