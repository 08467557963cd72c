"""Plain text as a scraper or a person saved it: which lines are the title, the section, and the story."""

import re
from dataclasses import dataclass

from pipeline.page.cleaning.engine import is_story, is_teaser

_DATELINE = re.compile(r"^[A-Z][A-Za-z .,'()/-]{2,60}?\s*[-–—]+\s*\S")
_MAX_HEAD = 6  # lines before the story: section, title, subtitle, dateline, author
_MAX_TITLE = 200
_SECTION_WORDS = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the story of a plain text.

    Args:
        title: None when the text has none.
        section: A short line before the title; None when there is none.
        lines: The story.
    """

    title: str | None
    section: str | None
    lines: tuple[str, ...]


def split_head(lines: tuple[str, ...], known_title: str | None) -> Head:
    """Split the cleaned lines of a plain text into title, section and story.

    Args:
        lines: Lines without furniture and captions.
        known_title: The title when it came with the text; then no line is taken for one.
    """
    if known_title is not None:
        return Head(known_title, None, lines)
    head: list[str] = []
    for line in lines[:_MAX_HEAD]:
        if is_story(line) or not _may_be_title(line):
            break
        head.append(line)
    if not head or len(head) == len(lines):
        return Head(None, None, lines)
    title = head[0]
    rest = head[1:]
    section = None
    if rest and len(title.split()) <= _SECTION_WORDS < len(rest[0].split()):
        section, title, rest = title, rest[0], rest[1:]
    return Head(title, section, (*rest, *lines[len(head) :]))


def _may_be_title(line: str) -> bool:
    if len(line) > _MAX_TITLE or (_DATELINE.match(line) and len(line) > 100):  # noqa: PLR2004 - a dateline opens a paragraph
        return False
    return is_teaser(line) or line.endswith(("?", "!"))
