from datetime import timedelta
from pathlib import Path

import pytest

from base.errors import ConfigError
from pantau.settings import load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder


@pytest.mark.sqlite  # it is the default
def test_an_empty_folder_gives_the_defaults(config: Path) -> None:
    settings = load_settings(config)
    assert settings.language == "id"
    assert settings.instant_within == timedelta(hours=48)
    assert settings.archive_url.startswith("sqlite:///")


def test_the_environment_wins_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (config / "pantau.toml").write_text('language = "id"\n[crawl]\nmost_pages = 5\n', encoding="utf-8")
    monkeypatch.setenv("PANTAU_LANGUAGE", "en")
    settings = load_settings(config)
    assert settings.language == "en"
    assert settings.crawl.most_pages == 5


def test_the_folder_that_is_asked_for_wins_over_the_variable(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv("PANTAU_CONFIG", str(other))
    assert load_settings(config).config == config
    assert load_settings().config == other


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('language = "id"\nlanguge = "en"\n', 2, "unknown setting 'languge'"),
        ('timezone = "Asia/Nowhere"\n', 1, "IANA"),
        ('territory = ["63", "abc"]\n', 1, "63.72"),
        ("[crawl]\n\nmost_pages = 0\n", 3, "at least 1"),
        ("[crawl]\nmost = 3\n", 2, "most_pages"),
        ('[mail]\nhost = "x"\nsender = "not an address"\n', 3, "mail.sender"),
        ("[web]\nport = 99999\n", 2, "65535"),
        ('[webhook]\nallow_network = ["foo"]\n', 2, "'foo'"),
        ("a = = 1\n", 1, "not valid TOML"),
    ],
)
def test_a_mistake_names_file_line_and_what_is_allowed(config: Path, text: str, line: int, words: str) -> None:
    (config / "pantau.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(config)
    assert caught.value.line == line
    assert words in str(caught.value)
    assert "pantau.toml" in str(caught.value)


def test_a_bad_variable_is_named_and_not_blamed_on_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (config / "pantau.toml").write_text('timezone = "Asia/Jakarta"\n', encoding="utf-8")
    monkeypatch.setenv("PANTAU_TIMEZONE", "Mars/Base")
    with pytest.raises(ConfigError, match="PANTAU_TIMEZONE") as caught:
        load_settings(config)
    assert caught.value.line is None


def test_secrets_are_not_shown(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_TELEGRAM__TOKEN", "12345:SECRET")
    settings = load_settings(config)
    assert settings.telegram is not None
    assert "SECRET" not in repr(settings)


def test_a_region_that_does_not_exist_is_no_territory(config: Path) -> None:
    (config / "regions.csv").write_text("kode,nama\n63,Kalimantan Selatan\n", encoding="utf-8")
    (config / "pantau.toml").write_text('language = "id"\nterritory = ["63", "99"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="'99'") as caught:
        load_settings(config)
    assert caught.value.line == 2


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="folder"):
        load_settings(tmp_path / "nowhere")


def test_all_wrong_settings_are_told_at_once(config: Path) -> None:
    (config / "pantau.toml").write_text(
        'languge = "en"\n[web]\nport = 99999\n[crawl]\nmost_pages = 0\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_settings(config)
    told = caught.value.tell("en").splitlines()
    assert len(told) == 3
    assert {":1:" in line for line in told if "languge" in line} == {True}
    assert any(":3:" in line and "65535" in line for line in told)
    assert any(":5:" in line and "at least 1" in line for line in told)
