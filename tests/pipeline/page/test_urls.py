import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.urls import fold_url, url_key

STORY = "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon"

TWINS = [
    "http://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/",
    "https://www.kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://m.kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://amp.kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://WWW.Kabar.Example:443/daerah/2024/10/camat-hadiri-deklarasi-paslon#komentar",
    "https://kabar.example/amp/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/amp/",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?amp=1",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/?amp",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?utm_source=wa&utm_medium=x&fbclid=Iw",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?page=2",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?page=all",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?single=1",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/2/",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/15",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/page/3/",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/all",
    "https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon?ref=beranda&source=terkait",
    "https://www.google.com/amp/s/www.kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon/amp",
    "https://kabar-example.cdn.ampproject.org/c/s/kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://web.archive.org/web/20241004101112/https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon",
    "https://kabar.example//daerah/2024/10/camat%2Dhadiri-deklarasi-paslon",
    " https://kabar.example/daerah/2024/10/camat-hadiri-deklarasi-paslon\n",
]


@pytest.mark.parametrize("twin", TWINS)
def test_twins_of_one_article_share_a_key(twin):
    assert url_key(twin) == url_key(STORY)


DIFFERENT = [
    ("https://kabar.example/?p=123", "https://kabar.example/?p=124"),
    ("https://kabar.example/baca.php?ref=1201", "https://kabar.example/baca.php?ref=1202"),
    ("https://kabar.example/index.php?source=daerah-17", "https://kabar.example/index.php?source=daerah-18"),
    ("https://kabar.example/berita?cid=88", "https://kabar.example/berita?cid=89"),
    ("https://kabar.example/read/12345/judul", "https://kabar.example/read/12346/judul"),
    ("https://kabar.example/2024/10/03", "https://kabar.example/2024/10/04"),
    ("https://barito.kabar.example/satu-dua-tiga", "https://kapuas.kabar.example/satu-dua-tiga"),
    ("https://kabar.example/Judul-Satu-Dua", "https://kabar.example/judul-satu-dua"),
    ("https://kabar.example:8080/satu-dua-tiga", "https://kabar.example/satu-dua-tiga"),
    ("https://kabar.example/satu-dua-tiga.html", "https://kabar.example/satu-dua-empat.html"),
    ("https://kabar.example/detail.php?view=31", "https://kabar.example/detail.php?view=32"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_articles_keep_different_keys(one, other):
    assert url_key(one) != url_key(other)


def test_parameters_that_identify_are_kept_and_ordered():
    assert fold_url("http://kabar.example/baca.php?b=2&a=1&utm_id=9") == "https://kabar.example/baca.php?a=1&b=2"


def test_amp_html_file_is_its_plain_twin():
    assert fold_url("https://kabar.example/satu-dua-tiga.amp.html") == "https://kabar.example/satu-dua-tiga.html"


def test_what_is_no_web_address_is_left_alone():
    assert fold_url("urn:sha256:ab12") == "urn:sha256:ab12"
    assert fold_url("http://[broken") == "http://[broken"


def test_a_two_label_host_named_m_is_kept():
    assert fold_url("https://m.example/satu-dua-tiga") == "https://m.example/satu-dua-tiga"


@given(st.text(max_size=200))
def test_folding_never_raises_and_is_a_fixed_point(tail):
    folded = fold_url("https://kabar.example/" + tail)
    assert fold_url(folded) == folded
