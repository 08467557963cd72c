import errno
import re
from pathlib import Path

import pytest

import base.said
from base import reasons
from base.catalogue import catalogue
from base.datafile import read_csv, read_yaml
from base.errors import ConfigError
from base.said import said
from pantau.settings import load_settings

ENGLISH = re.compile(r"\b(?:found|expected|did not|not allowed|codec|decode|Invalid|No such|character|must be|line)\b")


def test_every_reason_is_translated_with_the_same_places() -> None:
    texts = catalogue(Path(base.said.__file__).parent, "id").texts
    tables = {*reasons.SYSTEM.values(), *(meant for _, meant in (*reasons.YAML, *reasons.TOML))}
    ids = tables | {reasons.UNKNOWN, reasons.NO_TEXT, reasons.AT_COLUMN, reasons.NO_CHARACTER, reasons.TOO_DEEP}
    assert ids - texts.keys() == set(), "add them to base/locale/id.po"
    places = re.compile(r"\{[^}]*\}")
    assert [one for one in ids if sorted(places.findall(one)) != sorted(places.findall(texts[one]))] == []


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: c: 2\n", 2, "kolom 5: ada titik dua di tempat yang tidak boleh"),
        ("a:\n  - b\n c: 1\n", 3, "kolom 2: lekukannya tidak cocok"),
        ("a: [1\n", 2, "kolom 1: kurung belum ditutup"),
        ("a: 'x\n", 2, "kolom 1: tanda petik belum ditutup"),
        ("a: @x\n", 1, "kolom 4: nilai tidak diawali"),
        ("a: 2024-13-45\n", None, "tanggal atau bilangan yang tidak ada"),
        ("a: \x07\n", None, "tanda U+0007"),
        ("a: !!python/object:os.system x\n", 1, "nilai diawali !"),
    ],
)
def test_a_mistake_in_yaml_is_told_in_the_readers_language(tmp_path: Path, text: str, line: int, told: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_yaml(tmp_path / "a.yaml")
    assert caught.value.line == line
    found = caught.value.tell("id").removeprefix(str(tmp_path))
    assert told in found
    assert not ENGLISH.search(found)


def test_bytes_that_are_no_text_are_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(ConfigError, match=r"line 2, column 7 .*0xE9") as caught:
        read_yaml(tmp_path / "a.yaml")
    assert "baris 2, kolom 7" in caught.value.tell("id")
    (tmp_path / "a.csv").write_bytes(b"kode\n" + b"63\n" * 10_000 + b"\xff\n")
    with pytest.raises(ConfigError, match="line 10002, column 1 "):
        list(read_csv(tmp_path / "a.csv", ("kode",)))
    with pytest.raises(ConfigError) as caught:
        read_yaml(tmp_path / "none.yaml")
    assert caught.value.tell("id").endswith("tidak dapat dibaca: itu tidak ada")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("language = id\n", 1, "kolom 12: nilainya tidak dapat dibaca"),
        ("[web]\nport 80\n", 2, "kolom 6: tanda sama dengan kurang"),
        ('log_level = "info\nport = 1"\n', 1, "kolom 18: tanda petik belum ditutup"),
    ],
)
def test_a_mistake_in_the_settings_is_told_too(tmp_path: Path, text: str, line: int, told: str) -> None:
    (tmp_path / "pantau.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert caught.value.line == line
    assert told in caught.value.tell("id")


def test_the_systems_errors_are_told_and_unknown_ones_stay() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/var/x")
    assert said("{about}: {error}", about="x", error=full).tell("id") == "x: diska penuh"
    assert said("{error}", error=full) == "the disk is full"
    assert said("{error}", error=ValueError("odd")).tell("id") == "odd"
    assert said("{error}", error=OSError("odd")) == "odd"
