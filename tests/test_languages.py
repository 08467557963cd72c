"""Everything a person reads exists in Bahasa Indonesia and English: errors and the help of the commands."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import base.said
import pantau.help
from base.catalogue import catalogue
from base.errors import ConfigError, InputError, UsageError
from base.said import said
from pantau.cli import cli
from pantau.settings import ROOT, reader_language

ROOMS = ("base", "archive", "pipeline", "alerts", "crawlers", "web", "pantau")
ERRORS = frozenset({"PantauError", "UsageError", "ConfigError", "InputError", "ArchiveError", "AddressRefusedError"})
PLACE = re.compile(r"\{[^}]*\}")


@cache
def calls() -> tuple[tuple[Path, ast.Call], ...]:
    """Return every call that makes or raises an error."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and name(node) in {"said", *ERRORS}:
                    yield path.relative_to(ROOT), node


def name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_sentence_of_an_error_is_translated_with_the_same_places():
    texts = catalogue(Path(base.said.__file__).parent, "id").texts
    ids = {
        call.args[0].value
        for _, call in calls()
        if name(call) == "said" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert len(ids) > 200
    assert ids - texts.keys() - {"articles, law, with"} == set(), "add them to base/locale/id.po"
    wrong = [one for one in ids & texts.keys() if sorted(PLACE.findall(one)) != sorted(PLACE.findall(texts[one]))]
    assert wrong == []


def test_no_error_is_raised_with_a_sentence_that_cannot_be_told_in_another_language():
    bare = [
        f"{path}:{call.lineno}"
        for path, call in calls()
        if name(call) in ERRORS and call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert bare == [], 'write XError(said("... {name} ...", name=name)) and translate it in base/locale/id.po'


def test_an_error_is_told_in_the_language_of_its_reader():
    error = UsageError(said("There is no user '{name}'. See: pantau user list", name="rina"))
    assert str(error) == error.tell("en") == "There is no user 'rina'. See: pantau user list"
    assert error.tell("id") == "Tidak ada pengguna 'rina'. Lihat: pantau user list"
    wrong = ConfigError(
        said("lacks '{key}'", key="id"), file="outlets/63.yaml", line=4, allowed=said("a text in quotes")
    )
    assert str(wrong) == "outlets/63.yaml:4: lacks 'id'. Allowed: a text in quotes"
    assert wrong.tell("id") == "outlets/63.yaml:4: tanpa 'id'. Yang boleh: teks dalam tanda petik"
    assert InputError(said("is empty"), source="x.html", place="line 3").tell("id") == "x.html (line 3): kosong"


def paragraphs(command: click.Command) -> Iterator[str]:
    for text in (command.help, *(getattr(parameter, "help", None) for parameter in command.params)):
        for paragraph in inspect.cleandoc(text).split("\n\n") if text else ():
            yield paragraph.removeprefix(pantau.help.AS_IS)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            assert found is not None
            yield from paragraphs(found)


def test_the_help_of_every_command_is_translated(monkeypatch: pytest.MonkeyPatch):
    texts = catalogue(Path(pantau.help.__file__).parent, "id").texts
    monkeypatch.setenv("PANTAU_LANGUAGE", "en")
    said_in = set(paragraphs(cli))
    known = texts.keys() | set(texts.values())  # a command that another test asked for may be translated already
    assert said_in - known == set(), "add them to pantau/help/locale/id.po"
    assert len(said_in) > 150


def test_the_language_of_the_terminal_holds_even_when_the_settings_are_wrong(tmp_path, monkeypatch):
    monkeypatch.delenv("PANTAU_LANGUAGE", raising=False)
    assert reader_language(tmp_path) == "id"
    (tmp_path / "pantau.toml").write_text('language = "en"\nunknown = 3\n', encoding="utf-8")
    assert reader_language(tmp_path) == "en"
    monkeypatch.setenv("PANTAU_LANGUAGE", "id")
    assert reader_language(tmp_path) == "id"


def test_the_summaries_of_the_commands_speak_the_language_of_the_folder_that_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("PANTAU_LANGUAGE", raising=False)
    (tmp_path / "pantau.toml").write_text('language = "en"\n', encoding="utf-8")
    # In a process of its own: commands are put into a language where they stand, as one call of the program needs it.
    asked = [sys.executable, "-m", "pantau", "--config", str(tmp_path), "--help"]
    printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "Serve the pages and the API" in printed
