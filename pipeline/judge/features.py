"""What an article looks like to the judge: features that mean the same in written and in real news.

They count offices, candidates, supervisors, partisan acts, steps of handling and moods, never words of style.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress

from pipeline.judge.reading import Finding, Mood, Reading, Sentence
from pipeline.judge.story import story_features
from pipeline.text.document import Document
from pipeline.text.lexicon import Lexicon

Features = dict[str, float]

_GROUPS = (
    "official", "asn_word", "office_asn", "office_desa", "office_nonasn", "office_apparat", "office_pj", "elected",
    "adhoc", "generic", "specific", "initials", "politics", "contestant", "candidate", "supervisor",
    "election_supervisor", "neutral", "commission", "court", "video", "social", "hedge", "other_topic", "crime_other",
    "network", "misuse", "stat_word", "stat_count", "reg_word", "comm_mark", "analyst", "opines", "incident_word",
    "follow_word", "appeal_verb", "appeal_event", "duty", "condition", "maybe", "elsewhere", "statement_first",
    "breach_words",
)  # fmt: skip
_PAIRS = (
    ("official", "contestant"), ("official", "supervisor"), ("official", "neutral"), ("specific", "supervisor"),
    ("specific", "contestant"), ("official", "politics"), ("official", "breach_words"), ("specific", "hedge"),
    ("elected", "neutral"), ("official", "other_topic"), ("specific", "incident_word"),
)  # fmt: skip
_STEPS = {"S1": "s12", "S2": "s12", "S3": "s34", "S4": "s34", "S5": "s56", "S6": "s56", "S7": "s7"}
_BYLINE = re.compile(r"\W*(?:(?:oleh|ku|penulis|dening)\s*:|(?:oleh|dening)\s+[A-Z])", re.IGNORECASE)
_LIST = re.compile(r"\n[ \t]{0,8}(?:[-•*]|\d{1,2}[.)])[ \t]")
TITLE_ONLY = "only:"
"""Before the features of an article without text: a title alone must carry what otherwise the text carries."""
_DATELINE = re.compile(r"\s*[A-Z][\w .,()|/'-]{2,60}?\s*(?:[–—|-]|--)\s*\S")
_LEAD = 2  # paragraphs that count as the opening
_CITED = frozenset({"nomor", "no", "tahun", "pasal", "ps", "ayat", "angka"})
"""Words before the numbers of laws, which count nothing: eight laws cited against a lurah are no statistics."""
_NAMED_WRITER = 3.0
"""What it says that a writer's name stands first: rare, and hardly anything but an opinion piece begins so."""


def flag(found: Features, name: str, *, on: bool) -> None:
    """Note a feature that an article has or has not."""
    if on:
        found[name] = 1.0


def describe(document: Document, reading: Reading, lexicon: Lexicon) -> Features:
    """Return the features of one article; absent ones are zero."""
    features: Features = {"bias": 1.0}
    bits = _bits(lexicon)
    _groups(features, reading, bits)
    _pairs(features, reading, bits)
    _claims(features, reading.findings)
    _form(features, document, reading, bits)
    _named(features, document, reading, bits)
    if not reading.sentences:  # a title alone tells no story, and its words weigh otherwise than beside a text
        return {TITLE_ONLY + name: value for name, value in features.items() if value}
    features |= story_features(reading, lexicon)
    return {name: value for name, value in features.items() if value}


@lru_cache(maxsize=2)
def _bits(lexicon: Lexicon) -> dict[str, int]:
    return {name: 1 << lexicon.number(name) for name in _GROUPS if lexicon.number(name) >= 0}


def _groups(features: Features, reading: Reading, bits: dict[str, int]) -> None:
    size = max(len(reading.sentences), 1)
    whole = sum(bits.values())
    counts: defaultdict[int, int] = defaultdict(int)  # a Counter is slow where a key is new, and most are
    lead = 0
    for sentence in reading.sentences:
        mask = sentence.mask & whole
        if sentence.paragraph < _LEAD:
            lead |= mask
        while mask:
            lowest = mask & -mask
            counts[lowest] += 1
            mask ^= lowest
    for name, bit in bits.items():
        if reading.title.mask & bit:
            features[f"title:{name}"] = 1.0
        count = counts.get(bit, 0)
        if count:
            features[f"text:{name}"] = math.log1p(count)
            features[f"share:{name}"] = count / size
            if lead & bit:
                features[f"lead:{name}"] = 1.0


def _pairs(features: Features, reading: Reading, bits: dict[str, int]) -> None:
    masks = [sentence.mask for sentence in reading.sentences]
    for left, right in _PAIRS:
        both = bits.get(left, 0) | bits.get(right, 0)
        if reading.whole & both != both:
            continue
        if reading.title.mask & both == both:
            features[f"title:{left}+{right}"] = 1.0
        count = [mask & both for mask in masks].count(both)
        if count:
            features[f"text:{left}+{right}"] = math.log1p(count)


def _claims(features: Features, findings: Iterable[Finding]) -> None:
    counts: defaultdict[str, int] = defaultdict(int)
    for finding in findings:
        zone = "title" if finding.sentence < 0 else "lead" if finding.paragraph < _LEAD else "body"
        own, everywhere = _counted_as(finding.frame.claim, zone, real=finding.mood is Mood.REAL)
        counts[own] += 1
        counts[everywhere] += 1
    for name, count in counts.items():
        features[name] = math.log1p(count)
    real, unreal = counts["all:act:real"], counts["all:act:unreal"]
    features["act_reality"] = (real - unreal) / (real + unreal + 2)
    steps = sum(count for name, count in counts.items() if name.startswith("all:step") and name.endswith(":real"))
    imagined = sum(count for name, count in counts.items() if name.startswith("all:step") and name.endswith(":unreal"))
    features["step_reality"] = (steps - imagined) / (steps + imagined + 2)


@lru_cache(maxsize=1 << 12)
def _counted_as(claim: str, zone: str, *, real: bool) -> tuple[str, str]:
    """Return under which names a claim counts: where it is told, and in the whole article."""
    kind, _, value = claim.partition(":")
    if kind == "step":
        kind = f"step_{_STEPS.get(value, 'p' if value[0] == 'P' else 'x')}"
    elif kind == "cue":
        kind = f"cue_{value}"
    elif value == "A19":
        kind = "breach"
    mood = "real" if real else "unreal"
    return f"{zone}:{kind}:{mood}", f"all:{kind}:{mood}"


def _form(features: Features, document: Document, reading: Reading, bits: dict[str, int]) -> None:
    if _BYLINE.match(document.text):
        features["byline"] = _NAMED_WRITER
    features["no_text"] = float(not reading.sentences)
    if document.text:
        first = bits.get("statement_first", 0)
        spoken = sum([1 for s in reading.sentences if s.mask & first and not s.quoted])
        features["first_person"] = spoken / max(len(reading.sentences), 1)
        features["quoted"] = sum([1 for s in reading.sentences if s.quoted]) / max(len(reading.sentences), 1)
        features["no_dateline"] = float(not _DATELINE.match(document.text))
        features["no_quotes"] = float(not document.quotations)
        asked = sum(1 for piece in document.sentences if document.text[piece.end - 1 : piece.end] == "?")
        features["questions"] = asked / max(len(document.sentences), 1) * 3
    items = len(_LIST.findall("\n" + document.text))
    features["list_items"] = math.log1p(items)
    if any(letter.isdigit() for letter in document.title[:12]):
        features["title_number_first"] = 1.0
    if "?" in document.title:
        features["title_question"] = 1.0
    texts = reading.words.texts
    digits = compress(range(len(texts)), map(str.isdigit, texts))
    numbers = sum([texts[place - 1] not in _CITED for place in digits if place])
    features["numbers"] = numbers / max(len(reading.words.texts), 1) * 10
    gate = _gate(reading, bits)
    features["gate"] = float(gate)
    features["no_gate"] = float(not gate)


def _gate(reading: Reading, bits: dict[str, int]) -> bool:
    political = bits["politics"] | bits["contestant"] | bits["election_supervisor"] | bits["neutral"]
    return bool(reading.whole & bits["official"] and reading.whole & political)


def _named(features: Features, document: Document, reading: Reading, bits: dict[str, int]) -> None:
    """Count offices with a name behind them (`Kades Lamoluo`): a person, not a class of persons."""
    offices = bits["office_asn"] | bits["office_desa"] | bits["office_apparat"] | bits["office_pj"]
    near = bits["contestant"] | bits["supervisor"] | bits["breach_words"] | bits["politics"]
    count = 0
    for sentence in reading.sentences:
        if sentence.mask & offices and sentence.mask & near and _has_name(document.text, reading, sentence, offices):
            count += 1
    if count:
        features["named_office"] = math.log1p(count)
    if reading.title.mask & offices and _has_name(document.title, reading, reading.title, offices):
        features["title_named_office"] = 1.0


def _has_name(text: str, reading: Reading, sentence: Sentence, offices: int) -> bool:
    words = reading.title_words if sentence.index < 0 else reading.words
    for hit in sentence.hits:
        following = hit.last + 1
        if following < sentence.last and hit.mask & offices:
            start = words.starts[following]
            if text[start : start + 1].isupper() and text[words.ends[hit.last] : start].strip(" (") in {"", ","}:
                return True
    return False
