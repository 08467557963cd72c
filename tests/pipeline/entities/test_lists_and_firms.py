"""What is no person of the story: places in lists, companies of a region, whoever only came along."""

import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from tests.pipeline.entities.conftest import alleged


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pertemuan itu dihadiri warga Kecamatan Alpa, Beta dan Gama. Beta paling ramai.", set()),
        ("Pesertanya datang dari Desa Lengkuas, Cibuntal, Margaluhur serta Pasirwangun.", set()),
        ("Camat Tolinggu, Bumelo, dan Dengilu turut hadir.", set()),
        ("Warga tiga desa yakni Alpa, Beta dan Gama diundang. Di Gama hujan.", set()),
        ("Camat Tolinggu, Rusdi Tamrin, dan Lurah Manggalo, Wahyu Hidayat, hadir.", {"Rusdi Tamrin", "Wahyu Hidayat"}),
        ("Warga Desa Alpa, Slamet dan Suharto, mengatakan rapat itu sepi.", {"Slamet", "Suharto"}),
    ],
)
def test_places_of_a_list_are_no_persons(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Direktur PDAM Tirta Kencanu diduga berkampanye. Pegawai PDAM Way Rilo ikut diperiksa.", set()),
        ("Menurut Perumda Panca Mitro, ia cuti. Perumda Dharma Putra menolak berkomentar.", set()),
        ("Direktur Perumda Tirta Wenang, Hendra Wijaya, hadir.", {"Hendra Wijaya"}),
        ("Direktur PDAM Tirta Kencanu Budi Santoso hadir.", {"Budi Santoso"}),
        ("Direktur PDAM Budi Santoso hadir.", {"Budi Santoso"}),
    ],
)
def test_the_name_of_a_company_is_no_person(named, text, names):
    assert named(text) == names


@pytest.fixture
def accused(actors):
    """Return who is accused of handing out goods in a text."""
    return lambda text: alleged(actors(text, "Bagi Kaus", (Act("A18", (Span(0, 60, text[:60], "text"),)),)))


def test_whoever_only_came_along_is_not_accused(accused):
    text = "Seorang camat di Boyolali membagikan kaus paslon bersama stafnya, Marni. Bawaslu memeriksanya."
    assert accused(text) == {("camat", None)}


def test_whoever_came_along_bears_no_office_of_the_accused(accused):
    text = (
        "Kepala Dinas Pertanian Boyolali membagikan kaus paslon ditemani bendaharanya, Ucok Sanjaya. "
        "Bawaslu memanggil kepala dinas itu."
    )
    assert accused(text) == {("kepala_dinas", None)}


def test_whoever_came_along_and_is_examined_is_accused(accused):
    text = "Camat Simo, Heru Susanto, membagikan kaus bersama stafnya, Marni Lestari. Bawaslu memeriksa Marni."
    assert ("staf", "Marni Lestari") in accused(text)
