"""The tutorial is true: its commands run in order and print what it says they print."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pantau.settings import ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """Return (command, what its output holds) in order."""
    blocks = re.findall(r"```console\n\$ (.+)\n(.+)\n```", TUTORIAL)
    return [(command, wanted) for command, wanted in blocks]


@pytest.mark.slow
def test_every_command_of_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    toml = tmp_path / "config" / "pantau.toml"
    toml.write_text(f"var = {json.dumps(str(tmp_path / 'var'))}\n{toml.read_text(encoding='utf-8')}", encoding="utf-8")
    article = re.search(r"```text\n(.+?)```", TUTORIAL, re.DOTALL)
    assert article is not None
    (tmp_path / "berita.txt").write_text(article[1], encoding="utf-8")
    environment = {
        **os.environ,
        "PANTAU_CONFIG": str(tmp_path / "config"),
        "COLUMNS": "120",
        "PYTHONPATH": str(ROOT),
    }
    assert len(steps()) >= 8
    for command, wanted in steps():
        words = shlex.split(command)
        assert words[0] == "pantau"
        done = subprocess.run(
            [sys.executable, "-m", "pantau", *words[1:]],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert wanted in done.stdout, f"{command}\n{done.stdout}"
