"""Reads the words between an office and a name that announce the name, or belong to the office."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.words import Reading

_IS = frozenset(["adalah", "ialah", "yaitu", "yakni"])
_GAP = 2
"""Words of a place between an office and what its bearer is called."""
_NOUN = 5
"""Letters that the shortest noun with prefix and suffix is longer than."""
_FOREIGN = ("isasi", "itasi", "logi", "grafi", "kultura", "matika", "nomi")
"""Ends of borrowed nouns: `Rehabilitasi`, `Hortikultura`."""
_LONG = 7
"""Letters that the shortest of them is longer than."""
_NO_GAP = frozenset(["dan", "itu", "ini", "yang", "tersebut"])


def past_naming(reading: Reading, phrases: Phrases, here: int) -> int:
    """Return the index after `bernama lengkap`, `atas nama`, `berinisial:`, `, yakni` before a name."""
    low, start = reading.low, here
    if low[here : here + 2] == ["atas", "nama"]:
        return here + 2
    if low[here - 1] == "," and here + 1 < len(low) and low[here] in _IS and reading.capital[here + 1]:
        return here + 1  # `Seorang lurah, yakni Sapriyono, ...`
    while low[here : here + 1] and low[here] in phrases.around["known_as"]:
        here += 1
    if here > start and low[here : here + 1] and low[here] not in phrases.naming:
        return start
    start = here  # `Staf itu, disebut bernama Deden, ...`
    while here < len(low) and low[here] in phrases.naming:
        here += 1
    here += here > start and here < len(low) and low[here] == "lengkap"
    return here + (here < len(low) and low[here] in {"nama", ":"})


def leads_to(reading: Reading, role: RoleHit, cue: int) -> bool:
    """Tell whether an office ends at `yang akrab disapa`, small words aside: `honorer distrik yang biasa dipanggil`."""
    between = reading.words[role.after : cue] if 0 <= cue - role.after <= _GAP else [","]
    return all(word.islower() and word not in _NO_GAP for word in between)


def is_likely(words: Iterable[str], offices: AbstractSet[str]) -> bool:
    """Tell whether words look like a person's name rather than an office's."""
    return not any(word in offices or is_noun(word) for word in words)


def is_noun(word: str) -> bool:
    """Tell whether a word is built as a noun is: `Pembinaan`, `Rehabilitasi`."""
    joined = word.startswith(("pe", "ke")) and word.endswith(("an", "i")) and len(word) > _NOUN
    return joined or (word.endswith(_FOREIGN) and len(word) > _LONG)
