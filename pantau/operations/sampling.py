"""Examines the screen: how many of the relevant articles it lets pass, estimated from the sample of what it rejects."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from babel.numbers import format_decimal

from archive.query.regions import load_regions
from archive.store.screening import Screened, missed, screened
from base.catalogue import Catalogue, Language
from base.errors import PantauError
from crawlers.outlets import load_outlets
from pantau.operations.current import current
from pantau.operations.finding import Finding
from pantau.settings import Settings
from pipeline.page.recall import FEWEST, Recall, recalls

MOST_NAMED = 5
WISHED = 0.95  # a recall that is surely below this loses cases that somebody should know of


def screening(t: Catalogue, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what is known of the screen's recall over the last 30 days; nothing where there is no archive to ask.

    Args:
        t: Texts.
        settings: Typed settings.
        now: Present instant.
    """
    try:
        provinces = {outlet.id: outlet.province for outlet in load_outlets(settings.config).values()}
        names = load_regions(settings.config).names
        with current(settings) as connection:
            if connection is None:
                return
            found = screened(connection, now, lambda outlet: provinces.get(outlet or ""))
            lost = missed(connection, now, MOST_NAMED)
    except PantauError:
        return  # told by the examinations of archive and configuration
    yield told(t, found, lost, settings.crawl.sample_one_in, names)


def told(
    t: Catalogue, found: Mapping[str | None, Screened], lost: Sequence[int], one_in: int, names: Mapping[str, str]
) -> Finding:
    """Return the finding: over all, then by the newsrooms' province, the lowest first.

    Args:
        t: Texts.
        found: Figures by province.
        lost: Ids of articles that the screen had rejected.
        one_in: Of the pages screened out, how many are read; 0 for none.
        names: Provinces by code.
    """
    if one_in == 0:
        told = t("No sample of the pages screened out is read (sample_one_in = 0): the screen's recall is unknown")
        return Finding("screen", "ok", told)
    whole, provinces = recalls(found, one_in)
    if whole is None:
        number = sum(found.values(), Screened()).sampled
        return Finding("screen", "ok", t("Too little was sampled to tell the screen's recall: {n} pages", n=number))
    known = sorted(
        ((one, code) for code, one in provinces.items() if one is not None), key=lambda pair: pair[0].estimate
    )
    parts = [f"{names.get(code, code) if code else t('national')} {_share(one, t.language)}" for one, code in known]
    sentence = t(
        "The screen lets {share} of the relevant articles pass (95 % certain)", share=_share(whole, t.language)
    )
    where = "; ".join(parts) or t("fewer than {n} sampled pages in each", n=FEWEST)
    sentence += ". " + t("By province of the newsrooms: {where}", where=where)
    if min(whole.high, *(one.high for one, _ in known)) >= WISHED:
        return Finding("screen", "ok", sentence)
    shown = ", ".join(map(str, lost))
    advice = t(
        "Read what it rejected (pantau show ID: {ids}) and add its words to config/lexicon/screen.yaml", ids=shown
    )
    return Finding("screen", "warning", sentence, advice)


def _share(one: Recall, language: Language) -> str:
    estimate, low, high = (
        format_decimal(100 * share, "0.0", locale=language) for share in (one.estimate, one.low, one.high)
    )
    return f"{estimate} % ({low}-{high})"
