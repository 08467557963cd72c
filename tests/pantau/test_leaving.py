"""What `pantau` leaves with reaches the shell."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pantau import cli as command_line


@pytest.mark.parametrize(("number", "left"), [(0, 0), (1, 1), (3, 3)])
def test_a_command_that_asks_to_leave_with_a_number_does(
    monkeypatch: pytest.MonkeyPatch, number: int, left: int
) -> None:
    @click.group()
    def group() -> None:
        """Stand in for ours."""

    @group.command("leave")
    def leave() -> None:
        raise click.exceptions.Exit(number)

    monkeypatch.setattr(command_line, "cli", group)
    monkeypatch.setattr(sys, "argv", ["pantau", "leave"])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == left


def test_an_interrupt_while_the_program_is_loaded_shows_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "rich").mkdir()
    (tmp_path / "rich" / "__init__.py").write_text("raise KeyboardInterrupt")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [sys.executable, "-c", "from pantau.cli import main"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert ended.stderr == ""
