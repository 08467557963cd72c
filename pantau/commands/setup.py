"""`pantau setup`: asks for territory, channel and recipient, and writes the configuration."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import click

from base.catalogue import Catalogue, Language
from base.datafile import read_csv
from base.errors import UsageError
from base.said import said
from pantau.alerting import subscriptions_of
from pantau.configuring import write_checked, write_settings
from pantau.options import NO_CONTACT, terminal, texts, with_settings
from pantau.provided import complaints
from pantau.settings import FILE, Settings, load_settings

ADDRESS = re.compile(r"|(?:mailto:)?[^\s@;()]+@[^\s@;()]+\.[^\s@;()]+|https?://[^\s;()]+", re.ASCII)
CHANNELS = ("file", "email", "telegram", "webhook")
WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})  # Keppres 41/1987
WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})  # the same; provinces made since keep their zone


def zone_of(province: str) -> str:
    """Return the IANA zone of a province by its code (Keppres 41/1987)."""
    if province in WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in WIT else "Asia/Jakarta"


def find_regions(config: Path, words: str) -> list[tuple[str, str]]:
    """Return (code, name) of provinces and kabupaten/kota named by codes or names, separated by commas.

    Raises:
        UsageError: A name is unknown or means several regions; the message lists them.
    """
    rows = [
        row for _, row in read_csv(config / "regions.csv", ("kode", "nama", "level")) if row["level"] != "kecamatan"
    ]
    found = []
    for word in filter(None, (part.strip() for part in words.split(","))):
        exact = [r for r in rows if word in {r["kode"], r["nama"]} or r["nama"].lower() == word.lower()]
        near = exact or [r for r in rows if word.lower() in r["nama"].lower()]
        if len(near) != 1:
            names = ", ".join(f"{r['kode']} {r['nama']}" for r in near[:8]) or "nothing; see config/regions.csv"
            raise UsageError(said("{word!r} may mean: {names}. Give the code.", word=word, names=names))
        found.append((near[0]["kode"], near[0]["nama"]))
    return found


@click.command("setup")
@click.option("--territory", help="Provinces or kabupaten/kota by code or name, separated by commas; empty: all.")
@click.option("--channel", type=click.Choice(CHANNELS), help="How you are told.")
@click.option("--recipient", help="Mail address, chat id or URL; for 'file' the folder's name.")
@click.option("--language", type=click.Choice(["id", "en"]), help="Language of everything that is printed and sent.")
@click.option("--contact", help="Address newsrooms can write to about our visits; it stands in every request.")
@with_settings
def command(
    settings: Settings,
    territory: str | None,
    channel: str | None,
    recipient: str | None,
    language: Language | None,
    contact: str | None,
) -> None:
    """Write territory, channel, recipient and contact into the configuration; asks for what is not given."""
    t, given = texts(settings), Given(territory, channel, recipient, language, contact)
    if given.only_contact:
        named = _contact(t, settings, contact, asks=False, recipient="")
        write_settings(settings.config / FILE, {"crawl.contact": json.dumps(named)})
        terminal().print(t("Written: {file}", file=settings.config / FILE), markup=False)
        return
    chosen = _ask(t, settings, given)
    write_checked(settings.config, chosen.settings, chosen.subscription, chosen.fields)
    _report(t, settings, chosen)


@dataclass(frozen=True, slots=True)
class Given:
    """What stood behind the command; None is asked for."""

    territory: str | None
    channel: str | None
    recipient: str | None
    language: Language | None
    contact: str | None

    @property
    def only_contact(self) -> bool:
        """Tell whether it is the answer to the warning of `crawl` and `run`: then nothing else is asked."""
        return self.contact is not None and {self.territory, self.channel, self.recipient, self.language} == {None}

    @property
    def asks(self) -> bool:
        """Tell whether anything is asked for: then so is the contact."""
        return None in {self.territory, self.channel, self.recipient, self.language}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that is written.

    Args:
        regions: Code and name; empty for the whole country.
        channel: One of `CHANNELS`.
        recipient: Mail address, chat id, URL or folder.
        language: Of everything that is printed and sent.
        contact: Address in the User-Agent; empty when there is none.
        zone: IANA name.
    """

    regions: tuple[tuple[str, str], ...]
    channel: str
    recipient: str
    language: str
    contact: str
    zone: str

    @property
    def subscription(self) -> str:
        """Return the id of the subscription.

        The shipped one writes files too: changing it, rather than adding a second one, keeps one digest a day.
        """
        return "kotak-keluar" if self.channel == "file" else f"{self.channel}-utama"

    @property
    def fields(self) -> dict[str, str]:
        """Return the fields of the subscription as YAML."""
        return {
            "channel": self.channel,
            "recipient": json.dumps(self.recipient, ensure_ascii=False),  # a JSON string is a YAML string
            "regions": self._listed,
            "timezone": self.zone,
            "language": self.language,
        }

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings as TOML."""
        return {
            "language": f'"{self.language}"',
            "timezone": f'"{self.zone}"',
            "territory": self._listed,
            "crawl.contact": json.dumps(self.contact),
        }

    @property
    def _listed(self) -> str:
        return "[" + ", ".join(f'"{code}"' for code, _ in self.regions) + "]"


def _ask(t: Catalogue, settings: Settings, given: Given) -> Chosen:
    """Return what was given and, where it was not, what was answered."""
    language = given.language
    if language is None:
        language = click.prompt(t("Language"), type=click.Choice(["id", "en"]), default=settings.language)
    regions = _regions(t, settings, given.territory)
    channel = given.channel
    if channel is None:
        channel = click.prompt(t("Channel"), type=click.Choice(CHANNELS), default="file")
    recipient = given.recipient
    if recipient is None:
        recipient = click.prompt(t("Recipient"), default="outbox" if channel == "file" else None)
    writes = recipient if channel == "email" else ""
    contact = _contact(t, settings, given.contact, asks=given.asks, recipient=writes)
    zone = zone_of(regions[0][0][:2]) if regions else settings.timezone
    return Chosen(tuple(regions), str(channel), recipient, str(language), contact, zone)


def _regions(t: Catalogue, settings: Settings, territory: str | None) -> list[tuple[str, str]]:
    """Return the regions of a territory; asked for until there are such where none is given.

    Raises:
        UsageError: What was given names no region or several.
    """
    if territory is not None:
        return find_regions(settings.config, territory)
    asked = t("Territory (province or kabupaten/kota, codes or names, commas between; empty for the whole country)")
    while True:
        try:
            return find_regions(settings.config, click.prompt(asked, default="", show_default=False))
        except UsageError as error:
            click.echo(error.tell(t.language))


def _report(t: Catalogue, settings: Settings, chosen: Chosen) -> None:
    """Tell what was written and what comes next."""
    console = terminal()
    console.print(t("Written: {file}", file=settings.config / FILE))
    console.print(
        t(
            "You will be told of cases in {places} by {channel} to {recipient}, digest at {time} ({zone}).",
            places=", ".join(region for _, region in chosen.regions) or t("the whole country"),
            channel=chosen.channel,
            recipient=chosen.recipient,
            time=f"{settings.digest_at:%H:%M}",
            zone=chosen.zone,
        )
    )
    if not chosen.contact:
        console.print(t(NO_CONTACT), style="yellow", markup=False)
    written = load_settings(settings.config)
    for complaint in complaints(written, subscriptions_of(written), t):
        console.print(complaint, style="yellow", markup=False, soft_wrap=True)
    console.print(t("Next: pantau run"))


def _contact(t: Catalogue, settings: Settings, given: str | None, *, asks: bool, recipient: str) -> str:
    """Return the address in the User-Agent; asked for beside other questions, and empty when there is none.

    Raises:
        UsageError: What was given is no address.
    """
    found = settings.crawl.contact if given is None and not asks else given
    known = settings.crawl.contact or recipient
    while asks and found is None:
        told = t("Address newsrooms can write to about our visits (mail or page; it stands in every request)")
        found = click.prompt(told, default=known, show_default=bool(known)).strip()
        if not ADDRESS.fullmatch(found):
            click.echo(t("That is no mail address and no page: {value}", value=found))
            found = None
    found = (found or "").strip()
    if not ADDRESS.fullmatch(found):
        raise UsageError(said("--contact: {value!r} is no mail address and no page (https://...)", value=found))
    return found
