"""Links to other stories inside a story: `Baca juga`, `Simak Video`, `Related:` and their kin."""

from pipeline.page.cleaning.rule import rule

_WORDS = r"(?:baca(?:lah)?|simak|lihat|tonton|dengarkan|ikuti|klik|cek)"
_ALSO = r"(?:juga|pula|selengkapnya|lainnya|lebih lanjut)"
RULES = (
    rule("read-also", "lead", rf"^\W*{_WORDS}\s+(?:juga|pula|lainnya|lagi)\s*[:;.»>-]*\s*$"),
    rule("read-also", "line", rf"^\W*{_WORDS}\s*(?:berita|artikel)?\s*{_ALSO}\s*[:;»>–-]", 300),
    rule("read-also", "line", rf"^\W*{_WORDS}\s*(?:berita|artikel)?\s*{_ALSO}\b.*[^.!?…”\"\s]\s*$", 200),
    rule(
        "read-also",
        "line",
        rf"^\W*(?:{_WORDS}|terkait|berita terkait|artikel terkait|pilihan editor)\s*[:»>]\s*\S",
        260,
    ),
    rule(
        "read-also",
        "line",
        r"^\W*(?:yuk,?\s+|ayo,?\s+)?(?:simak|tonton|saksikan|lihat)\s+(?:juga\s+)?(?:video|foto|live|infografis)\b",
        220,
    ),
    rule("read-also", "line", r"^\W*\[?\s*gambas\s*:", 160),
    rule(
        "read-also",
        "line",
        r"^\s*\[\s*(?:putar|tonton|simak|lihat|video|foto|galeri|baca|embed)\b[^\[\]]{0,80}\]\s*$",
        120,
    ),
    rule(
        "read-also",
        "line",
        r"^\W*(?:read (?:also|more|next|full)|also read|see also|related(?: article| story| news| stories| content)?|also on|more on|"
        r"recommended|don'?t miss|watch|listen|mehr zum thema|lesen sie auch|lire aussi|lee también|leia também)\s*[:|»>]\s*\S",
        220,
    ),
    rule("read-also", "line", r"^\W*also on [\w.-]+\.\w{2,4}\b", 260),
    rule("read-also", "inline", r"\(?\b(?:baca|simak|lihat)\s+juga\s*:[^.!?\n]{5,180}[.!?]?\)?\s*$"),
    rule(
        "read-also", "inline", r"(?<=[\w.,!?])\s+\(\s*\)(?=\s*$|\s+[A-Z])"
    ),  # what stood in them was a link to another story
    rule("read-also", "inline", r"\[\s*gambas\s*:[^\]]{1,80}\]"),
    rule("read-also", "inline", r"\((?:baca|simak|lihat)(?: juga)?\s*:[^()]{5,200}\)"),
)
