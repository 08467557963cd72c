"""How many persons are accused, where the article tells it in more than one way."""

import pytest

_GROUP = "Puluhan ASN dan lima camat diduga menghadiri kampanye calon bupati nomor 2. Bawaslu menelusuri mereka."
_FIVE = (
    "Lima kades di Pemalang diperiksa Bawaslu. Salah satu kades, Tarmuji, mengaku hadir di kampanye calon bupati."
    " Kelima kades itu diduga mengenakan kaus paslon."
)


@pytest.mark.parametrize(
    ("title", "text", "number"),
    [
        ("Puluhan ASN Hadiri Kampanye", _GROUP, None),
        ("Lima Kades Diperiksa Bawaslu", _FIVE, 5),
    ],
)
def test_a_group_without_number_leaves_it_open_and_one_name_does_not_make_five_one(
    analyser, article, title, text, number
):
    assert analyser.analyse(article(title, text)).persons == number
