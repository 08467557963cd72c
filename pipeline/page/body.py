"""The story's lines: the fallback chain of extractors, each step with its reason.

Measured on Scrapinghub's 181 pages (F1): Trafilatura default .960, precision .964; on markup normalised by lexbor, the
precision result unless it is shorter than half of the default's, .967.
"""

import html as entities
import logging
import re
from dataclasses import dataclass

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from pipeline.page import tree as trees
from pipeline.page.cleaning.engine import is_story
from pipeline.page.depth import flat_text

SHORT = 200  # characters; below this an item is short
_DECLARED_LEAST = 0.6  # of the extraction's length that a declared body must have to correct it
_DECLARED_HELD = 0.8  # of the declared body that the extraction must hold
_SAME = 0.95  # of the extraction; when the declared body holds this much there is nothing to correct
_MOSTLY_LINKED = 0.8
_MOST = 0.6  # of a page's story-like lines; the others are other stories' teasers
_MAX_CONTAINERS = 300
_LARGE = 1_000_000  # characters of markup; larger pages get one fast run, for the sake of the time limit
_DECLARED_SHARE = 0.5  # an extracted text shorter than this share of a declared body has lost paragraphs

# It warns of every page that it finds nothing on (`discarding data`); an article's state and notes tell that.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Body:
    """A story as extracted, not yet cleaned.

    Args:
        lines: Paragraphs in order.
        notes: Which steps were taken and why.
    """

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return the number of characters."""
        return sum(map(len, self.lines))


def from_fragment(markup: str) -> Body:
    """Return the paragraphs of a story's own markup (REST, feed, declared body)."""
    if "<" not in markup:
        return Body(tuple(entities.unescape(markup).splitlines()))
    parsed = trees.parse(markup)
    trees.prune(parsed)
    return Body(tuple(trees.paragraphs(parsed.body)) if parsed.body is not None else ())


def from_html(
    parsed: LexborHTMLParser, blocks: list[trees.Block], declared: tuple[str, ...], selector: str | None
) -> Body:
    """Return the story of a page.

    Args:
        parsed: The page, pruned.
        blocks: Its visible paragraphs.
        declared: Bodies that the page declares as data (JSON-LD, Next.js), markup or plain.
        selector: CSS selector of the outlet's story container; None when unknown.
    """
    if selector is not None:
        chosen = _selected(parsed, selector)
        if chosen.size >= SHORT:
            return chosen
    normal = parsed.html or ""
    precise = _run(normal, precise=True)
    notes: list[str] = []
    body = precise
    loose = Body(()) if _is_enough(precise, blocks, len(normal)) else _run(normal, precise=False)
    if precise.size < loose.size / 2:
        body = loose
        notes.append("The precise extraction kept less than half of the default one; the default one was taken.")
    longest = max((from_fragment(text) for text in declared), key=lambda one: one.size, default=Body(()))
    if longest.size >= SHORT and body.size < _DECLARED_SHARE * longest.size:
        body = longest
        notes.append("The extraction kept less than half of the body that the page declares; it was taken.")
    elif longest.size >= SHORT and (agreed := _agreed(body, longest)) is not None:
        body = agreed
        notes.append("Lines that the declared body lacks were dropped; it holds nearly all the others.")
    if _is_layout_table(body, parsed):
        body = _densest(parsed)
        notes.append("The page is laid out with tables; the cell with most of the story was taken.")
    if body.size < SHORT:
        fallback = _paragraph_container(parsed)
        if fallback.size > body.size:
            body = fallback
            notes.append("The extractors found no story; the container with most paragraphs was taken.")
    return Body(body.lines, tuple(notes))


def _is_enough(precise: Body, blocks: list[trees.Block], size: int) -> bool:
    """Tell whether the default extraction cannot be twice as long, so that its run (half of the time) can be spared."""
    if precise.size <= SHORT:
        return False
    visible = sum(len(block.text) for block in blocks if block.linked < _MOSTLY_LINKED)
    return size > _LARGE or 2 * precise.size >= visible


def _agreed(body: Body, declared: Body) -> Body | None:
    """Return the extracted lines that the declared body holds too; None when the two do not tell of the same text.

    Publishers cut and garble declared bodies, so that one is believed against the page only when it is about as long
    and the extraction holds most of it.
    """
    if not _DECLARED_LEAST * body.size <= declared.size <= body.size:
        return None
    told = _letters(" ".join(declared.lines))
    common = tuple(line for line in body.lines if _letters(line) in told)
    size = sum(map(len, common))
    if size >= _SAME * body.size or size < _DECLARED_HELD * declared.size:
        return None
    return Body(common)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def from_deep(markup: str) -> Body:
    """Return the long lines of markup that nests too deep to be parsed."""
    lines = [" ".join(entities.unescape(line).split()) for line in flat_text(markup).splitlines()]
    return Body(
        tuple(line for line in lines if line), ("The markup nests too deep to be parsed; its bare text was taken.",)
    )


def _run(markup: str, *, precise: bool) -> Body:
    try:
        found = trafilatura.extract(
            markup,
            fast=len(markup) > _LARGE,
            favor_precision=precise,
            include_comments=False,
            with_metadata=False,
            include_tables=True,
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):  # faults on odd markup
        found = None
    return Body(tuple(_unbullet(line) for line in (found or "").splitlines() if line.strip()))


def _unbullet(line: str) -> str:
    return re.sub(r"^\s*-\s+", "", line)


def _selected(parsed: LexborHTMLParser, selector: str) -> Body:
    try:
        nodes = parsed.css(selector)
    except ValueError:
        return Body((), (f"The outlet's selector {selector!r} is not valid CSS; it was not used.",))
    lines = tuple(line for node in nodes[:1] for line in trees.paragraphs(node))
    return Body(lines, ("The outlet's own selector gave the story.",))


def _is_layout_table(body: Body, parsed: LexborHTMLParser) -> bool:
    """Tell whether most of an extraction is rows of a table with whole paragraphs in their cells."""
    rows = [line for line in body.lines if line.startswith("|")]
    if sum(map(len, rows)) <= body.size / 2:
        return False
    return any(len(row) > SHORT for row in rows) or parsed.css_first("td table, td h2, td h3") is not None


def _densest(parsed: LexborHTMLParser) -> Body:
    """Return the paragraphs of the smallest element that holds most of the page's story-like lines."""
    body = parsed.body
    if body is None:
        return Body(())

    def stories(lines: list[str]) -> int:
        return sum(len(line) for line in lines if is_story(line))

    best = trees.paragraphs(body)
    least = _MOST * stories(best)
    for node in parsed.css("td, div, section, article, center")[:_MAX_CONTAINERS]:
        lines = trees.paragraphs(node)
        if stories(lines) >= least and sum(map(len, lines)) < sum(map(len, best)):
            best = lines
    return Body(tuple(best))


def _paragraph_container(parsed: LexborHTMLParser) -> Body:
    """Return the paragraphs of the element that directly holds most paragraph text."""
    totals: dict[int, int] = {}
    holders = {}
    for paragraph in parsed.css("p"):
        parent = paragraph.parent
        if parent is not None:
            totals[parent.mem_id] = totals.get(parent.mem_id, 0) + len(paragraph.text() or "")
            holders[parent.mem_id] = parent
    if totals:
        return Body(tuple(trees.paragraphs(holders[max(totals, key=lambda key: totals[key])])))
    body = parsed.body
    return Body(tuple(line for line in trees.paragraphs(body) if is_story(line))) if body is not None else Body(())
