"""What stands behind the code: known weaknesses of the pinned dependencies, a bill of materials, no secret in the tree.

    python deploy/supply.py audit      asks the advisory database about constraints.txt; tells when nobody answers
    python deploy/supply.py sbom       writes var/sbom.cdx.json (CycloneDX) of the installed environment
    python deploy/supply.py secrets    compares the tree with deploy/secrets.baseline, which holds what was looked at

The tools lie in an environment of their own, `.audit`, so that none of them becomes a dependency. Without a package
index nothing can be installed; this is told and is no failure, so that a machine without internet can be tested.
"""

# ruff: noqa: INP001, S603 - a script beside the units, which starts the tools it names
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".audit"
PINS = ("pip-audit==2.10.1", "cyclonedx-bom==7.5.0", "detect-secrets==1.5.0")
BASELINE = "deploy/secrets.baseline"
SKIPPED = r"constraints\.txt|tests/golden/|benchmarks/(pages|corpus)/|\.po$|\.csv$|config/model/|tests/fuzz/seeds"
GUESSES = ("KeywordDetector", "HexHighEntropyString", "Base64HighEntropyString", "BasicAuthDetector")
"""Not asked of tests, whose invented passwords and hashes look like secrets; known forms of tokens and keys are."""
SBOM = ROOT / "var" / "sbom.cdx.json"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout and catch what it says."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tell(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")


def install() -> bool:
    """Install the tools where they are missing; tell whether they are there."""
    note = TOOLS / "pins.txt"
    if note.exists() and note.read_text(encoding="utf-8") == "\n".join(PINS):
        return True
    made = run(sys.executable, "-m", "venv", "--clear", str(TOOLS))
    pip = run(f"{TOOLS}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS)
    if made.returncode or pip.returncode:
        tell("NOT EXAMINED: the tools cannot be installed; is there a package index?")
        return False
    note.write_text("\n".join(PINS), encoding="utf-8")
    return True


def audit() -> int:
    """Ask about known weaknesses; 1 when one is known."""
    told = run(f"{TOOLS}/bin/pip-audit", "-r", "constraints.txt", "--no-deps", "--disable-pip", "--format", "json")
    try:
        found = json.loads(told.stdout)["dependencies"]
    except (ValueError, KeyError):
        tell("NOT AUDITED: the advisory database does not answer")
        return 0
    asked = [one for one in found if "skip_reason" not in one]
    weak = [one for one in asked if one["vulns"]]
    for one in weak:
        tell(f"{one['name']} {one['version']}: {', '.join(each['id'] for each in one['vulns'])}")
    tell(
        f"{len(weak)} of {len(asked)} pinned dependencies have a known weakness; {len(found) - len(asked)} not answered"
    )
    if not asked:
        tell("NOT AUDITED: the package index here knows no advisories")
    return 1 if weak else 0


def sbom() -> int:
    """Write the bill of materials."""
    SBOM.parent.mkdir(exist_ok=True)
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "-o", str(SBOM), ".venv"]
    told = run(f"{TOOLS}/bin/cyclonedx-py", "environment", *options)
    if told.returncode:
        tell(told.stderr[-500:])
        return 1
    parts = json.loads(SBOM.read_text(encoding="utf-8"))["components"]
    tell(f"{SBOM.relative_to(ROOT)}: {len(parts)} components")
    return 0


def secrets(*, learn: bool = False) -> int:
    """Look for secrets in the files of the tree; 1 when there is a new one."""
    files = run("git", "ls-files").stdout.splitlines()
    tool = f"{TOOLS}/bin/detect-secrets"
    if learn:
        told = run(tool, "scan", "--exclude-files", SKIPPED, *files)
        (ROOT / BASELINE).write_text(told.stdout, encoding="utf-8")
        return told.returncode
    ours = [name for name in files if name != BASELINE and not name.startswith("tests/")]
    tests = [name for name in files if name.startswith("tests/")]
    guesses = [part for name in GUESSES for part in ("--disable-plugin", name)]
    looks = (("--baseline", BASELINE, *ours), (*guesses, *tests))
    state = 0
    for look in looks:
        told = run(f"{tool}-hook", "--exclude-files", SKIPPED, *look)
        if told.returncode == 1:  # 3: only lines moved
            tell(told.stdout.strip())
            state = 1
    if not state:
        tell(f"no new secret in {len(ours) + len(tests)} files")
    return state


def main() -> int:
    """Do what the command line asks for."""
    asked = sys.argv[1:] or ["audit", "sbom", "secrets"]
    if not install():
        return 0
    works = {"audit": audit, "sbom": sbom, "secrets": secrets, "learn-secrets": lambda: secrets(learn=True)}
    return max([works[name]() for name in asked])


if __name__ == "__main__":
    sys.exit(main())
