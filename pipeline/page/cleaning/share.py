"""Share bars, view counters, print and font-size tools."""

from pipeline.page.cleaning.rule import rule

_NETWORK = r"(?:facebook|twitter|x|whats\s*app|wa|telegram|line|pinterest|linkedin|e-?mail|copy link|salin tautan|salin link|threads|print|cetak|tumblr|reddit|messenger|pocket|more|lainnya|share|tweet|bagikan|instagram|youtube|tiktok|google\+?)"
RULES = (
    rule("share", "line", rf"^\W*{_NETWORK}(?:[\s|/,•·]+{_NETWORK})*\W*$", 160),
    rule("share", "line", r"^\W*(?:share|bagikan|sebarkan|sebar)(?:\s+(?:this|ini|artikel|berita|ke|via|on|di|post|link|dengan|tautan|story|it)\b.{0,80})?\s*[:!.]?\W*$", 140),
    rule("share", "line", r"^\W*(?:klik untuk|click to)\s+(?:berbagi|share|membagikan|mencetak|print|email|mengirimkan)", 200),
    rule("share", "line", r"^\W*(?:like this|menyukai ini|suka ini|memuat\.{3}|loading\.{3}|like\s+loading)\W*", 80),
    rule("share", "line", r"^\W*(?:(?:telah|sudah|berita ini)\s+)?(?:dibaca|dilihat|ditonton)\s*:?\s*(?:sebanyak\s+)?[\d.,]+\s*(?:kali|x|pembaca)?\W*$", 80),
    rule("share", "line", r"^\W*(?:post views?|dilihat|dibaca|views?|pembaca|total dibaca|visited|hits?)\s*[:(]?\s*[\d.,]+\s*(?:kali|x|times|views?|pembaca)?\W*$", 80),
    rule("share", "line", r"^\W*\(?visited [\d,.]+ times", 100),
    rule("share", "line", r"^\W*[\d.,]+\s*(?:x|kali)?\s*(?:shares?|views?|dibaca|kali dibaca|dilihat|komentar|comments?|likes?)\W*$", 60),
    rule("share", "line", r"^\W*(?:perbesar|perkecil|ukuran)\s+(?:huruf|teks|font|gambar)|^\W*(?:text|font) size\W*$|^\W*A[+-]?\s+A[+-]?\W*$", 60),
    rule("share", "line", r"^\W*(?:print article|order reprints|cetak artikel|link (?:disalin|copied).{0,30}|copied|tersalin)\W*$", 60),
    rule("share", "line", r"^\W*like this story\?", 120),
)  # fmt: skip
