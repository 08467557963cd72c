"""Examines what a person has set: configuration files, outlets and their health, channels of the subscriptions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from alerts.model import Subscription
from archive.store.outlets import load_states
from base.catalogue import Catalogue
from base.errors import ArchiveError, ConfigError, PantauError
from crawlers.outlet import Outlet
from crawlers.outlets import load_outlets
from pantau.alerting import channels_of
from pantau.misnamed import misnamed, sentence
from pantau.operations.current import current
from pantau.operations.finding import Finding
from pantau.provided import NEEDED, everybody, unsigned, waiting_for_settings
from pantau.settings import FILE, ROOT, Settings

ILL = ("blocked", "unreachable", "robots", "busy", "broken", "silent", "clock", "frozen", "few")
MOST_NAMED = 5
SHIPPED = ROOT / "config"
OURS = ("lexicon", "model", "rules.yaml", "calendar.yaml", "parties.csv", "regions.csv", "regions_names.csv")
"""What comes with a version; outlets, subscriptions, candidates and settings are the user's."""


def configuration(t: Catalogue, settings: Settings) -> Iterator[Finding]:
    """Yield what is found of the configuration files."""
    advice = t("Correct the file at the line that is named")
    try:
        outlets = load_outlets(settings.config)
    except PantauError as error:
        yield Finding("outlets", "bad", error.tell(t.language), advice)
    else:
        yield from _outlets(t, settings, outlets)
    try:
        _read_rules(settings.config)
    except PantauError as error:
        if settings.config.resolve() != SHIPPED:  # a copy of an older version's, perhaps
            command = f"cd {SHIPPED} && cp -r {' '.join(OURS)} {settings.config.resolve()}/"
            advice = t("Correct the file, or take those of this version: {command}", command=command)
        yield Finding("rules", "bad", error.tell(t.language), advice)
    else:
        yield Finding("rules", "ok", t("Lexicon, rules and gazetteers can be read"))


def _read_rules(config: Path) -> None:
    from pipeline.process import Tools  # loads the whole understanding

    tools = Tools(config)
    _ = tools.screen, tools.analyser


def _outlets(t: Catalogue, settings: Settings, outlets: dict[str, Outlet]) -> Iterator[Finding]:
    enabled = [outlet.id for outlet in outlets.values() if outlet.enabled]
    if not enabled:
        advice = t("Set enabled: true for at least one in config/outlets/, or run: pantau outlet add URL")
        yield Finding("outlets", "bad", t("No outlet is enabled"), advice)
    else:
        yield Finding("outlets", "ok", t("{n} outlets are enabled", n=len(enabled)))
    if not settings.crawl.contact:
        told = t("Sites cannot see whom to ask about our visits")
        yield Finding(
            "contact",
            "warning",
            told,
            t("Name one: pantau setup --contact redaksi@example.org (contact in [crawl] of pantau.toml)"),
        )
    yield from _health(t, settings, enabled)


def _health(t: Catalogue, settings: Settings, enabled: list[str]) -> Iterator[Finding]:
    try:
        with current(settings) as connection:
            if connection is None:
                return
            states = load_states(connection, enabled)
    except ArchiveError:
        return  # told by the examination of the archive
    ill = {outlet: state for outlet, state in states.items() if state.health in ILL}
    for health, number in sorted(Counter(state.health for state in ill.values()).items()):
        names = sorted(outlet for outlet, state in ill.items() if state.health == health)
        shown = ", ".join(names[:MOST_NAMED]) + (" ..." if number > MOST_NAMED else "")
        told = t("{n} outlets are {health}: {names}", n=number, health=t(health), names=shown)
        advice = t("See: pantau outlet list; try one: pantau outlet test {outlet}", outlet=names[0])
        yield Finding("outlets", "bad" if len(ill) == len(enabled) else "warning", told, advice)


def environment(t: Catalogue, names: Iterable[str]) -> Iterator[Finding]:
    """Yield names in the environment that nothing reads: a mistyped address means a second archive.

    Args:
        t: Texts.
        names: Of the environment's variables.
    """
    for name, near in misnamed(names):
        told = sentence(name, near).tell(t.language)
        yield Finding("environment", "warning", told, t("Correct the name or remove it: unset {name}", name=name))


def channels(t: Catalogue, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for every subscription, of the file or added by a person, whose channel is not set up."""
    try:
        channels_of(settings)
        subscriptions = subscribed(settings)
    except ConfigError as error:
        yield Finding("channels", "bad", error.tell(t.language), t("Correct what the message names"))
        return
    lacking = waiting_for_settings(settings, subscriptions)
    for one in lacking:
        told = t("Subscription {id} needs the channel {channel}, which is not set up", id=one.id, channel=one.channel)
        advice = t("Write into {file}:{needed}", file=settings.config / FILE, needed=NEEDED[one.channel])
        yield Finding("channels", "bad", told, advice)
    for one in unsigned(settings, subscriptions):
        told = t("Webhook {id} has no secret to sign with; its messages are refused", id=one.id)
        yield Finding("channels", "bad", told, t("Set secret_file in [webhook] of pantau.toml"))
    if not lacking:
        names = ", ".join(sorted({one.channel for one in subscriptions})) or "-"
        yield Finding("channels", "ok", t("Channels of the subscriptions are set up: {names}", names=names))


def subscribed(settings: Settings) -> tuple[Subscription, ...]:
    """Return everybody who is told; those of the file alone where the archive cannot be read, which is told apart."""
    try:
        with current(settings) as connection:
            return everybody(settings, connection)
    except ArchiveError:
        return everybody(settings, None)
