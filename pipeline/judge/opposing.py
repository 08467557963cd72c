"""What speaks against neutrality: other news that is full of its words, and officials who did right."""

from collections.abc import Sequence

from pipeline.judge.features import Features, flag
from pipeline.judge.marks import Marks
from pipeline.judge.reading import Finding, Mood, Reading, Sentence, union

_TWICE = 2
"""Sentences that must speak of misused names where the headline does not, for the accused says so once; and of
officials beside candidates' people, for one may only have looked on."""
_BESIDE_CONTEST = {"crime_title", "other_title", "claimed_title"}
"""What is no other news where the headline names official and contestant (`Kepala Pasar Tarik Iuran untuk Paslon`,
`Gaji Honorer Ditahan demi Calon`)."""
_DEALT_WITH = ("step:S", "step:P", "sanction:")
"""What a headline tells of those against whom something is done; `dihentikan` may as well be the campaign."""
_JUDGED = ("step:S4", "step:S5", "step:S6", "step:S7", "step:P", "sanction:")
"""What is done where somebody is accused, whoever stands in the headline."""
_HANDLED = ("step:", "cue:moved")
"""What supervisors do, and what is said against a rotation; who only got a copy of the consent deals with nothing."""
_ATTACKED = "cue:attacked"
_NEWS = 3  # paragraphs in which the news stands
_LEAD = 2  # paragraphs of the opening
_SLIGHT = 0.5  # frames no surer than this tell of no deed of an official
_THROUGHOUT = 4  # sentences about officials


def _any(masks: Sequence[int], wanted: int) -> bool:
    return any(mask & wanted for mask in masks)


def against(reading: Reading, bit: Marks) -> Features:
    """Return the features that speak against relevance, all at least 0; absent ones are zero."""
    found: Features = {}
    title, sentences = reading.title.mask, reading.sentences
    _matters_told(found, reading, bit)
    flag(found, "network", on=bool(reading.whole & bit.network))
    _matters_of_the_title(found, title, bit)
    flag(found, "crime_title", on="crime_title" in found or _attacked(reading, bit))
    # `Kapolsek Digeser ke Polres` is about the police, not reported to them
    flag(found, "elsewhere_title", on=bool(title & bit.told_elsewhere) and not title & bit.apparat)
    _enforced(found, reading, bit)
    _stopping(found, reading, bit)
    _lawful(found, reading, bit)
    _team(found, reading, bit)
    flag(found, "team_title", on="team_title" in found or _campaigning(reading, bit))
    flag(found, "elected_title_alone", on=bool(title & bit.elected) and not title & bit.official)
    flag(found, "adhoc_lead", on=_any([s.mask for s in sentences if s.paragraph < 1], bit.adhoc))
    _other_matters(found, reading, bit)
    adhoc = sum([1 for sentence in sentences if sentence.mask & bit.adhoc])
    if adhoc:
        found["adhoc_share"] = adhoc / len(sentences)
    return found


def _matters_told(found: Features, reading: Reading, bit: Marks) -> None:
    """Add how much of the text is about each other matter."""
    masks = [sentence.mask for sentence in reading.sentences]
    whole = union(masks)
    for name, group in (
        ("crime", bit.crime),
        ("other_text", bit.other),
        ("rotation", bit.rotate),
        ("misuse", bit.misuse),
        ("abroad", bit.abroad),
        ("promise", bit.promise),
        ("claimed", bit.claimed),
        ("securing", bit.securing),
        ("resigned", bit.resigned),
    ):
        number = sum([1 for mask in masks if mask & group]) if whole & group else 0
        if number and not (name == "misuse" and number < _TWICE and not reading.title.mask & bit.misuse):
            found[name] = number / len(masks) * 3


def _matters_of_the_title(found: Features, title: int, bit: Marks) -> None:
    """Add which other matters the headline names; some are none where it names official and contestant."""
    contested = bool(title & bit.official and title & bit.candidates)
    for name, group in (
        ("crime_title", bit.crime),
        ("other_title", bit.other),
        ("misuse_title", bit.misuse),
        ("commission_title", bit.commission),
        ("adhoc_title", bit.adhoc),
        ("abroad_title", bit.abroad),
        ("promise_title", bit.promise),
        ("claimed_title", bit.claimed),
        ("securing_title", bit.securing),
        ("former_title", bit.former),
        ("resigned_title", bit.resigned),
    ):
        flag(found, name, on=bool(title & group) and not (name in _BESIDE_CONTEST and contested))


def _attacked(reading: Reading, bit: Marks) -> bool:
    """Tell whether the headline is about an official who was beaten, and no supervisor deals with it."""
    if _ATTACKED not in reading.claims:
        return False
    told = any(f.frame.claim == _ATTACKED and f.sentence < 0 for f in reading.findings)
    return told and not reading.whole & (bit.supervisor | bit.neutral | bit.breach)


def _other_matters(found: Features, reading: Reading, bit: Marks) -> None:
    """Add polls of villages and clubs, unless told far below in passing, and graft where nobody names neutrality."""
    title = reading.title.mask
    polls = [s for s in reading.sentences if s.mask & bit.village]
    flag(found, "village_poll_title", on=bool(title & bit.village))
    opened = bool(title & bit.village) or any(s.paragraph < 1 for s in polls)
    flag(found, "village_poll", on=opened or len(polls) >= _TWICE)
    if reading.whole & bit.crime and sum([1 for s in reading.all() if s.mask & bit.crime]) >= _TWICE:
        flag(found, "crime_alone", on=not reading.whole & (bit.supervisor | bit.neutral | bit.breach))


def _team(found: Features, reading: Reading, bit: Marks) -> None:
    """Add that the news is about candidates' people: no official in its title or opening, few in the rest."""
    title = reading.title.mask
    opening = [s.mask for s in reading.sentences if s.paragraph < _LEAD]
    told_of = sum([1 for s in reading.sentences if s.mask & bit.official])
    opened = told_of >= _TWICE and _any(opening, bit.official)
    if title & (bit.official | bit.forces | bit.vehicle) or opened or told_of >= _THROUGHOUT:
        return
    flag(found, "team_title", on=bool(title & bit.team))
    flag(found, "team_lead", on=_any([s.mask for s in reading.sentences if s.paragraph < 1], bit.team))


def _campaigning(reading: Reading, bit: Marks) -> bool:
    """Tell whether candidates make the news: they promise, debate, visit, and no official does anything for them.

    Nobody watches over it, and nobody alleges, reports or films it, or the headline is about what they say. Of 1,600
    relevant development articles none is such; of 1,506 real negatives 178 are, one of which was called relevant.
    """
    contest, officials = bit.candidates | bit.parties | bit.figures, bit.official | bit.forces
    title = reading.title
    other = reading.whole & (bit.supervisor | bit.neutral | bit.breach | bit.overseer) or "cue:moved" in reading.claims
    # a short text read as a headline has no sentences apart any more
    if other or title.mask & bit.imagined or (reading.words.texts and not reading.sentences):
        return False
    talked = _first(title, bit.talk) < _first(title, officials | bit.means)
    if title.mask & bit.means and not talked:
        return False
    if not _lead(reading, bit, contest, officials) or (reading.whole & bit.heard and not talked):
        return False
    real = [found for found in reading.findings if found.mood is Mood.REAL]
    return not any(found.frame.claim.startswith(_JUDGED) or _done(found, reading, bit, talked=talked) for found in real)


def _done(finding: Finding, reading: Reading, bit: Marks, *, talked: bool) -> bool:
    """Tell whether a claim is the deed of an official, who stands before candidates and what they promise."""
    if not finding.frame.claim.startswith("act:"):
        return False
    own = reading.title if finding.sentence < 0 else reading.sentences[finding.sentence]
    if own is reading.title and not talked:
        return True
    contest = bit.candidates | bit.parties | bit.figures | bit.talk | bit.imagined
    told = min(_first(own, contest), finding.first + 1)
    return _first(own, bit.official | bit.forces) < told and finding.frame.weight > _SLIGHT


def _lead(reading: Reading, bit: Marks, contest: int, officials: int) -> bool:
    """Tell whether candidates stand before officials: in the headline or, where it names none, in the opening.

    Who is met in a headline that begins so leads nothing: `Temui Honorer, Calon Bupati Bicara Nasib`.
    """
    title = reading.title
    if title.mask & contest:
        return _first(title, contest) < _first(title, officials) or _first(title, bit.talk) == 0
    if title.mask & bit.elected or (title.mask & officials and _first(title, bit.talk) >= _first(title, officials)):
        return False
    opening = reading.sentences[0] if reading.sentences else title
    return _first(opening, contest) < _first(opening, officials)


def _first(sentence: Sentence, mask: int) -> int:
    """Return the place of the first word of a group; far behind all words where there is none."""
    return min((hit.first for hit in sentence.hits if hit.mask & mask), default=sentence.last)


def _stopping(found: Features, reading: Reading, bit: Marks) -> None:
    """Add that an official stopped a campaign: no breach, and surely none where supervisors call it right."""
    stops = [found for found in _real(reading, "cue:stops") if found.paragraph < _NEWS]
    if stops:
        handled = any(f.sentence < 0 and f.frame.claim.startswith(_DEALT_WITH) for f in reading.findings)
        told = [f for f in stops if f.sentence < 0]
        happened = [hit for hit in reading.title.hits if hit.mask & bit.incident]
        ended = [hit for hit in happened if hit.mask & bit.later and any(f.first <= hit.first <= f.last for f in told)]
        flag(found, "stops_title", on=bool(told) and not handled and happened == ended)
        flag(found, "stops_praised", on=_any([s.mask for s in reading.sentences], bit.praised))
    flag(found, "praised", on=bool(_real(reading, "cue:praised")))


def _real(reading: Reading, claim: str) -> list[Finding]:
    """Return the findings of a claim that the article tells as having happened."""
    if claim not in reading.claims:
        return []
    return [found for found in reading.findings if found.frame.claim == claim and found.mood is Mood.REAL]


def _lawful(found: Features, reading: Reading, bit: Marks) -> None:
    """Add officials who kept to the rules, or whose name others misused: told in the words of a case, and none."""
    title, sentences = reading.title.mask, reading.sentences
    watched = bool(reading.whole & bit.supervisor)
    lead = title | union([s.mask for s in sentences if s.paragraph < _LEAD])
    flag(found, "forged", on=bool(title & bit.misuse) and _any([s.mask for s in sentences], bit.forged))
    if lead & bit.consented:
        dealt = any(f.frame.claim.startswith(_HANDLED) and f.mood is Mood.REAL for f in reading.findings)
        flag(found, "consented", on=not (watched and dealt))
    flag(found, "resigned_first", on=bool(lead & bit.resigned) and not watched and not lead & bit.breach)


def _enforced(found: Features, reading: Reading, bit: Marks) -> None:
    """Add posters taken down by officers or damaged: full of the words of a case, and none."""
    claimed = "cue:enforced" in reading.claims
    places = {f.sentence for f in reading.findings if f.frame.claim == "cue:enforced"} if claimed else set[int]()
    if reading.whole & bit.enforced:
        places |= {s.index for s in reading.all() if s.mask & bit.enforced}
    if not places:
        return
    acted = any(f.sentence < 0 and f.frame.claim == "act:A01" for f in reading.findings)
    flag(found, "enforced_title", on=-1 in places and not acted and not reading.title.mask & (bit.means | bit.one_side))
    if reading.sentences and places - {-1}:
        found["enforced"] = len(places - {-1}) / len(reading.sentences) * 3
