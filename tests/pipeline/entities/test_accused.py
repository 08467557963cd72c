"""Who is accused among several persons: fitted weights over features a person can name."""

import pytest

from pipeline.entities.accused import features
from pipeline.entities.bonus import Bonus
from pipeline.entities.groups import groups_of
from pipeline.entities.lineup import line_of
from pipeline.entities.resolve import resolve_actors
from pipeline.entities.suspects import candidates
from pipeline.text.document import Document

STORY = (
    "Lurah Tegalsari, Wahyono Sastra, dilaporkan ke Bawaslu karena mengajak warga memilih calon wali kota. "
    "Wahyono membantah. "
)


@pytest.fixture
def weighed(read):
    def run(text):
        document, entities = Document("", text), read(text)
        bonus = Bonus.of(document, entities, (), ())
        possible = candidates(groups_of(entities, bonus), entities)
        line = line_of(entities, bonus, possible)
        names = [entities.persons[one.person].name if one.person is not None else one.role for one in possible]
        return {name: features(one, line) for name, one in zip(names, possible, strict=True)}

    return run


@pytest.fixture
def accused(read, accusing):
    def run(text):
        found = resolve_actors(Document("", text), read(text), (), (), accusing)
        return {actor.name or actor.role for actor in found if actor.part == "alleged"}

    return run


def test_every_sign_has_a_weight_and_no_weight_is_left_over(weighed, accusing):
    (told,) = weighed(STORY).values()
    assert told.keys() == accusing.signs.keys()


def test_one_who_denies_is_likelier_accused_than_his_chief(weighed, accusing):
    found = weighed(STORY + 'Camat Purwosari, Endro Laksono, menyayangkannya. "Sudah diingatkan," kata Endro.')
    assert accusing.chance(found["Wahyono Sastra"]) > 0.8
    assert accusing.chance(found["Endro Laksono"]) < 0.4


@pytest.mark.parametrize(
    "told",
    [
        "Camat Purwosari, Endro Laksono, menyerahkan kasus itu kepada Bawaslu.",
        "Bawaslu juga meminta keterangan Camat Purwosari, Endro Laksono, sebagai saksi.",
        "Paguyuban camat melalui ketuanya, Endro Laksono, mendampingi pemeriksaan.",
        "Camat Purwosari, Endro Laksono, menyerahkan sepenuhnya penanganan perkara kepada BKN.",
    ],
)
def test_who_hands_a_case_over_or_is_a_witness_is_not_accused(accused, told):
    assert accused(STORY + told) == {"Wahyono Sastra"}
