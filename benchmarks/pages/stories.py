"""Reads the stories: plain text files, one block a line, each story with two fillings of its places and names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "stories"
_NUMBERED = re.compile(r"\d+\. ")
_MARKS = {"## ": "head", "- ": "item", "> ": "quote", "?? ": "question"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story.

    Args:
        kind: `text`, `head`, `item`, `step` (numbered item), `row`, `quote` or `question`.
        text: What it says; the cells of a row are parted by ` | `.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its places and names filled in.

    Args:
        id: Name of the story.
        title: Headline.
        section: Name of the section.
        tags: Keywords.
        caption: Caption of its picture; None where it has none.
        place: Town or regency of the dateline.
        blocks: The text.
    """

    id: str
    title: str
    section: str
    tags: tuple[str, ...]
    caption: str | None
    place: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story as written, with `{slots}` and the two values of each."""

    id: str
    fields: Mapping[str, str]
    slots: Mapping[str, tuple[str, str]]
    lines: tuple[str, ...]

    def tell(self, filling: int, day: str) -> Told:
        """Return the story with one of its two fillings.

        Args:
            filling: 0 or 1.
            day: The day that the story speaks of, as `Senin (3/3/2025)`.
        """
        values = {name: pair[filling] for name, pair in self.slots.items()} | {"hari": day}
        fields = {name: text.format(**values) for name, text in self.fields.items()}
        return Told(
            self.id,
            _capital(fields["title"]),
            fields["section"],
            tuple(fields["tags"].split(", ")),
            fields.get("caption"),
            values["kota"],
            tuple(_block(line.format(**values)) for line in self.lines),
        )


@cache
def stories() -> tuple[Story, ...]:
    """Return all stories, in the order of their files and lines."""
    found: list[Story] = []
    for path in sorted(_FOLDER.glob("*.txt")):
        found += [_story(part) for part in re.split(r"^@ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]]
    return tuple(found)


def _story(part: str) -> Story:
    name, *lines = [line for line in part.splitlines() if line]
    fields: dict[str, str] = {}
    slots: dict[str, tuple[str, str]] = {}
    while lines and (match := re.match(r"(title|section|tags|caption): (.+)|set (\w+): (.+) \| (.+)", lines[0])):
        if match[1]:
            fields[match[1]] = match[2]
        else:
            slots[match[3]] = (match[4], match[5])
        lines.pop(0)
    return Story(name, fields, slots, tuple(lines))


def _block(line: str) -> Block:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    if line.startswith("| "):
        return Block("row", line.strip("| "))
    if _NUMBERED.match(line):
        return Block("step", _NUMBERED.sub("", line, count=1))
    return Block("text", _capital(line))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
