"""From a fetched page to an article: decode, parse, read metadata, find the story, clean it, fingerprint it.

decode | parse | claims | prune | body (chain of extractors) | clean | join parts | believe metadata -> Article
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from archive.records.article import Article, Moment
from archive.records.page import Page
from pipeline.page import body as bodies
from pipeline.page import tree as trees
from pipeline.page.body import SHORT
from pipeline.page.bounds import within
from pipeline.page.bylines import Byline, visible_byline
from pipeline.page.claims import Claim, collect
from pipeline.page.cleaning.engine import Cleaned, clean
from pipeline.page.decode import MAX_BYTES, decode, is_binary
from pipeline.page.depth import is_too_deep
from pipeline.page.fingerprint import sketch, text_hash
from pipeline.page.joining import rejoin
from pipeline.page.language import detect_language
from pipeline.page.metadata import believe, believe_title, first, ranked
from pipeline.page.origin import named_outlet, statement_day
from pipeline.page.others import prune_others
from pipeline.page.outlet import OutletContext
from pipeline.page.plain_text import split_head
from pipeline.page.shape import Shaped, shape
from pipeline.page.siblings import fill
from pipeline.page.urls import url_key

DEFAULT_ZONE = "Asia/Jakarta"  # most of the population and of the national press
READ = frozenset({"id", "ms"})
"""Malay shares nearly all the words the lexicon asks for."""
_VISIBLE_LINES = 60  # lines of the shown page in which a dateline is looked for
_MAX_CUTS = 200
_MOST_BLOCKS = 4_000  # visible paragraphs; the longest real article page seen has 900


@dataclass(frozen=True, slots=True)
class _Story:
    """The cleaned story and what was seen on the way."""

    cleaned: Cleaned
    claims: tuple[Claim, ...]
    visible: str
    notes: tuple[str, ...]
    title: str | None = None
    section: str | None = None


def extract(page: Page, outlet: OutletContext | None, now: datetime) -> Article:
    """Return the article that a page holds; never raises for anything a page may contain.

    Args:
        page: As fetched, imported or announced with its body.
        outlet: What is known of its outlet; None when unknown.
        now: The present, aware; nothing is published later.
    """
    story = _read(page, outlet)
    zone = ZoneInfo(outlet.timezone if outlet and outlet.timezone else DEFAULT_ZONE)
    name = outlet.name if outlet else None
    meta = believe(story.claims, page.url, zone=zone, outlet_name=name, visible=story.visible, now=now)
    text = "\n\n".join(story.cleaned.lines)
    title = meta.title or story.title
    published, day_note = meta.published, None
    if published is None:
        published, day_note = statement_day(text, zone, now)
    byline = story.cleaned.byline.over(meta.byline).over(visible_byline(story.visible)).over(story.cleaned.code)
    printed = name or page.outlet_name or meta.site or named_outlet(story.cleaned)
    language = detect_language(f"{title or ''}. {text}", meta.language)
    notes = (*_why_empty(story), *story.notes, *meta.notes, *filter(None, [day_note, _foreign(title, text)]))
    return Article(
        url=meta.canonical or page.url,
        url_key=url_key(meta.canonical or page.url),
        title=title,
        text=text,
        state=_state(text),
        first_seen=page.fetched_at,
        outlet=page.outlet or (outlet.id if outlet else None),
        outlet_name=printed,
        timezone=outlet.timezone if outlet else None,
        published=published,
        modified=meta.modified,
        reporter=byline.reporter,
        editor=byline.editor,
        language=language,
        section=meta.section or story.section,
        tags=meta.tags,
        image=meta.image,
        captions=tuple(dict.fromkeys(story.cleaned.captions)),
        cuts=tuple(story.cleaned.cuts[:_MAX_CUTS]),
        notes=(*notes, *_reasons(title, published, byline, printed, outlet)),
        text_hash=text_hash(text),
        sketch=sketch(text),
    )


def _foreign(title: str | None, text: str) -> str | None:
    """Say that a text is in a language nobody here reads, whatever its page declares; None when it is Indonesian."""
    language = detect_language(f"{title or ''}. {text}")
    if language is None or language in READ:
        return None
    return f"language: the text is in '{language}'; only Indonesian is read, so what it reports was not understood."


def _read(page: Page, outlet: OutletContext | None) -> _Story:
    bodies_in = [body for body in (page.body, *page.more) if body.strip()]
    if not bodies_in:
        return _Story(Cleaned([]), collect(page, None), "", ("The body is empty.",))
    if is_binary(bodies_in[0]):
        return _Story(Cleaned([]), collect(page, None), "", ("The body is binary data, no page.",))
    notes = (
        [f"The body was longer than {MAX_BYTES} bytes; the rest was not read."] if len(bodies_in[0]) > MAX_BYTES else []
    )
    markups = [decode(body, page.content_type) for body in bodies_in]
    furniture = outlet.furniture if outlet else frozenset()
    if page.form == "text":
        return _read_text(page, markups[0], furniture, notes)
    story = _read_markup(page, markups[0], outlet, notes)
    for number, markup in enumerate(markups[1:], start=2):
        _join(story, _read_markup(page, markup, outlet, []), number)
    return story


def _read_text(page: Page, text: str, furniture: frozenset[str], notes: list[str]) -> _Story:
    claims = collect(page, None)
    cleaned = clean(text.splitlines(), title=page.title, furniture=furniture)
    head = split_head(tuple(cleaned.lines), page.title or believe_title(claims, (), page.url))
    cleaned.lines = list(head.lines)
    return _Story(cleaned, claims, "", tuple(notes), head.title, head.section)


def _read_markup(page: Page, markup: str, outlet: OutletContext | None, notes: list[str]) -> _Story:
    furniture = outlet.furniture if outlet else frozenset()
    if is_too_deep(markup):
        body = bodies.from_deep(markup)
        return _Story(clean(body.lines, furniture=furniture), collect(page, None), "", (*notes, *body.notes))
    parsed = trees.parse(markup)
    claims = collect(page, parsed)
    site_names = tuple(claim.value for claim in ranked(claims, "site"))
    title = believe_title(claims, site_names, page.url)
    captions = _captions(parsed)
    shaped: Shaped | None = None
    if page.form == "fragment":
        body, visible = bodies.from_fragment(markup), ""
    else:
        first_lines = trees.blocks(parsed.body, _VISIBLE_LINES) if parsed.body is not None else []
        visible = "\n".join(block.text for block in first_lines[:_VISIBLE_LINES])
        trees.prune(parsed)
        prune_others(parsed, title)
        left = trees.blocks(parsed.body) if parsed.body is not None else []
        captions = _captions(parsed)
        declared = tuple(claim.value for claim in ranked(claims, "body"))
        body = bodies.from_html(parsed, left, declared, outlet.body_selector if outlet else None)
        shaped = _shaped(body.lines, left, title, first(claims, "description"))
        body = replace(body, lines=shaped.lines)
    cleaned = clean((line for line in body.lines if line not in captions), title=title, furniture=furniture)
    cleaned.captions = [*clean(captions).lines, *clean(captions).captions, *cleaned.captions]
    cleaned.cuts = [*(shaped.cuts if shaped else ()), *cleaned.cuts]
    return _Story(cleaned, claims, visible, (*notes, *body.notes))


def _shaped(lines: tuple[str, ...], page: list[trees.Block], title: str | None, description: str | None) -> Shaped:
    """Trim and complete a story by its page's layout; a page of very many blocks is no article and is left alone."""
    if len(page) > _MOST_BLOCKS:
        return Shaped(lines, ())
    bounded, beside = within(rejoin(lines, page), page, title)
    shaped = shape(bounded, page, title, description)
    return Shaped(fill(shaped.lines, page, tuple(one.text for one in beside)), (*beside, *shaped.cuts))


def _captions(parsed: LexborHTMLParser) -> list[str]:
    found = trees.picture_texts(parsed)
    for node in parsed.css("figcaption, .wp-caption-text, .tr-caption, [class*='caption' i]")[:20]:
        text = " ".join((node.text() or "").split())
        if 3 < len(text) < 400:  # noqa: PLR2004 - longer is a story in a wrongly named block
            found.append(text)
    return list(dict.fromkeys(found))


def _join(story: _Story, later: _Story, number: int) -> None:
    """Append a later part of a split article without the head that every part repeats."""
    have = set(story.cleaned.lines)
    fresh = [line for line in later.cleaned.lines if line not in have]
    for line in later.cleaned.lines:
        if line in have:
            story.cleaned.cut(line, f"repeated on part {number}")
    story.cleaned.lines += fresh
    story.cleaned.cuts += later.cleaned.cuts
    story.cleaned.captions += [one for one in later.cleaned.captions if one not in story.cleaned.captions]
    story.cleaned.byline = later.cleaned.byline.over(story.cleaned.byline)
    story.cleaned.code = later.cleaned.code.over(story.cleaned.code)


def _state(text: str) -> Literal["ok", "short", "empty"]:
    if not text:
        return "empty"
    return "short" if len(text) < SHORT else "ok"


def _why_empty(story: _Story) -> tuple[str, ...]:
    """Say why a page gave no text, unless it could not be read at all: then the first note says so."""
    if story.cleaned.lines or any(note.startswith("The body is ") for note in story.notes):
        return ()
    if story.cleaned.cuts or story.cleaned.captions:
        count = len(story.cleaned.cuts) + len(story.cleaned.captions)
        return (f"The lines found are furniture, captions and bylines ({count}); no story is left.",)
    return ("The page holds no text in the form of a story.",)


def _reasons(
    title: str | None, published: Moment | None, byline: Byline, name: str | None, outlet: OutletContext | None
) -> list[str]:
    """Say why fields are null."""
    reasons = []
    if title is None:
        reasons.append("title: the page prints none.")
    if published is None:
        reasons.append("published: neither metadata nor address nor text names a day.")
    if byline.reporter is None:
        reasons.append("reporter: no byline is printed.")
    if byline.editor is None:
        reasons.append("editor: no editor is printed.")
    if name is None:
        reasons.append("outlet_name: neither configuration nor page names the outlet.")
    if outlet is None or outlet.timezone is None:
        reasons.append(f"timezone: the outlet's zone is unknown; dates without zone are read in {DEFAULT_ZONE}.")
    return reasons
