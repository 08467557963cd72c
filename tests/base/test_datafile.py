from pathlib import Path

import pytest

from base.bounds import DEEPEST
from base.datafile import read_csv, read_json, read_toml, read_yaml
from base.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", "a:\n  - b: 1\n    c: 2\n"))
    assert located.data == {"a": [{"b": 1, "c": 2}]}
    assert located.line(("a", 0, "c")) == 3
    assert located.line(("a", 0, "zzz")) == 2
    assert str(located.error("is odd", ("a", 0, "c"), "1")).endswith("a.yaml:3: is odd. Allowed: 1")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\na: 2\n", 2), ("a: [1\n", 2), ("a: !!python/object:os.system x\n", 1), ("\ta: 1", 1)],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        read_yaml(write(tmp_path / "bad.yaml", text))
    assert caught.value.line == line
    assert "bad.yaml" in str(caught.value)


def test_an_empty_file_is_none_and_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path / "empty.yaml", "")).data is None
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError):
        read_yaml(tmp_path / "binary.yaml")


def test_a_csv_without_a_needed_column_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "kode,nama\n63,Kalimantan Selatan\n")
    assert list(read_csv(path, ("kode", "nama"))) == [(2, {"kode": "63", "nama": "Kalimantan Selatan"})]
    with pytest.raises(ConfigError, match="level"):
        list(read_csv(path, ("kode", "level")))


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("bomb.yaml", BOMB, 6, "repeat"),
        ("merged.yaml", BOMB.replace("[x,", "[{b: 1},"), 6, "repeat"),
        ("round.yaml", "a: 1\nb: &b [*b]\n", 2, "holds itself"),
        ("deep.yaml", "a: 1\nb: " + "[" * 100_000, 2, "nested"),
        ("indented.yaml", "\n".join(" " * n + "-" for n in range(1000)), DEEPEST + 1, "nested"),
        ("deep.toml", 'b = "[[["\n# [[[ it\'s\na = ' + "[" * 100_000, 3, "nested"),
        ("dotted.toml", ".".join("a" * 1000) + " = 1", None, "nested"),
        ("deep.json", '{"b": "[[[",\n"a":' + "[" * 100_000, 2, "nested"),
        ("odd.json", '{"a": 1,\n"b"', 2, "JSON"),
        ("digits.toml", "a = " + "9" * 5000, None, "number"),
        ("large.toml", "#" * 1_000_001, None, "larger than 1 MB"),
    ],
)
def test_what_would_hang_or_kill_a_reader_is_refused_with_its_place(tmp_path, name, text, line, told) -> None:
    reader = {"yaml": read_yaml, "toml": read_toml, "json": read_json}[name.rpartition(".")[2]]
    with pytest.raises(ConfigError, match=told) as caught:
        reader(write(tmp_path / name, text))
    assert caught.value.line == line
    assert name in str(caught.value)
    assert caught.value.tell("id") != caught.value.tell("en")


def test_an_alias_that_repeats_little_is_read(tmp_path: Path) -> None:
    located = read_yaml(write(tmp_path / "a.yaml", "a: &a {b: 1, c: 2}\nd: {<<: *a, c: 3}\ne: [*a, *a]\n"))
    assert located.data == {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}, "e": [{"b": 1, "c": 2}] * 2}
    assert located.line(("d", "c")) == 2


def test_brackets_in_texts_and_comments_do_not_count(tmp_path: Path) -> None:
    assert read_toml(write(tmp_path / "a.toml", "a = [1, [2, \"x]\"]] # ]\nb = '['\n")) == (
        {"a": [1, [2, "x]"]], "b": "["},
        "a = [1, [2, \"x]\"]] # ]\nb = '['\n",
    )
