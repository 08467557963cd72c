"""Posts that nobody listed are read by the name beside them."""

import pytest

from tests.pipeline.entities.conftest import alleged


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Kades Sirajuddin Tola dan bendaharanya, Nurmiati Bau, dilaporkan.",
            {("kades", "Sirajuddin Tola"), ("perangkat_desa", "Nurmiati Bau")},
        ),
        (
            "Kabid Yulizar Hamdi dan analis pasar Rini Oktaviani dilaporkan.",
            {("kabid", "Yulizar Hamdi"), ("staf", "Rini Oktaviani")},
        ),
        ("Rudi Hartono (41), pengadministrasi pajak, dilaporkan.", {("staf", "Rudi Hartono")}),
        ("Camat Budi Santoso dan istrinya, Rini Astuti, dilaporkan.", {("camat", "Budi Santoso")}),
    ],
)
def test_a_post_is_known_by_the_name_beside_it(actors, text, who):
    assert alleged(actors(text)) == who


@pytest.mark.parametrize(
    "text",
    [
        'Lurah dilaporkan. "Saya melihatnya," tutur Nasrun Hamid, penjaga masjid.',
        "Lurah dilaporkan. Pengantarnya, Stepanus Ujang, heran.",
        "Lurah dilaporkan. Petugas kebersihan Dinas Pasar menyapu.",
    ],
)
def test_no_post_is_told_of_a_speaker_of_citizens_or_without_a_name(read, text):
    assert [role.role for role in read(text).roles] == ["lurah"]
