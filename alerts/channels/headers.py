"""Mail headers that survive hostile headlines.

Python 3.11's own policy decodes encoded words that stand inside a value it is given, so that a headline holding
`=?utf-8?q?=0D=0ABcc:...?=` becomes a real Bcc header, and its folding of long values with non-ASCII text changes them.
Here foreign text is never parsed: it is cleaned to one line, encoded by us and written as it is.
"""

import base64
import re
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from alerts.wording import clean_line

MOST_WORD = 75  # characters of an encoded word (RFC 2047, 2)
CHUNK = (MOST_WORD - len("=?utf-8?b??=")) // 4 * 3  # bytes of UTF-8 that fit into one
MOST_PLAIN = 60  # ASCII text up to here is written as it is
_PLAIN = re.compile(r"[ -~]*")
_ATOM = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")


class MailPolicy(EmailPolicy):
    """Writes the values it is given without parsing or folding them; `Content-*` headers are left to the library."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep a value that was made here; refuse what could start another header."""
        if name.lower().startswith(("content-", "mime-")):
            return super().header_store_parse(name, value)
        text = str(value)
        if re.search(r"\r|\n(?! )", text) or not text.isascii():
            raise ValueError(f"header {name}: lines end in a folded space and hold ASCII only")
        return name, text

    def fold(self, name: str, value: Any) -> str:
        """Return the header as it is sent."""
        if name.lower().startswith(("content-", "mime-")):
            return str(super().fold(name, value))
        return f"{name}: {str(value).replace(chr(10), self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as it is sent, as bytes."""
        return self.fold(name, value).encode("ascii")


POLICY = MailPolicy(linesep="\r\n", max_line_length=78, cte_type="7bit")


def new_message() -> EmailMessage:
    """Return an empty mail under our policy."""
    return EmailMessage(policy=POLICY)


def encode_text(text: str, most: int = 300) -> str:
    """Return foreign text as the value of an unstructured header (Subject), encoded words on folded lines.

    Args:
        text: As it stands in the world; control and direction characters are dropped.
        most: Longest text, in characters.
    """
    line = clean_line(text, most)
    if len(line) <= MOST_PLAIN and _PLAIN.fullmatch(line) and "=?" not in line:
        return line
    return "\n ".join(_encoded_words(line))


def encode_phrase(text: str, most: int = 120) -> str:
    """Return foreign text as a display name or List-Id phrase: an atom phrase, or encoded words."""
    line = clean_line(text, most)
    if len(line) <= MOST_PLAIN and _ATOM.fullmatch(line) and "=?" not in line:
        return line
    return "\n ".join(_encoded_words(line))


def is_plain(address: str) -> bool:
    """Tell whether a mail address can be written as it is: ASCII, one @, nothing that has a meaning in a header."""
    local, _, domain = address.rpartition("@")
    return bool(local and domain) and not re.search(r"[^!-~]|[<>\"(),;:\\\[\]]|@.*@", address)


def mailbox(name: str, address: str) -> str:
    """Return `name <address>`; the address must be a plain one (checked where it is configured)."""
    if address and not is_plain(address):
        raise ValueError(f"{address!r} is no plain mail address")
    phrase = encode_phrase(name)
    separator = "\n " if "\n" in phrase else " "
    return f"{phrase}{separator}<{address}>" if phrase else f"<{address}>"


def _encoded_words(line: str) -> list[str]:
    words: list[str] = []
    chunk = b""
    for letter in line:
        raw = letter.encode()
        if len(chunk) + len(raw) > CHUNK:
            words.append(_encoded_word(chunk))
            chunk = b""
        chunk += raw
    words.append(_encoded_word(chunk))
    return words


def _encoded_word(chunk: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="
