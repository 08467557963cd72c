"""Which acts an article tells as having happened: the evidence of all frames of an act, weighed by a small model.

One model for all acts (fitted by `pantau lexicon train`): it learns how far a frame, a headline, an accusation in the
same sentence or a second mention can be trusted, not which words stand for which act; those are the lexicon's. Beside
it stand what else the article names (`pipeline.judge.fields`) and its plain words (`pipeline.judge.wording`), for what
no frame foresaw.
"""

import math
from collections.abc import Container, Mapping, Sequence

from archive.records.analysis import Act
from archive.records.reason import Reason
from archive.records.span import Span
from pipeline.judge.features import Features
from pipeline.judge.fields import field_features
from pipeline.judge.means import MEANS, means_used
from pipeline.judge.model import KindModel
from pipeline.judge.nearby import MOST, near_acts, near_spans
from pipeline.judge.reading import Finding, Mood, Reading
from pipeline.judge.weighing import sureness, told_spans
from pipeline.judge.wording import Wording
from pipeline.text.document import Document
from pipeline.text.lexicon import Lexicon

VAGUE = "A19"
DEED = "A13"
"""The decision or deed that benefits a candidate is mostly charged, not told: it is asked about in every case."""
ALONE = ("A05", "A09", "A11", "A12", "A17")
"""Acts that are mostly told alone: a party post, a spouse's leave, a campaign team, identity cards, rotations.

What else frames claim beside them (asking for support, being present) is mostly how that act is done.
"""
_OWN_ASK = {"A10": 0.12, "A13": 0.12} | dict.fromkeys(("A01", "A02", "A03", "A04", "A11", "A16", "A17"), -0.17)
"""How much more likely than others an act must be: more where labellers draw the border differently (to urge; a deed
that benefits), less where it has things of its own but is rare, so that one model for all acts says too little. With
each hand left out F1 rises in the mean of six groups of hands from .768 to .774: on four of them, and falls on two."""
_BESIDE_LIKELIER = 0.05
"""How much more likely an act must be for each likelier one, by its chance. With each of 35 hands left out of the fit
(1,579 cases) precision rises from .76 to .80, recall falls from .83 to .80, F1 rises from .791 to .799 (founders .86 to
.875): half as much as asking all alike (.45 for .4) gains. .05 to .1 do alike."""
_THINGS: dict[str, tuple[str, ...]] = {
    "A01": ("apk",),
    "A02": ("upload", "social", "digital_post", "video"),
    "A05": ("run", "party"),
    "A06": ("react", "social"),
    "A07": ("finger", "photo", "raise"),
    "A09": ("spouse",),
    "A11": ("team",),
    "A12": ("ktp",),
    "A14": ("facility", "premises", "state_means", "aid_program"),
    "A16": ("threat", "refusal", "loss"),
    "A17": ("rotate",),
    "A18": ("money",),
}
"""Groups of which an article must name one where no frame claims the act: there is no use of means without means."""
_NEVER_WITHOUT = frozenset({"A09"})
"""Acts that need their things whatever a frame claims: leave (A09) is asked of candidates' spouses."""
_SURER_BESIDE = {("A01", "A18"): 0.65, ("A08", "A04"): 0.85, ("A10", "A02"): 0.9}
"""How sure an act must be beside another one that is mostly how it is done: stickers on goods that are dealt out, being
present where candidacy is declared, urging in a post. With each of 35 hands left out of the fit, of 34 such acts below
it 7 were right."""
_IMAGINED = 0.52
"""How sure an act must be that frames claim only in what is forbidden, planned or denied, where others are told: of
five such acts below it two were right (likewise, by groups of hands)."""
_ENOUGH = 0.6
_BESIDE = 0.45
"""How sure another act must be to tell against or for this one: a photo that is posted, a sticker on a state car."""
_MOST = 4
_UNCLAIMED = 0.4  # how likely an act must be that no frame claims: its evidence is plain words
_CRIMINAL = ("step:P2", "step:P3", "step:P4")


def act_features(reading: Reading, lexicon: Lexicon) -> dict[str, Features]:
    """Return for every act that a frame claims, whatever its mood, what speaks for it and against it."""
    grouped: dict[str, list[Finding]] = {DEED: []}
    for found in reading.findings:
        if found.frame.claim.startswith("act:") and found.frame.claim != f"act:{VAGUE}":
            grouped.setdefault(found.frame.claim[4:], []).append(found)
    sure = {code: sureness(_real(group)) for code, group in grouped.items()}
    accusing = lexicon.mask("accusation")
    accused = {s.index for s in reading.all() if s.mask & accusing}
    told = {code: _features(code, group, sure, accused) for code, group in grouped.items()}
    told[DEED] |= _deed(reading, lexicon, sure)
    for name, counts in zip(("near", "wide"), near_acts(reading, lexicon), strict=True):
        for code, count in counts.items():
            values = told.setdefault(code, {"bias": 1.0, f"act:{code}": 1.0, "unframed": 1.0})
            values[name] = min(MOST, count) / MOST
    return told


def _real(group: Sequence[Finding]) -> list[Finding]:
    return [found for found in group if found.mood is Mood.REAL]


def _features(code: str, group: Sequence[Finding], sure: dict[str, float], accused: set[int]) -> Features:
    real = _real(group)
    others = [value for other, value in sure.items() if other != code]
    sentences = {found.sentence for found in real}
    values = {
        "bias": 1.0,
        f"act:{code}": 1.0,
        "sure": min(4.0, -math.log(1 - sure[code] + 1e-9)),
        "title": float(-1 in sentences),
        "opening": float(any(0 <= found.paragraph < 2 for found in real)),  # noqa: PLR2004 - the first two paragraphs
        "accused": float(bool(sentences & accused)),
        "mentions": min(_MOST, len(sentences)) / _MOST,
        "only_imagined": float(bool(group) and not real),
        "also_imagined": float(any(found.mood is Mood.UNREAL for found in group)),
        "best_other": max(others, default=0.0),
        "others": min(_MOST, sum(value >= _ENOUGH for value in others)) / _MOST,
    }
    values |= {f"frame:{found.frame.name}": 1.0 for found in real}
    if code not in ALONE:
        values |= {f"beside:{other}": sure.get(other, 0.0) for other in ALONE}
    values |= {f"with:{code}|{other}": value for other, value in sure.items() if other != code and value >= _BESIDE}
    return {name: value for name, value in values.items() if value}


def _deed(reading: Reading, lexicon: Lexicon, sure: dict[str, float]) -> Features:
    """Return what speaks for A13 besides its own frames: the law cited, the criminal track, who is accused of what."""
    sentences = reading.all()
    law, village, joint = lexicon.mask("law71"), lexicon.mask("office_desa"), lexicon.mask("gakkumdu_word")
    deciding = village | lexicon.mask("office_pj")
    cited = min(2, sum([1 for s in sentences if s.mask & law])) / 2
    urged, means = sure.get("A10", 0.0), sure.get("A14", 0.0)
    criminal = any(f.frame.claim in _CRIMINAL and f.mood is Mood.REAL for f in reading.findings)
    accused = float(bool(reading.title.mask & deciding))
    values = {
        "deed:criminal": float(criminal),
        "deed:law": cited,
        "deed:village": sum([1 for s in sentences if s.mask & village]) / len(sentences),
        "deed:urged": urged,
        "deed:law_urged": cited * urged,
        "deed:accused": accused,
        "deed:accused_urged": accused * urged,
        "deed:accused_means": accused * means,
        "deed:joint": float(bool(reading.whole & joint)),
    }
    return {name: value for name, value in values.items() if value}


def acts_of(
    document: Document, reading: Reading, lexicon: Lexicon, model: KindModel, wording: Wording
) -> tuple[tuple[Act, ...], tuple[Reason, ...]]:
    """Return the acts told as having happened, most certain first, and why; A19 only where none is named.

    An act to which no words of the article can be shown does not count, however likely it is.
    """
    named, worded = field_features(reading, lexicon), wording.features
    claimed = act_features(reading, lexicon)
    chances = act_chances(model, claimed, named, worded)
    vague = _real([found for found in reading.findings if found.frame.claim == f"act:{VAGUE}"])
    told = [
        Act(
            code,
            _spans(document, reading, lexicon, code) or wording.spans(model.word_weights(code, worded)),
            round(chances[code], 3),
        )
        for code in sorted(_told(chances, model.act_threshold, claimed, vague), key=lambda code: (-chances[code], code))
        if (code in claimed and code not in _NEVER_WITHOUT) or _thing_named(code, reading, lexicon)
    ]
    if any(act.code == MEANS for act in told) and not means_used(reading, lexicon):
        told = [act for act in told if act.code != MEANS]
    beside = {act.code for act in told}
    acts = [act for act in told if act.spans and act.confidence >= _asked_beside(act.code, beside)]
    if len(acts) > 1 and _kin_runs(reading, lexicon):
        acts = [act for act in acts if act.code != "A03"]
    if acts:
        why = [
            Reason(f"act:{code}", _printed(name, wording), round(weight, 3))
            for code, (name, weight) in model.why_acts([act.code for act in acts], claimed, named, worded)
        ]
        return tuple(acts), tuple(why)
    return ((Act(VAGUE, told_spans(vague), round(sureness(vague), 3)),) if vague else ()), ()


def act_chances(
    model: KindModel, claimed: Mapping[str, Features], named: Features, worded: Features
) -> dict[str, float]:
    """Return how likely each act is, those that no frame claims too.

    Args:
        model: Its weights.
        claimed: What frames say, by act.
        named: Of `field_features`.
        worded: Of `Wording`.
    """
    fields, words = model.fields_of(named), model.words_of(worded)
    return {
        code: model.act_of(claimed.get(code), fields.get(code, 0.0), words.get(code) if words else None)
        for code in sorted({*claimed, *model.asked})
    }


def _thing_named(code: str, reading: Reading, lexicon: Lexicon) -> bool:
    wanted = lexicon.mask(*_THINGS[code]) if code in _THINGS else -1
    return bool(reading.whole & wanted)


def _kin_runs(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether all who are told to run are kin of the accused (`anak camat yang mau nyaleg`)."""
    kin = lexicon.mask("kin_runs")
    runs = {found.sentence for found in _real(reading.findings) if found.frame.claim == "act:A03"}
    return bool(runs) and all(sentence.mask & kin for sentence in reading.all() if sentence.index in runs)


def _printed(name: str, wording: Wording) -> str:
    """Return a feature with the word as the article has it in place of its root."""
    part, _, word = name.partition(":")
    return f"word:{wording.form(word)}" if part == "word" else name


def _asked_beside(code: str, others: Container[str]) -> float:
    """Return how sure an act must be at least beside others that are told."""
    return max((sure for (one, other), sure in _SURER_BESIDE.items() if one == code and other in others), default=0.0)


def _told(
    chances: dict[str, float], threshold: float, claimed: Mapping[str, Features], vague: Sequence[Finding]
) -> set[str]:
    """Return the likely acts, without what is only warned of or denied and hardly likely beside others.

    None is guessed where the article only tells that neutrality was breached: of 14 such guesses with each hand left
    out of the fit 3 were right.
    """
    found = likely(chances, threshold, claimed)
    if vague and all(chances[code] < threshold for code in found):
        return set()
    imagined = {code for code in found if chances[code] < _IMAGINED and claimed.get(code, {}).get("only_imagined")}
    return found - imagined or found


def likely(chances: dict[str, float], threshold: float, claimed: Container[str]) -> set[str]:
    """Return the acts likely enough; where none is, the likeliest if it has half of what is asked.

    The more is likely already, the likelier must be what comes after it: a case tells two acts, seldom four.

    Args:
        chances: By act.
        threshold: What is asked of an act; of some more or less.
        claimed: Acts that a frame claims; others must be likelier.
    """
    found, likelier = set[str](), 0.0
    for code in sorted(chances, key=lambda code: (-chances[code], code)):
        asked = threshold if code in claimed else max(threshold, _UNCLAIMED)
        if chances[code] >= asked + _OWN_ASK.get(code, 0.0) + _BESIDE_LIKELIER * likelier:
            found.add(code)
        likelier += chances[code]
    return found or {code for code, chance in chances.items() if chance == max(chances.values()) >= threshold / 2}


def _spans(document: Document, reading: Reading, lexicon: Lexicon, code: str) -> tuple[Span, ...]:
    framed = told_spans([found for found in reading.findings if found.frame.claim == f"act:{code}"])
    if code == DEED and not framed:
        framed = told_spans([f for f in reading.findings if f.frame.claim in _CRIMINAL and f.mood is Mood.REAL])
    return framed or near_spans(document, reading, lexicon, code)
