"""The head of a page: titles, open graph, names and JSON-LD, as rightly or carelessly as outlets print them."""

import json
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from . import dates
from .draft import Draft
from .junk import GTM, STYLE

Writes = Callable[[datetime], str]


def head(
    draft: Draft, *parts: str, suffix: str | None = None, amp: bool = False, junk: bool = True, lang: str = "id"
) -> str:
    """Return `<!DOCTYPE>` to `</head>`.

    Args:
        draft: The page.
        parts: Markup of metadata, from the functions below.
        suffix: What follows the headline in `<title>`; None for nothing.
        amp: Whether the page is an AMP page.
        junk: Whether scripts and styles stand in it.
        lang: Language that the page claims to be in.
    """
    charset = {"utf-8": "UTF-8", "cp1252": "windows-1252"}[draft.charset]
    name = draft.title + (suffix or "")
    noise = f"{GTM}\n{STYLE}" if junk else ""
    return (
        f'<!DOCTYPE html>\n<html{" ⚡" if amp else ""} lang="{lang}">\n<head>\n<meta charset="{charset}">\n'
        f"<title>{name}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        + "\n".join(part for part in parts if part)
        + f"\n{noise}\n</head>\n"
    )


def graph(draft: Draft, title: str | None = None) -> str:
    """Return the open graph of an article; `title` where the outlet prints another one than its headline."""
    name = escape(title or draft.told.title)
    return f"""<meta property="og:type" content="article">
<meta property="og:site_name" content="{escape(draft.outlet.name)}">
<meta property="og:title" content="{name}">
<meta property="og:description" content="{escape(teaser(draft))}">
<meta property="og:url" content="{draft.url}">
<meta property="og:image" content="{draft.image}">
<meta name="twitter:card" content="summary_large_image">
<link rel="canonical" href="{draft.url}">"""


def times(draft: Draft, writes: Writes = dates.offset, *, modified: bool = True) -> str:
    """Return `article:published_time` and its twin."""
    lines = [f'<meta property="article:published_time" content="{writes(draft.published)}">']
    if modified:
        draft.show("modified")
        lines.append(f'<meta property="article:modified_time" content="{writes(draft.modified)}">')
    return "\n".join(lines)


def named(**values: str) -> str:
    """Return `<meta name=... content=...>` lines; an underscore in a name is printed as a colon."""
    return "\n".join(
        f'<meta name="{name.replace("_", ":")}" content="{escape(value)}">' for name, value in values.items()
    )


def article(
    draft: Draft, writes: Writes = dates.offset, *, modified: bool = True, author: str | None = None, **more: Any
) -> dict[str, Any]:
    """Return a NewsArticle; `author` is what the outlet claims, its own name when None."""
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": draft.url},
        "headline": draft.told.title,
        "image": {"@type": "ImageObject", "url": draft.image, "width": 1200, "height": 675},
        "datePublished": writes(draft.published),
        "author": {"@type": "Person", "name": author or draft.outlet.name},
        "publisher": {"@type": "Organization", "name": draft.outlet.name},
        "description": teaser(draft),
    }
    if modified:
        draft.show("modified")
        found["dateModified"] = writes(draft.modified)
    return found | more


def crumbs(draft: Draft) -> dict[str, Any]:
    """Return the BreadcrumbList that stands beside the article."""
    steps = ("Home", draft.told.section, draft.told.title)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": {"@id": f"https://{draft.outlet.host}/", "name": step}}
            for number, step in enumerate(steps, 1)
        ],
    }


def linked(*things: dict[str, Any], together: bool = False) -> str:
    """Return JSON-LD scripts: one for each thing, or one `@graph` of them all."""
    context = {"@context": "https://schema.org"}
    documents = [context | {"@graph": list(things)}] if together else [context | thing for thing in things]
    return "\n".join(
        f'<script type="application/ld+json">{json.dumps(document, ensure_ascii=False)}</script>'
        for document in documents
    )


def teaser(draft: Draft) -> str:
    """Return the description: the story's first words."""
    return " ".join(draft.told.blocks[0].text.split()[:18]) + "..."
