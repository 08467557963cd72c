"""Writes a stream of invented case stories: 18 months, follow-ups months later, copies, contradictions, waves of cases.

Cases come in waves, as they do in a season: up to six in one regency within a month, of one kind of office and mostly
of one kind of deed, often at one event, handled by the same supervisors who tell newsrooms the same sentences about
each. What tells them apart is who it was and where. Newsrooms print the name, or initials, or the seat of the office
alone; figures and days differ between them; later steps say little of the deed, in words of their own. Some reprint,
some let a machine exchange words. Nothing here is taken from the linker: persons, villages and phrases are those of
`stream_words.py`; regencies are official names.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import stream_words as words
from stream_words import Step

from archive.records.article import Article, Moment
from base.datafile import read_csv
from pipeline.page.fingerprint import sketch, text_hash

START = datetime(2024, 1, 8, 1, tzinfo=UTC)
DAYS = 545
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WAVE = (1, 2, 3, 4, 5, 6)
REPRINTS = 0.16  # share of reports that a sister newspaper or a machine repeats
SAME_DEED = 0.7  # of a wave: one campaign asks its helpers for one thing
SAME_EVENT = 0.5  # of a wave: several went to one feast, and each became a case


@dataclass(frozen=True)
class Wave:
    """What the cases of one season in one regency share.

    Args:
        region: Official name.
        chair: Who speaks for the supervisors on every case.
        sermons: What they tell newsrooms about every case.
        office: Of all the alleged.
        deeds: Ways to tell the deed.
        candidate: Number on the ballot.
        event: Venue and occasion that several of them went to.
        begun: Day of the stream.
    """

    region: str
    chair: str
    sermons: tuple[str, ...]
    office: tuple[str, str, str]
    deeds: tuple[str, ...]
    candidate: int
    event: tuple[str, str]
    begun: int


@dataclass(frozen=True)
class Case:
    """What all newsrooms draw from."""

    number: int
    wave: Wave
    name: str
    village: str
    deeds: tuple[str, ...]
    venue: str
    occasion: str
    proof: str
    witness: str
    crowd: int
    begun: int
    course: tuple[Step, ...]


@dataclass(frozen=True)
class Told:
    """One article and the case it tells."""

    case: str
    article: Article


def stories(config: Path, *, cases: int = 130, seed: int = 11) -> list[Told]:
    """Return the stream in order of publication.

    Args:
        config: Folder of regions.csv.
        cases: How many.
        seed: Same seed, same stream.
    """
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence, not a secret
    rows = read_csv(config / "regions.csv", ("kode", "nama"))
    regions = [row["nama"] for _, row in rows if row["kode"].count(".") == 1]
    made: list[Case] = []
    while len(made) < cases:
        wave = _wave(chance, chance.choice(regions))
        villages = chance.sample([f"{a}{b}" for a in words.VILLAGE[0] for b in words.VILLAGE[1]], max(WAVE))
        for village in villages[: min(chance.choice(WAVE), cases - len(made))]:
            made.append(_case(chance, len(made), wave, village))
    told = [one for case in made for one in _reports(chance, case)]
    return sorted(told, key=lambda one: (one.article.first_seen, one.article.url))


def _person(chance: random.Random) -> str:
    return f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}"


def _wave(chance: random.Random, region: str) -> Wave:
    return Wave(
        region=region,
        chair=_person(chance),
        sermons=tuple(chance.sample(words.SERMONS, 4)),
        office=chance.choice(words.OFFICES),
        deeds=chance.choice(words.DEEDS),
        candidate=chance.randint(1, 3),
        event=(chance.choice(words.VENUES), chance.choice(words.OCCASIONS)),
        begun=chance.randrange(DAYS - 60),
    )


def _case(chance: random.Random, number: int, wave: Wave, village: str) -> Case:
    event = (chance.choice(words.VENUES), chance.choice(words.OCCASIONS))
    venue, occasion = wave.event if chance.random() < SAME_EVENT else event
    return Case(
        number=number,
        wave=wave,
        name=_person(chance),
        village=village if chance.random() < 0.7 else f"{village[:5].rstrip('aeiou')}o {village[-4:].title()}",  # noqa: PLR2004
        deeds=wave.deeds if chance.random() < SAME_DEED else chance.choice(words.DEEDS),
        venue=venue,
        occasion=occasion,
        proof=chance.choice(words.PROOFS).format(n=chance.randint(18, 90)),
        witness=_person(chance),
        crowd=chance.randint(12, 90),
        begun=wave.begun + chance.randint(0, 30),
        course=chance.choice(words.COURSES),
    )


def _reports(chance: random.Random, case: Case) -> Iterator[Told]:
    for position, step in enumerate(case.course):
        delay = round(step.days * chance.uniform(0.7, 1.5))
        for outlet in chance.sample(words.OUTLETS, chance.choice((1, 2, 3, 4) if position == 0 else (1, 1, 1, 2))):
            at = START + timedelta(days=case.begun + delay + chance.randint(0, 2), minutes=chance.randrange(900))
            article = _article(chance, case, step, outlet, at)
            yield Told(f"G{case.number}", article)
            if chance.random() < REPRINTS:
                later = at + timedelta(hours=chance.randint(1, 30))
                yield Told(f"G{case.number}", _copy(chance, article, later))


def _article(chance: random.Random, case: Case, step: Step, outlet: str, at: datetime) -> Article:
    wave = case.wave
    office, place, seat = (part.format(v=case.village) for part in wave.office)
    values = {
        "R": wave.region, "V": case.village, "venue": case.venue, "occasion": case.occasion, "proof": case.proof,
        "Proof": case.proof.capitalize(), "witness": case.witness, "day": _day(chance, case), "chair": wave.chair,
        "n": str(case.crowd + chance.choice((0, 0, 0, 2))), "office": office, "place": place, "seat": seat,
        "name": case.name, "short": "".join(word[0] for word in case.name.split()),
        "deed": chance.choice(case.deeds).format(c=wave.candidate),
    }  # fmt: skip
    values["who"] = chance.choice(_way(chance)).format(**values)
    values["Who"] = (seat if chance.random() < 0.3 else office).title()  # noqa: PLR2004 - most headlines name no seat
    parts = [chance.choice(step.leads), *chance.sample(step.more, 2)]
    if not any("{V}" in part or "{who}" in part for part in parts[1:]) and chance.random() < 0.5:  # noqa: PLR2004
        parts.insert(1, "Perkara ini menyangkut {seat}.")
    rest = [*chance.sample(wave.sermons, chance.randint(2, 3)), *chance.sample(words.LAWS, chance.randint(1, 2))]
    chance.shuffle(rest)
    parts += [*rest, chance.choice(words.CLOSINGS)]
    told = [part.format(**values) for part in parts]
    first = next(place for place, part in enumerate(told) if wave.chair in part)
    told[first] = told[first].replace(wave.chair, f"Ketua Bawaslu {wave.region} {wave.chair}", 1)
    body = "\n\n".join(told)
    head = f"{wave.region.split(' ', 1)[1].upper()}, {outlet} - "
    tail = f"\n\nHal itu disampaikan {WEEKDAYS[at.weekday()]} ({at.day} {MONTHS[at.month - 1]} {at.year})."
    key = f"{case.number}-{chance.randrange(10**7)}"
    return _made(chance.choice(step.titles).format(**values), head + body + tail, outlet, at, key)


def _way(chance: random.Random) -> tuple[str, ...]:
    """Return how a newsroom prints the alleged: by name, by initials, by the seat, a few by the office alone."""
    return chance.choices((words.NAMED, words.INITIALED, words.SEATED, words.VAGUE), (44, 32, 20, 4))[0]


def _day(chance: random.Random, case: Case) -> str:
    event = START + timedelta(days=case.begun - 2 + (chance.random() < 0.1))  # noqa: PLR2004 - some mistake the day
    return f"{WEEKDAYS[event.weekday()]} ({event.day}/{event.month}/{event.year})"


def _copy(chance: random.Random, article: Article, at: datetime) -> Article:
    """Return a reprint, or what a machine makes of a story: words exchanged, paragraphs left out."""
    outlet = chance.choice([one for one in words.OUTLETS if one != article.outlet_name])
    text = article.text.replace(article.outlet_name or "", outlet)
    if chance.random() < 0.5:  # noqa: PLR2004
        for plain, other in chance.sample(words.SPUN, 9):
            text = text.replace(f" {plain} ", f" {other} ")
        paragraphs = text.split("\n\n")
        paragraphs.pop(chance.randrange(2, len(paragraphs)))
        text = "\n\n".join(paragraphs)
    return _made(article.title or "", text, outlet, at, f"copy-{chance.randrange(10**9)}")


def _made(title: str, text: str, outlet: str, at: datetime, key: str) -> Article:
    url = f"https://{outlet.replace(' ', '').lower()}.example/{key}"
    return Article(
        url=url,
        url_key=text_hash(url),
        title=title,
        text=text,
        state="ok",
        first_seen=at,
        outlet_name=outlet,
        published=Moment(at, (at + timedelta(hours=7)).date(), "import", "stated"),
        language="id",
        text_hash=text_hash(text),
        sketch=sketch(text),
    )
