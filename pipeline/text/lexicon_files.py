"""The files of `config/lexicon`: which are read, how, and the version of all data an analysis depends on."""

import hashlib
from pathlib import Path
from typing import Any

from base.datafile import KeyPath, Located
from base.errors import ConfigError
from base.said import said

FILES = ("terms.yaml", "hedges.yaml", "acts.yaml", "stages.yaml", "sanctions.yaml", "kinds.yaml")
OFFICES = "roles.yaml"
SCREEN = "screen.yaml"
OTHERS = frozenset(
    f"{name}.yaml"
    for name in (
        *("days", "denials", "furniture", "institutions", "laws"),
        *("offices", "people", "places", "satire", "scenes", "things"),
    )
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


def section_of(source: Located, key: str, kind: type) -> Any:
    """Return the groups or the frames of a file; refuse an empty file, an unknown key and another shape."""
    if source.data is None:
        raise source.error(said("the file is empty; bring its groups back or copy the one that was delivered"))
    data = source.data
    if not isinstance(data, dict):
        raise source.error(said("a lexicon file holds 'groups' and 'frames'"))
    for name in data:
        if name not in {"groups", "frames"}:
            raise source.error(said("unknown key '{key}'", key=name), (name,), allowed="groups, frames")
    value = data.get(key) or kind()
    if not isinstance(value, kind):
        raise source.error(
            said("'{key}' must be a {detail}", key=key, detail=said("mapping") if kind is dict else said("list")),
            (key,),
        )
    return value


def list_of(source: Located, entry: dict[str, Any], key: str, path: KeyPath) -> list[Any]:
    """Return a list of an entry, empty where it has none; refuse anything else."""
    value = entry.get(key) or []
    if not isinstance(value, list):
        raise source.error(said("'{key}' must be a {detail}", key=key, detail=said("list")), (*path, key))
    return value
