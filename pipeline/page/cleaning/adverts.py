"""Advertisement labels and prompts to scroll past them."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("advert", "line", r"^\W*(?:advertisements?|advertising|advertorial|iklan|sponsored(?: content)?|pariwara|ads?|promo(?:ted)?|publicité|anzeige|werbung|publicidad|pubblicità|reklame?)\s*(?:by \w+|[-–—:]?\s*(?:continue reading|scroll to continue|lanjut).{0,60})?\W*$", 100),
    rule("advert", "line", r"^\W*(?:scroll to (?:continue|resume)|lanjutkan membaca|gulir ke bawah|geser untuk|continue reading below|story continues below|article continues (?:after|below)|konten ini dipromosikan|your browser does not support)\b", 120),
    rule("advert", "inline", r"\s*\bSCROLL TO (?:CONTINUE|RESUME) WITH CONTENT\b\s*"),
    rule("advert", "inline", r"^\s*(?:ADVERTISEMENT|IKLAN)\s+(?=[A-Z])"),
)  # fmt: skip
