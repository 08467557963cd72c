"""Other stories that a page loads below its own: a container that opens with a headline of its own.

Portals append the next article so that reading never ends; extractors take both for one, or the longer one alone.
"""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.page.cleaning.engine import is_story
from pipeline.page.tree import blocks, letters

_HEADLINE = 20  # letters of another story's headline; shorter ones head a section
_OPENING = 200  # characters above a headline in its container: breadcrumbs, a label, a picture's caption
_STORY = (
    200  # characters of story that stand above and below the other headline; else it may be this story's second one
)


def prune_others(tree: LexborHTMLParser, title: str | None) -> None:
    """Remove the containers of other stories below the story that the title names. Changes the tree.

    Args:
        tree: The pruned page.
        title: The article's title; None, or one that the page does not show, removes nothing.
    """
    body, key = tree.body, letters(title or "")
    if body is None or not key:
        return
    heads = body.css("h1, h2")
    first = next((at for at, head in enumerate(heads) if letters(head.text() or "") == key), None)
    if first is None:
        return
    around = _ancestors(heads[first])
    for head in heads[first + 1 :]:
        other = letters(head.text() or "")
        if head.tag == "h1" and len(other) >= _HEADLINE and other != key and head.parent is not None:
            container = _container(head, around)
            if container.mem_id != head.mem_id and _is_another(body, container, key, other):
                container.decompose()


def _ancestors(node: LexborNode) -> set[int]:
    found: set[int] = set()
    above = node.parent
    while above is not None:
        found.add(above.mem_id)
        above = above.parent
    return found


def _container(head: LexborNode, around: set[int]) -> LexborNode:
    """Return the largest element around a headline that does not hold the story's own headline."""
    node = head
    while node.parent is not None and node.parent.mem_id not in around:
        node = node.parent
    return node


def _is_another(body: LexborNode, container: LexborNode, key: str, other: str) -> bool:
    """Tell whether a container opens with its headline, tells a story, and this page's story stands above it."""
    inside = [(letters(block.text), block.text) for block in blocks(container)]
    at = next((number for number, (letters, _) in enumerate(inside) if letters == other), 0)
    if sum(len(text) for _, text in inside[:at]) > _OPENING or not _tells(text for _, text in inside[at:]):
        return False
    page = [(letters(block.text), block.text) for block in blocks(body)]
    begins = next((number for number, (letters, _) in enumerate(page) if letters == key), len(page))
    ends = next((number for number in range(begins + 1, len(page)) if page[number][0] == other), begins)
    return _tells(text for _, text in page[begins + 1 : ends - at])


def _tells(texts: Iterable[str]) -> bool:
    return sum(len(text) for text in texts if is_story(text)) >= _STORY
