"""The story's text as markup, in the ways that outlets' editors leave it, with things put between its paragraphs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from .draft import Draft
from .stories import Block

PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "p": lambda text: f"<p>{text}</p>\n",
    "open": lambda text: f"<p>{text}\n",
    "div": lambda text: f"<div>{text}</div>\n",
    "breaks": lambda text: f"{text}<br />\n<br />\n",
    "span": lambda text: f'<p style="text-align: justify;"><span style="font-size: 12pt;">{text}</span></p>\n',
    "ltr": lambda text: f'<p dir="ltr">{text}</p><p>&nbsp;</p>\n',
    "blog": lambda text: f'<div style="text-align: justify;">{text}</div>\n<div><br /></div>\n',
}
"""Ways to mark a paragraph; `open` never closes it, `breaks` has no element at all."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a body is written.

    Args:
        paragraph: A key of `PARAGRAPHS`.
        head: Element of subheads; `strong` for a bold paragraph, as hurried editors write them.
        dateline: Markup before the first word; its text is part of the gold, as it is part of the paragraph.
        dateline_text: The same as a reader sees it.
        after: Markup put after the block of that number, counted from 0; -1 for before the first.
        inside: Markup put at the end of a paragraph, inside its element.
        ahead: Markup put at the start of a paragraph, inside its element.
        cited: Number of the block whose first sentence links to an earlier report; None for none.
        bold: Numbers of blocks that the editor made bold as a whole.
        pasted: Whether the text was pasted from elsewhere, with no-break spaces and zero-width signs in it.
        linked: Words of the story that the outlet links to its own tag pages.
        curly: Whether straight quotes are made typographic, as WordPress does.
        cut: How many blocks stand on this page of a split article; None for all.
    """

    paragraph: str = "p"
    head: str = "h2"
    dateline: str = ""
    dateline_text: str = ""
    after: Mapping[int, str] = field(default_factory=dict)
    inside: Mapping[int, str] = field(default_factory=dict)
    ahead: Mapping[int, str] = field(default_factory=dict)
    cited: int | None = None
    bold: tuple[int, ...] = ()
    pasted: bool = False
    linked: tuple[str, ...] = ()
    curly: bool = False
    cut: int | None = None


def body(draft: Draft, form: Form) -> str:
    """Write the story's text and add it to the gold.

    Args:
        draft: The page.
        form: How to write it.

    Returns:
        Markup of the text without an element around it.
    """
    blocks = draft.told.blocks[: form.cut]
    out = [form.after.get(-1, "")]
    dateline = form.dateline
    draft.gold.extend(_gold(blocks, form))
    for kind, group in groupby(enumerate(blocks), key=lambda pair: pair[1].kind):
        pairs = list(group)
        if kind in {"item", "step", "row"}:
            out += [_LISTS[kind](form, [block.text for _, block in pairs]), form.after.get(pairs[-1][0], "")]
            continue
        for index, block in pairs:
            out += [_single(form, index, block, dateline), form.after.get(index, "")]
            dateline = ""
    missing = [mark for index, mark in sorted(form.after.items()) if index >= len(blocks)]
    return "".join([*out, *missing])


def spread(draft: Draft, *chunks: str) -> dict[int, str]:
    """Place chunks between the paragraphs of a story, evenly, never between list items; a short one gets them last."""
    blocks = draft.told.blocks
    places = [
        index
        for index, block in enumerate(blocks)
        if block.kind == "text" and (index + 1 == len(blocks) or blocks[index + 1].kind in {"text", "head"})
    ] or [len(blocks) - 1]
    found: dict[int, str] = {}
    for number, chunk in enumerate(chunks):
        place = places[min(len(places) - 1, (number + 1) * len(places) // (len(chunks) + 1))]
        found[place] = found.get(place, "") + chunk
    return found


def _single(form: Form, index: int, block: Block, dateline: str) -> str:
    text = dateline + _inline(form, block.text)
    if block.kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>\n"
    if block.kind == "question" or (block.kind == "head" and form.head == "strong"):
        return PARAGRAPHS[form.paragraph](f"<strong>{text}</strong>")
    if block.kind == "head":
        return f"<{form.head}>{text}</{form.head}>\n"
    if index == form.cited and "<a " not in text:
        first, stop, rest = text.partition(". ")
        text = f'<a href="/laporan/{len(first)}">{first}</a>{stop}{rest}'
    if index in form.bold:
        text = f"<strong>{text}</strong>"
    return PARAGRAPHS[form.paragraph](form.ahead.get(index, "") + text + form.inside.get(index, ""))


def _gold(blocks: tuple[Block, ...], form: Form) -> list[str]:
    lines = []
    number = 0
    for block in blocks:
        number = number + 1 if block.kind == "step" else 0
        text = _curl(block.text) if form.curly else block.text
        if block.kind == "step" and form.paragraph == "breaks":
            text = f"{number}. {text}"
        lines.append(text.replace(" | ", " "))
    lines[0] = form.dateline_text + lines[0]
    return lines


def _inline(form: Form, text: str) -> str:
    marked = escape(_curl(text) if form.curly else text, quote=False)
    for word in form.linked:
        link = f'<a href="/tag/{word.lower().replace(" ", "-")}">{word}</a>'
        marked = re.sub(rf"\b{re.escape(word)}\b", link, marked, count=1)
    return _pasted(marked) if form.pasted else marked


def _pasted(marked: str) -> str:
    """Return markup without links as it looks when it came from a chat: odd spaces between its words."""
    words = marked.split(" ")
    return "".join(
        word + ("" if number == len(words) else "&nbsp;" if number % 9 == 0 else " &#8203;" if number == 3 else " ")  # noqa: PLR2004
        for number, word in enumerate(words, 1)
    )


def _curl(text: str) -> str:
    parts = text.split('"')
    out = parts[0]
    for number, part in enumerate(parts[1:]):
        out += ("”" if number % 2 else "“") + part
    return out


def _items(element: str) -> Callable[[Form, list[str]], str]:
    def write(form: Form, texts: list[str]) -> str:
        if form.paragraph == "breaks":
            marks = [f"{number}." if element == "ol" else "-" for number in range(1, len(texts) + 1)]
            lines = "<br />\n".join(f"{mark} {_inline(form, text)}" for mark, text in zip(marks, texts, strict=True))
            return f"{lines}<br />\n<br />\n"
        inner = "".join(f"<li>{_inline(form, text)}</li>\n" for text in texts)
        return f"<{element}>\n{inner}</{element}>\n"

    return write


def _rows(form: Form, texts: list[str]) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inline(form, cell)}</td>" for cell in text.split(" | ")) + "</tr>\n" for text in texts
    )
    return f'<table border="1" cellpadding="4">\n<tbody>\n{rows}</tbody>\n</table>\n'


_LISTS = {"item": _items("ul"), "step": _items("ol"), "row": _rows}
