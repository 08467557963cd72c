"""Cuts a message for messengers: parts of at most 4,096 characters, cut between items, never inside one."""

from collections.abc import Iterable
from html import escape

from alerts.model import Message

MOST = 4096  # Bot API, sendMessage: 1-4096 characters after entities parsing; counted before, which is never less


def parts_of(message: Message) -> tuple[str, ...]:
    """Return the message as simple HTML in parts; made from its text when it brings none."""
    if message.parts:
        return tuple(_sound(part) for part in message.parts)
    body = f"{message.subject}\n\n{message.text}" if message.subject else message.text
    return pack(escape(paragraph, quote=False) for paragraph in _sound(body).split("\n\n"))


def _sound(text: str) -> str:
    """Return the text without lone surrogates, which no encoding can carry."""
    return text.encode(errors="replace").decode()


def pack(items: Iterable[str], most: int = MOST, joint: str = "\n\n") -> tuple[str, ...]:
    """Return the items joined into as few parts as fit, in order.

    Args:
        items: Pieces of HTML that are each complete; empty ones are dropped.
        most: Longest part in characters.
        joint: Stands between two items of one part.
    """
    parts: list[str] = []
    current = ""
    for item in items:
        for piece in _fitting(item.strip("\n"), most):
            if not piece.strip():
                continue
            if current and len(current) + len(joint) + len(piece) > most:
                parts.append(current)
                current = piece
            else:
                current = f"{current}{joint}{piece}" if current else piece
    if current:
        parts.append(current)
    return tuple(parts)


def _fitting(item: str, most: int) -> Iterable[str]:
    """Yield an item whole when it fits, else line by line; a line that is too long loses its tail."""
    if len(item) <= most:
        yield item
        return
    for line in item.split("\n"):
        if len(line) <= most:
            yield line
        elif "<" in line or "&" in line:
            yield line[: line.rfind(" ", 0, most // 2)].split("<")[0].rsplit("&", 1)[0] + "…"
        else:
            yield line[: most - 1] + "…"
