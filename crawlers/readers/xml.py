"""XML of strangers: no entities, no network, no recursion bombs, bounded size."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_WIDE = re.compile(rb"<\0?!\0?\s*\0?E\0?N\0?T\0?I\0?T\0?Y", re.IGNORECASE)


def declares_entities(body: bytes) -> bool:
    """Tell whether a document declares entities, as billion-laughs and XXE attacks do; no feed or sitemap needs any.

    UTF-16 and UTF-32 documents are searched too.
    """
    return bool(_ENTITY.search(body) or (b"\0" in body[:200] and _WIDE.search(body.replace(b"\0\0", b""))))


def parse(body: bytes, *, mend: bool = False) -> etree._Element | None:
    """Return the root of a document without entity declarations; None when it is not well-formed.

    Args:
        body: The document; call `declares_entities` first.
        mend: Take what can be read of a damaged document.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=mend,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def elements(nodes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements among nodes; entity references, which mending leaves in, have a function for a tag."""
    return (node for node in nodes if not callable(node.tag))


def local(node: etree._Element) -> str:
    """Return a tag's name without namespace, in lower case."""
    return str(node.tag).rsplit("}", 1)[-1].lower()
