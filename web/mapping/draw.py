"""Draws the boundaries once: `python -m web.mapping.draw kab_514_simplified.topo.json` writes `kab.json`.

Source: HDX/BPS 2020, CC BY-IGO (NOTICE). TopoJSON: https://github.com/topojson/topojson-specification. Each
kabupaten/kota gets two SVG paths, one for the country (a unit is 6 km) and one for its province (a unit is 1.2 km).
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "kab.json"
WEST, NORTH = 95.0, 6.0  # degrees: the corner of the drawing
COARSE, FINE = 18.0, 96.0  # units a degree
SMALLEST = 3  # points of a ring that is drawn

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees: delta-encoded integers, scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(line)
    return found


def ring(indexes: Sequence[int], lines: Sequence[Sequence[Point]]) -> list[Point]:
    """Return a ring of arcs put together; a negative index is an arc walked backwards."""
    found: list[Point] = []
    for index in indexes:
        line = list(lines[index]) if index >= 0 else list(reversed(lines[~index]))
        found += line if not found else line[1:]
    return found


def path(rings: Sequence[Sequence[Point]], units: float) -> str:
    """Return rings as one SVG path with relative whole steps; what is smaller than a unit falls away."""
    drawn = (_ring_path(points, units) for points in rings)
    found = "".join(part for part in drawn if part)
    return found or _speck(rings, units)


def _ring_path(points: Sequence[Point], units: float) -> str:
    placed = [(round((x - WEST) * units), round((NORTH - y) * units)) for x, y in points]
    kept = [placed[0]] + [here for before, here in pairwise(placed) if here != before]
    if len(set(kept)) < SMALLEST:
        return ""
    steps = "".join(
        f"{x - a} {y - b}" if index == 0 and x >= a else f"{' ' if x >= a else ''}{x - a}{' ' if y >= b else ''}{y - b}"
        for index, ((a, b), (x, y)) in enumerate(pairwise(kept))
    )
    return f"M{kept[0][0]} {kept[0][1]}l{steps}z"


def _speck(rings: Sequence[Sequence[Point]], units: float) -> str:
    x, y = rings[0][0]
    return f"M{round((x - WEST) * units)} {round((NORTH - y) * units)}h1v1h-1z"


def shapes(topology: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield code and both paths of every kabupaten/kota."""
    lines = arcs(topology)
    for geometry in topology["objects"]["kab"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = [ring(indexes, lines) for polygon in polygons for indexes in polygon]
        yield geometry["properties"]["kode"], (path(rings, COARSE), path(rings, FINE))


if __name__ == "__main__":
    drawn = dict(sorted(shapes(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    TARGET.write_text(json.dumps(drawn, separators=(",", ":")) + "\n", encoding="utf-8")
