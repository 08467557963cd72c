"""What makes an article one about neutrality at all: officials beside candidates, supervisors and partisan acts.

Each feature has a direction that the model must keep: one that speaks for neutrality can never speak against it, so
that no register (long real news, short written news) can be learnt in its place.
"""

import itertools
import math
from collections.abc import Sequence

from pipeline.judge.cleared import cleared, is_disputed
from pipeline.judge.features import TITLE_ONLY, Features, flag
from pipeline.judge.marks import Marks, marks_of
from pipeline.judge.opposing import against
from pipeline.judge.reading import Finding, Mood, Reading
from pipeline.judge.story import as_headline, few_sayings, is_essay
from pipeline.text.lexicon import Lexicon

FOR = (
    "title_official", "title_office", "title_neutral", "title_contest", "title_supervisor", "title_breach", "title_act",
    "title_official_contest", "title_official_neutral", "title_official_supervisor", "title_official_incident",
    "title_official_case", "title_forces_neutral", "near_forces", "title_act_official",
    "text_official", "text_neutral", "text_contest", "text_supervisor", "text_breach",
    "near_contest", "near_neutral", "near_supervisor", "near_breach", "lead_near", "density",
    "act_official", "act_near", "unreal_act_official", "step_official", "spread", "all_three", "core",
    "core_title", "window", "specific_near", "title_official_text", "claim_share", "handled_official",
    "sanction_contest", "title_facility_contest", "facility_contest", "opinion", "tried", "act_handled", "watched",
    "essay", "rotation_ban", "rotation_asked", "weighed", "partisan", "partisan_title", "overseen",
)  # fmt: skip
AGAINST = (
    "no_official", "no_contest", "crime", "crime_title", "crime_alone", "network", "other_title", "other_text",
    "adhoc_title", "adhoc_lead", "misuse", "misuse_title", "commission_title", "elected_title_alone", "village_poll",
    "rotation", "adhoc_share", "court_without_election",
    "abroad", "abroad_title", "promise", "promise_title", "enforced", "enforced_title", "claimed", "claimed_title",
    "securing", "securing_title", "former_title", "no_election",
    "elsewhere_title", "village_poll_title", "team_title", "team_lead", "stops_title",
    "stops_praised", "resigned", "resigned_title", "praised", "forged", "consented", "resigned_first",
)  # fmt: skip
_WEAK_ACTS = {"A16", "A18", "A19", "A03"}
_WEAK_FRAMES = {
    "a14_aid", "a14_aid_vote", "a14_use", "a02_viral_support", "a02_own_post", "a06_react", "a06_react_social",
    "a15_gather", "a15_word", "a15_send", "a15_quota", "a15_seen_together", "a09_no_leave", "a13_letter",
}  # fmt: skip
"""Acts and frames that are told outside elections as well."""
_BROAD = 0.36
"""Frames that are no surer than this stand over wide groups; they tell which act it was, not that it was one."""
_HANDLING = {"step:S4", "step:S5", "step:S6", "step:S7", "step:P1", "step:P2", "step:P3", "step:P4"}
_SIDE = "cue:partisan"
_COURT = {"step:P2", "step:P3", "step:P4"}
_BESIDE_HANDLING = ("no_election", "no_contest")
"""Who made a sign for a side and was examined or punished for it breached neutrality, though no election be named."""
_UNTOLD = {"no_official", "no_contest", "no_election", "court_without_election"}
"""What is held against an article for what it does not name."""
_UNTOLD_SHORT = _UNTOLD - {"no_election"}
"""The same in a short text; that three sentences and a title hold no word of any election says much of it, too."""
_NEWS = 3  # paragraphs in which the news stands
_LEAD = 2
_BRIEF = 24  # words of a text that tells no more than a headline
_SHORT = 70
"""Words of a text in which much that is meant is not named: of written articles cut to 50 words a story's features find
.57 of what is relevant, with those of a headline for a half .8."""
_OFTEN = 2  # sentences about officials that make an essay one about them
_MUCH = 3  # sentences about officials that make what is weighed one about them
_MANY = math.log1p(3)
"""Three sentences of supervisors: who left the service before he ran is not their business."""
_TELLING = 3  # sentences; in fewer, what is not named says nothing


def relevance_features(reading: Reading, lexicon: Lexicon) -> Features:
    """Return the features of relevance, all at least 0; absent ones are zero.

    A text of few words is read as a headline; a short one as a headline and as a story, each for a half.
    """
    bit, number = marks_of(lexicon), len(reading.words.texts)
    reading = cleared(reading, bit)
    if not reading.sentences or number >= _SHORT:
        return _read(reading, bit)
    headline = _read(as_headline(reading), bit)
    if number < _BRIEF:
        return headline
    story = _read(reading, bit)
    mixed = {name: value / 2 for name, value in (headline | story).items()}
    return mixed | {name: value for name, value in story.items() if name in AGAINST and name not in _UNTOLD_SHORT}


def _read(reading: Reading, bit: Marks) -> Features:
    found: Features = {"bias": 1.0}
    _title(found, reading, bit)
    if reading.sentences:
        _text(found, reading, bit)
        _acts(found, reading, bit)
    flag(found, "rotation_asked", on=is_disputed(reading, bit))
    found |= against(reading, bit)
    if "handled_official" in found and found.get("text_supervisor", 0.0) >= _MANY:
        found.pop("resigned_title", None)
    if "consented" in found:
        found.pop("rotation_ban", None)
        found.pop("rotation_asked", None)
    if "rotation_ban" in found or "rotation_asked" in found:
        found.pop("rotation", None)
    if "rotation_asked" in found:
        found.pop("no_election", None)
    prefix = "" if reading.sentences else TITLE_ONLY
    return {prefix + name: value for name, value in found.items() if value}


def _title(found: Features, reading: Reading, bit: Marks) -> None:
    mask = reading.title.mask
    official = bool(mask & bit.official)
    for name, group in (
        ("official", bit.official),
        ("office", bit.office),
        ("neutral", bit.neutral),
        ("contest", bit.contest | bit.figures),
        ("supervisor", bit.supervisor),
        ("breach", bit.breach),
    ):
        flag(found, f"title_{name}", on=bool(mask & group))
    flag(found, "title_official_contest", on=official and bool(mask & (bit.contest | bit.figures)))
    flag(found, "title_official_neutral", on=official and bool(mask & (bit.neutral | bit.breach)))
    flag(found, "title_facility_contest", on=bool(mask & bit.vehicle and mask & (bit.contest | bit.campaign)))
    flag(found, "title_forces_neutral", on=bool(mask & bit.forces and mask & bit.neutral))
    flag(found, "title_official_supervisor", on=official and bool(mask & bit.supervisor))
    flag(found, "title_official_incident", on=official and bool(mask & bit.incident))
    case = bool(mask & (bit.politics | bit.figures))
    flag(found, "title_official_case", on=official and case)
    acts = [f for f in reading.findings if f.sentence < 0 and _partisan(f)]
    flag(found, "title_act", on=bool(acts))
    flag(found, "title_act_official", on=bool(acts) and official)


def _partisan(finding: Finding) -> bool:
    """Tell whether a finding is an act that only makes sense in an election."""
    claim = finding.frame.claim
    if not claim.startswith("act:"):
        return False
    frame = finding.frame
    return claim[4:] not in _WEAK_ACTS and frame.name not in _WEAK_FRAMES and frame.weight > _BROAD


def _count(found: Features, name: str, masks: Sequence[int], left: int, right: int) -> None:
    number = sum([1 for mask in masks if mask & left and mask & right])
    if number:
        found[name] = math.log1p(min(number, 8))


def _text(found: Features, reading: Reading, bit: Marks) -> None:
    sentences = reading.sentences
    masks = [sentence.mask for sentence in sentences]
    for name, group in (
        ("official", bit.official),
        ("neutral", bit.neutral),
        ("contest", bit.contest),
        ("supervisor", bit.supervisor),
        ("breach", bit.breach),
    ):
        _count(found, f"text_{name}", masks, group, group)
    _count(found, "near_contest", masks, bit.official, bit.contest)
    _count(found, "near_neutral", masks, bit.official, bit.neutral)
    _count(found, "facility_contest", masks, bit.facility, bit.contest | bit.campaign)
    _count(found, "near_forces", masks, bit.forces, bit.neutral)
    _count(found, "near_supervisor", masks, bit.official, bit.supervisor)
    _count(found, "near_breach", masks, bit.official, bit.breach)
    _count(found, "lead_near", [s.mask for s in sentences if s.paragraph < _LEAD], bit.official, bit.politics)
    about = sum([1 for own in masks if own & bit.official or own & bit.politics])
    both = sum([1 for own in masks if own & bit.official and own & bit.politics])
    found["density"] = about / len(sentences)
    found["spread"] = 2 * both / len(sentences)
    mask = reading.whole
    window = sum([1 for one, other in itertools.pairwise(masks) if _meets(one | other, bit)])
    if window:
        found["window"] = math.log1p(min(window, 8))
    _count(found, "specific_near", masks, bit.specific, bit.contest | bit.supervisor | bit.neutral | bit.breach)
    three = mask & bit.official and mask & bit.contest and mask & bit.supervisor
    flag(found, "all_three", on=bool(three))
    flag(found, "watched", on=_watched(reading, bit))
    meant = bit.contest | bit.neutral | bit.breach | bit.polls
    overseen = mask & bit.overseer and any(own & bit.overseer and own & meant for own in masks)
    flag(found, "overseen", on=bool(overseen))
    flag(found, "rotation_ban", on=bool(mask & bit.rotation_ban and mask & bit.rotate and mask & bit.contest))
    flag(found, "no_official", on=not mask & (bit.official | bit.facility))
    told = len(sentences) >= _TELLING
    flag(found, "no_contest", on=told and not mask & bit.politics)
    flag(found, "no_election", on=told and not mask & bit.election)
    flag(
        found,
        "court_without_election",
        on=bool(mask & bit.court) and not mask & (bit.supervisor | bit.neutral | bit.contest),
    )


def _watched(reading: Reading, bit: Marks) -> bool:
    """Tell whether who watches elections and who watches civil servants are both named: breaches go there."""
    if not reading.whole & bit.overseer:
        return False
    hits = [hit.mask for s in reading.all() if s.mask & (bit.supervisor | bit.overseer) for hit in s.hits]
    return any(mask & bit.overseer for mask in hits) and any(
        mask & bit.supervisor and not mask & bit.overseer for mask in hits
    )


def _meets(mask: int, bit: Marks) -> bool:
    return bool(mask & bit.official and mask & bit.contest | mask & (bit.supervisor | bit.neutral | bit.breach))


def _acts(found: Features, reading: Reading, bit: Marks) -> None:
    masks = {sentence.index: sentence.mask for sentence in reading.all()}
    counts = _claimed(reading, bit, masks)
    for name, count in counts.items():
        if count:
            found[name] = math.log1p(min(count, 8))
    whole = reading.whole
    _whole_story(found, reading, bit, whole, masks)
    done = counts["act_official"] + counts["act_near"] + counts["unreal_act_official"]
    core = done and whole & (bit.supervisor | bit.neutral | bit.breach | bit.contest)
    flag(found, "core", on=bool(core))
    if counts["act_official"] + counts["act_near"] and not (whole & bit.crime or reading.title.mask & bit.other):
        _handled(found, reading, bit, masks)
    flag(found, "core_title", on=bool(core) and bool(reading.title.mask & bit.actor))


def _claimed(reading: Reading, bit: Marks, masks: dict[int, int]) -> dict[str, int]:
    """Return how many partisan acts and steps are told of officials."""
    counts = {"act_official": 0, "act_near": 0, "unreal_act_official": 0, "step_official": 0}
    for finding in reading.findings:
        own = masks.get(finding.sentence, 0)
        around = own | masks.get(finding.sentence - 1, 0) | reading.title.mask
        if _partisan(finding):
            if finding.mood is not Mood.REAL:
                counts["unreal_act_official"] += bool(own & bit.official)
            elif own & bit.actor:
                counts["act_official"] += 1
            elif around & bit.actor:
                counts["act_near"] += 1
        elif finding.frame.claim.startswith("step:") and finding.mood is Mood.REAL:
            counts["step_official"] += bool(around & bit.official and own & (bit.supervisor | bit.politics))
    return counts


def _handled(found: Features, reading: Reading, bit: Marks, masks: dict[int, int]) -> None:
    """Add that an official answered for an act, in words or before others; then no election need be named."""
    judges = bit.official | bit.supervisor | bit.overseer | bit.court
    for finding in reading.findings:
        claim = finding.frame.claim
        dealt = finding.mood is Mood.REAL and (claim.startswith("sanction:") or claim in _HANDLING)
        answered = claim == "deny"  # denied or owned up to
        if finding.paragraph < _NEWS and (dealt or answered) and masks[finding.sentence] & judges:
            found["act_handled"] = 1.0
            for name in _BESIDE_HANDLING:
                found.pop(name, None)
            return


def _whole_story(found: Features, reading: Reading, bit: Marks, whole: int, masks: dict[int, int]) -> None:
    """Add what only the whole shows: an official in the title and a contest in the text, claims per sentence."""
    contest = whole & (bit.contest | bit.neutral | bit.supervisor | bit.breach)
    official = bool(reading.title.mask & bit.official)
    flag(found, "title_official_text", on=official and bool(contest))
    real = [f for f in reading.findings if f.mood is Mood.REAL and f.sentence >= 0]
    claimed = {f.sentence for f in real if _partisan(f) or f.frame.claim.startswith("step:")}
    if whole & bit.official and contest:
        found["claim_share"] = len(claimed) / len(reading.sentences)
    if whole & bit.official and whole & bit.supervisor:
        handled = any(f.frame.claim.startswith("step:S") and masks.get(f.sentence, 0) & bit.supervisor for f in real)
        flag(found, "handled_official", on=handled)
    marked = (reading.title.mask | reading.sentences[0].mask | reading.sentences[-1].mask) & bit.opinion
    about = whole & bit.official and whole & bit.politics
    flag(found, "opinion", on=bool(marked and about))
    told_of = sum([1 for s in reading.sentences if s.mask & bit.official])
    own = is_essay(reading, bit.first_person)
    strict = own and ("window" in found or marked) and bool(whole & (bit.polls | bit.contest))
    quiet = told_of >= _OFTEN and not reading.title.mask & bit.other
    flag(found, "essay", on=bool(about and (strict or (own and quiet)) and few_sayings(reading)))
    _weighed(found, reading, bit, told_of)
    _tried(found, reading, bit, real)
    if _SIDE in reading.claims:
        found["partisan"] = math.log1p(min(sum([1 for f in real if f.frame.claim == _SIDE]), 8))
        flag(found, "partisan_title", on=any(f.frame.claim == _SIDE and f.sentence < 0 for f in reading.findings))
    if whole & bit.contest and whole & bit.employer:
        flag(found, "sanction_contest", on=any(f.frame.claim.startswith("sanction:") for f in real))


def _tried(found: Features, reading: Reading, bit: Marks, real: Sequence[Finding]) -> None:
    """Add that an official stands before a court for what he did in an election."""
    whole = reading.whole
    if reading.claims.isdisjoint(_COURT) or whole & bit.crime or reading.title.mask & bit.other:
        return
    charged = any(f.frame.claim in _COURT for f in real)
    deed = charged and any(f.frame.claim == "act:A13" or _partisan(f) for f in real)
    flag(found, "tried", on=deed and bool(whole & bit.official and whole & (bit.election & ~bit.parties)))


def _weighed(found: Features, reading: Reading, bit: Marks, told_of: int) -> None:
    """Add that somebody who studies elections weighs what officials do in them: commentary with few of its words."""
    first = [reading.title, *(s for s in reading.sentences if s.paragraph < 1)]
    opening = [s for s in first if s.mask & bit.observer]
    weighs = any(s.index < 0 or s.mask & bit.weighs for s in opening)
    about = told_of >= _MUCH and any(s.mask & bit.official for s in first)
    about = about and bool(reading.whole & bit.polls)
    flag(found, "weighed", on=weighs and about)
