"""Why a page was read as it was, in the reader's words: of what kind it is and why, act by act."""

from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape
from rich.table import Table

import web
from archive.records.analysis import Analysis
from archive.records.reason import Reason
from base.catalogue import Catalogue, catalogue
from pantau.views.names import act_name
from web.because import because

QUOTED = 90  # characters of the words that a reason rests on
_FOR = {
    "sure": "its words stand together",
    "frame": "its words stand together",
    "near": "its words stand near each other",
    "wide": "its words stand near each other",
    "title": "in the headline",
    "opening": "at the beginning",
    "accused": "where somebody is accused",
    "mentions": "told more than once",
    "deed": "court and law speak of it",
    "field": "other words of the article belong to it",
    "word": "other words of the article belong to it",
    "with": "told beside another act",
    "best_other": "told beside another act",
    "others": "told beside another act",
    "act": "often told",
}
_AGAINST = {
    "only_imagined": "only warned of or asked for",
    "also_imagined": "also warned of or asked for",
    "unframed": "no sentence tells it whole",
    "with": "another act explains it better",
    "best_other": "another act explains it better",
    "others": "another act explains it better",
    "field": "other words of the article do not belong to it",
    "word": "other words of the article do not belong to it",
    "act": "seldom told",
}
"""By the first part of a feature (`pipeline/judge/acts.py`): message ids."""


def reasons(t: Catalogue, analysis: Analysis) -> Table:
    """Return a table of reasons: what is claimed, why, and the words of the text behind it.

    Weights and the names of features stand in `pantau read --json`.

    Args:
        t: Texts of the command line.
        analysis: With its reasons.
    """
    say = catalogue(Path(web.__file__).parent, t.language)
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    for one in because(analysis):
        told = f"{say(one.told)}, {say(one.where)}" if one.where else say(one.told)
        table.add_row(t("Kind"), escape(told), escape(_quoted(one.quote)))
    for act in analysis.acts:
        why = "; ".join(dict.fromkeys(t(told) for told in _told(analysis.reasons, act.code)))
        quote = act.spans[0].text if act.spans else ""
        sure = t("{share} sure", share=f"{act.confidence:.0%}")
        table.add_row(act.code, escape(f"{act_name(t, act.code)} ({sure}): {why or '-'}"), escape(_quoted(quote)))
    return table


def _told(found: tuple[Reason, ...], code: str) -> Iterator[str]:
    """Yield what speaks for an act and against it, the weightiest first."""
    own = [reason for reason in found if reason.claim == f"act:{code}"]
    for reason in sorted(own, key=lambda one: -abs(one.weight)):
        told = (_FOR if reason.weight > 0 else _AGAINST).get(reason.feature.partition(":")[0])
        if told:
            yield told


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"«{text[:QUOTED]}{'…' if len(text) > QUOTED else ''}»" if text else ""
