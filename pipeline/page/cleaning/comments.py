"""The comment form and what stands under it."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("comments", "tail", r"^\W*(?:tinggalkan (?:komentar|balasan|pesan)|leave a (?:reply|comment)|tulis komentar|beri komentar|kirim komentar|berikan komentar|batalkan balasan)\b", 120),
    rule("comments", "line", r"\bakismet\b|komentar anda diproses|comment data is processed", 320),
    rule("comments", "line", r"^\W*(?:alamat email anda tidak akan dipublikasikan|your email address will not be published|ruas yang wajib ditandai|required fields are marked)", 260),
    rule("comments", "line", r"^\W*(?:simpan nama, email|save my name)\b", 260),
    rule("comments", "line", r"^\W*(?:anda harus|you must be|silakan)\s+(?:masuk|logged in|login|log in).{0,60}(?:komentar|comment)", 200),
    rule("comments", "line", r"^\W*(?:komentar|comments?|diskusi|berita ini \d+ kali dibaca|0 komentar)\s*(?:\(\d+\))?\W*$", 60),
    rule("comments", "line", r"^\W*komentar (?:di|pada|sepenuhnya|menjadi|yang).{0,80}(?:tanggung ?jawab|pengguna|pembaca|kebijakan)", 320),
)  # fmt: skip
