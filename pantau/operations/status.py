"""`/status`: the figures of `/metrics` for people, with what is late or failed marked, one page without a script."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from base.catalogue import Catalogue
from pantau.operations.exposition import Metric

ALARMS = {
    # The alarms of docs/how-to/operate.md: value above which a figure is marked.
    ("pantau_queue_lag_seconds", "events"): 120.0,
    ("pantau_queue_lag_seconds", "messages"): 600.0,
    ("pantau_crawl_lag_seconds", ""): 3600.0,
    ("pantau_outbox_messages", "failed"): 0.0,
    ("pantau_outlets", "broken"): 0.0,
}
OF_AN_OUTLET = frozenset({"outlet"})  # long tables: they stand on the page of the outlets


def status_page(metrics: Iterable[Metric], problem: str | None, now: datetime, t: Catalogue, language: str) -> str:
    """Return the page.

    Args:
        metrics: Of `figures`.
        problem: Why the archive cannot be used; None when it can.
        now: Present instant, in the reader's zone.
        t: Texts in the reader's language.
        language: Its code.
    """
    lines = [row for metric in metrics for row in _rows(metric, t)]
    head = t("The archive is ready.") if problem is None else t("The archive is not ready: {problem}", problem=problem)
    title = t("State of the installation")
    table = "".join(lines)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<h1>{escape(title)}</h1><p>{escape(head)} {now:%Y-%m-%d %H:%M %Z}</p>"
        f"<table><thead><tr><th scope=col>{escape(t('Figure'))}<th scope=col>{escape(t('Of'))}"
        f"<th scope=col>{escape(t('Value'))}<tbody>{table}</table></html>\n"
    )


def _rows(metric: Metric, t: Catalogue) -> Iterable[str]:
    for labels, value in metric.samples:
        if OF_AN_OUTLET & set(labels):
            continue
        of = ", ".join(labels.values())
        late = value > ALARMS.get((metric.name, of), float("inf"))
        shown = f"<strong>{value:,.15g} ⚠ {escape(t('look into it'))}</strong>" if late else f"{value:,.15g}"
        yield f"<tr><td>{escape(t(metric.help))}<td>{escape(of)}<td>{shown}"
