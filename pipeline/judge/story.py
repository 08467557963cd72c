"""How far a story has come and whether it tells of somebody: what a kind rests on, whatever words tell it.

An `incident` is an act or its first handling, a `follow_up` a later step: that is the furthest step reached. A case is
told of persons; an appeal, a rule or a count of a class of persons.
"""

from dataclasses import replace

from pipeline.judge.claims import furthest, steps_of
from pipeline.judge.reading import Mood, Reading, Sentence
from pipeline.text.lexicon import Lexicon

_EARLY = {"S1", "S2", "S3", "S4", "P1"}
_LEAD = 2  # paragraphs
_OWN_WORDS = 3
_OWN_SHARE = 0.15
"""Sentences, and their share, that make an essay: half of all opinion pieces of seven hands, and no other article."""
_FEW_WORDS, _FEW_SHARE = 2, 0.1
"""The same where hardly anybody is quoted: 25 of 39 opinion pieces of twelve hands, and two other articles."""
_SAYINGS = {
    *("ujar", "tutur", "ucap", "ungkap", "imbuh", "tandas", "ujarnya", "katanya", "ucapnya", "tuturnya", "jelasnya"),
    *("ungkapnya", "tegasnya", "terangnya", "paparnya", "imbuhnya", "tandasnya", "tukasnya"),
}
_MOST_SAYINGS = 1
_BY = {"oleh", "dening", "penulis"}


def story_features(reading: Reading, lexicon: Lexicon) -> dict[str, float]:
    """Return the features of the story as a whole; absent ones are zero."""
    return _reached(reading) | _told_of(reading, lexicon) | _opinion(reading, lexicon)


def _reached(reading: Reading) -> dict[str, float]:
    stage = furthest(steps_of(reading.findings), reading.findings)
    if stage is None:
        return {"reached:none": 1.0}
    early = stage.value in _EARLY
    return {f"reached:{stage.value}": 1.0, "reached:early" if early else "reached:late": 1.0}


def _told_of(reading: Reading, lexicon: Lexicon) -> dict[str, float]:
    """Return how much is told of persons who did something, and how much of a class of persons."""
    official = lexicon.mask("official")
    whole = lexicon.mask("generic", "generic_asn", "whole_asn", "duty", "condition", "maybe")
    claimed = {
        found.sentence
        for found in reading.findings
        if found.mood is Mood.REAL and found.frame.claim.partition(":")[0] in {"act", "step", "sanction"}
    }
    concrete = [s for s in reading.all() if s.index in claimed and s.mask & official and not s.mask & whole]
    general = [s for s in reading.all() if s.mask & official and s.mask & whole]
    number = max(1, len(reading.sentences))
    found = {
        "concrete:title": float(any(s.index < 0 for s in concrete)),
        "concrete:lead": float(any(_opens(s) for s in concrete)),
        "concrete:share": len(concrete) / number,
        "general:title": float(any(s.index < 0 for s in general)),
        "general:lead": float(any(_opens(s) for s in general)),
        "general:share": len(general) / number,
        "concreteness": (len(concrete) - len(general)) / (len(concrete) + len(general) + 1),
    }
    return {name: value for name, value in found.items() if value}


def as_headline(reading: Reading) -> Reading:
    """Return a text of few words as one headline with its title: it carries no more than a headline does.

    Real digests judged so: case F1 .92 in place of .84; what is not named in so few words says nothing against it.
    """
    told = tuple(replace(found, sentence=-1) for found in reading.findings)
    return replace(reading, title=replace(reading.title, mask=reading.whole), sentences=(), findings=told)


def is_essay(reading: Reading, first_person: int) -> bool:
    """Tell whether the writer speaks for himself: named first, or in first persons outside of quotation marks."""
    if reading.words.texts and reading.words.texts[0].lower() in _BY:
        return True
    own = sum([1 for s in reading.sentences if s.mask & first_person and not s.quoted])
    quoted = sum([1 for s in reading.sentences if s.quoted])
    number = len(reading.sentences)
    return (own >= _OWN_WORDS and own >= _OWN_SHARE * number) or (
        own >= _FEW_WORDS and own >= _FEW_SHARE * number and quoted <= _FEW_SHARE * number
    )


def few_sayings(reading: Reading) -> bool:
    """Tell whether hardly any sentence is reported as somebody's: news whose quotation marks were lost is no essay."""
    if reading.words.texts and reading.words.texts[0].lower() in _BY:
        return True
    return sum(map(_SAYINGS.__contains__, reading.words.texts)) <= _MOST_SAYINGS


def _opens(sentence: Sentence) -> bool:
    return 0 <= sentence.paragraph < _LEAD


def _opinion(reading: Reading, lexicon: Lexicon) -> dict[str, float]:
    mark = lexicon.mask("comm_mark")
    ends = [reading.title, *reading.sentences[:1], *reading.sentences[-2:]]
    found = {"opinion": 1.0} if any(s.mask & mark for s in ends) else {}
    if is_essay(reading, lexicon.mask("statement_first")):
        found["essay"] = 1.0
    weighed = lexicon.mask("analyst") | lexicon.mask("opines")
    opening = [s for s in reading.sentences if s.paragraph < 1]
    if any(s.mask & weighed == weighed for s in opening):
        found["weighed"] = 1.0
    return found
