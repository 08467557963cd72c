"""What one benchmark page is, and how text found on it is held against its gold."""

import re
from dataclasses import dataclass
from datetime import datetime

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\ufeff]")  # zero-width signs and soft hyphens split no word


@dataclass(frozen=True, slots=True)
class PageCase:
    """One page with what a reader finds on it.

    Args:
        id: Name of the page: template and number.
        template: Name of the family of markup.
        outlet: Name of the outlet as it writes itself.
        url: Address it would have been read from; always under `.example`.
        html: Bytes as a server would send them.
        charset: Character set of the bytes, as the page (rightly) declares it.
        zone: IANA zone of the outlet, as its data file would say; `published` is in it.
        fetched_at: Aware; when a crawler would have read it, hours or days after `published`.
        title: Headline as a reader sees it.
        text: Paragraphs, subheads, list items, table rows and quotes of the story in reading order.
        published: Aware, to the minute.
        modified: Aware, to the minute; None where the page tells none.
        reporter: Name of who wrote it; None where the page names none.
        editor: Name of who edited it; None where the page names none.
        initials: Signs that stand for names, as `(rpu/hes)` at the end; where the page names no reporter or editor an
            extractor may give one of them or none.
        caption: Caption of the lead picture without its credit; None where there is none.
        boilerplate: Lines on the page that are no part of the story, each as it stands in one element.
    """

    id: str
    template: str
    outlet: str
    url: str
    html: bytes
    charset: str
    zone: str
    fetched_at: datetime
    title: str
    text: tuple[str, ...]
    published: datetime
    modified: datetime | None
    reporter: str | None
    editor: str | None
    initials: tuple[str, ...]
    caption: str | None
    boilerplate: tuple[str, ...]

    @property
    def gold(self) -> str:
        """Return the gold text, one block a line."""
        return "\n".join(self.text)


def words(text: str) -> str:
    """Return the words of a text in lower case between single spaces, with a space at both ends."""
    return f" {' '.join(_WORD.findall(_INVISIBLE.sub('', text).lower()))} "


def leaks(case: PageCase, found: str) -> tuple[str, ...]:
    """Return the boilerplate lines that an extracted text holds.

    Args:
        case: The page.
        found: Text that an extractor gave for it.

    Returns:
        Lines of `case.boilerplate` whose words stand in the text in one run; empty when it is clean.
    """
    given = words(found)
    return tuple(line for line in case.boilerplate if words(line) in given)
