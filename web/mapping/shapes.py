"""The drawn boundaries, and the windows through which a province is seen."""

import json
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "kab.json"
NATION = (0, 0, 830, 306)  # the country at `draw.COARSE` units a degree: 95 to 141 degrees east, 6 north to 11 south
MARGIN = 12
_NUMBER = re.compile(r"-?\d+")


@cache
def shapes() -> dict[str, tuple[str, str]]:
    """Return (path in the country, path in its province) by code."""
    return {code: (coarse, fine) for code, (coarse, fine) in json.loads(FILE.read_text(encoding="utf-8")).items()}


@cache
def window(province: str) -> tuple[int, int, int, int]:
    """Return x, y, width and height that hold a province's fine paths; the country's window for an unknown one."""
    corners = [_corners(fine) for code, (_, fine) in shapes().items() if code.startswith(f"{province}.")]
    if not corners:
        return NATION
    west, north = min(c[0] for c in corners) - MARGIN, min(c[1] for c in corners) - MARGIN
    east, south = max(c[2] for c in corners) + MARGIN, max(c[3] for c in corners) + MARGIN
    return west, north, east - west, south - north


def _corners(path: str) -> tuple[int, int, int, int]:
    xs, ys = [], []
    for part in path.split("M")[1:]:
        if "h" in part:  # a speck
            part = part.split("h")[0]  # noqa: PLW2901
        numbers = [int(found) for found in _NUMBER.findall(part)]
        x, y = numbers[0], numbers[1]
        xs.append(x)
        ys.append(y)
        for step in range(2, len(numbers) - 1, 2):
            x, y = x + numbers[step], y + numbers[step + 1]
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)
