"""The units and the Containerfile call what exists, and give no more rights than are needed."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pantau.cli import cli
from pantau.settings import ROOT

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] - systemd's names have capitals
    parser.read(path)
    return parser


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_units_start_commands_that_exist(path: Path) -> None:
    for line in re.findall(r"bin/pantau ([a-z-]+)((?: --[a-z-]+)*)", path.read_text(encoding="utf-8")):
        command = cli.get_command(click.Context(cli), line[0])
        assert command is not None, line[0]
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(line[1].split()) <= options


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_units_run_without_privileges(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == "pantau"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def test_timers_have_their_service() -> None:
    for timer in DEPLOY.glob("*.timer"):
        assert timer.with_suffix(".service").exists()


def test_the_container_runs_without_root_from_an_explicit_base() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER 10384:10384$", text, re.MULTILINE)
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert all(re.search(r":\d+\.\d+\.\d+-", base) for base in bases)
    copied = {line.split()[1] for line in re.findall(r"^COPY [a-z].*$", text, re.MULTILINE)}
    assert {"base", "archive", "pipeline", "alerts", "crawlers", "web", "pantau", "config"} <= copied


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_every_line_of_the_units(tmp_path: Path) -> None:
    for path in [*SERVICES, *DEPLOY.glob("*.timer")]:
        text = path.read_text(encoding="utf-8").replace("/opt/pantau/.venv/bin/pantau", "/bin/true")
        (tmp_path / path.name).write_text(text.replace("file:/opt/pantau/docs", "https://docs"), encoding="utf-8")
    units = sorted(str(path).replace("@.", "@1.") for path in tmp_path.iterdir())
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    ours = [line for line in told.stderr.splitlines() if "pantau" in line]
    assert ours == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_systemd_calls_little_of_a_unit_exposed(path: Path, tmp_path: Path) -> None:
    """Of 100; 96 is a unit without any guard, 50 and more `medium`."""
    copy = tmp_path / path.name.replace("@.", "@1.")
    copy.write_text(path.read_text(encoding="utf-8").replace("/opt/pantau/.venv/bin/pantau", "/bin/true"))
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(copy)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if "nrecognized option" in told.stderr:
        pytest.skip("needs systemd 250 or newer")
    assert told.returncode == 0, told.stdout[-200:]


def test_the_command_of_the_installation_acts_as_the_services_do(tmp_path: Path) -> None:
    """Its user apart, which needs one of that name."""
    text = (DEPLOY / "pantau.sh").read_text(encoding="utf-8")
    shown = tmp_path / "shown"
    shown.write_text('#!/bin/sh\nprintf \'%s|\' "$PANTAU_CONFIG" "$PANTAU_VAR" "$PANTAU_DATABASE_URL" "$@"\n')
    shown.chmod(0o755)
    for path, replacement in {
        "setpriv --reuid=pantau --regid=pantau --init-groups --": "exec",
        "exec exec": "exec",
        "/opt/pantau/.venv/bin/pantau": str(shown),
        "/etc/pantau/pantau.env": str(tmp_path / "pantau.env"),
        '"$(id -u)" -ne 0': "0 -ne 0",
    }.items():
        assert path in text, path
        text = text.replace(path, replacement)
    (tmp_path / "pantau.sh").write_text(text)
    (tmp_path / "pantau.env").write_text("# addresses\nPANTAU_DATABASE_URL=postgresql://u:p$x@h/n?a=1&b=2\n")
    (tmp_path / "migrate.env").write_text("PANTAU_DATABASE_URL=postgresql://m@h/n")
    told = []
    for extra in ({}, {"PANTAU_ENV_FILE": str(tmp_path / "migrate.env")}):
        command = ["/bin/sh", str(tmp_path / "pantau.sh"), "backup", "a b.tar.gz"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", **extra}
        )
        told.append(done.stdout)
    assert told == [
        "/etc/pantau|/var/lib/pantau|postgresql://u:p$x@h/n?a=1&b=2|backup|a b.tar.gz|",
        "/etc/pantau|/var/lib/pantau|postgresql://m@h/n|backup|a b.tar.gz|",
    ]


def test_every_setting_of_the_services_stands_in_the_command_too() -> None:
    text = (DEPLOY / "pantau.sh").read_text(encoding="utf-8")
    for path in SERVICES:
        for setting in re.findall(r"^Environment=(PANTAU_\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert setting in text, (path.name, setting)
