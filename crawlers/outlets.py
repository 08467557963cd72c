"""Outlets are data: one frozen `Outlet` for each item of `config/outlets/*.yaml`.

    config/outlets/*.yaml -> read_yaml -> template merged in -> each field checked -> Outlet

A mistake stops the start: the error names file, line and what is allowed. `templates.yaml` in the same folder holds the
shapes that networks and content systems share; an item takes one over by `template: NAME` and may override its fields.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from base.datafile import KeyPath, Located, read_csv, read_yaml
from base.listed import refuse_unknown
from base.said import said
from crawlers import outlet_fields as fields
from crawlers.outlet import Discover, Outlet

__all__ = ["Discover", "Outlet", "load_outlets"]

TEMPLATES = "templates.yaml"
REQUIRED = ("id", "name", "home", "discover")
Reader = Callable[[Located, KeyPath, Any], Any]

READERS: dict[str, Reader] = {
    "id": fields.identifier,
    "name": fields.text,
    "home": fields.text,  # checked once allow_network is known
    "timezone": fields.timezone,
    "network": fields.optional_identifier,
    "discover": fields.discover,
    "whole_article": fields.whole_article,
    "expect": fields.expect,
    "enabled": fields.flag,
    "confirmed": fields.optional_text,
    "allow_network": fields.networks,
    "verify_tls": fields.flag,
    "body": fields.selector,
    "poll": fields.poll,
    "delay": fields.delay,
}
KEYS = (*READERS, "region", "template")


def load_outlets(config: Path) -> dict[str, Outlet]:
    """Read every outlet of `config/outlets/*.yaml`, in the order of file names and lines.

    Args:
        config: The configuration folder; its `regions.csv` tells which region codes exist.

    Raises:
        ConfigError: Unknown key, bad region code, time zone, address or selector, or one id twice; with file and line.
    """
    folder = config / "outlets"
    regions = region_codes(config / "regions.csv")
    templates = _templates(folder / TEMPLATES)
    found: dict[str, Outlet] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == TEMPLATES:
            continue
        source = read_yaml(path)
        for index, item in enumerate(_items(source)):
            outlet = _outlet(source, (index,), item, templates, regions)
            if outlet.id in found:
                first = found[outlet.id]
                raise source.error(
                    said(
                        "outlet id '{id}' is already taken in {file}:{line}",
                        id=outlet.id,
                        file=first.file,
                        line=first.line,
                    ),
                    (index, "id"),
                    "a new id",
                )
            found[outlet.id] = outlet
    return found


def region_codes(path: Path) -> frozenset[str]:
    """Return the codes of provinces and kabupaten/kota that an outlet may have its home in."""
    rows = read_csv(path, ("kode", "nama", "level"))
    return frozenset(row["kode"] for _, row in rows if row["level"] in {"provinsi", "kabkota"})


def _templates(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        return {}
    source = read_yaml(path)
    if not isinstance(source.data, dict):
        raise source.error(said("must map template names to fields"), (), "name: {network: ..., discover: [...]}")
    for name, body in source.data.items():
        if not isinstance(body, dict):
            raise source.error(said("template '{name}' must hold fields", name=name), (name,), ", ".join(KEYS))
        refuse_unknown(source, (name,), READERS)
        for key, value in body.items():
            READERS[key](source, (name, key), value)
    return source.data


def _items(source: Located) -> list[Any]:
    if source.data is None:
        return []
    if not isinstance(source.data, list):
        raise source.error(said("must be a list of outlets"), (), "- id: ...")
    return source.data


def _outlet(
    source: Located, path: KeyPath, item: Any, templates: dict[str, dict[str, Any]], regions: frozenset[str]
) -> Outlet:
    if not isinstance(item, dict):
        raise source.error(said("an outlet must be a mapping"), path, ", ".join(KEYS))
    refuse_unknown(source, path, KEYS)
    merged = {**_template(source, path, item, templates), **item}
    for key in REQUIRED:
        if merged.get(key) is None:
            raise source.error(said("outlet lacks '{key}'", key=key), path, ", ".join(REQUIRED))
    values = {key: read(source, (*path, key), merged[key]) for key, read in READERS.items() if key in merged}
    fields.home(source, (*path, "home"), values["home"], values.get("allow_network", ()))
    region = fields.region(source, (*path, "region"), merged.get("region"), regions)
    return Outlet(**values, region=region, file=source.file, line=source.line(path))


def _template(
    source: Located, path: KeyPath, item: dict[str, Any], templates: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    name = item.get("template")
    if name is None:
        return {}
    if name not in templates:
        raise source.error(
            said("unknown template '{name}'", name=name),
            (*path, "template"),
            ", ".join(templates) or f"see {TEMPLATES}",
        )
    return templates[name]
