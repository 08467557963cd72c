"""The screen's words and numbers: `config/lexicon/screen.yaml`, checked, as patterns for either matcher."""

import re
from dataclasses import dataclass
from pathlib import Path

from base.datafile import Located, read_yaml
from base.listed import mapping, words
from base.said import said

FILE = "lexicon/screen.yaml"
GROUPS = ("office_strong", "office_weak", "election_strong", "election_weak", "handling")
WEIGHTS = ("strong_strong", "strong_weak", "weak_strong")
_TERM = re.compile(r"[a-z0-9 *?|()]+")
# What may stand between the words of a phrase: white space, hyphens, no-break spaces, any tags.
_GAP = r"(?:[\s_/\-]|&nbsp;|<[^<>]*>)+"


@dataclass(frozen=True, slots=True)
class ScreenTerms:
    """The screen's configuration.

    Args:
        groups: Regular expressions by group, in the order of `GROUPS`.
        reach: Characters between two words that belong together.
        threshold: Score that lets a text pass.
        longer: Characters of text that ask for one more in score: long texts name everything once.
        short: Length below which a text is judged leniently.
        weights: Of pairs, in the order of `WEIGHTS`.
    """

    groups: tuple[tuple[str, ...], ...]
    reach: int
    threshold: int
    longer: int
    short: int
    weights: tuple[int, int, int]


def load_terms(config: Path) -> ScreenTerms:
    """Read the screen's configuration.

    Raises:
        ConfigError: A key is missing or unknown, a term is empty or holds a character that terms do not have.
    """
    located = read_yaml(config / FILE)
    data = located.data
    keys = {"version", "reach", "threshold", "longer", "short", "weights", "groups"}
    if not isinstance(data, dict) or set(data) != keys:
        raise located.error(said("must have exactly the known keys"), allowed=", ".join(sorted(keys)))
    if set(mapping(located, ("groups",))) != set(GROUPS):
        raise located.error(said("groups are missing or unknown"), ("groups",), allowed=", ".join(GROUPS))
    if set(mapping(located, ("weights",))) != set(WEIGHTS):
        raise located.error(said("weights are missing or unknown"), ("weights",), allowed=", ".join(WEIGHTS))
    groups = tuple(
        tuple(_pattern(located, name, index, term) for index, term in enumerate(words(located, ("groups", name))))
        for name in GROUPS
    )
    strong_strong, strong_weak, weak_strong = (
        _number(located, ("weights", name), data["weights"][name]) for name in WEIGHTS
    )
    return ScreenTerms(
        groups=groups,
        reach=_number(located, ("reach",), data["reach"]),
        threshold=_number(located, ("threshold",), data["threshold"]),
        longer=max(1, _number(located, ("longer",), data["longer"])),
        short=_number(located, ("short",), data["short"]),
        weights=(strong_strong, strong_weak, weak_strong),
    )


def _number(located: Located, path: tuple[str, ...], value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise located.error(said("{choices} must be a whole number of at least 0", choices=".".join(path)), path)
    return value


def _pattern(located: Located, group: str, index: int, term: object) -> str:
    path = ("groups", group, index)
    if not isinstance(term, str) or not term.strip() or not _TERM.fullmatch(term):
        raise located.error(
            said("{term!r} is no term", term=term), path, allowed="lower-case letters, digits, blanks, * ? | ( )"
        )
    pattern = term.strip().replace("*", "[a-z]*").replace(" ", _GAP)
    try:
        re.compile(pattern)
    except re.error as error:
        raise located.error(said("{term!r} has unbalanced brackets: {error}", term=term, error=error), path) from error
    return rf"\b(?:{pattern})\b"
