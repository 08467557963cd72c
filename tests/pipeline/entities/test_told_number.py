"""How many persons a story says it is about."""

import pytest

from pipeline.entities.accused import features
from pipeline.entities.bonus import Bonus
from pipeline.entities.groups import groups_of
from pipeline.entities.lineup import line_of
from pipeline.entities.suspects import candidates
from pipeline.text.document import Document


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Keduanya diperiksa Bawaslu kemarin.", 2),
        ("Ketiga kades itu hadir di panggung. Keduanya pulang lebih dulu.", 3),
        ("Terlapor ada empat, ujar anggota panwascam.", 4),
        ("Penyidik menetapkan lima orang tersangka.", 5),
        ("Pasangan itu mendaftar pada hari kedua.", 0),
        ("Ketiganya mengadu ke Bawaslu karena diancam camat.", 0),
        ("Seorang lurah dipanggil.", 0),
    ],
)
def test_the_number_of_the_accused_is_read_where_the_story_tells_it(read, text, number):
    assert read(text).told == number


def test_whoever_is_accused_within_the_number_told_is_likelier_than_whoever_comes_behind(read):
    text = (
        "Camat Sukamulya, Harun Basri, dan Lurah Kenanga, Siti Maemunah, diduga mengarahkan warga. "
        "Keduanya dilaporkan ke Bawaslu. Sekda, Jamal Ridwan, belum menanggapi."
    )
    document, entities = Document("", text), read(text)
    bonus = Bonus.of(document, entities, (), ())
    possible = candidates(groups_of(entities, bonus), entities)
    line = line_of(entities, bonus, possible)
    told = {entities.persons[one.person].name: features(one, line) for one in possible if one.person is not None}
    assert [told[name]["within"] for name in ("Harun Basri", "Siti Maemunah", "Jamal Ridwan")] == [1, 1, 0]
