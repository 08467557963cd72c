"""Why an article was read as it was, in plain words: the features that decided (`pipeline/judge/kind.py`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.records.analysis import Analysis
from archive.records.reason import Reason
from pipeline.judge.model import WORDS
from pipeline.linking.covering import Names, cover

SHOWN = 5
_AFTER = "only:"  # before features of an article without text (`pipeline/judge/features.py`)
_ZONES = {"title": "in the headline", "lead": "at the beginning"}

OFFICIAL = "officials are spoken of"
SUPERVISOR = "an election supervisor is spoken of"
CONTEST = "a candidate or a party is spoken of"
NEUTRAL = "neutrality is spoken of"
BREACH = "a breach of the rules is spoken of"
DONE = "an act for a candidate is told as done"
WARNED = "acts are warned of or asked for, not told as done"
HANDLED = "a body deals with an official"
TOGETHER = "official, election and breach stand close together"
FACILITY = "state facilities are used for a candidate"
PERSON = "one particular official is told of"
APPEAL = "it calls on officials or tells of a pledge"
COUNTS = "it counts cases"
RULES = "it explains rules"
OPINION = "it gives an opinion"
ALLEGED = "it has the words of a new allegation"
WENT_ON = "it has the words of how a case went on"
WORDED = "its words are those of articles about neutrality"
NOT_WORDED = "its words are those of other articles"
OTHER = "it is about another matter"

_RELEVANT = {
    **dict.fromkeys(("title_official", "title_office", "text_official"), OFFICIAL),
    **dict.fromkeys(("title_neutral", "text_neutral", "near_neutral", "title_official_neutral"), NEUTRAL),
    **dict.fromkeys(("title_contest", "text_contest", "near_contest", "title_official_contest"), CONTEST),
    **dict.fromkeys(
        ("title_supervisor", "text_supervisor", "near_supervisor", "title_official_supervisor"), SUPERVISOR
    ),
    **dict.fromkeys(("title_breach", "text_breach", "near_breach"), BREACH),
    **dict.fromkeys(("title_act", "act_official", "act_near", "title_act_official"), DONE),
    **dict.fromkeys(
        ("step_official", "handled_official", "sanction_contest", "title_official_incident", "overseen"), HANDLED
    ),
    **dict.fromkeys(("core", "core_title", "window", "all_three", "density", "spread", "lead_near"), TOGETHER),
    **dict.fromkeys(("specific_near", "title_official_text", "title_official_case", "claim_share"), TOGETHER),
    **dict.fromkeys(("title_facility_contest", "facility_contest"), FACILITY),
    "unreal_act_official": WARNED,
    "no_official": "no official is spoken of",
    **dict.fromkeys(("no_contest", "no_election", "court_without_election"), "no election is spoken of"),
    **dict.fromkeys(("crime", "crime_title", "crime_alone"), "it is about another offence"),
    **dict.fromkeys(("other_title", "other_text", "rotation", "elected_title_alone", "network"), OTHER),
    **dict.fromkeys(("misuse", "misuse_title", "forged"), "a name or an account was misused"),
    **dict.fromkeys(("village_poll", "village_poll_title"), "it is about the election of a village head"),
    **dict.fromkeys(("abroad", "abroad_title"), "it is about another country"),
    "act_handled": "an official answers for an act",
    "tried": "a criminal case is told",
    "watched": "who watches elections and who watches civil servants are named",
    **dict.fromkeys(("opinion", "essay", "weighed"), OPINION),
    **dict.fromkeys(("stops_title", "stops_praised", "praised", "did_right"), "an official stops a campaign"),
    "satire": "the piece says that it is satire",
    **dict.fromkeys(("resigned", "resigned_title", "resigned_first", "consented", "former_title"), OTHER),
    **dict.fromkeys(
        ("adhoc_title", "adhoc_lead", "adhoc_share", "commission_title", "securing", "securing_title"), OTHER
    ),
    **dict.fromkeys(("securing", "securing_title"), OTHER),
    **dict.fromkeys(("partisan", "partisan_title"), CONTEST),
    "rotation_ban": RULES,
    **dict.fromkeys(("team_title", "team_lead"), "people of a campaign team are spoken of"),
}
_KIND = {
    "breach": BREACH,
    "step_s12": "a report or a first look into it is told",
    "step_s34": "an examination is told",
    "step_s56": "a recommendation or a forwarding is told",
    **dict.fromkeys(("step_s7", "sanction"), "a sanction is told"),
    "step_p": "a criminal case is told",
    **dict.fromkeys(("cue_silent", "cue_chief"), "a report or a first look into it is told"),
    "step_x": "an end without a finding is told",
    **dict.fromkeys(("cue_appeal", "cue_appeal_event", "appeal_verb", "appeal_event", "duty"), APPEAL),
    **dict.fromkeys(("cue_statistics", "cue_stat_word", "stat_word", "stat_count", "title_number_first"), COUNTS),
    **dict.fromkeys(("cue_regulation", "reg_word"), RULES),
    **dict.fromkeys(("cue_commentary", "comm_mark", "analyst", "byline", "first_person", "title_question"), OPINION),
    **dict.fromkeys(("opinion", "essay", "weighed", "opines"), OPINION),
    "early": "no step beyond the first handling is told",
    "late": WENT_ON,
    **dict.fromkeys(("incident_word", "video", "hedge"), ALLEGED),
    **dict.fromkeys(("follow_word", "step_reality", "cue_one_track"), WENT_ON),
    **dict.fromkeys(("concreteness", "specific", "named_office", "title_named_office", "initials"), PERSON),
    **dict.fromkeys(("candidate", "contestant", "politics"), CONTEST),
    **dict.fromkeys(("supervisor", "election_supervisor"), SUPERVISOR),
    **dict.fromkeys(("official", "office_asn", "office_desa", "office_apparat", "asn_word"), OFFICIAL),
    "act_reality": DONE,
    "neutral": NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Because:
    """One reason.

    Args:
        told: English message id.
        where: `in the headline`, `at the beginning`, or empty.
        quote: The words that it rests on, names hidden as this reader sees them; empty for none.
    """

    told: str
    where: str = ""
    quote: str = ""


def because(analysis: Analysis, names: Names = ()) -> tuple[Because, ...]:
    """Return why an article is of its kind, the weightiest first; what no words were found for is left out.

    Args:
        analysis: With its reasons.
        names: Hidden from this reader.
    """
    found: dict[str, Because] = {}
    for reason, told in _told(analysis):
        quote = cover(" ".join(reason.spans[0].text.split()), names) if reason.spans else ""
        known = found.get(told)
        if known is None or (quote and not known.quote):
            found[told] = Because(told, _ZONES.get(_zone(reason.feature), ""), quote)
    return tuple(found.values())[:SHOWN]


def _told(analysis: Analysis) -> Iterator[tuple[Reason, str]]:
    kinds = [reason for reason in analysis.reasons if reason.claim.startswith("kind:")]
    others = [reason for reason in analysis.reasons if reason.claim == "relevant"]
    for reason in sorted(kinds, key=lambda one: -one.weight) + sorted(others, key=lambda one: -abs(one.weight)):
        speaks = reason.weight > 0 if analysis.relevant or reason in kinds else reason.weight < 0
        told = _words(reason)
        if speaks and told:
            yield reason, told


def _words(reason: Reason) -> str | None:
    feature = reason.feature.removeprefix(_AFTER)
    if reason.claim == "relevant":
        if feature == WORDS:
            return WORDED if reason.weight > 0 else NOT_WORDED
        return _RELEVANT.get(feature)
    _, _, rest = feature.partition(":")
    name, _, mood = (rest or feature).partition(":")
    if name == "act":
        return WARNED if mood == "unreal" else DONE
    return None if mood == "unreal" else _KIND.get(name)


def _zone(feature: str) -> str:
    feature = feature.removeprefix(_AFTER)
    return "title" if feature.startswith("title") else "lead" if feature.startswith("lead") else ""
