"""Every wrong article of an evaluation as one HTML page: what differs, what decided, and the text with its evidence.

The page stands alone: no script, no font and no picture from anywhere. It holds full texts: keep it inside.
"""

import html
from collections.abc import Sequence
from pathlib import Path

from archive.records.analysis import Analysis
from archive.records.span import Span
from base.catalogue import Catalogue, Language, catalogue
from pantau.evaluation.grounds import grounds
from pantau.evaluation.report import differences
from pantau.evaluation.run import Judged

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
article{border-top:2px solid #999;padding:1rem 0}h2{font-size:1.1rem;margin:0 0 .5rem}table{border-collapse:collapse}
td,th{padding:.15rem .7rem .15rem 0;text-align:left;vertical-align:top}mark{background:#ffe58a}
pre{white-space:pre-wrap;font:inherit;margin:.6rem 0}small{color:#555}"""


def words(language: Language) -> Catalogue:
    """Return the texts of the evaluation."""
    return catalogue(Path(__file__).parent, language)


def errors_page(judged: Sequence[Judged], language: Language) -> str:
    """Return the page of all articles on which label and pipeline differ."""
    t = words(language)
    wrong = [(item, found) for item in judged if (found := list(differences(item, t)))]
    title = t("{wrong} of {all} articles differ from their labels", wrong=len(wrong), all=len(judged))
    body = "".join(_article(t, item, found) for item, found in wrong)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{_safe(title)}</title>'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}<style>{_STYLE}</style></head>'
        f"<body><h1>{_safe(title)}</h1>{body}</body></html>\n"
    )


def _article(t: Catalogue, item: Judged, found: Sequence[tuple[str, str, str]]) -> str:
    article, said = item.example.article, item.analysis
    rows = "".join(
        f"<tr><th>{_safe(t(name))}</th><td>{_safe(wanted)}</td><td>{_safe(got)}</td><td>{_why(t, said, name)}</td></tr>"
        for name, wanted, got in found
    )
    head = f"<tr><th></th><th>{_safe(t('label'))}</th><th>{_safe(t('judged'))}</th><th>{_safe(t('why'))}</th></tr>"
    return (
        f"<article><h2>{_safe(article.title or article.url)}</h2><small>{_safe(item.example.id)}</small>"
        f"<table>{head}{rows}</table><pre>{marked(article.text, spans_of(said))}</pre></article>"
    )


def _why(t: Catalogue, said: Analysis, name: str) -> str:
    return "<br>".join(_safe(line) for line in grounds(said, name, t.language))


def spans_of(said: Analysis) -> list[Span]:
    """Return the evidence of acts, steps and sanctions inside the text."""
    groups = [act.spans for act in said.acts] + [step.spans for step in said.steps]
    groups += [sanction.spans for sanction in said.sanctions]
    return [span for spans in groups for span in spans if span.where == "text"]


def marked(text: str, spans: Sequence[Span]) -> str:
    """Return a text as HTML with its evidence marked; spans that overlap are marked as one."""
    made, at = [], 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end <= at:
            continue
        start = max(at, span.start)
        made.append(f"{_safe(text[at:start])}<mark>{_safe(text[start : span.end])}</mark>")
        at = span.end
    return "".join(made) + _safe(text[at:])


def _safe(text: object) -> str:
    return html.escape(str(text))
