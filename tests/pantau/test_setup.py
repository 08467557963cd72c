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
    run(config, answers="id\nKalimantan Selatan, 62.02\nemail\npetugas@example.org\n\n")
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


def test_what_setup_does_not_ask_for_stays_in_the_entry(config: Path) -> None:
    file = config / "subscriptions.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "    acts:\n      - A14\n", encoding="utf-8")
    run(config, "--language", "id", "--territory", "63", "--channel", "file", "--recipient", "outbox")
    (one,) = load_subscriptions(config)
    assert (one.name, one.mode, one.acts, one.regions) == ("Kotak keluar di komputer ini", "both", ("A14",), ("63",))


def test_a_channel_without_its_settings_is_told_at_once(config: Path) -> None:
    words = ["--language", "id", "--territory", "63", "--channel", "email", "--recipient", "a@b.example"]
    assert "[mail]" in " ".join(run(config, *words).split())


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
    run(config, answers="id\nAtlantis\n63\nfile\noutbox\n\n")
    assert load_settings(config).territory == ("63",)


def test_an_ambiguous_name_lists_what_it_may_mean() -> None:
    with pytest.raises(UsageError, match=r"Kota Malang|Kabupaten Malang"):
        find_regions(ROOT / "config", "Malang")


@pytest.mark.parametrize(("code", "zone"), [("11", "Asia/Jakarta"), ("63", "Asia/Makassar"), ("95", "Asia/Jayapura")])
def test_provinces_have_their_zone(code: str, zone: str) -> None:
    assert zone_of(code) == zone


GIVEN = ("--language", "id", "--territory", "63", "--channel", "file", "--recipient", "outbox")


def test_the_contact_is_asked_for_checked_and_stands_in_every_request(config: Path) -> None:
    printed = run(config, answers="id\n63\nfile\noutbox\nbukan alamat\nredaksi@example.org\n")
    assert "bukan alamat surel" in printed
    assert "Tidak ada media yang tahu" not in printed
    settings = load_settings(config)
    assert settings.crawl.contact == "redaksi@example.org"
    assert settings.user_agent.endswith("; redaksi@example.org)")
    run(config, *GIVEN)
    assert load_settings(config).crawl.contact == "redaksi@example.org", "what is not given stays"
    run(config, *GIVEN, "--contact", "https://pantau.example.org/kontak")
    text = (config / "pantau.toml").read_text(encoding="utf-8")
    assert text.index("[crawl]") < text.index('contact = "https://pantau.example.org/kontak"') < text.index("[web]")
    assert "an e-mail or page address" in text, "the comment beside it stays"


def test_without_a_contact_it_is_said_what_to_do(config: Path) -> None:
    assert "pantau setup --contact" in " ".join(run(config, *GIVEN).split())
    (config / "pantau.toml").write_text("", encoding="utf-8")
    run(config, "--contact", "a@b.id")  # asks for nothing else
    assert load_settings(config).crawl.contact == "a@b.id"


@pytest.mark.parametrize("wrong", ["redaksi", "a@b.id\nX-Evil: 1", "a@b.id) Mozilla/5.0 (", "ftp://x.id"])
def test_a_contact_that_is_no_address_is_refused(config: Path, wrong: str) -> None:
    before = (config / "pantau.toml").read_bytes()
    result = CliRunner().invoke(cli, ["--config", str(config), "setup", *GIVEN, "--contact", wrong])
    assert isinstance(result.exception, UsageError)
    assert (config / "pantau.toml").read_bytes() == before
