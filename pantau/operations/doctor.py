"""`pantau doctor`: all examinations in order, cheap ones first; none changes anything."""

import os
from collections.abc import Iterator

from base.catalogue import Catalogue
from base.clock import Clock
from pantau.operations import machine, proof, reach, sampling, setup, stock, taking
from pantau.operations.finding import Finding
from pantau.settings import Settings


def examine(
    settings: Settings, t: Catalogue, clock: Clock, *, deep: bool = False, network: bool = False
) -> Iterator[Finding]:
    """Yield findings as they come.

    Args:
        settings: Typed settings; that they could be read is the first finding.
        t: Texts.
        clock: Time.
        deep: Also read the whole database and compare the search index with the texts.
        network: Also ask mail server, messengers, webhooks and a few outlets.
    """
    yield Finding("settings", "ok", t("Settings can be read: {folder}", folder=settings.config))
    yield from setup.environment(t, os.environ)
    yield machine.sqlite(t)
    yield machine.disk(t, settings.var)
    yield machine.clock(t, clock.now(), stock.newest_instant(settings))
    yield machine.tls(t)
    yield from machine.secrets(t, settings)
    yield from machine.owners(t, settings.var)
    yield from setup.configuration(t, settings)
    yield from setup.channels(t, settings)
    yield from stock.archive(t, settings, deep=deep)
    yield from taking.work(t, settings, clock.now())
    yield from sampling.screening(t, settings, clock.now())
    yield from proof.evidence(t, settings, clock.now(), deep=deep)
    if network:
        yield from reach.network(t, settings, clock.now)
