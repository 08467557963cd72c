import shutil
from pathlib import Path

import pytest

from base.errors import ConfigError
from pipeline.judge.rehearsal import failures
from pipeline.text.automaton import Automaton
from pipeline.text.lexicon import FILES, load_lexicon, version_of
from pipeline.text.words import split

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture
def lexicon(shipped):
    return shipped.analyser.reader.lexicon


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CONFIG / "lexicon", tmp_path / "lexicon")
    return tmp_path


@pytest.fixture
def small(tmp_path):
    """A lexicon of a few words, read in no time: what a wrong entry does depends on no other entry."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("groups: {}\n", encoding="utf-8")
    (folder / "terms.yaml").write_text("groups:\n  official: {terms: [pejabat]}\n  apk: {terms: [baliho]}\n")
    (folder / "roles.yaml").write_text("- {role: camat, status: asn, side: bound, terms: [camat], examples: [C]}\n")
    (folder / "offices.yaml").write_text("lists: {}\n")
    return tmp_path


def test_the_small_lexicon_is_right_but_for_what_a_test_puts_in(small):
    entry = "frames:\n  - {claim: 'act:A01', name: x, need: [official, apk], unless: [apk], within: 3, examples: [a]}\n"
    (small / "lexicon" / "sanctions.yaml").write_text(entry, encoding="utf-8")
    assert [frame.name for frame in load_lexicon(small).frames] == ["x"]


def test_every_example_of_the_shipped_lexicon_comes_out(lexicon):
    assert [(sample.file, sample.line, sample.text) for sample in failures(lexicon)] == []


def test_every_frame_has_an_example(lexicon):
    shown = {sample.target for sample in lexicon.samples if sample.wanted}
    assert [frame.name for frame in lexicon.frames if f"frame:{frame.name}" not in shown] == []


def test_a_failing_example_is_reported_with_file_and_line(small):
    entry = "frames:\n  - {claim: 'act:A01', name: x, need: [official], examples: [pejabat datang, ia menanam padi]}\n"
    (small / "lexicon" / "sanctions.yaml").write_text(entry, encoding="utf-8")
    wrong = failures(load_lexicon(small))
    assert [(Path(sample.file).name, sample.text) for sample in wrong] == [("sanctions.yaml", "ia menanam padi")]
    assert wrong[0].line is not None


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("frames:\n  - {claim: 'act:A99', name: x, need: [official], examples: [a]}\n", "claim"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [nobody], examples: [a]}\n", "group 'nobody' is not known"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [official]}\n", "no examples"),
        ("frames:\n  - {claim: 'cue:x', name: x, need: [], examples: [a]}\n", "something in each place"),
        ("frames:\n  - {claim: 'cue:x', name: x, need: [official, []], examples: [a]}\n", "something in each place"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [[acung.q]], examples: [a]}\n", "tags"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [apk], within: lots, examples: [a]}\n", "'within' of 'x'"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [official], within: 0, examples: [a]}\n", "'within' of 'x'"),
        ("frames:\n  - {claim: 'act:A01', name: x, need: [official], ordered: 3, examples: [a]}\n", "'ordered' of 'x'"),
        (
            "frames:\n  - {claim: 'act:A01', name: x, need: [apk], unless: apk, examples: [a]}\n",
            "'unless' must be a list",
        ),
        (
            "frames:\n  - {claim: 'act:A01', name: x, need: [official], within: 100000, examples: [a]}\n",
            "'within' of 'x'",
        ),
        ("groups:\n  apk: {terms: [a]}\n", r"stands twice, in .*\.yaml:\d+ first"),
        ("groups:\n  one: {includes: [two]}\n  two: {includes: [one]}\n", "'one' includes 'two', which includes it"),
        ("groups:\n  one: {includes: [one]}\n", "includes it in turn"),
        ("groups:\n  fresh: {words: [a]}\n", "unknown key"),
        ("groups:\n  fresh: {includes: [nobody]}\n", "not known"),
        ("other: 1\n", "groups"),
        ("groups:\n  fresh: {terms: 5}\n", "'terms' must be a list"),
        ("groups:\n  fresh: {terms: [a], examples: abc}\n", "'examples' must be a list"),
        ("groups:\n  fresh: {includes: apk}\n", "'includes' must be a list"),
    ],
)
def test_a_wrong_entry_stops_the_start_with_file_and_line(small, entry, problem):
    (small / "lexicon" / "sanctions.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(ConfigError, match=problem) as caught:
        load_lexicon(small)
    assert caught.value.file.endswith("sanctions.yaml")
    assert caught.value.line is not None


@pytest.mark.parametrize("name", [FILES[0], "laws.yaml", "../regions.csv"])
def test_a_changed_file_changes_the_version(folder, name):
    path = folder / "lexicon" / name
    if not path.exists():
        path.write_text("", encoding="utf-8")
    before = version_of(folder)
    path.write_text(path.read_text() + "# note\n", encoding="utf-8")
    assert version_of(folder) != before


def test_what_only_screens_changes_no_version(folder):
    before = version_of(folder)
    (folder / "lexicon" / "screen.yaml").write_text("version: 99\n", encoding="utf-8")
    assert version_of(folder) == before


def test_any_large_number_fills_the_place_of_a_number():
    automaton = Automaton()
    automaton.add("angka_besar asn", [0])
    automaton.freeze()

    def found(text):
        return [hit.first for hit in automaton.scan(split(text), text)]

    assert found("ada 369 asn dan 45 ASN") == [1, 4]
    assert found("ada 12 asn, pada 2024 asn, 1234567 asn") == []


def test_a_file_that_nobody_reads_is_told(folder):
    (folder / "lexicon" / "baru.yaml").write_text("groups: {}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no such lexicon file") as caught:
        load_lexicon(folder)
    assert "terms.yaml" in str(caught.value)
