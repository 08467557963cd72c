"""Words that tell whose denial a denial is: `lexicon/denials.yaml`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from base.datafile import Located, read_yaml
from base.listed import refuse_unknown, words
from base.said import said
from pipeline.text.lexicon import Sample

_LISTS: Mapping[str, tuple[str, ...]] = {
    "accused": ("words",),
    "owns_up": ("not", "ever", "may", "verbs"),
    "body": ("before", "beside", "words"),
}
"""The parts of the file and the lists of words of each."""
_SAMPLES = {"examples": True, "counter": False}
_WORD = re.compile(r"\w+(?: \w+)*\*?")


@dataclass(frozen=True)
class DenialWords:
    """`lexicon/denials.yaml`, ready to use.

    Args:
        accused: Who stands for the accused in the mouth of others.
        owns_up: What has the form of a denial and admits.
        body: How a sentence begins that tells what a body says.
        samples: The examples of all three, their targets being the names of the parts.
    """

    accused: re.Pattern[str]
    owns_up: re.Pattern[str]
    body: re.Pattern[str]
    samples: tuple[Sample, ...]

    def failures(self) -> list[Sample]:
        """Return the examples that do not come out as their author wanted."""
        finds: Mapping[str, Callable[[str], object]] = {
            "accused": self.accused.search,
            "owns_up": self.owns_up.search,
            "body": self.body.match,
        }
        return [one for one in self.samples if (finds[one.target](one.text) is not None) != one.wanted]


def load_denial_words(config: Path) -> DenialWords:
    """Read `lexicon/denials.yaml`.

    Raises:
        ConfigError: The file or a list is missing or empty, a key or a word is none; with file and line.
    """
    source = read_yaml(config / "lexicon" / "denials.yaml")
    refuse_unknown(source, (), _LISTS)
    for part, lists in _LISTS.items():
        refuse_unknown(source, (part,), (*lists, *_SAMPLES))
    accused, bodies = _one_of(source, "accused", "words"), _one_of(source, "body", "words")
    no, ever, may, verbs = (_one_of(source, "owns_up", key) for key in _LISTS["owns_up"])
    before, beside = _one_of(source, "body", "before"), _one_of(source, "body", "beside")
    return DenialWords(
        re.compile(rf"\b{accused}\b", re.IGNORECASE),
        re.compile(rf"\b{no} (?:{ever} )?(?:{may} )?{verbs}\b", re.IGNORECASE),
        re.compile(rf"\s*(?:{before}[, ]+)?(?:{beside} )?{bodies}\b", re.IGNORECASE),
        tuple(sample for part in _LISTS for sample in _samples(source, part)),
    )


def _one_of(source: Located, part: str, key: str) -> str:
    """Return an expression for one word of a list."""
    listed = words(source, (part, key))
    if not listed:
        raise source.error(said("{key} must be a list of words", key=key), (part, key))
    for index, word in enumerate(listed):
        if not _WORD.fullmatch(word):
            problem = said("'{word}' is no word; only `*` may stand behind it", word=word)
            raise source.error(problem, (part, key, index), allowed=said("words, and `*` at the end of the last"))
    return "(?:" + "|".join(listed).replace("*", r"\w*") + ")"


def _samples(source: Located, part: str) -> list[Sample]:
    return [
        Sample(text, part, wanted, source.file, source.line((part, key, index)))
        for key, wanted in _SAMPLES.items()
        for index, text in enumerate(words(source, (part, key)))
    ]
