import pytest

from pipeline.linking.people import compare, initials


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Harsono Wibawa", "Harsono Wibawa", "same"),
        ("Harsono Wibawa", "H. Harsono Wibawa, S.Sos", "same"),
        ("Marihot P Lubis", "Marihot Panusunan Lubis", "same"),
        ("Harsono", "Harsono Wibawa", "likely"),
        ("Dirman", "Sudirman Hulopi", "likely"),
        ("Chairul Anwar", "Khairul Anwar", "same"),
        ("HW", "Harsono Wibawa", "initials"),
        ("H.W.", "HW", "initials"),
        ("AKP HS", "HS", "initials"),
        ("HZ", "Harsono Wibawa", "different"),
        ("HZ", "HS", "different"),
        ("Harsono Wibawa", "Sunarto Adi", "different"),
        ("Harsono Wibawa", "Harsono Prakoso", "different"),
    ],
)
def test_names_agree_as_newspapers_print_them(left, right, expected):
    assert compare(left, right) == expected
    assert compare(right, left) == expected


def test_a_short_name_in_capitals_is_read_as_initials_and_a_word_is_not():
    assert initials("SP") == "sp"
    assert initials("Adi") is None
