"""Photo captions and credits that stand among a story's lines: kept apart, not thrown away."""

import re

_CREDIT = re.compile(
    r"(?:\b(?:foto|photo|gambar|image|ilustrasi|dok(?:\.|umentasi)?|kredit|credit|bild|foto-foto)\s*[:/]\s*[\w@.,&'/ ()-]{2,70}|"
    r"\((?:foto|photo|dok(?:\.|umentasi)?|ist(?:imewa)?|antara(?: foto)?|sumber|image|ilustrasi)\b[^()]{0,70}\)|"
    r"/\s*(?:ist(?:imewa)?|dok\.?[\w .]{0,40}))\W*$",
    re.IGNORECASE,
)  # fmt: skip
_SIGNED = re.compile(r"[.\w”\"]\s?[-–]\s?[A-Z][\w'.]+(?: [A-Z][\w'.]+){0,2}\s?[-–]\W*$")
_LABEL = re.compile(
    r"^\W*(?:foto|photo|gambar|image|ilustrasi|caption|keterangan foto|ket\.? foto|teks foto|image credit|photograph|video)(?:\s*[:/]\s*|\s+[–-]\s+)\S",
    re.IGNORECASE,
)
_CREDIT_ONLY = re.compile(
    r"^\W*(?:image credit|photo by|picture|getty images|\(?(?:ist|istimewa|dok\.? .{2,40})\)?)\b.{0,60}$", re.IGNORECASE
)
_CAPITALS = re.compile(r"^[A-Z][A-Z0-9 '’,.&/-]{2,50}:\s+\S")
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]?\s+[A-Z\"“]")
_ONE_SENTENCE = 220  # characters of a caption that opens with capitals; a longer one is a paragraph with its dateline
_LIMIT = 360
_HEAD = 3  # captions stand under the title
_LABEL_LIMIT = 240


def is_caption(line: str, position: int) -> bool:
    """Tell whether a line is a photo caption.

    Args:
        line: The line.
        position: 0-based number of the line in the story; shapes that resemble a story's sentence count only at the head.
    """
    if len(line) > _LIMIT:
        return False
    if len(line) <= _LABEL_LIMIT and (_LABEL.search(line) or _CREDIT_ONLY.search(line)):
        return True
    if position >= _HEAD:
        return bool(_CREDIT.search(line)) and len(line) <= _LABEL_LIMIT and not line.rstrip().endswith((".", "”", '"'))
    return bool(_CREDIT.search(line) or _SIGNED.search(line)) or _opens_in_capitals(line)


def _opens_in_capitals(line: str) -> bool:
    """Tell captions of one sentence (`KOMPAK: Warga ...`) from paragraphs (`PADANG: Bawaslu ...`)."""
    return len(line) <= _ONE_SENTENCE and bool(_CAPITALS.match(line)) and not _SENTENCE_BREAK.search(line)
