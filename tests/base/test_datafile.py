from pathlib import Path

import pytest

from base.datafile import read_csv, read_yaml
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
