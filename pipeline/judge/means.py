"""Tells whether rooms of the state were used for a side, or only are where people met the press or the supervisors."""

from pipeline.judge.reading import Mood, Reading
from pipeline.text.lexicon import Lexicon

MEANS = "A14"


def means_used(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether means of the state are named in another way than as the place of talks and examinations.

    `Wawancara berlangsung di ruang guru`, `klarifikasi digelar di aula kantor camat` tell no use of them (A14). A frame
    that claims the act, a vehicle or goods of the state, or a side in the same sentence, does.

    Args:
        reading: Of the article.
        lexicon: For its groups.
    """
    if any(found.frame.claim == f"act:{MEANS}" and found.mood is Mood.REAL for found in reading.findings):
        return True
    means = lexicon.mask("facility", "premises", "state_means", "aid_program")
    rooms, side = lexicon.mask("premises"), lexicon.mask("contestant", "campaign", "apk", "team", "rally")
    talks = lexicon.mask("place_of_talks", "election_supervisor", "commission")
    for sentence in reading.all():
        if not sentence.mask & means:
            continue
        only_rooms = all(hit.mask & rooms for hit in sentence.hits if hit.mask & means)
        if not (only_rooms and sentence.mask & talks and not sentence.mask & side):
            return True
    return not any(sentence.mask & means for sentence in reading.all())
