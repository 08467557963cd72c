"""What `pantau` leaves with reaches the shell."""

import sys

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
