"""Source lines and `via` at a story's end."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("credits", "line", r"^\W*(?:additional\s+)?(?:reporting|writing|editing)\s+by\b|^\W*with (?:files|reporting) (?:from|by)\b|\bcontributed to this (?:report|story|article)\b", 300),
    rule("credits", "line", r"^\W*(?:follow|e-?mail|write to|contact)\b.{0,60}(?:\s|\()@?[\w.]+@?[\w.]*\b.{0,20}(?:on (?:x|twitter|facebook)\b|@)", 220),
    rule("source", "line", r"^\W*(?:sumber(?:\s+(?:berita|foto|artikel|tulisan|gambar))?|source|via|dikutip dari|dilansir dari)\s*[:=]\s*.{0,80}$|^\W*(?:via|sumber|source)\W*$", 120),
    rule("source", "inline", r"(?<=[.!?”\")\]])\s*(?:via|sumber|source)\s*:?\s*(?:\w[\w.-]*\.(?:com|id|co\.id|net|org))?\s*$"),
    rule("source", "line", r"^\W*(?:berita|artikel)\s+(?:ini\s+)?ini\s+\d+\s+kali\s+dibaca", 80),
)  # fmt: skip
