"""Lines that networks and outlets print under every story."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule(
        "footer",
        "line",
        r"^\W*(?:artikel|berita|konten|tulisan|naskah)\s+(?:ini|tersebut)\s+(?:telah|sudah|pernah|sebelumnya|pertama kali)?\s*"
        r"(?:telah\s+|pertama kali\s+)?(?:tayang|terbit|dipublikasikan|dimuat|diterbitkan|ditayangkan|dikutip|disadur)\b",
        400,
    ),
    rule("footer", "line", r"^[^\w\"“”]*(?:cek|ikuti|follow|gabung|yuk|ayo|dapatkan|baca|simak|klik|mari|update|temukan|join|bergabung(?:lah)?)\b.*"
         r"\b(?:google\s*news|whats\s*app|telegram|instagram|facebook|tiktok|youtube|medsos|media sosial|ponsel\w*)\b", 420),
    rule("footer", "line", r"https?://(?:www\.)?(?:whatsapp\.com/channel|t\.me/|news\.google\.com|chat\.whatsapp)", 420),
    rule("footer", "line", r"^[^\w\"“”]*(?:[\w.]+ )?(?:di |on )?google news\W*$", 80),
    rule("footer", "line", r"^\W*(?:dapatkan|ikuti|update|temukan|nikmati)\s+(?:terus\s+)?(?:update\s+)?(?:berita|informasi|kabar|artikel|info)\b", 320),
    rule("footer", "line", r"^\W*(?:simak|baca)\s+(?:breaking news|berita(?:-berita)?|artikel|update)\s+(?:pilihan|lain|terkini|terbaru|menarik|terupdate)", 320),
    rule("footer", "line", r"^\W*(?:copyright|hak cipta|©|\(c\)\s*\d{4})", 260),
    rule("footer", "line", r"\ball rights reserved\b|^\W*(?:seluruh\s+)?hak cipta dilindungi\b|\bdilarang (?:keras )?(?:mengambil|mengutip|menyalin|memperbanyak|mereproduksi)\b.{0,60}\b(?:isi|konten|artikel|berita|seluruh|sebagian|materi|tertulis|redaksi)\b", 320),
    rule("footer", "line", r"jernih\s*berkomentar|^\W*kenali dunia lebih\b|segera (?:daftarkan email|lengkapi data)|aktifkan akun|^\W*verifikasi akun|lengkapi data dirimu|verifikasi akun ketika", 320),
    rule("footer", "line", r"^\W*(?:kompas\.com\s+)?play$|^\W*(?:download|unduh)\s+(?:aplikasi|app)\b", 160),
    rule("footer", "line", r"^\W*(?:periksa|ketahui) (?:fakta|informasi) .{0,60}(?:hoaks|whatsapp)", 260),
    rule("footer", "line", r"^\W*(?:sign up|subscribe|get (?:the|our) (?:latest|best|day)|support our|become a member|newsletter)\b.{0,160}(?:newsletter|inbox|e-?mails?|today|now|subscri\w+)?\W*$", 200),
    rule("footer", "line", r"\b(?:saluran|kanal|channel)\s+(?:whats\s*app|telegram)\b.{0,80}\b(?:kami|tautan|klik|link)\b|^\W*(?:yuk|ayo|mari|gabung|bergabung|join|ikuti|dapatkan|simak)\b.{0,80}\b(?:saluran|kanal|channel|grup|group|komunitas)\s+(?:whats\s*app|telegram)\b", 220),
    rule("footer", "line", r"^\W*(?:dukung|bantu)\s+(?:kami|jurnalisme)\b|\b(?:gabung|daftar|jadi|menjadi)\s+(?:keanggotaan|anggota|member|pelanggan)\b.{0,60}$|^\W*(?:langganan|berlangganan)\b", 200),
    rule("disclaimer", "line", r"\b(?:isi|konten|tulisan|artikel|materi|opini)\b.{0,60}\b(?:(?:di luar |menjadi |bukan )?tanggung jawab (?:redaksi|penulis|pengguna|pembuat|pemasang)|bukan (?:pendapat|pandangan|sikap) redaksi)", 300),
    rule("footer", "line", r"^\W*(?:artikel|berita|naskah|konten)\b.{0,60}\b(?:melalui|lewat) proses (?:penyuntingan|kurasi|editing)\b|\bpedoman (?:pemberitaan )?media siber\W*$", 260),
    rule("footer", "line", r"\bkirim(?:kan)?\b.{0,60}\b(?:ke redaksi|kepada redaksi|ke nomor|lewat whats\s*app|ke whats\s*app)\b", 260),
    rule("footer", "line", r"^\W*(?:punya|ada|tahu)\s+(?:kabar|info\w*|berita|peristiwa|kejadian)\b.{0,120}\?", 260),
    rule("footer", "line", r"^\W*(?:dapatkan|terima|izinkan)\b.{0,60}\b(?:lewat|melalui|via|ke|mengirim)\s+(?:e-?mail|surel|notifikasi|pemberitahuan)\b", 220),
    rule("footer", "line", r"^\W*(?:konten|rekomendasi|pilihan|artikel|berita)\b.{0,30}\bmitra(?: kami)?\W*$|^\W*kami menghargai privasi\b|^\W*(?:jaringan situs|situs jaringan)\b.{0,30}$", 120),
    rule("footer", "line", r"^\W*(?:follow|find|like) (?:us|him|her|me) (?:on|at)\b", 160),
    rule("footer", "line", r"\bfollow (?:us|him|her|them|me|@?\w+(?: \w+)?) on (?:twitter|facebook|instagram|social media)\b", 350),
    rule("footer", "line", r"\bfor (?:your )?personal,? non-?commercial use only\b|\bmay not be (?:reproduced|redistributed) without\b", 420),
    rule("footer", "line", r"\bnewsletters?\b.{0,160}\b(?:abonn\w+|anmeld\w+|subscrib\w+|sign(?:ing)? up|informiert|your inbox|postfach)\b", 300),
    rule("footer", "line", r"^\W*(?:have|got) (?:a|any) (?:news tip|tip|story|stories|correction|question)\b.{0,40}\?.{0,160}(?:@|e-?mail|contact|call|tell us)", 260),
    rule("footer", "line", r"^\W*(?:ikuti|follow)\s+(?:kami|akun|terus)\b", 200),
)  # fmt: skip
