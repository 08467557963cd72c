"""The one-line name of a case, from normalised parts: who, where, what. No person's name, no sentence of an article.

`diduga` stands in it until a competent body decided (S7 or P4); a cleared case says so.
"""

from pathlib import Path

from archive.records.analysis import Stage
from archive.records.incident import Incident
from base.catalogue import Language, catalogue

ROOM = Path(__file__).parent

# English message ids; the Indonesian wording stands in locale/id.po.
ROLES = {
    "asisten": "assistant to the regional secretary", "asn": "civil servant", "bpd": "village council member",
    "bumd": "regional company employee", "bumn": "state company employee", "direktur_rsud": "hospital director",
    "dosen": "lecturer", "kasubag": "head of subsection", "kepala_kua": "religious affairs office head",
    "pendamping_desa": "village facilitator", "pengawas_sekolah": "school inspector", "penyuluh": "extension worker",
    "satpol_pp": "public order officer", "sekwan": "council secretary",
    "camat": "subdistrict head", "guru": "teacher", "honorer": "contract worker", "inspektur": "inspector",
    "kabag": "head of section", "kabid": "head of division", "kades": "village head", "kasi": "section chief",
    "kepala_badan": "agency head", "kepala_daerah": "regional head", "kepala_dinas": "department head",
    "kepala_puskesmas": "health centre head", "kepala_sekolah": "school principal", "kepala_uptd": "unit head",
    "lurah": "urban village head", "pejabat": "official", "perangkat_desa": "village official",
    "pj_kepala_daerah": "acting regional head", "pns": "civil servant", "polri": "police officer",
    "pppk": "contract civil servant", "rt_rw": "neighbourhood head", "sekcam": "subdistrict secretary",
    "sekda": "regional secretary", "seklur": "urban village secretary", "sekretaris_dinas": "department secretary",
    "staf": "staff member", "staf_ahli": "expert adviser", "tenaga_kesehatan": "health worker", "tni": "soldier",
    "anggota_dewan": "council member", "asosiasi": "association", "calon": "candidate", "hakim": "judge",
    "jaksa": "prosecutor", "kuasa_hukum": "lawyer", "pengamat": "observer",
    "pengawas_asn": "supervisor of civil servants", "pengawas_pemilu": "election supervisor",
    "penyelenggara_pemilu": "election organiser", "penyidik": "investigator", "tim_kampanye": "campaign team",
    "warga": "resident",
}  # fmt: skip
ACTS = {
    "A01": "put up campaign material", "A02": "campaigned on social media", "A03": "sought a candidacy",
    "A04": "attended a declaration or registration of a candidate", "A05": "belonged to a party",
    "A06": "reacted to a candidate's posts", "A07": "posed in support of a candidate",
    "A08": "took part in a campaign event", "A09": "accompanied a spouse's campaign without leave",
    "A10": "called for support of a candidate", "A11": "worked in a campaign team",
    "A12": "gathered identity cards for an independent candidate", "A13": "acted in favour of a candidate",
    "A14": "used state facilities for a campaign", "A15": "mobilised officials", "A16": "threatened subordinates",
    "A17": "moved officials against the ban", "A18": "handed out money or goods for a candidate",
    "A19": "breached neutrality",
}  # fmt: skip
UNSPECIFIED = "A19"


def label(incident: Incident, language: Language) -> str:
    """Return the wording of a case.

    Args:
        incident: Its own `label` is not read.
        language: `id` or `en`.
    """
    text = catalogue(ROOM, language)
    who = _who(incident, language)
    where = incident.places[0].name if incident.places else text("place not told")
    what = text(ACTS[_act(incident)])
    if "victim" in incident.severity.modifiers:
        return text("Name of {who} in {where} misused by others", who=who, where=where)
    if incident.found and not incident.cleared:
        done = text("sanctioned") if incident.discipline is Stage.S7 else text("convicted")
        return _capital(text("{who} in {where} {what}: {done}", who=who, where=where, what=what, done=done))
    if incident.cleared:
        end = text("report withdrawn") if incident.end is Stage.X2 else text("not proven or stopped")
        return _capital(text("{who} in {where} allegedly {what}: {end}", who=who, where=where, what=what, end=end))
    return _capital(text("{who} in {where} allegedly {what}", who=who, where=where, what=what))


def _act(incident: Incident) -> str:
    return next((code for code in incident.acts if code in ACTS), UNSPECIFIED)


def _who(incident: Incident, language: Language) -> str:
    text = catalogue(ROOM, language)
    told = [actor for actor in incident.actors if actor.role]
    role = role_name(told[0].role or "", language) if told else text("public official")
    number = _number(incident)
    if number > 1:
        others = len({actor.role for actor in told}) > 1
        return text("{n} people, among them {who}" if others else "{n} persons ({who})", n=number, who=role)
    return role


def _number(incident: Incident) -> int:
    """Return how many are alleged for certain; 1 when nothing but a number somewhere in the story says more.

    A number needs a group that was counted, or as many names; groups and names count when half as many articles tell
    them as tell of the first one.
    """
    least = len(incident.actors[0].articles) / 2 if incident.actors else 0
    sure = [actor for actor in incident.actors if actor.role and len(actor.articles) >= least]
    counted = max((actor.count or 1 for actor in sure), default=1)
    named = sum(actor.name is not None for actor in sure)
    return min(incident.persons or 1, max(counted, named))


def role_name(role: str, language: Language) -> str:
    """Return the wording of a normalised role; an unknown one is shown with spaces."""
    plain = role.replace("_", " ")
    return catalogue(ROOM, language)(ROLES[role]) if role in ROLES else plain


def act_name(code: str, language: Language) -> str:
    """Return the wording of an act code (`A14`): what was done, without subject."""
    return catalogue(ROOM, language)(ACTS.get(code, ACTS[UNSPECIFIED]))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
