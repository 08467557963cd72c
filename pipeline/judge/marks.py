"""The groups of the lexicon that relevance rests on, as bit masks."""

from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from pipeline.text.lexicon import Lexicon


@lru_cache(maxsize=2)
def marks_of(lexicon: Lexicon) -> "Marks":
    """Return the marks of a lexicon, made once."""
    return Marks(**{one.name: lexicon.mask(*one.metadata["groups"]) for one in fields(Marks)})


def _of(*groups: str) -> Any:
    """Declare a mark: the bit mask of these groups together."""
    return field(metadata={"groups": groups})


@dataclass(frozen=True, slots=True)
class Marks:
    """Bit masks of the groups that matter here."""

    # Officials, and what belongs to the state.
    official: int = _of("official")
    vehicle: int = _of("state_vehicle")
    actor: int = _of("official", "state_vehicle")
    facility: int = _of("state_means")
    means: int = _of("state_means", "premises")
    forces: int = _of("forces")
    specific: int = _of("specific")
    office: int = _of("office_asn", "office_desa", "office_nonasn", "office_apparat", "office_pj")
    apparat: int = _of("office_apparat")
    elected: int = _of("elected")
    employer: int = _of("employer", "official")
    overseer: int = _of("employer")

    # Candidates and their people.
    candidates: int = _of("contest_word")
    parties: int = _of("party")
    contest: int = _of("contest_word", "party")
    figures: int = _of("figures")
    campaign: int = _of("campaign", "apk")
    team: int = _of("team_member")
    talk: int = _of("candidate_talk")
    promise: int = _of("promise")
    one_side: int = _of("one_side")

    # Elections and neutrality.
    polls: int = _of("politics")
    neutral: int = _of("neutral")
    supervisor: int = _of("election_supervisor")
    breach: int = _of("breach_words")
    election: int = _of("politics", "contest_word", "party", "neutral", "election_supervisor")
    politics: int = _of("politics", "contest_word", "party", "neutral", "election_supervisor", "breach_words")

    # How it is told: as news, as a step of handling, as imagined or thought.
    incident: int = _of("incident_word", "follow_word", "hedge", "video")
    heard: int = _of("incident_word", "hedge", "video")
    later: int = _of("follow_word")
    imagined: int = _of("condition", "duty", "generic")
    opinion: int = _of("comm_mark")
    first_person: int = _of("statement_first")
    observer: int = _of("observer")
    weighs: int = _of("opines")
    told_elsewhere: int = _of("told_elsewhere")

    # Other news that is full of these words.
    crime: int = _of("crime_other")
    network: int = _of("network")
    other: int = _of("other_topic")
    adhoc: int = _of("adhoc")
    misuse: int = _of("misuse", "misused")
    forged: int = _of("forged")
    commission: int = _of("commission")
    court: int = _of("court")
    village: int = _of("village_poll")
    abroad: int = _of("abroad")
    claimed: int = _of("rights_claimed")
    securing: int = _of("securing")

    # Who kept to the rules, or was an official once; posters taken down.
    enforced: int = _of("apk_enforced")
    former: int = _of("not_in_office")
    resigned: int = _of("resigned")
    praised: int = _of("praised")
    consented: int = _of("consented")

    # Rotations, everyday and forbidden.
    rotate: int = _of("rotate")
    usual_move: int = _of("usual_move")
    leave: int = _of("leave_missing", "ban_time", "rotation_ban")
    leave_missing: int = _of("leave_missing")
    rotation_ban: int = _of("rotation_ban")
