"""English sentences that count agree with their number: `1 case asks`, `2 cases ask`. Indonesian has no plural.

Sentences are written in the plural; where the number before a noun is one, what follows is put into the singular.
Only words of the sentence itself are touched, never what is filled into it.
"""

import re
from collections.abc import Mapping

SINGULAR = {
    "addresses": "address",
    "alerts": "alert",
    "allegations": "allegation",
    "articles": "article",
    "cases": "case",
    "copies": "copy",
    "days": "day",
    "events": "event",
    "exchanges": "exchange",
    "figures": "figure",
    "files": "file",
    "hits": "hit",
    "hours": "hour",
    "lines": "line",
    "incidents": "incident",
    "links": "link",
    "messages": "message",
    "minutes": "minute",
    "names": "name",
    "newsrooms": "newsroom",
    "outlets": "outlet",
    "pages": "page",
    "persons": "person",
    "problems": "problem",
    "questions": "question",
    "reports": "report",
    "rows": "row",
    "sources": "source",
    "steps": "step",
    "subscriptions": "subscription",
    "tries": "try",
    "users": "user",
    "versions": "version",
    "weeks": "week",
    "words": "word",
}
"""Nouns that our sentences count."""

AGREEING = {
    "answer": "answers",
    "are": "is",
    "ask": "asks",
    "become": "becomes",
    "cease": "ceases",
    "differ": "differs",
    "do": "does",
    "have": "has",
    "name": "names",
    "need": "needs",
    "stand": "stands",
    "their": "its",
    "wait": "waits",
    "were": "was",
}
"""Verbs and possessives that may follow such a noun."""

COUNTED = re.compile(
    rf"\{{(?P<place>\w+)\}} (?P<between>(?:\w+ ){{0,2}}?)(?P<noun>{'|'.join(SINGULAR)})\b(?P<rest>[^{{.;:,(]*)"
)
WORD = re.compile(r"[a-z]+")


def agree(text: str, values: Mapping[str, object]) -> str:
    """Return a sentence with `{name}` places whose counted nouns agree with the numbers that will fill them.

    Args:
        text: An English sentence.
        values: What fills the places; 1 and "1" count as one.
    """
    if not any(str(value) == "1" for value in values.values()):
        return text
    return COUNTED.sub(lambda found: _one(found, values), text)


def _one(found: re.Match[str], values: Mapping[str, object]) -> str:
    if str(values.get(found["place"])) != "1":
        return found[0]
    rest = WORD.sub(lambda word: AGREEING.get(word[0], word[0]), found["rest"], count=3)
    return f"{{{found['place']}}} {found['between']}{SINGULAR[found['noun']]}{rest}"
