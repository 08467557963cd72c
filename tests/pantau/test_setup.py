import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from alerts.subscriptions import load_subscriptions
from base.errors import UsageError
from pantau.cli import cli
from pantau.commands.setup import find_regions, zone_of
from pantau.settings import ROOT, load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    for name in ("pantau.toml", "subscriptions.yaml", "regions.csv"):
        shutil.copy(ROOT / "config" / name, folder / name)
    return folder


def run(config: Path, *words: str, answers: str = "") -> str:
    result = CliRunner().invoke(cli, ["--config", str(config), "setup", *words], input=answers)
    assert result.exit_code == 0, result.output
    return result.output


def test_answers_become_a_configuration_that_can_be_read(config: Path) -> None:
    run(config, answers="id\nKalimantan Selatan, 62.02\nemail\npetugas@example.org\n")
    settings = load_settings(config)
    assert settings.territory == ("63", "62.02")
    assert settings.timezone == "Asia/Makassar"
    chosen = next(s for s in load_subscriptions(config) if s.channel == "email")
    assert chosen.recipient == "petugas@example.org"
    assert chosen.regions == ("63", "62.02")


def test_setting_up_twice_changes_the_entry_instead_of_adding_one(config: Path) -> None:
    run(config, "--language", "id", "--territory", "63", "--channel", "file", "--recipient", "outbox")
    run(config, "--language", "en", "--territory", "", "--channel", "file", "--recipient", "elsewhere")
    assert [s.recipient for s in load_subscriptions(config)] == ["elsewhere"], "files are written once"
    assert load_settings(config).territory == ()


def test_comments_of_the_settings_survive(config: Path) -> None:
    before = (config / "pantau.toml").read_text(encoding="utf-8").count("#")
    run(config, "--language", "en", "--territory", "81", "--channel", "file", "--recipient", "outbox")
    assert (config / "pantau.toml").read_text(encoding="utf-8").count("#") == before


@pytest.mark.parametrize("recipient", ["bukan alamat", "javascript:x"])
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_written(config: Path, recipient: str) -> None:
    before = (config / "subscriptions.yaml").read_bytes(), (config / "pantau.toml").read_bytes()
    words = ["--language", "id", "--territory", "63", "--channel", "email", "--recipient", recipient]
    result = CliRunner().invoke(cli, ["--config", str(config), "setup", *words])
    assert isinstance(result.exception, UsageError)
    assert (before[0], before[1]) == (
        (config / "subscriptions.yaml").read_bytes(),
        (config / "pantau.toml").read_bytes(),
    )
    run(config, *words[:-1], "petugas@warta.example")


def test_a_wrong_territory_is_asked_for_again(config: Path) -> None:
    run(config, answers="id\nAtlantis\n63\nfile\noutbox\n")
    assert load_settings(config).territory == ("63",)


def test_an_ambiguous_name_lists_what_it_may_mean() -> None:
    with pytest.raises(UsageError, match=r"Kota Malang|Kabupaten Malang"):
        find_regions(ROOT / "config", "Malang")


@pytest.mark.parametrize(("code", "zone"), [("11", "Asia/Jakarta"), ("63", "Asia/Makassar"), ("95", "Asia/Jayapura")])
def test_provinces_have_their_zone(code: str, zone: str) -> None:
    assert zone_of(code) == zone
