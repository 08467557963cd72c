"""The tile grid: every province as large as any other, so that a small one with many cases is not overlooked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

SIZE = 10  # units between two tiles of the drawing

# (column, row, what it is called for short): roughly where it lies. Short names as Indonesian newspapers use them.
PROVINCES: Mapping[str, tuple[int, int, str]] = {
    "11": (0, 0, "Aceh"), "12": (1, 1, "Sumut"), "13": (1, 2, "Sumbar"), "14": (2, 2, "Riau"), "21": (3, 1, "Kepri"),
    "15": (2, 3, "Jambi"), "17": (1, 3, "Bengkulu"), "16": (2, 4, "Sumsel"), "19": (3, 3, "Babel"),
    "18": (2, 5, "Lampung"), "36": (3, 6, "Banten"), "31": (4, 5, "Jakarta"), "32": (4, 6, "Jabar"),
    "33": (5, 6, "Jateng"), "34": (5, 7, "DIY"), "35": (6, 6, "Jatim"), "51": (7, 7, "Bali"), "52": (8, 7, "NTB"),
    "53": (9, 7, "NTT"), "61": (5, 2, "Kalbar"), "62": (6, 3, "Kalteng"), "63": (7, 3, "Kalsel"),
    "64": (7, 2, "Kaltim"), "65": (7, 1, "Kaltara"), "71": (10, 1, "Sulut"), "75": (9, 1, "Gorontalo"),
    "72": (9, 2, "Sulteng"), "76": (9, 3, "Sulbar"), "73": (9, 4, "Sulsel"), "74": (10, 3, "Sultra"),
    "82": (11, 2, "Malut"), "81": (11, 4, "Maluku"), "96": (12, 3, "PBD"), "92": (13, 3, "P.Barat"),
    "94": (13, 4, "P.Tengah"), "91": (14, 3, "Papua"), "95": (14, 4, "P.Peg."), "93": (14, 5, "P.Selatan"),
}  # fmt: skip
WIDTH, HEIGHT = (1 + max(place[0] for place in PROVINCES.values())), (1 + max(place[1] for place in PROVINCES.values()))
ROW = 6  # tiles of regencies and cities side by side: a column more and a telephone could not show their names
LONGEST = 13  # letters that fit


class Cell(NamedTuple):
    """What a tile is drawn from: `blind` says that nobody looks there."""

    code: str
    name: str
    cases: int
    colour: str
    blind: bool
    address: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile with its place in units of the drawing."""

    x: int
    y: int
    short: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Tiles and the window that holds them; `wide` tiles carry names of regencies and cities."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    wide: bool


def of_country(cells: list[Cell]) -> Grid:
    """Return the provinces, each about where it lies; one that has no place yet stands in a row below."""
    known = [Tile(x * SIZE, y * SIZE, short, cell) for cell in cells for x, y, short in _place(cell.code)]
    new = [cell for cell in cells if cell.code not in PROVINCES]
    known += [Tile(i * SIZE, HEIGHT * SIZE, cell.name[:LONGEST], cell) for i, cell in enumerate(new)]
    return Grid(tuple(known), WIDTH * SIZE, (HEIGHT + bool(new)) * SIZE, wide=False)


def _place(code: str) -> list[tuple[int, int, str]]:
    return [PROVINCES[code]] if code in PROVINCES else []


def of_province(cells: list[Cell]) -> Grid:
    """Return regencies and cities in the order of their codes."""
    ordered = sorted(cells, key=lambda cell: cell.code)
    tiles = tuple(
        Tile(2 * SIZE * (i % ROW), SIZE * (i // ROW), _short(cell.name), cell) for i, cell in enumerate(ordered)
    )
    return Grid(tiles, 2 * SIZE * ROW, SIZE * -(-len(ordered) // ROW), wide=True)


def _short(name: str) -> str:
    told = name.removeprefix("Kabupaten Administrasi ").removeprefix("Kabupaten ").replace("Kota Administrasi", "Kota")
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"
