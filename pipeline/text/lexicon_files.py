"""The files of `config/lexicon`: which are read, and the version of all data an analysis depends on."""

import hashlib
from pathlib import Path

from base.errors import ConfigError
from base.said import said

FILES = ("terms.yaml", "hedges.yaml", "acts.yaml", "stages.yaml", "sanctions.yaml", "kinds.yaml")
OFFICES = "roles.yaml"
SCREEN = "screen.yaml"
OTHERS = frozenset(
    f"{name}.yaml"
    for name in ("days", "furniture", "institutions", "laws", "offices", "people", "places", "scenes", "things")
)
"""Files of the same folder that other parts of the pipeline read."""


def refuse_unread(folder: Path) -> None:
    """Refuse a file that nobody reads: its entries would be missed without a word, and the version would change."""
    known = {*FILES, *OTHERS, OFFICES, SCREEN}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if path.name not in known:
            raise ConfigError(
                said("no such lexicon file is read; put its entries into one of these"),
                file=str(path),
                allowed=", ".join(FILES),
            )


def version_of(config: Path) -> str:
    """Return the digest of all data an analysis depends on: the lexicon but for the screen, and the gazetteers."""
    digest = hashlib.sha256()
    files = [path for path in (config / "lexicon").iterdir() if path.is_file() and path.name != SCREEN]
    for path in (*sorted(files), *sorted(config.glob("*.csv"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
