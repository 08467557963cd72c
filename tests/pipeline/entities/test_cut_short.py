"""Whatever word an article ends with, it is read: captions, flashes and cut feeds end anywhere."""

from pathlib import Path

import pytest
import yaml

STORIES = yaml.safe_load((Path(__file__).parent / "told" / "parts.yaml").read_text(encoding="utf-8"))
ENDS = [
    "Bawaslu memanggil staf Yulmi Fitra dan Kepala Dusun",
    "Yang diperiksa Camat Rimbo, Ahmad Fauzi, Kepala Puskesmas",
    "Warga melaporkan Kades Suka Maju dan Calon bupati nomor urut",
    "Terlapor ialah Direktur RSUD dr. Soedomo,",
    "Seorang guru SD, YT",
    "Dua penyuluh yang ikut diperiksa,",
    "Keduanya",
    "Terlapor ada",
    "Camat Pamona Puselemba",
    "Kepala",
    "",
]


@pytest.mark.parametrize("text", ENDS)
@pytest.mark.parametrize("title", ["", "Camat Rimbo Diperiksa", "Kepala Puskesmas"])
def test_a_text_that_ends_anywhere_is_read(actors, text, title):
    assert isinstance(actors(text, title), tuple)


@pytest.mark.parametrize("cut", range(1, 31))
def test_a_story_that_ends_in_the_middle_of_a_sentence_is_read(actors, cut):
    for story in STORIES[cut % 10 :: 10]:
        words = story["text"].split()
        assert isinstance(actors(" ".join(words[:-cut]).rstrip(",.;:"), ""), tuple)
