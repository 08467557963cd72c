"""Words around persons: `lexicon/people.yaml` and `lexicon/common_words.txt`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from base.datafile import Located, read_yaml
from base.errors import ConfigError
from base.listed import words
from base.said import said
from pipeline.entities.likeness import Likeness, load_likeness
from pipeline.entities.model import Cues
from pipeline.entities.phrase_lists import AROUND, LISTS

_SURELY = 2.0
"""Likeness from which a word alone is taken for a person's name: 2 % of the words in names of regions reach it."""
_CERTAINLY = 4.0
"""Likeness that next to no word of places has."""
_BEGINS = 0.5
_CHANGE = 1.0
"""Likeness, summed over its words, from which the end of a run is a person's name of its own."""
_VERBS = (
    ("stands_by", Cues(stops=0.5)),
    ("mute", Cues(accused=0.9, weak=0.9, speaks=0.3)),
    ("answer", Cues(accused=1.8, speaks=0.3)),
    ("undergone", Cues(accused=2.0)),
    ("examined", Cues(accused=0.7, weak=0.7)),
    ("suffered", Cues(suffers=1.5)),
    ("complained", Cues(complains=2.0)),
    ("stopped", Cues(stops=2.0)),
    ("punishes", Cues(speaks=0.5, chief=1.0)),
    ("speech", Cues(speaks=2.0)),
    ("did", Cues(accused=1.2)),
)
"""What each list of verbs says of the one who stands before the verb, the surest list first."""
_CONFESSES = Cues(accused=2.0, speaks=0.3)
"""`mengaku mengumpulkan 90 lembar`: but who admits to `menyerahkan perkara itu` speaks of others, as `speech` lists."""
_OWN = {
    "berinisial": Cues(accused=3.0),
    "inisial": Cues(accused=3.0),
    "mengaku": Cues(accused=0.8, speaks=0.6),
    "ngaku": Cues(accused=0.8, speaks=0.6),
    "mengakui": Cues(accused=0.8, speaks=0.6),
    "akui": Cues(accused=1.2, speaks=0.3),
}
"""Verbs that say more than one thing: who is accused admits, but so does a chief who comments."""

_SIGNS = frozenset(['"', "“", "”", ",", "yang", "menurut"])
_STIRRING = ("causes", "refuses", "denies", "hands_in", "bare")
"""Signs and lists of words that may say something of the mention before them, beside the verbs that tell."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """`lexicon/people.yaml`: words around persons.

    `stirring` are the words that may say something of the mention before them; so may all that begin as verbs do.
    """

    titles: frozenset[str]
    degrees: frozenset[str]
    links: frozenset[str]
    naming: frozenset[str]
    given: frozenset[str]
    accused: frozenset[str]
    speech: frozenset[str]
    cries: frozenset[str]
    undergone: frozenset[str]
    examined: frozenset[str]
    subordinates: frozenset[str]
    companions: frozenset[str]
    described: frozenset[str]
    named_after: frozenset[str]
    before_names: frozenset[str]
    examines: frozenset[str]
    few: frozenset[str]
    answer: frozenset[str]
    mute: frozenset[str]
    stands_by: frozenset[str]
    admits: frozenset[str]
    present: frozenset[str]
    did: frozenset[str]
    punishes: frozenset[str]
    complained: frozenset[str]
    suffered: frozenset[str]
    about: frozenset[str]
    addressed: frozenset[str]
    general: frozenset[str]
    causes: frozenset[str]
    fillers: frozenset[str]
    refuses: frozenset[str]
    denies: frozenset[str]
    takes_part: frozenset[str]
    formal: frozenset[str]
    stopped: frozenset[str]
    matters: frozenset[str]
    bare: frozenset[str]
    done_by: frozenset[str]
    kin: frozenset[str]
    news: frozenset[str]
    clergy: frozenset[str]
    sides: frozenset[str]
    against_sides: frozenset[str]
    helpless: frozenset[str]
    hands_in: frozenset[str]
    authorities: frozenset[str]
    orders_to: frozenset[str]
    deeds: frozenset[str]
    makes: frozenset[str]
    wrongs: frozenset[str]
    others: frozenset[str]
    never: frozenset[str]
    acronyms: frozenset[str]
    common: frozenset[str]
    around: Mapping[str, frozenset[str]]
    telling: dict[str, Cues]
    telling_firsts: frozenset[str]
    saying: frozenset[str]
    stirring: frozenset[str]
    likeness: Likeness

    def is_given(self, word: str) -> bool:
        """Tell whether a lower-case word is a person's name by itself or by its letters."""
        return word in self.given or self.likeness.score(word) > _SURELY

    def is_first(self, word: str) -> bool:
        """Tell whether a lower-case word is so surely a person's that no word before it need be his."""
        return word in self.given or self.likeness.score(word) > _CERTAINLY

    def first_of_person(self, words: list[str]) -> int:
        """Return where a person's name begins in a run that begins with a place; its length where it is all place.

        Args:
            words: Lower-case words after the head of a place (`Kedawung Wetan Hariyono`).
        """
        best, start, total = 0.0, len(words), 0.0
        for index in range(len(words) - 1, -1, -1):
            score = self.likeness.score(words[index])
            total += score
            like = score > _BEGINS and total > max(best, _CHANGE if index else _SURELY)
            if self.is_first(words[index]) or like:
                best, start = max(total, best), index
        return start


def load_phrases(config: Path) -> Phrases:
    """Read `lexicon/people.yaml`.

    Raises:
        ConfigError: The file is missing or a list is.
    """
    source: Located = read_yaml(config / "lexicon" / "people.yaml")
    lists = {key: frozenset(word.lower() for word in words(source, (key,))) for key in LISTS}
    telling = _telling(lists)
    firsts = frozenset(phrase.split()[0] for phrase in telling)
    return Phrases(
        **lists,
        around=_around(source),
        common=_common_words(config / "lexicon" / "common_words.txt"),
        telling=telling,
        telling_firsts=firsts,
        stirring=_SIGNS.union(firsts, *(lists[key] for key in _STIRRING)),
        saying=_saying(lists["speech"]) | lists["cries"],
        likeness=load_likeness(config),
    )


def _around(source: Located) -> dict[str, frozenset[str]]:
    """Return the lists that single modules ask for.

    Raises:
        ConfigError: One is missing.
    """
    return {key: frozenset(word.lower() for word in words(source, ("around", key))) for key in AROUND}


def _saying(speech: frozenset[str]) -> frozenset[str]:
    """Return the verbs after which the speaker is named: `kata Budi`, but not `menyebut Budi`."""
    return frozenset(word for word in speech if not word.startswith("me") or word == "menurut")


def _telling(lists: dict[str, frozenset[str]]) -> dict[str, Cues]:
    """Return what a verb after a mention says; where a verb stands in several lists, the surer one counts."""
    table: dict[str, Cues] = {}
    for key, cues in _VERBS:
        for word in lists[key]:
            table.setdefault(word, cues)
    for word in lists["admits"]:
        for deed in lists["did"]:
            table.setdefault(f"{word} {deed}", _CONFESSES)
    return table | _OWN


def _common_words(path: Path) -> frozenset[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(said("cannot be read: {error}", error=error), file=str(path)) from error
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
