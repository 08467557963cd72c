"""Whose denial a denial is: the accused's own, in any words, and nobody's who handles or brings the case."""

from pathlib import Path

import pytest

from base.errors import ConfigError
from pipeline.judge.denial_words import load_denial_words

_CONFIG = Path(__file__).parents[3] / "config"
_WORDS = load_denial_words(_CONFIG)
_CASE = (
    "Camat Ceper, Supriyono Hadi, dilaporkan ke Bawaslu Kabupaten Klaten karena diduga mengampanyekan calon bupati"
    " nomor urut 1 saat rapat kepala desa, Senin (14/10/2024). Pelapornya, Suwarto, membawa rekaman video.\n\n"
)


@pytest.fixture
def denials(analyser, article):
    def read(text):
        return analyser.analyse(article("Camat Dilaporkan ke Bawaslu", _CASE + text)).denials

    return read


@pytest.mark.parametrize(
    "text",
    [
        '"Saya tidak pernah menempel apa pun," kata Supriyono.',
        '"Itu potongan. Rekamannya tidak utuh," kata camat itu.',
        "Supriyono menyebut laporan itu mengada-ada.",
        "Supriyono berkeras ia cuma membuka acara.",
        "Lewat pesan singkat ia menepis tudingan itu.",
        "Kuasa hukum Supriyono, Hotma Sitorus, menyatakan kliennya tidak bersalah.",
        '"Yang bersangkutan membantah," kata Ketua Bawaslu Klaten, Arif Rahman.',
    ],
)
def test_what_the_accused_says_against_it_is_a_denial(denials, text):
    assert denials(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bawaslu membantah tudingan tebang pilih.",
        "Ketua Bawaslu Klaten Arif Rahman membantah pihaknya lamban menangani laporan.",
        "Suwarto membantah laporannya bermotif politik.",
        "Bupati membantah melindungi camat itu.",
        "Polisi membantah menahan camat itu.",
        '"Kami tidak pernah menolak laporan," kata Ketua Bawaslu Arif Rahman.',
        '"Saya tidak pernah disuruh siapa pun untuk melapor," ujar Suwarto.',
        "Supriyono tak menampik hadir di rapat itu.",
        "Supriyono meminta maaf kepada warga.",
    ],
)
def test_others_who_deny_other_things_and_admissions_are_no_denial(denials, text):
    assert not denials(text)


def test_every_example_of_the_words_comes_out_as_wanted():
    assert len(_WORDS.samples) > len({sample.target for sample in _WORDS.samples}) > 1
    assert _WORDS.failures() == []


def test_a_word_with_a_star_stands_for_all_that_begins_so_and_no_other_for_more_than_itself():
    assert _WORDS.accused.search("Menurut kliennya, itu tidak benar")
    assert not _WORDS.accused.search("Diantar siapa pun")
    assert _WORDS.body.match("Panwaslih membantah")
    assert not _WORDS.body.match("Polisinya membantah")


@pytest.fixture
def changed(tmp_path):
    """Load the words with one thing changed."""

    def load(old, new):
        text = (_CONFIG / "lexicon" / "denials.yaml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "lexicon").mkdir()
        (tmp_path / "lexicon" / "denials.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_denial_words(tmp_path)

    return load


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("ever: [pernah]", "ever: []", "ever must be a list of words"),
        ("ever: [pernah]", "never: [pernah]", "unknown key 'never'"),
        ("beside: [pihak]", "beside: [12]", "a word is empty or no text"),
        ("beside: [pihak]", "beside: [pihak|kubu]", "'pihak.kubu' is no word"),
        ("kedua*", "ke*dua", "'ke[*]dua' is no word"),
        ("\nbody:", "\nbodies:", "unknown key 'bodies'"),
        ("  counter: [Saya", "  examples_not: [Saya", "unknown key 'examples_not'"),
    ],
)
def test_what_is_no_list_of_words_is_refused_with_its_line(changed, old, new, problem):
    with pytest.raises(ConfigError, match=rf"denials.yaml:\d+: {problem}"):
        changed(old, new)


def test_a_missing_part_and_missing_examples_are_refused(changed):
    with pytest.raises(ConfigError, match=r"counter must be a list of words"):
        changed("  counter: [Camat itu membantah di", "  # [Camat itu membantah di")


def test_an_example_that_is_not_found_is_told_by_its_part_and_line(changed):
    (sample,) = changed("examples: [Yang bersangkutan membantah", "examples: [Sekda membantah").failures()
    assert (sample.target, sample.text, sample.wanted) == ("accused", "Sekda membantah", True)
    assert sample.line
