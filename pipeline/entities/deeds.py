"""Weighs what a verb says by what stands behind it: a chief speaks of his people, somebody excuses himself."""

from dataclasses import replace

from pipeline.entities.model import Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_AHEAD = 12
"""Words after a mention in which its verb is sought."""
_SURE = 1.5
_THEM = frozenset(["keduanya", "ketiganya", "mereka"])
_STATEMENTS = frozenset(["keterangan", "klarifikasi", "kesaksian", "penjelasan"])
_HEARD = 0.4
"""Who gives a statement (`memberi keterangan`) did nothing by that."""
_KNOWS = 4
_TOLD_TO = ("disuruh", "diperintah", "diminta", "menjalankan perintah", "mengikuti perintah", "menuruti")
_ADMITS = frozenset(["mengaku", "mengakui", "ngaku"])
_SENSED = frozenset(["mendengar", "melihat", "menyaksikan", "memantau", "menyangka"])
_USED = frozenset(["dicatut", "tercatut", "dicatutnya", "dicomot"])
_SOON_USED = 5
_KNOWS_NOTHING = Cues(speaks=1.0, stops=1.0)
_GETS = frozenset(["mendapat", "mendapatkan", "menerima", "memperoleh", "terima"])
_GOES_ON = frozenset(["dan", "lalu", "serta", "kemudian", "mestinya", "langsung", "harus", "seharusnya", "sambil"])
_ASKS_FOR = frozenset(["meminta", "minta", "menyuruh", "memerintahkan", "memaksa"])
_ENDED = 7
_ENDS = Cues(stops=2.0)
_SAYS = Cues(speaks=1.0)
_PUNISHES = Cues(speaks=0.5, chief=1.0)
_ASKED = 9
"""Words from `meminta` to what is asked."""
_ASKS = Cues(accused=1.5)
_MADE_TO = Cues(speaks=0.6, suffers=1.0, stops=1.0)


def of_others(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb, much less of an accusation where a chief speaks of his people or one explains."""
    if found.speaks and not _USED.isdisjoint(reading.low[verb + 1 : verb + _SOON_USED]):
        return Cues(suffers=2.0, speaks=1.0)  # `NS menyatakan namanya dicatut`
    if found.speaks and not found.accused and _asks_for_a_side(reading, phrases, verb):
        return _ASKS  # `meminta rohaniwan mendoakan kemenangan petahana`
    if reading.low[verb] in _ASKS_FOR and _asks_to_end(reading, phrases, verb):
        return _ENDS  # `menyuruh spanduk itu diturunkan`
    if reading.low[verb] in phrases.admits and found.accused > _SURE:
        return found  # `mengaku mengumpulkan 90 lembar dari pegawainya`
    if not found.accused:
        chief = found.speaks and (_of_his_people(reading, phrases, verb) or _does_as_chief(reading, phrases, verb))
        return replace(found, chief=1.0) if chief else found
    return _of_a_deed(reading, phrases, verb, found)


def _asks_for_a_side(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody asks others to help a candidate: chiefs ask for much else."""
    low = reading.low
    if low[verb] not in phrases.makes or low[verb - 1] in _GOES_ON:
        return False  # `mengumpulkan guru dan meminta mereka memilih` is said of somebody before
    near = low[verb + 1 : verb + _ASKED]
    near = near[: near.index(".")] if "." in near else near
    return not phrases.sides.isdisjoint(near) and phrases.against_sides.isdisjoint(near)


def _asks_to_end(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody asks that another's deed be ended, and not for a side."""
    near = reading.low[verb + 1 : verb + _ENDED]
    near = near[: near.index(".")] if "." in near else near
    near = [word.removesuffix("nya") for word in near]  # `menyuruh tim membongkarnya`
    return not phrases.around["ended"].isdisjoint(near) and phrases.sides.isdisjoint(near)


def _does_as_chief(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody says that he called or rebuked his people: `mengatakan sudah menegur bidan itu`."""
    low, here = reading.low, verb + 1
    while here < len(low) and low[here] in phrases.around["already"]:
        here += 1
    found = phrases.telling.get(" ".join(low[here : here + 2])) or phrases.telling.get("".join(low[here : here + 1]))
    return found is not None and found.chief > 0


def _of_a_deed(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb that accuses: of one who hands over, explains or knows of nothing it says less."""
    given = reading.low[verb].startswith("me") and reading.low[verb] not in phrases.around["receives"]
    near = set(reading.low[verb + 1 : verb + 3])
    if (
        given and (phrases.around["measures"] | _THEM | phrases.around["orders"]) & near
    ):  # `meneken surat pembebasan tugas`, `menyerahkan keduanya`
        chief = 1.0 if (phrases.around["measures"] | _THEM) & near else 0.0
        return replace(found, accused=0.0, weak=0.0, speaks=found.speaks + 0.5, chief=chief)
    if reading.low[verb] in phrases.orders_to and not phrases.authorities.isdisjoint(reading.low[verb + 1 : verb + 3]):
        return replace(found, accused=0.0, weak=0.0, speaks=1.0, chief=1.0)  # `memerintahkan inspektorat turun`
    excused = _excused(reading, phrases, verb)
    if excused is not None:
        return excused
    stated = verb + 1 < len(reading.low) and reading.low[verb + 1] in _STATEMENTS
    if stated and reading.low[verb - 1] not in phrases.around["not"]:  # the accused are who `belum memberi keterangan`
        return replace(found, accused=_HEARD, weak=_HEARD)
    if _of_his_people(reading, phrases, verb) or _for_kin(reading, phrases, verb):
        return replace(found, accused=found.accused * 0.3, speaks=found.speaks + 1.0, chief=1.0)
    return found


def _of_his_people(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether a verb's sentence speaks of its subject's people: `meminta maaf atas ulah anak buahnya`."""
    for here in range(verb, min(len(reading.low), verb + _AHEAD)):
        headline = reading.starts[here] < reading.base
        if reading.low[here] == "." or (headline and reading.low[here] == ","):
            return False  # `Kepala UPTD jadi pelaksana, stafnya ditegur`
        if reading.low[here] in phrases.subordinates and not _made_to(reading, phrases, here):
            return True
    return False


def _for_kin(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody denies what a relative is accused of: `membantah suaminya berkampanye`."""
    near = reading.low[verb + 1 : verb + 2]
    return reading.low[verb] in phrases.answer and not phrases.around["relatives"].isdisjoint(near)


def _excused(reading: Reading, phrases: Phrases, verb: int) -> Cues | None:
    """Return what is said of one who admits nothing of his own; None where a verb admits or no admission stands."""
    heard = reading.low[verb] in _GETS and reading.low[verb + 1 : verb + 2] and reading.low[verb + 1] in phrases.news
    if heard:
        return _KNOWS_NOTHING  # `belum mendapat laporan`
    if reading.low[verb] in _ADMITS and _does_as_chief(reading, phrases, verb):
        return _PUNISHES  # `mengaku pernah menegur bidan itu`
    if _is_startled(reading, phrases, verb) or _denies_sending(reading, phrases, verb):
        return _SAYS
    if _had_to(reading, phrases, verb):
        return _MADE_TO  # `mengaku tidak kuasa menolak perintah`, `mengaku hanya disuruh`
    if _is_not_his(reading, phrases, verb):
        return _KNOWS_NOTHING  # `mengaku belum mengetahui persoalan itu`
    return None


def _is_startled(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody is startled by what another did: `mengaku kaget`, but not `mengaku kaget dilaporkan`."""
    near = reading.low[verb : verb + 3]
    if len(near) < 3 or near[0] not in _ADMITS or near[1] not in phrases.around["startled"]:  # noqa: PLR2004
        return False
    return not near[2].startswith("di") and near[2] not in phrases.around["own_trouble"]


def _denies_sending(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether a chief denies what his people say for an excuse: `membantah menugasi`."""
    low, here = reading.low, verb + 1
    while here < len(low) and low[here] in phrases.around["already"]:
        here += 1
    return low[verb] in phrases.answer and here < len(low) and low[here] in phrases.around["sends"]


def _had_to(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody says that he could not refuse what another told him to do."""
    near = reading.low[verb : verb + _KNOWS]
    if len(near) < _KNOWS or near[0] not in _ADMITS:
        return False
    helpless = near[1] in phrases.denies and near[2] in phrases.helpless
    return helpless or (near[1] in {"hanya", "cuma", "sekadar"} and " ".join(near[2:]).startswith(_TOLD_TO))


def _is_not_his(reading: Reading, phrases: Phrases, verb: int) -> bool:
    """Tell whether somebody says that he knows nothing of a deed, which is another's then."""
    near = reading.low[verb : verb + _KNOWS]
    if not near or near[0] not in _ADMITS or near[1:2] == [] or near[1] not in phrases.around["not_known"]:
        return False
    known = len(near) == _KNOWS and near[2] in phrases.around["known"]
    if known and near[1] != "sudah" and near[3] in {".", ","}:
        return True  # `mengaku belum tahu.`
    return known and (near[2] in _SENSED or near[3] in phrases.matters)


def _made_to(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether somebody's people are those he made do something: `membantah mengumpulkan bawahannya`."""
    told = (phrases.telling.get(word) for word in reading.low[max(0, index - 2) : index])
    return any(cues is not None and cues.accused > 0 and not cues.speaks for cues in told)
