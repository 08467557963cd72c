"""Which story stands on which page: every story twice, in two templates, with other places and names each time."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from . import dates
from .case import PageCase
from .draft import Draft
from .stories import Told, stories
from .templates import TEMPLATES

PAGES_EACH = 7
HELD_OUT_EACH = 3
_STEP = 26  # coprime to the 63 stories, so that neighbours in a template are of different sorts
_REPORTERS = (
    *("Yudi Hartawan", "Siti Maesaroh", "La Ode Kamil", "Ferry Tumanggor", "Ni Luh Sekar", "Dian Anggraeni Putri"),
    *("Muh. Aswad", "Rangga Pramudya", "Theresia Wae", "Imron Rosyadi", "Jefri Lahamendu", "Nurul Qomariah"),
)
_EDITORS = ("Hesti Rahmadani", "Bambang Sutopo", "Andi Fatimah", "Krisna Murti Adi", "Yosephine Tandi", "Saiful Ulum")


def cases() -> Iterator[PageCase]:
    """Yield all pages of the set, template by template."""
    for order, name in enumerate(TEMPLATES):
        for number in range(PAGES_EACH):
            yield _case(name, number, *_place(order, number))


def held_out() -> Iterator[PageCase]:
    """Yield further pages of every template, with other stories than it has in the set and other wordings around."""
    for order, name in enumerate(TEMPLATES):
        used = {_place(order, number)[1] for number in range(PAGES_EACH)}
        free = [place for place in range(len(stories())) if place not in used]
        for number in range(PAGES_EACH, PAGES_EACH + HELD_OUT_EACH):
            place = free[(order * HELD_OUT_EACH + number * _STEP) % len(free)]
            yield _case(name, number, (order + number) % 2, place, stock=1)


def _place(order: int, number: int) -> tuple[int, int]:
    """Return the filling and the number of the story on one page of the set."""
    filling, position = divmod(order * PAGES_EACH + number, len(stories()))
    return filling, (position * _STEP + filling * 11) % len(stories())


def _case(template: str, number: int, filling: int, place: int, *, stock: int = 0) -> PageCase:
    write, outlets = TEMPLATES[template]
    outlet = outlets[number % len(outlets)]
    story = stories()[place]
    seed = hashlib.sha256(f"{template}/{number}".encode()).digest()
    published = _moment(seed, ZoneInfo(outlet.zone))
    spoken = dates.spoken(published - timedelta(days=seed[9] % 2), seed[10] % 4)
    told = story.tell(filling, spoken)
    draft = Draft(
        id=f"{template}-{number}",
        number=number,
        outlet=outlet,
        told=told,
        others=_others(story.id, seed, published),
        published=published,
        modified=published + timedelta(minutes=7 + seed[11]),
        reporter=_REPORTERS[seed[12] % len(_REPORTERS)],
        editor=_EDITORS[seed[13] % len(_EDITORS)],
        stock=stock,
    )
    return _finished(template, draft, write(draft), seed)


def _finished(template: str, draft: Draft, html: str, seed: bytes) -> PageCase:
    shown = draft.shown
    return PageCase(
        id=draft.id,
        template=template,
        outlet=draft.outlet.name,
        url=draft.url,
        html=html.encode(draft.charset, "xmlcharrefreplace"),
        charset=draft.charset,
        zone=draft.outlet.zone,
        fetched_at=draft.published + timedelta(hours=6 + seed[14] % 60),
        title=draft.told.title,
        text=tuple(draft.gold),
        published=draft.published,
        modified=draft.modified if "modified" in shown else None,
        reporter=draft.reporter if "reporter" in shown else None,
        editor=draft.editor if "editor" in shown else None,
        initials=tuple(draft.initials),
        caption=draft.told.caption if "caption" in shown else None,
        boilerplate=draft.boilerplate(),
    )


def _moment(seed: bytes, zone: ZoneInfo) -> datetime:
    """Return an instant between January 2023 and October 2026, more often by day than by night."""
    day = datetime(2023, 1, 2, tzinfo=zone) + timedelta(days=int.from_bytes(seed[:2]) % 1390)
    return day.replace(hour=5 + seed[2] % 19, minute=seed[3] % 60)


def _others(own: str, seed: bytes, published: datetime) -> tuple[Told, ...]:
    """Return the other stories in an order of the page's own, as told some days before."""
    told = [story.tell(seed[15] % 2, dates.day(published)) for story in stories() if story.id != own]
    return tuple(sorted(told, key=lambda one: hashlib.sha256(seed + one.id.encode()).digest()))
