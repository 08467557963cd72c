"""Cookie, consent and sign-in texts."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("cookie", "line", r"^\W*(?:(?:this|our|the|kami|ini)\s+)?(?:website|site|situs|web|laman|page|portal)\b.{0,60}\b(?:uses?|using|menggunakan|memakai)\b.{0,40}\bcookies?\b", 420),
    rule("cookie", "line", r"^\W*(?:we|kami)\s+(?:use|menggunakan|memakai)\b.{0,40}\bcookies?\b", 420),
    rule("cookie", "line", r"\b(?:accept|terima|setujui|tolak|reject|manage|kelola)\b.{0,20}\bcookies?\b", 160),
    rule("cookie", "line", r"^\W*(?:accept(?: all)?|reject(?: all)?|i agree|saya setuju|setuju|got it|cookie (?:policy|settings)|kebijakan (?:cookie|privasi)|privacy policy)\W*$", 60),
    rule("cookie", "line", r"^\W*dengan (?:melanjutkan|menggunakan|mengakses).{0,80}(?:cookie|kebijakan privasi|syarat dan ketentuan)", 320),
    rule("sign-in", "line", r"^\W*(?:login|masuk|log in|sign in|daftar)\s*(?:/|untuk|to|atau|dengan|with)?\s*(?:register|daftar|comment|berkomentar|google|facebook)?\W*$", 60),
)  # fmt: skip
