"""The page as a tree (lexbor), normalised and pruned of what is never a story."""

import re
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = (
    "script",
    "style",
    "noscript",
    "iframe",
    "template",
    "svg",
    "canvas",
    "object",
    "button",
    "select",
    "textarea",
)
BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td "
        "tfoot th thead tr ul"
    )
)
_SKIPPED = frozenset((*UNSEEN, "head", "figure", "figcaption", "audio", "video", "math", "-comment"))
# Class and id words of blocks that stand inside or beside a story and are none of it. Source: the markup of WordPress
# plug-ins (Jetpack, AddToAny, Yet Another Related Posts) and of the large Indonesian networks' templates.
_JUNK = re.compile(
    r"(?:^|[\s_.-])(?:baca-?juga|baca_juga|bacajuga|read-?also|also-?read|simak-?juga|lihat-?juga|link-?sisip|linksisip\w*|"
    r"inner-?link\w*|yarpp\w*|jp-relatedposts|related\w*|terkait|artikel-?terkait|berita-?terkait|terpopuler|"
    r"sharedaddy|share\w*|social-?(?:share|media|links|icons)\w*|sosmed|addtoany\w*|heateor\w*|ssba|sd-content|follow-?us|"
    r"comments?|comments?-(?:area|list|form|wrap\w*|section|respond)|respond|komentar|disqus\w*|fb-comments|"
    r"cookies?-?(?:notice|consent|banner|law|bar|popup)\w*|gdpr\w*|cky-\w+|cmplz\w*|breadcrumbs?|paginat\w*|paging\w*|"
    r"page-links|post-?views?|newsletter\w*|subscri(?:be|ption)-?(?:box|form|widget)?|recent-?posts|recommend\w*|"
    r"rekomendasi|popular-?posts|widget-area|adsbygoogle|advert\w*|iklan|ads?-(?:slot|box|banner|container|wrapper)|"
    r"(?:video-?)?transcripts?|transkrip\w*|taboola\w*|outbrain\w*|mgid\w*|author-?box|about-?author|author-*_*bio\w*|biography|info-?box\w*|fact-?box|attribution|"
    r"feedback\w*|access-wall|disclaimer\w*|ikuti\w*|berita-?(?:lain|populer)\w*|artikel-?lain\w*|lanjut|most|modify-?date|latest-?news|"
    r"other-?(?:artikel|articles?|news|posts?)|followbyemail|email-?subscri\w*|profile-box|print-header|(?:email|share)-scrim\w*|article-*_*meta|tag-?cloud|post-?tags?|tagcloud|site-footer|site-header|"
    r"wp-block-latest-posts\w*|google-?news|screen-reader-text|sr-only|visually-?hidden|amp-wp-meta|next-?prev|post-navigation)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"\W+")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What publishers call the element that holds the story; themes add words to it (`entry-content with-share`).
_CONTENT = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|single|news|story|detail|isi|konten)[-_]*(?:content|body|text|berita|inner)\b|"
    r"\bcontent-inner\b|articlebody",
    re.IGNORECASE,
)
# Inline elements are words of a sentence, whatever they are called (`<a class="inner-link-tag">`).
_NEVER = frozenset(
    str.split(
        "html body article main p h1 a b i u s em strong span font mark small sub sup cite q abbr time -text -comment"
    )
)
_PICTURE = re.compile(r"(?:^|[\s_-])(?:image|img|foto|photo|gambar|picture|featured)", re.IGNORECASE)
_MAX_PICTURES = 60
_PICTURE_LEVELS = 4  # elements between a picture and the block that it shares with its caption
_CAPTION = 400  # characters
_MAX_POINTERS = 200
_POINTER = 25  # characters of a link that may be a headline, and of the sentence that an aside interrupts
_POINTER_LABEL = 40
_SHORT_PARAGRAPH = 300  # characters of a paragraph that is believed to be what it is called
_SHARE_OF_PAGE = 0.3  # a block with more of the page's text than this is no furniture, whatever it is called


def parse(markup: str) -> LexborHTMLParser:
    """Return the parsed page. Raises nothing: HTML has no errors."""
    return LexborHTMLParser(markup)


def prune(tree: LexborHTMLParser) -> None:
    """Remove scripts, styles, hidden parts and blocks that are furniture by name. Changes the tree."""
    tree.strip_tags(list(UNSEEN), recursive=True)
    body = tree.body
    if body is None:
        return
    most = _SHARE_OF_PAGE * len(body.text() or "")
    most_paragraphs = _SHARE_OF_PAGE * _paragraph_text(body)
    for node in list(body.css("[class], [id], [style], [hidden]")):
        short = node.tag == "p" and len(node.text() or "") <= _SHORT_PARAGRAPH
        if (node.tag in _NEVER and not short) or node.parent is None:
            continue
        if is_junk(node) and len(node.text() or "") <= most and _paragraph_text(node) <= most_paragraphs:
            node.decompose()
    _prune_pointers(body)


def _prune_pointers(body: LexborNode) -> None:
    """Remove asides of their own type from paragraphs: `<em>Jangan lewatkan: <a>another headline</a></em>`."""
    for link in body.css("em > a, i > a, b > a, strong > a, small > a")[:_MAX_POINTERS]:
        aside, headline = link.parent, (link.text() or "").strip()
        if aside is None or aside.parent is None or len(headline) < _POINTER:
            continue
        label = (aside.text() or "").replace(headline, "", 1).strip()
        around = len(aside.parent.text() or "") - len(aside.text() or "")
        if label.endswith(":") and len(label) <= _POINTER_LABEL and around > _POINTER:
            aside.decompose()


def is_junk(node: LexborNode) -> bool:
    """Tell whether an element is furniture or hidden, by its attributes alone."""
    attributes = node.attributes
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return is_junk_name(names) and not _CONTENT.search(names)


def is_junk_name(names: str) -> bool:
    """Tell whether class names, or a block's kind, say that it is furniture."""
    return bool(_JUNK.search(names))


def picture_texts(tree: LexborHTMLParser) -> list[str]:
    """Return the texts that stand with a picture in a block named after pictures: captions that are not called so."""
    found = []
    for picture in tree.css("img")[:_MAX_PICTURES]:
        holder = picture.parent
        for _ in range(_PICTURE_LEVELS):
            if holder is None or holder.tag in _NEVER - {"a", "span"}:
                break
            if holder.tag == "div" and _PICTURE.search(holder.attributes.get("class") or ""):
                texts = paragraphs(holder) if len(holder.text() or "") <= _CAPTION else []
                found += [text for text in texts if len(text) > 3]  # noqa: PLR2004 - a caption has a word
                break
            holder = holder.parent
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """A visible paragraph.

    Args:
        text: Its text, white space collapsed.
        linked: Share of its characters inside links, 0..1.
        tag: The innermost block element that holds it.
        kind: That element and the one around it with their classes: paragraphs of one story are of one kind.
    """

    text: str
    linked: float
    tag: str
    kind: str = ""


@lru_cache(maxsize=8_192)
def letters(text: str) -> str:
    """Return the letters and digits of a text, case folded: what is the same line in the page and in the extraction.

    Every step that holds a story against its page asks for the same lines, so that answers are remembered.
    """
    return _NOT_LETTERS.sub("", text).casefold()


def paragraphs(root: LexborNode) -> list[str]:
    """Return the visible paragraphs under a node, in order: block elements and line breaks end one."""
    return [block.text for block in blocks(root)]


def blocks(root: LexborNode, most: int | None = None) -> list[Block]:
    """Return the visible paragraphs under a node with what they are made of.

    Args:
        root: Its paragraphs are returned.
        most: Stop after about so many; None returns all.
    """
    found: list[Block] = []
    current: list[str] = []
    holders: list[LexborNode] = []
    linked = links = 0
    stack: list[tuple[bool, LexborNode]] = [(True, root)]
    while stack and (most is None or len(found) < most):
        opens, node = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            current.append(text)
            if links:
                linked += len(" ".join(text.split()))
            continue
        if opens:
            if tag in _SKIPPED:
                continue
            stack.append((False, node))
            stack.extend([(True, child) for child in node.iter(include_text=True)][::-1])
        if tag == "a":
            links += 1 if opens else -1
        elif tag == "br" or tag in BLOCKS:
            line = " ".join("".join(current).split()) if current else ""
            if line:
                found.append(_block(line, linked, holders[-1] if holders else root))
            current, linked = [], 0
            if tag in BLOCKS:
                holders.append(node) if opens else holders.pop()
    line = " ".join("".join(current).split())
    return [*found, _block(line, linked, root)] if line else found


def _block(line: str, linked: int, holder: LexborNode) -> Block:
    return Block(line, min(1.0, linked / len(line)), holder.tag or "body", _kind(holder))


def _kind(node: LexborNode) -> str:
    around = node.parent
    outer = f"{around.tag}.{around.attributes.get('class') or ''}" if around is not None else ""
    return f"{outer} > {node.tag}.{node.attributes.get('class') or ''}"


def _paragraph_text(node: LexborNode) -> int:
    return sum(len(paragraph.text() or "") for paragraph in node.css("p"))
