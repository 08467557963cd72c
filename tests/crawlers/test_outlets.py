from datetime import timedelta
from pathlib import Path

import pytest

from base.errors import ConfigError
from crawlers.outlets import load_outlets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def config(tmp_path):
    (tmp_path / "outlets").mkdir()
    (tmp_path / "regions.csv").write_text(
        "kode,nama,level\n63,Kalsel,provinsi\n63.72,Banjarbaru,kabkota\n63.72.01,X,kecamatan\n"
    )

    def write(text: str, name: str = "a.yaml") -> Path:
        (tmp_path / "outlets" / name).write_text(text)
        return tmp_path

    return write


def outlet(extra: str = "") -> str:
    return f"""- id: satu
  name: Satu
  home: https://satu.example.com/
  discover: [{{feed: /feed/}}]
{extra}"""


def test_every_shipped_outlet_is_valid_and_every_province_has_one():
    outlets = load_outlets(ROOT / "config")
    assert len(outlets) >= 300
    assert len({o.region[:2] for o in outlets.values() if o.region}) == 38
    assert sum(o.region is None for o in outlets.values()) <= 5  # whose names tell no home
    assert all(o.confirmed for o in outlets.values() if o.enabled)
    assert not any(o.enabled for o in outlets.values() if not o.confirmed)


def test_an_item_takes_over_its_template_and_overrides_it(config):
    config(
        "wp:\n  network: grup\n  whole_article: '?page=all'\n  discover: [{wordpress: /wp-json/wp/v2/posts}]\n",
        "templates.yaml",
    )
    folder = config("- id: dua\n  name: Dua\n  home: https://dua.example.com/\n  template: wp\n  whole_article: null\n")
    found = load_outlets(folder)["dua"]
    assert (found.network, found.whole_article, found.discover[0].means) == ("grup", None, "wordpress")
    assert found.enabled


def test_fields_are_read_with_their_types(config):
    folder = config(
        outlet(
            "  region: '63.72'\n  timezone: Asia/Makassar\n  expect: {per_day: [5, 200]}\n  poll: {minutes: [5, 60]}\n"
            "  allow_network: [127.0.0.0/8]\n  delay: 0.5\n"
        )
    )
    found = load_outlets(folder)["satu"]
    assert found.expect == (5, 200)
    assert found.poll == (timedelta(minutes=5), timedelta(hours=1))
    assert str(found.allow_network[0]) == "127.0.0.0/8"
    assert found.zone.key == "Asia/Makassar"
    assert found.address("/feed/") == "https://satu.example.com/feed/"


@pytest.mark.parametrize(
    ("extra", "line", "says"),
    [
        ("  regoin: '63.72'\n", 5, "unknown key 'regoin'"),
        ("  region: '63.99'\n", 5, "unknown region code"),
        ("  region: '63.72.01'\n", 5, "unknown region code"),
        ("  region: 63.72\n", 5, "unknown region code"),
        ("  timezone: Asia/Banjarmasin\n", 5, "unknown time zone"),
        ("  template: wp\n", 5, "unknown template"),
        ("  body: 'div['\n", 5, "bad CSS selector"),
        ("  expect: {per_day: [9, 2]}\n", 5, "the smaller first"),
        ("  poll: {minutes: [0, 2]}\n", 5, "not polite"),
        ("  enabled: ya\n", 5, "true or false"),
        ("  delay: 600\n", 5, "bad delay"),
        ("  allow_network: [lokal]\n", 5, "bad network"),
        ("  whole_article: all\n", 5, "bad whole_article"),
    ],
)
def test_a_mistake_is_reported_with_file_line_and_what_is_allowed(config, extra, line, says):
    folder = config(outlet(extra))
    with pytest.raises(ConfigError, match=says) as caught:
        load_outlets(folder)
    assert caught.value.file.endswith("a.yaml")
    assert caught.value.line == line
    assert caught.value.allowed


@pytest.mark.parametrize(
    "home",
    [
        "ftp://satu.example.com/",
        "satu.example.com",
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "http://u:p@satu.example.com/",
    ],
)
def test_a_home_that_may_not_be_fetched_is_refused(config, home):
    folder = config(outlet().replace("https://satu.example.com/", home))
    with pytest.raises(ConfigError) as caught:
        load_outlets(folder)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "way", ["{feeds: /x}", "{feed: /x, home: /}", "{listing: /, pages: '/p/1'}", "{listing: /, links: 'a['}"]
)
def test_a_wrong_way_of_discovery_is_refused(config, way):
    folder = config(outlet().replace("{feed: /feed/}", way))
    with pytest.raises(ConfigError) as caught:
        load_outlets(folder)
    assert caught.value.line == 4


def test_two_outlets_of_one_id_are_refused_with_both_places(config):
    config(outlet(), "a.yaml")
    folder = config(outlet(), "b.yaml")
    with pytest.raises(ConfigError, match=r"a\.yaml:1") as caught:
        load_outlets(folder)
    assert caught.value.file.endswith("b.yaml")
