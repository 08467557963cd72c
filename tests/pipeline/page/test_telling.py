"""Every note that extraction writes is told in both languages."""

import ast
import re
from pathlib import Path

import pytest

import pipeline.page
from base.catalogue import catalogue
from pipeline.page.telling import tell, tell_all

ROOM = Path(pipeline.page.__file__).parent
NOTE = re.compile(r"^(?:The|Lines|title:|published:|reporter:|editor:|outlet_name:|timezone:|language:) .{12,}\.$")


def written():
    """Yield every sentence in the room's code that is a note, filled places as one letter."""
    for name in ("body", "extract", "metadata", "origin"):
        tree = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        for node in ast.walk(tree):
            text = None
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                text = node.value
            if text and NOTE.match(text):
                yield text


def test_every_note_in_the_code_is_told_in_indonesian():
    notes = sorted(set(written()))
    assert len(notes) > 14
    assert [note for note in notes if tell(note, "id") == note] == []


def test_every_told_note_is_still_written():
    texts = catalogue(ROOM, "id").texts
    notes = set(written())
    filled = {re.sub(r"\{\w+\}", "X", message) for message in texts}
    assert filled <= notes


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("editor: no editor is printed.", "editor: tidak ada nama editor yang tercetak."),
        ("The og time is marked UTC but is the local time that the page shows.", "Waktu dari og ditandai UTC"),
        ("A note of another time.", "A note of another time."),
    ],
)
def test_a_stored_note_is_told_with_its_values(note, told):
    assert tell(note, "id").startswith(told)
    assert tell(note, "en") == note


def test_joined_notes_are_told_one_by_one():
    long = "The body was longer than 3000000 bytes; the rest was not read."
    told = tell_all(f"{long}; editor: no editor is printed.; A note of another time.", "id")
    assert told == f"{tell(long, 'id')}; editor: tidak ada nama editor yang tercetak.; A note of another time."
    assert tell(long, "id") != long
    assert tell_all(f"{long}; editor: no editor is printed.", "en") == f"{long}; editor: no editor is printed."
