import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.database import open_database
from base.errors import PantauError
from pantau.cli import cli

NOW = datetime.now(tz=UTC)


@pytest.fixture
def place(tmp_path, monkeypatch, new_world, archive_at):
    config = tmp_path / "config"
    config.mkdir()
    (config / "regions.csv").write_text("kode,nama,level\n63,Kalimantan Selatan,provinsi\n", encoding="utf-8")
    (config / "subscriptions.yaml").write_text(
        "subscriptions:\n  - {id: kotak, channel: file, recipient: outbox, group_wait: 0s}\n", encoding="utf-8"
    )
    monkeypatch.setenv("PANTAU_CONFIG", str(config))
    monkeypatch.setenv("PANTAU_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    engine = open_database(archive_at(tmp_path / "var" / "pantau.db"))
    yield new_world(engine)
    engine.dispose()


def run(*words: str, fails: bool = False) -> Result:
    result = CliRunner().invoke(cli, [*words])
    if fails:
        assert result.exit_code != 0
    else:
        assert result.exit_code == 0, result.output + repr(result.exception)
    return result


def today(world, key: int = 1, level: str = "Tinggi"):
    at = NOW - timedelta(hours=1)
    case = world.case(key, level, first_published=at, last_published=at, known_day=at.date())
    world.event(case, at=at, alertable=False)
    return case


def test_a_digest_is_written_and_counts_as_told_only_when_it_is_sent(place, tmp_path):
    today(place)
    output = run("digest").output
    assert "1 dugaan baru" in output
    files = sorted(path.suffix for path in (tmp_path / "var" / "outbox").iterdir())
    assert files == [".html", ".txt"]
    assert place.messages() == []
    sent = run("digest", "--send").output
    assert "1 ringkasan dibuat" in sent
    assert [row.state for row in place.messages()] == ["sent"]


def test_a_preview_writes_nothing(place, tmp_path):
    today(place)
    assert "== Ringkasan Hari Ini ==" in run("digest", "--preview").output
    assert not (tmp_path / "var" / "outbox").exists()


def test_the_digest_of_a_past_day_and_machines(place):
    today(place)
    plain = json.loads(run("digest", "--json", "--days", "3").output)
    assert (plain["new"], plain["cases"]) == (1, ["2024-0001"])
    empty = json.loads(run("digest", "--date", "2020-01-05", "--json").output)
    assert (empty["day"], empty["new"]) == ("2020-01-05", 0)


def test_subscriptions_are_added_listed_paused_and_removed(place):
    run(
        "subscription", "add", "kalsel", "--channel", "email", "--recipient", "p@warta.example", "--region", "63",
        "--quiet", "21:00", "06:00", "--timezone", "WITA", "--query", "camat",
    )  # fmt: skip
    listed = {one["id"]: one for one in json.loads(run("subscription", "list", "--json").output)}
    assert listed["kalsel"]["timezone"] == "Asia/Makassar"
    assert listed["kalsel"]["origin"] == "person"
    run("subscription", "pause", "kalsel")
    assert "dijeda" in run("subscription", "list").output
    run("subscription", "resume", "kalsel")
    today(place)
    assert "1 dugaan baru" in run("subscription", "preview", "kalsel").output
    run("subscription", "remove", "kalsel")
    assert "kalsel" not in run("subscription", "list").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["subscription", "pause", "nobody"], "There is no subscription 'nobody'"),
        (["subscription", "remove", "kotak"], "config/subscriptions.yaml"),
        (["subscription", "add", "X", "--channel", "file", "--recipient", "x"], "is no id"),
        (["subscription", "add", "x", "--channel", "file", "--recipient", "x", "--region", "99"], "no region 99"),
        (["mute", "2024-0099"], "There is no case 2024-0099"),
        (["mute"], "Name one case"),
        (["outbox", "retry", "7"], "Message 7"),
        (["alert", "test", "email", "--recipient", "a@b.example"], "has no settings yet"),
        (["digest", "--send", "--preview"], "goes with no other option"),
        (["digest", "--send", "--date", "2024-11-01"], "goes with no other option"),
        (["digest", "--subscription", "nobody"], "There is no subscription 'nobody'"),
    ],
)
def test_mistakes_say_what_to_do(place, words, says):
    error = run(*words, fails=True).exception
    assert isinstance(error, PantauError)
    assert says in str(error)


def test_a_mute_is_made_listed_and_ended(place):
    today(place)
    assert "2024-0001 dibungkam" in run("mute", "2024-0001", "--reason", "sudah ditangani").output
    assert "sudah ditangani" in run("mute", "--list").output
    run("mute", "--end", "1")
    assert "Tidak ada yang dibungkam" in run("mute", "--list").output


def test_a_test_message_goes_out_at_once(place, tmp_path):
    assert "menerima kabar" in run("alert", "test", "file").output
    (path,) = (tmp_path / "var" / "outbox").iterdir()
    assert "Kabar ini menunjukkan" in path.read_text(encoding="utf-8")
    assert "Kabar percobaan" in run("alert", "test", "stdout").output


def test_the_outbox_shows_every_fate(place):
    today(place)
    run("digest", "--send")
    shown = run("outbox", "list").output
    assert "terkirim" in shown
    assert "Peristiwa: 1 terkirim" in shown
    plain = json.loads(run("outbox", "list", "--json").output)
    assert plain["events"] == {"sent": 1}
    assert "0 kabar akan dicoba lagi" in run("outbox", "retry").output


def test_the_outbox_says_why_a_message_of_a_channel_without_settings_waits(place):
    added = run("subscription", "add", "rina", "--channel", "email", "--recipient", "rina@warta.example")
    assert "kabarnya menunggu" in added.stderr
    assert "[mail]" in added.stderr
    today(place)
    run("digest", "--send")
    shown = run("outbox", "list").output
    assert "saluran belum diatur" in shown
    assert "Kabar lewat email menunggu" in shown
    assert "[mail]" in shown.partition("Kabar lewat email")[2]


def test_the_shipped_subscription_writes_into_the_outbox_folder():
    from alerts.subscriptions import load_subscriptions

    (one,) = load_subscriptions(Path(__file__).parents[2] / "config")
    assert (one.channel, one.recipient) == ("file", "outbox")
