from datetime import time, timedelta
from pathlib import Path

import pytest

from alerts.subscriptions import load_subscriptions, parse_subscription
from base.errors import ConfigError

REGIONS = "kode,nama,level\n63,Kalimantan Selatan,provinsi\n63.72,Kota Banjarbaru,kabkota\n"


def write(folder: Path, text: str) -> Path:
    (folder / "subscriptions.yaml").write_text(text, encoding="utf-8")
    (folder / "regions.csv").write_text(REGIONS, encoding="utf-8")
    return folder


def test_every_key_is_read(tmp_path):
    (found,) = load_subscriptions(
        write(
            tmp_path,
            """subscriptions:
  - id: kalsel
    name: Petugas Kalsel
    channel: email
    recipient: petugas@warta.example
    regions: ["63.72"]
    acts: [a14]
    kinds: [incident]
    query: wilayah:banjarbaru camat
    mode: both
    level: kritis
    digest_at: "06:30"
    days: [sen, rabu]
    timezone: WITA
    quiet: {from: "21:00", to: "05:30", override: null}
    group_wait: 10m
    hourly_cap: 5
    language: en
""",
        )
    )
    assert found.regions == ("63.72",)
    assert found.acts == ("A14",)
    assert found.level == "Kritis"
    assert (found.digest_at, found.days, found.timezone) == (time(6, 30), frozenset({0, 2}), "Asia/Makassar")
    assert found.quiet is not None
    assert found.quiet.override is None
    assert (found.group_wait, found.hourly_cap, found.language) == (timedelta(minutes=10), 5, "en")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("regions: [6372]", "no region code"),
        ('regions: ["99"]', "no region 99"),
        ("level: Parah", "Rendah, Sedang, Tinggi, Kritis"),
        ("timezone: Asia/Banjarbaru", "no time zone"),
        ('digest_at: "25:00"', "no time of day"),
        ("days: [hari]", "no weekday"),
        ("query: 'camat ('", "query"),
        ("warna: merah", "unknown key 'warna'"),
        ("hourly_cap: 0", "1 to 1000"),
        ("group_wait: lama", "30s, 5m or 1h"),
        ("acts: [A20]", "A01 to A19"),
        ("paused: mungkin", "true, false"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path, line, says):
    folder = write(tmp_path, f"subscriptions:\n  - id: x\n    channel: file\n    recipient: outbox\n    {line}\n")
    with pytest.raises(ConfigError) as caught:
        load_subscriptions(folder)
    assert says in str(caught.value)
    assert caught.value.line == 5
    assert str(caught.value.file).endswith("subscriptions.yaml")


def test_two_subscriptions_cannot_share_an_id(tmp_path):
    item = "  - {id: x, channel: file, recipient: outbox}\n"
    with pytest.raises(ConfigError, match="two subscriptions"):
        load_subscriptions(write(tmp_path, f"subscriptions:\n{item}{item}"))


def test_a_mail_subscription_needs_a_mail_address():
    with pytest.raises(ConfigError, match="no mail address"):
        parse_subscription({"id": "x", "channel": "email", "recipient": "petugas"})


def test_defaults_fill_what_an_entry_leaves_out(tmp_path):
    folder = write(tmp_path, "subscriptions:\n  - {id: x, channel: file, recipient: outbox, timezone: WIT}\n")
    defaults = {"timezone": "WITA", "digest_at": "05:45", "regions": ["63"], "language": "en"}
    (found,) = load_subscriptions(folder, defaults)
    assert (found.timezone, found.digest_at, found.regions, found.language) == (
        "Asia/Jayapura", time(5, 45), ("63",), "en",
    )  # fmt: skip


def test_no_file_means_no_subscriptions(tmp_path):
    assert load_subscriptions(tmp_path) == ()


def test_the_shipped_file_is_valid():
    (found,) = load_subscriptions(Path(__file__).parents[2] / "config")
    assert (found.channel, found.mode) == ("file", "both")
