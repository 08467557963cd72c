"""Page links of split articles."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("pagination", "line", r"^\W*(?:halaman|laman|hal|page|pages|pagina)\s*[:.]?\s*(?:\d+\s*(?:dari|of|/)\s*\d+|(?:\d+[\s,|.…»>-]*){1,15}|all|semua)\s*(?:selanjutnya|berikutnya|next|last|terakhir|semua|all|›|»|>)*(?:.{0,20}(?:selanjutnya|berikutnya|next))?\W*$", 120),
    rule("pagination", "line", r"^\W*(?:\d{1,2}[\s,|…»>-]+){1,12}(?:\d{1,2}|selanjutnya|berikutnya|next|last|semua|all)\W*$", 80),
    rule("pagination", "line", r"^\W*(?:(?:halaman|laman|page)\s+)?(?:selanjutnya|berikutnya|sebelumnya|next|previous|prev)(?:\s+(?:halaman|page|laman))?\W*(?:\d+\W*)?$", 60),
    rule("pagination", "line", r"^\W*(?:tampilkan semua|lihat semua halaman|show all|single page|baca di satu halaman|bersambung ke (?:hal|halaman)\.?\s*\d*)\W*$", 60),
    rule("pagination", "line", r"^\W*\d{1,2}\W*$", 6),
    rule("pagination", "inline", r"\s*\(?\b(?:bersambung|baca) ke (?:hal|halaman)\.?\s*\d+\)?\s*\.?\s*$"),
)  # fmt: skip
