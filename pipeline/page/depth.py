"""A look at how deep markup nests, before any parser sees it: HTML parsers are quadratic in depth and in attributes.

Measured: 100,000 nested elements take lexbor 21 s and resiliparse over 60 s; Trafilatura returns nothing above 3,000.
One element with 100,000 attributes takes resiliparse over 40 s, with 20,000 below 2 s.
"""

import re
from collections import defaultdict

TOO_DEEP = 1_500
_MOST_ATTRIBUTES = 5_000  # of one tag; separators are counted, which are up to four an attribute
_SEPARATORS = " \n\t\r\f/\"'"  # what may stand between two attributes
_FEW_SEPARATORS = 40_000  # of a page; 122 KB of markup have 25,000
# A tag to its end; quotes hide a `>` only after an equals sign (WHATWG HTML, 13.2.5).
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:=\s*+(?:"[^"]*+(?:"|$)|'[^']*+(?:'|$))|[^>=]++|=)*+""")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
# Elements that have no end tag or whose end tag HTML lets authors omit: they do not nest by being repeated.
_FLAT = frozenset(
    str.split(
        "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody "
        "tfoot option optgroup colgroup html head body rb rt rp"
    )
)


class _Numbers(dict[str, int]):
    """A number for each tag as written: above 0 where it opens, its negative where it closes, 0 where it nests none."""

    def __init__(self) -> None:
        super().__init__()
        self.names = 0

    def __missing__(self, tag: str) -> int:
        name = tag.lstrip("</").lower()
        if name in _FLAT:
            number = 0
        elif tag.startswith("</"):
            number = -self["<" + name]
        elif tag[1:] != name:
            number = self["<" + name]
        else:
            self.names += 1
            number = self.names
        self[tag] = number
        return number


def is_crowded(markup: str) -> bool:
    """Tell whether a tag seems to have more attributes than a parser without a limit of time should be given.

    It errs towards yes where values hold thousands of words (JSON in an attribute); most pages have too few separators
    to be asked.
    """
    if sum(map(markup.count, _SEPARATORS)) <= _FEW_SEPARATORS:
        return False
    long = (match.group() for match in _WHOLE_TAG.finditer(markup) if match.end() - match.start() > _MOST_ATTRIBUTES)
    return any(sum(map(tag.count, _SEPARATORS)) > _MOST_ATTRIBUTES for tag in long)


def is_too_deep(markup: str) -> bool:
    """Tell whether the markup nests deeper than extraction can bear (1,500 elements).

    An end tag counts only where an element of its name is open: parsers ignore the others.
    """
    if markup.count("<") - markup.count("</") <= TOO_DEEP:
        return False
    numbers = _Numbers()
    opened: dict[int, int] = defaultdict(int)
    depth = 0
    for number in map(numbers.__getitem__, _TAG.findall(markup)):  # a quarter of what a match for each tag takes
        if number > 0:
            opened[number] += 1
            depth += 1
            if depth > TOO_DEEP:
                return True
        elif number < 0 and opened[-number]:
            opened[-number] -= 1
            depth -= 1
    return False


_BLOCK_END = re.compile(r"</?(?:p|div|br|li|h[1-6]|tr|article|section)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|noscript|template|iframe)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-zA-Z!?][^<>]*(?:>|$)", re.DOTALL)


def flat_text(markup: str) -> str:
    """Return the markup's text without parsing it, a line for each block tag: for pages too deep to parse."""
    seen = _UNSEEN.sub("\n", markup)
    return _ANY_TAG.sub("", _BLOCK_END.sub("\n", seen))
