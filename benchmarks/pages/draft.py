"""The page while a template writes it: what it tells, what it adds to the gold and what it adds to the furniture."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import TypeVar

from .case import words
from .stories import Told

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet.

    Args:
        name: As it writes itself.
        host: Its host, under `.example`.
        zone: IANA zone of its newsroom.
    """

    name: str
    host: str
    zone: str = "Asia/Jakarta"


@dataclass(slots=True)
class Draft:
    """One page in the making.

    Args:
        id: Template and number.
        number: 0, 1, 2, ... inside its template; templates choose shapes by it.
        outlet: Who publishes it.
        told: The story.
        others: Other stories, for lists of links.
        published: Aware, in the outlet's zone.
        modified: Aware; a template that shows none leaves it out of `shown`.
        reporter: Name.
        editor: Name.
        shown: Which of `modified`, `reporter`, `editor` and `caption` the page tells.
        gold: Blocks of the text, filled by the body.
        noise: Lines that are not the story.
        initials: Signs that stand for names.
        stock: Which stock of wordings furniture is taken from: 0 for the set, 1 for the pages held out.
        charset: Character set that the page is sent in.
    """

    id: str
    number: int
    outlet: Outlet
    told: Told
    others: Sequence[Told]
    published: datetime
    modified: datetime
    reporter: str
    editor: str
    shown: set[str] = field(default_factory=set)
    gold: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    charset: str = "utf-8"
    stock: int = 0
    _next: int = 0

    def pick(self, options: Sequence[_T], salt: str) -> _T:
        """Return one of the options, always the same one for this page and salt."""
        return options[self.dice(len(options), salt)]

    def dice(self, sides: int, salt: str) -> int:
        """Return a number from 0 to `sides` - 1, always the same one for this page and salt."""
        return int.from_bytes(hashlib.sha256(f"{self.id}/{salt}".encode()).digest()[:4]) % sides

    def no(self, text: str) -> str:
        """Return a line for markup and keep it as boilerplate."""
        self.noise.append(text)
        return escape(text, quote=False)

    def other(self) -> Told:
        """Return the next of the other stories."""
        self._next += 1
        return self.others[(self._next - 1) % len(self.others)]

    def link(self, told: Told) -> str:
        """Return the address of another story of the outlet."""
        return f"https://{self.outlet.host}/{slug(told.section)}/{100000 + self._next * 37}/{slug(told.title)}"

    def show(self, *names: str) -> None:
        """Say that the page tells these."""
        self.shown.update(names)

    def sign(self, *signs: str) -> str:
        """Return the line of initials below the story, for markup, as boilerplate."""
        self.initials += signs
        return self.no(f"({'/'.join(signs)})")

    @property
    def title(self) -> str:
        """Return the headline for markup."""
        return escape(self.told.title, quote=False)

    @property
    def slug(self) -> str:
        """Return the headline as a part of an address."""
        return slug(self.told.title)

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"https://{self.outlet.host}/{slug(self.told.section)}/{self.published:%Y/%m/%d}/{self.slug}"

    @property
    def image(self) -> str:
        """Return the address of the lead picture."""
        return f"https://cdn.{self.outlet.host}/foto/{self.published:%Y%m}/{self.slug[:30]}.jpg"

    @property
    def picture(self) -> str:
        """Return the caption of the lead picture for markup, as boilerplate of the text and as a field."""
        if self.told.caption is None:
            return ""
        self.show("caption")
        return self.no(self.told.caption)

    def boilerplate(self) -> tuple[str, ...]:
        """Return the noise without repeats, without single short words and without what the story says itself.

        Raises:
            ValueError: A line of four words or more stands in the story too; write the furniture differently.
        """
        gold = words("\n".join(self.gold))
        kept: dict[str, str] = {}
        for line in self.noise:
            said = words(line)
            count = len(said.split())
            if said in gold:
                if count > 3:  # noqa: PLR2004 - a shorter label may well be said in a story
                    raise ValueError(f"{self.id}: the story says '{line}' too")
                continue
            if count > 1 and said not in kept:
                kept[said] = line
        return tuple(kept.values())


def slug(text: str) -> str:
    """Return a text as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
