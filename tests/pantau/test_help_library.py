"""What the command line library itself says stands in the reader's language too."""

import io
import re
from gettext import GNUTranslations

import click
import pytest
from click.testing import CliRunner

from pantau.cli import cli
from pantau.help import library, say_help
from pantau.help.library import COMPILED, compiled, speak


@pytest.mark.parametrize(
    ("language", "usage", "nothing"), [("id", "Pemakaian:", "Tidak ada"), ("en", "Usage:", "No such")]
)
def test_a_mistyped_option_is_told_in_the_language_of_the_reader(monkeypatch, language, usage, nothing):
    monkeypatch.setenv("LANGUAGE", "")  # put back after the test
    speak(language)
    told = CliRunner().invoke(cli, ["web", "--prot", "8000"]).output
    assert usage in told
    assert nothing in told
    assert "--port" in told


def test_the_compiled_catalogue_is_that_of_its_source():
    texts = [GNUTranslations(io.BytesIO(one))._catalog for one in (COMPILED.read_bytes(), compiled())]
    for one in texts:
        del one[""]  # the header, which tells when it was made
    assert texts[0] == texts[1], "run: python -m pantau.help.library"


def test_translations_keep_the_places_of_the_library_s_sentences():
    blocks = library.SOURCE.read_text(encoding="utf-8").split("\n\n")[1:]
    for block in blocks:
        asked, _, said = block.partition("msgstr")
        assert set(re.findall(r"\{\w+", said)) <= set(re.findall(r"\{\w+", asked)), block


def test_the_kinds_of_values_are_named_in_indonesian() -> None:
    @click.group()
    def root() -> None: ...

    @root.command()
    @click.option("--one")
    @click.option("--two", type=click.IntRange(1, 9))
    def part(one: str, two: int) -> None: ...

    say_help(root, "id")
    assert "[OPSI] PERINTAH [ARGUMEN]..." in root.get_help(click.Context(root))
    told = part.get_help(click.Context(part))
    assert "[OPSI]" in told
    assert "--one TEKS" in told
    assert "--two BILANGAN" in told
