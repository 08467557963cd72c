import ast
import re
from pathlib import Path

import pytest

from base.catalogue import catalogue
from pipeline.judge import telling
from pipeline.judge.telling import say, tell

ROOM = Path(telling.__file__).parent
PLACE = re.compile(r"\{\w+\}")


def said():
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield from strings(node.args[0], constants)


def strings(node, constants):
    if isinstance(node, ast.Name):
        node = constants.get(node.id, node)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(constants.get(inner.id), ast.Dict):
            yield from (value.value for value in constants[inner.id].values if isinstance(value, ast.Constant))
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_all_that_the_judge_says_is_in_the_catalogue_with_the_same_places():
    texts = catalogue(ROOM, "id").texts
    found = set(said())
    assert len(found) > 40
    assert found - texts.keys() == set(), "add them to pipeline/judge/locale/id.po"
    assert [m for m, told in texts.items() if sorted(PLACE.findall(m)) != sorted(PLACE.findall(told))] == []


@pytest.mark.parametrize(
    ("stored", "english"),
    [
        (
            "A10 oleh ASN, tanggal perbuatan 2024-10-12, Pilkada Serentak 2024: masa kampanye",
            "A10 by civil servant, day of the act 2024-10-12, Pilkada Serentak 2024: campaign",
        ),
        ("Pemilu 2024: sesudah penetapan calon", "Pemilu 2024: after the candidates were fixed"),
        ("camat: tidak terbukti atau dihentikan (A10, A13)", "camat: not proven or stopped (A10, A13)"),
        ("3 orang", "3 persons"),
        ("wrong number, SKB 2/2022 is meant", "wrong number, SKB 2/2022 is meant"),
    ],
)
def test_a_stored_sentence_is_told_in_english_and_back(stored, english):
    assert tell(stored, "en") == english
    assert tell(tell(stored, "en"), "id") == tell(stored, "id")


def test_a_remark_on_a_citation_is_told_in_indonesian():
    assert tell("superseded by PP 53/2010, later PP 94/2021", "id") == "diganti oleh PP 53/2010, lalu PP 94/2021"


def test_what_is_none_of_the_judges_sentences_stays_as_it_is():
    assert tell("Camat Kota", "en") == "Camat Kota"
    assert tell(None, "en") == ""
    assert say("{number} persons", number=2) == "2 orang"
