"""What an outlet prints about its own mistakes: `ralat`, `koreksi`, `hak jawab`. Pure.

Only words by which a newsroom speaks of its own text count; that someone corrects a figure or demands an answer is part
of the story. Source: Pedoman Pemberitaan Media Siber (Dewan Pers 2012), 4: "ralat, koreksi, dan hak jawab wajib
ditautkan pada berita yang diralat".
"""

import re

from archive.store.notices import NoticeKind

_OURS = r"(?:redaksi|(?:berita|artikel|tulisan|judul|naskah|teks|foto|pemberitaan)\s+(?:ini|tersebut|di\s?atas))"
_NEWS = r"\b(?:berita|artikel|judul|pemberitaan)\b"
_DID = r"(?:telah|sudah|kami|di)\s*"
_PATTERNS: tuple[tuple[NoticeKind, re.Pattern[str]], ...] = (
    (
        "ralat",
        re.compile(
            rf"^\W*(?:(?:catatan|update)\s+(?:redaksi|editor)\W+)?(?:ralat|pembetulan|berita\s+ralat)\b(?=\W|$)\s*(?:[:\-–—]|berita|redaksi|judul|atas|$)"
            rf"|\b{_OURS}\s+(?:{_DID})*(?:me|di)ralat\b|\b(?:me|di)ralat\s+(?:oleh\s+)?redaksi\b|\bsebelum\s+diralat\b"
            rf"|\bdengan\s+ini\s+(?:kami\s+)?(?:me|di)ralat\b|\bkami\s+meralat\b[^.]{{0,40}}{_NEWS}",
            re.IGNORECASE,
        ),
    ),
    (
        "koreksi",
        re.compile(
            rf"^\W*(?:(?:catatan|update)\s+(?:redaksi|editor)\W+)?koreksi\b\s*(?:[:\-–—]|redaksi|berita|judul|atas\s+(?:berita|pemberitaan|judul)|$)"
            rf"|\b{_OURS}\s+(?:{_DID})*(?:me(?:ng)?oreksi|dikoreksi)\b|\bdikoreksi\s+(?:oleh\s+)?redaksi\b"
            rf"|\bkami\s+mengoreksi\b[^.]{{0,40}}{_NEWS}"
            rf"|\b(?:terdapat|ada)\s+(?:kesalahan|kekeliruan)\b[^.]{{0,80}}{_NEWS}"
            r"|\bredaksi\s+(?:memohon|mohon|meminta)\s+maaf\b|\bmohon\s+maaf\s+atas\s+(?:kesalahan|kekeliruan)\b"
            r"|^\W*(?:catatan\s+(?:redaksi|editor)|editor'?s?\s+note|update)\s*[:\-–—].{0,200}\b(?:diperbaiki|diubah|diganti|disunting|dikoreksi)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "hak_jawab",
        re.compile(
            r"^\W*(?:surat\s+)?hak\s+jawab(?:\s+dan\s+hak\s+koreksi)?\b\s*(?:[:\-–—]|$|dari\b|atas\b|terkait\b|terhadap\b)"
            r"|\b(?:berita|artikel|tulisan|pemberitaan)\s+(?:ini|tersebut)\s+(?:telah|sudah)\s+(?:mendapat(?:kan)?|memuat|dilengkapi)\s+(?:dengan\s+)?hak\s+jawab\b"
            r"|\b(?:redaksi|kami)\s+(?:telah\s+|sudah\s+)?(?:menerima|memuat|menayangkan|memberikan)\s+(?:surat\s+)?hak\s+jawab\b"
            r"|\bsebagai\s+(?:bentuk\s+)?hak\s+jawab\b|\bmelalui\s+hak\s+jawab(?:nya)?\b"
            r"|\bhak\s+jawab\s+(?:ini\s+)?(?:kami\s+)?(?:di)?(?:muat|tayangkan)\b",
            re.IGNORECASE,
        ),
    ),
)
_LONGEST = 60  # characters of the words that are kept with a notice


def corrections_in(title: str | None, text: str) -> dict[NoticeKind, str]:
    """Return what an article prints about its own mistakes, by kind with the words that say it.

    Args:
        title: None when it has none.
        text: Paragraphs separated by blank lines.
    """
    found: dict[NoticeKind, str] = {}
    for line in (title or "", *text.split("\n\n")):
        for kind, pattern in _PATTERNS:
            match = None if kind in found else pattern.search(line)
            if match:
                found[kind] = " ".join(match[0].split())[:_LONGEST]
    return found
