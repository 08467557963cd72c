"""Debris of AMP plug-ins."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("amp", "line", r"^\W*site icon\b", 120),
    rule("amp", "line", r"^\W*(?:exit mobile version|keluar versi seluler|lihat versi (?:non-?amp|desktop|lengkap)|view (?:non-?amp|desktop) version|switch to desktop)\W*$", 80),
    rule("amp", "inline", r"\s*\bexit mobile version\s*$"),
    rule("amp", "line", r"^\W*(?:kembali|kembali ke atas|back to top|skip to (?:main )?content|langsung ke (?:konten|isi)|lewati ke konten)\W*$", 80),
)  # fmt: skip
