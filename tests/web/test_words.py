"""Everything a person reads on the pages exists in Bahasa Indonesia."""

import re
from pathlib import Path

from pipeline.judge.telling import tell
from web import words

ROOM = Path(words.__file__).parent
TEMPLATE = re.compile(r"(?<![\w.])t\(\"([^\"]+)\"|(?<![\w.])t\('([^']+)'")


def test_every_text_of_a_template_has_a_translation() -> None:
    known = words.words("id").texts
    told = {a or b for path in (ROOM / "templates").iterdir() for a, b in TEMPLATE.findall(path.read_text())}
    assert told
    assert sorted(told - set(known)) == []


def test_every_text_of_the_code_has_a_translation() -> None:
    known = words.words("id").texts
    pattern = re.compile(r"(?:visit\.t|\bt|words\([a-z_]+\((?:request)\)\)|words\(language\))\(\s*\"([^\"]+)\"")
    told = {text for path in ROOM.rglob("*.py") for text in pattern.findall(path.read_text())}
    assert told
    assert sorted(told - set(known)) == []


def test_every_name_of_a_value_has_a_translation() -> None:
    known = words.words("id").texts
    tables = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)]
    told = {text for table in tables for text in table.values() if isinstance(text, str)}
    assert sorted(told - set(known)) == []


def test_one_person_is_told_in_the_singular():
    assert tell("1 orang", "en") == "1 person"
    assert tell("19 orang", "en") == "19 persons"
