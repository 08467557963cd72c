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
    ("pantau_worker_sign_age_seconds", ""): 60.0,
    ("pantau_job_lag_seconds", "deliver"): 120.0,
    ("pantau_outbox_messages", "failed"): 0.0,
    ("pantau_outlets", "broken"): 0.0,
}
OF_AN_OUTLET = frozenset({"outlet"})  # long tables: they stand on the page of the outlets
SECONDS = "_seconds"
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color-scheme:light dark}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #8886;"
    "vertical-align:top}td.n{text-align:right;white-space:nowrap}.late{color:#b00020;font-weight:bold}"
)


def status_page(
    metrics: Iterable[Metric],
    problem: str | None,
    now: datetime,
    t: Catalogue,
    language: str,
    *,
    work: str | None = None,
) -> str:
    """Return the page.

    Args:
        metrics: Of `figures`.
        problem: Why the archive cannot be used; None when it can.
        now: Present instant, in the reader's zone.
        t: Texts in the reader's language.
        language: Its code.
        work: That nobody takes the work that waits; None when somebody does.
    """
    head = t("The archive is ready.") if problem is None else t("The archive is not ready: {problem}", problem=problem)
    late = "" if problem is None else " class=late"
    title = t("State of the installation")
    told = f"<p class=late>{escape(work)}</p>" if work else ""
    table = "".join(line for metric in metrics for line in _rows(metric, t))
    hint = t("A figure above its bound is marked. Times are hours:minutes:seconds. What to do: pantau doctor")
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"<h1>{escape(title)}</h1><p{late}>{escape(head)} {now:%Y-%m-%d %H:%M %Z}</p>{told}<p>{escape(hint)}</p>"
        f"<table><thead><tr><th scope=col>{escape(t('Figure'))}<th scope=col>{escape(t('Of'))}"
        f"<th scope=col>{escape(t('Value'))}<th scope=col>{escape(t('Bound'))}<tbody>{table}</table></html>\n"
    )


def _rows(metric: Metric, t: Catalogue) -> Iterable[str]:
    """Yield a row a sample; what the figure means stands beside its first one."""
    samples = [(labels, value) for labels, value in metric.samples if not OF_AN_OUTLET & set(labels)]
    span = f" rowspan={len(samples)}" if len(samples) > 1 else ""
    for number, (labels, value) in enumerate(samples):
        of = ", ".join(labels.values())
        bound = ALARMS.get((metric.name, of))
        shown = _shown(metric, value)
        if bound is not None and value > bound:
            shown = f"<span class=late>{shown} ⚠ {escape(t('look into it'))}</span>"
        meaning = f"<th scope=rowgroup{span}>{escape(t(metric.help))}" if number == 0 else ""
        most = "" if bound is None else _shown(metric, bound)
        told = escape(", ".join(t(label) for label in labels.values()))
        yield f"<tr>{meaning}<td>{told}<td class=n>{shown}<td class=n>{most}"


def _shown(metric: Metric, value: float) -> str:
    if metric.name.endswith(SECONDS):
        minutes, seconds = divmod(int(value), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{value:,.15g}"
