"""Lists of other stories: `Recent Posts`, `Berita Terkait`, teasers that end in `Read More`."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule(
        "related",
        "tail",
        r"^\W*(?:recent (?:posts?|news|stories)|related (?:posts?|news|articles?|stories|topics|content|reading)|latest (?:news|posts?)|"
        r"(?:berita|artikel|pos|postingan|konten|baca)\s+(?:terkait|lainnya|lain|populer|terpopuler|terbaru|terkini|pilihan|rekomendasi|menarik lainnya|serupa|sebelumnya|selanjutnya)|"
        r"(?:paling\s+)?(?:terpopuler|populer)|trending(?: topics?| now)?|rekomendasi(?: untuk (?:anda|mu))?|you (?:may|might) (?:also )?like|"
        r"most (?:read|popular)|more (?:from|stories|news)\b.{0,30}|jangan lewatkan|(?:berita|artikel|kabar) (?:lain|lainnya|terakhir|menarik)\b.{0,30}|pilihan redaksi|editor'?s picks?|what to read next|"
        r"navigasi pos|post navigation|kabar terbaru|berita lain(?:nya)?)\s*[:»>]*\W*$",
        80,
    ),
    rule("related", "line", r"(?:…|\.{3}|\])\s*(?:read more|baca selengkapnya|selengkapnya|lanjut(?:kan)? membaca|continue reading)\W*$", 500),
    rule("related", "line", r"^\W*(?:read more|baca selengkapnya|selengkapnya|selanjutnya|lihat semua|show more|load more|muat lainnya|next post|previous post|pos berikutnya|pos sebelumnya)\W*$", 60),
    rule("related", "line", r"^\W*\d{1,2}\s+(?:detik|menit|jam|hari|minggu|bulan|tahun|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+(?:ago|yang lalu|lalu)\W*$", 60),
    rule("related", "line", r"^\W*(?:tags?|topik|topics?|kata kunci|label|tagar|labels?|filed under)\s*[:#].{0,160}$|^\W*(?:#\w+[\s,]*){1,12}$", 220),
    rule("related", "line", r"^\W*(?:home|beranda)\s*[>»/›].{0,120}$", 160),
)  # fmt: skip
