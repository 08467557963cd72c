import pytest

from pipeline.text.morphology import forms


@pytest.mark.parametrize(
    ("stem", "tags", "form"),
    [
        ("pilih", "v", "memilih"),
        ("pilih", "v", "dipilihkan"),
        ("tulis", "me", "menulis"),
        ("kirim", "me", "mengirimkan"),
        ("sebar", "me", "menyebarkannya"),
        ("kampanye", "me", "mengkampanyekan"),
        ("kampanye", "me", "mengampanyekan"),
        ("acung", "v", "mengacungkan"),
        ("bagi", "v", "membagikan"),
        ("lapor", "di", "dilaporkan"),
        ("lantik", "n", "pelantikan"),
        ("panggil", "n", "pemanggilan"),
        ("rekam", "ter", "terekam"),
        ("cat", "me", "mengecat"),
        ("netral", "n", "kenetralan"),
        ("dukung", "pe", "pendukung"),
    ],
)
def test_a_stem_yields_the_printed_form(stem, tags, form):
    assert form in forms(stem, [tags])


def test_a_passive_stem_does_not_yield_active_forms():
    assert "melaporkan" not in forms("lapor", ["di"])


def test_a_word_without_tags_takes_clitics_only():
    assert {"camat", "camatnya", "camatlah"} <= forms("camat", [])
    assert "kecamatan" not in forms("camat", [])


def test_an_exact_word_takes_nothing():
    assert forms("asn", ["x"]) == {"asn"}
