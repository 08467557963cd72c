"""The command `import`, as its reader sees it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pantau.cli import cli


@pytest.mark.usefixtures("loaded")
def test_bad_records_are_told_in_the_readers_language_and_the_others_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANTAU_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "300")
    rows = (
        {"text": "Rapat desa membahas jalan.", "url": "http://["},
        [1],
        {"title": "tanpa isi"},
        {"text": "Rapat desa membahas jalan.", "url": "https://a.example/1"},
    )
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    said = CliRunner().invoke(cli, ["import", str(path)], catch_exceptions=False)
    assert said.exit_code == 0
    told = [line.split("a.jsonl ")[1] for line in said.output.splitlines() if "(baris" in line]
    assert [line[: len("(baris 1)")] for line in told] == ["(baris 1)", "(baris 2)", "(baris 3)"]
    assert "alamatnya 'http://[' bukan alamat" in told[0]
    assert "bukan objek JSON" in told[1]
    assert "tidak berisi teks" in told[2]
    again = CliRunner().invoke(cli, ["import", str(path)], catch_exceptions=False)
    assert "sudah disimpan impor sebelumnya" in again.output
