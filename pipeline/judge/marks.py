"""The groups of the lexicon that relevance rests on, as bit masks."""

from functools import lru_cache

from pipeline.text.lexicon import Lexicon


@lru_cache(maxsize=2)
def marks_of(lexicon: Lexicon) -> "Marks":
    """Return the marks of a lexicon, made once."""
    return Marks(lexicon)


class Marks:
    """Bit masks of the groups that matter here."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.official = lexicon.mask("official")
        self.vehicle = lexicon.mask("state_vehicle")
        self.actor = self.official | self.vehicle
        self.facility = lexicon.mask("state_means")
        self.forces = lexicon.mask("forces")
        self.specific = lexicon.mask("specific")
        self.office = lexicon.mask("office_asn", "office_desa", "office_nonasn", "office_apparat", "office_pj")
        self.contest = lexicon.mask("contest_word", "party")
        self.figures = lexicon.mask("figures")
        self.campaign = lexicon.mask("campaign", "apk")
        self.neutral = lexicon.mask("neutral")
        self.supervisor = lexicon.mask("election_supervisor")
        self.breach = lexicon.mask("breach_words")
        self.politics = lexicon.mask("politics") | self.contest | self.neutral | self.supervisor | self.breach
        self.polls = lexicon.mask("politics")
        self.election = lexicon.mask("politics") | self.contest | self.neutral | self.supervisor
        self.incident = lexicon.mask("incident_word", "follow_word", "hedge", "video")
        self.later = lexicon.mask("follow_word")
        self.crime = lexicon.mask("crime_other")
        self.network = lexicon.mask("network")
        self.other = lexicon.mask("other_topic")
        self.adhoc = lexicon.mask("adhoc")
        self.misuse = lexicon.mask("misuse", "misused")
        self.commission = lexicon.mask("commission")
        self.elected = lexicon.mask("elected")
        self.rotate = lexicon.mask("rotate")
        self.court = lexicon.mask("court")
        self.employer = lexicon.mask("employer", "official")
        self.overseer = lexicon.mask("employer")
        self.village = lexicon.mask("village_poll")
        self.opinion = lexicon.mask("comm_mark")
        self.team = lexicon.mask("team_member")
        self.abroad = lexicon.mask("abroad")
        self.promise = lexicon.mask("promise")
        self.means = lexicon.mask("state_means", "premises")
        self.enforced = lexicon.mask("apk_enforced")
        self.claimed = lexicon.mask("rights_claimed")
        self.securing = lexicon.mask("securing")
        self.apparat = lexicon.mask("office_apparat")
        self.told_elsewhere = lexicon.mask("told_elsewhere")
        self.former = lexicon.mask("not_in_office")
        self.first_person = lexicon.mask("statement_first")
        self.resigned = lexicon.mask("resigned")
        self.praised = lexicon.mask("praised")
        self.rotation_ban = lexicon.mask("rotation_ban")
        self.leave = lexicon.mask("leave_missing", "ban_time", "rotation_ban")
        self.leave_missing = lexicon.mask("leave_missing")
        self.usual_move = lexicon.mask("usual_move")
        self.imagined = lexicon.mask("condition", "duty", "generic")
        self._apart(lexicon)

    def _apart(self, lexicon: Lexicon) -> None:
        """Read the groups that tell other news, and who kept to the rules, from cases."""
        self.parties = lexicon.mask("party")
        self.talk = lexicon.mask("candidate_talk")
        self.heard = lexicon.mask("incident_word", "hedge", "video")
        self.candidates = lexicon.mask("contest_word")
        self.one_side = lexicon.mask("one_side")
        self.consented = lexicon.mask("consented")
        self.forged = lexicon.mask("forged")
        self.observer = lexicon.mask("observer")
        self.weighs = lexicon.mask("opines")
