"""Names hidden everywhere: what counts as the name, and what does not."""

import pytest

from pipeline.linking.hidden import index_of, name_words

NAMES = index_of(name_words(name) for name in ("Darmaji Kusumawardana", "H. Ma'ruf Tanoto", "Suwito", "M. Ali"))


def covered(text: str, **options: object) -> str:
    for start, end, short in reversed(NAMES.find(text, **options)):  # type: ignore[arg-type]
        text = text[:start] + short + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Perkara Darmaji Kusumawardana dibahas.", "Perkara D.K. dibahas."),
        ("PERKARA DARMAJI  KUSUMAWARDANA", "PERKARA D.K."),
        ("oleh Darmaji\nKusumawardana, warga", "oleh D.K., warga"),
        ("akun @darmajikusuma dan #DarmajiKusumawardana", "akun @D.K. dan #D.K."),
        ("akun @darmaji_kusuma88 ramai", "akun @D.K. ramai"),
        ("DarmajiKusumawardana mengunggahnya", "D.K. mengunggahnya"),
        ("kades-darmaji-kusumawardana-diperiksa", "kades-D.K.-diperiksa"),
        ("Haji Ma’ruf Tanoto diam", "Haji M.R.T. diam"),
    ],
)
def test_a_whole_name_is_found_however_it_is_printed(text: str, shown: str) -> None:
    assert covered(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Darmaji dan Kusumawardana berbeda orang.",
        "Kusumawardana Darmaji",
        "Suwito, nama yang umum",
        "M. Ali, nama banyak orang; malinya @mali",
        "akun @darmaji ramai",
        "",
    ],
)
def test_what_may_be_anybody_stays(text: str) -> None:
    assert covered(text) == text


def test_a_text_may_tell_the_names_its_own_case_shows() -> None:
    text = "Darmaji Kusumawardana disanksi."
    assert covered(text, spared={name_words("Darmaji Kusumawardana")}) == text
