"""What stands around and inside the stories of Indonesian outlets, in their wordings."""

from html import escape

from .draft import Draft
from .junk import ICONS

ALSO = (
    (
        *("Baca Juga:", "BACA JUGA :", "Baca juga:", "Simak juga:", "Lihat juga:", "Baca Pula:"),
        "Artikel terkait:",
        *("Berita Terkait:", "Jangan lewatkan:", "Baca Juga »", "Baca Selengkapnya:", "Simak Juga :", "Klik juga:"),
    ),
    (
        *(
            "Baca dulu:",
            "Berita lain:",
            "Simak pula:",
            "BACA JUGA>>>",
            "Lihat berita:",
            "Baca ini juga:",
            "Bacaan lain:",
        ),
        *("Topik serupa:", "Terkait:", "Berita sebelumnya:", "Jangan lupa baca:", "Kabar lainnya:"),
    ),
)
_ALSO_FORMS = (
    "<p><strong>{mark} {link}</strong></p>\n",
    "<p><strong>{link}</strong></p>\n",
    '<div class="baca-juga"><span class="label">{mark}</span>{link}</div>\n',
    "<blockquote><p><strong>{mark}</strong> {link}</p></blockquote>\n",
    "<p><strong>{mark}</strong></p>\n<ul><li>{link}</li><li>{more}</li></ul>\n",
    '<table class="sisip"><tbody><tr><td><div><strong>{mark}&nbsp;</strong>{link}</div></td></tr></tbody></table>\n',
    "<p><em>{mark} </em>{link}</p>\n",
    "<p><strong>{mark} {title}</strong></p>\n",
    "<p><span style='color:#ff0000'><b>{mark}</b></span><br>{link}<br>{more}</p>\n",
)
CONSENT = (
    (
        "Kami memakai cookie agar situs berjalan baik. Dengan terus membaca, Anda menyetujui kebijakan privasi kami.",
        "Website ini menggunakan cookies. Pelajari selengkapnya di halaman kebijakan privasi.",
        "We use cookies to personalise content and ads. By continuing you accept our privacy policy.",
    ),
    (
        "Demi kenyamanan Anda, laman ini menyimpan cookie di peramban. Dengan menutup pesan ini Anda setuju.",
        "Dengan mengakses situs ini Anda menerima syarat dan ketentuan serta pemakaian cookie oleh mitra kami.",
    ),
)
FOLLOW = (
    (
        "Ikuti kanal WhatsApp {name} dan dapatkan berita terbaru langsung di ponselmu.",
        "Dapatkan update berita terpilih setiap pagi dari {name}. Gabung di saluran kami dengan menekan tautan ini.",
        "Cek berita dan artikel lain dari {name} di Google News.",
        "Temukan berita menarik lainnya dari {name} di Google News, klik tanda bintang untuk mengikuti.",
        "Follow akun Instagram dan TikTok {name} supaya tidak ketinggalan kabar terkini.",
        "Punya kabar seputar kejadian di sekitar Anda? Kirim foto dan videonya ke redaksi {name}.",
        "Baca berita lainnya lebih cepat lewat aplikasi {name}, unduh sekarang juga.",
        "Untuk mendapatkan notifikasi berita {name}, gabung di grup Telegram melalui tautan berikut.",
    ),
    (
        "Biar nggak ketinggalan info terbaru, yuk gabung di channel WhatsApp {name}!",
        "Jadikan {name} sebagai sumber berita pilihan Anda di mesin pencari.",
        "Simak terus perkembangan berita ini hanya di {name}.",
        "Berlangganan buletin {name} gratis, cukup masukkan alamat surel Anda.",
    ),
)
SCROLL = (
    (
        "Scroll untuk melanjutkan membaca",
        "ADVERTISEMENT - SCROLL TO RESUME CONTENT",
        "Gulir ke bawah untuk lanjut membaca",
        "Lanjutkan membaca setelah iklan ini",
        "Advertisement. Scroll to continue reading.",
    ),
    (
        "Artikel dilanjutkan di bawah iklan berikut",
        "IKLAN - LANJUTKAN KE BAWAH",
        "Konten di bawah ini disajikan oleh pengiklan",
    ),
)
COMMENTS = (
    ("Budi Santai", "Mantap, semoga cepat ditindaklanjuti sama yang berwenang ya gaes."),
    ("warga biasa", "Dari dulu begini terus tidak ada perubahan, capek bacanya."),
    ("Mamah Dedeh KW", "Alhamdulillah, ikut senang dengar kabarnya min."),
    ("anonim77", "min tolong liput juga jalan di kampung saya, lubangnya sudah seperti kolam lele"),
)
SPUN = (
    "Daftar situs slot gacor malam ini gampang maxwin modal receh",
    "Bandar togel online resmi pasaran terlengkap hadiah terbesar",
    "Link alternatif judi bola terpercaya bonus new member 100 persen",
)
LEGAL = (
    (
        "Isi di luar tanggung jawab redaksi. Segala bentuk kerugian akibat penggunaan informasi ditanggung pembaca.",
        "Dilarang mengambil dan/atau menayangkan ulang sebagian atau keseluruhan artikel di atas tanpa seizin redaksi.",
        "Artikel ini telah melalui proses penyuntingan dan tayang sesuai pedoman pemberitaan media siber.",
    ),
    (
        "Redaksi menerima hak jawab dan hak koreksi sesuai Undang-Undang Pers, silakan kirim ke alamat kantor kami.",
        "Konten ini merupakan kerja sama dan bukan produk jurnalistik redaksi.",
    ),
)


def also(draft: Draft, form: int | None = None) -> str:
    """Return one `Baca juga` in one of nine markups; the label's wording differs from page to page and link to link."""
    told = draft.other()
    kind = _ALSO_FORMS[draft.dice(len(_ALSO_FORMS), f"form {told.id}") if form is None else form]
    mark = draft.no(draft.pick(ALSO[draft.stock], f"also {told.id}")) if "{mark}" in kind else ""
    title = draft.no(told.title)
    link = f'<a href="{draft.link(told)}" rel="noopener">{title}</a>'
    more = other(draft) if "{more}" in kind else ""
    return kind.format(mark=mark, link=link, title=title, more=more)


def also_inside(draft: Draft) -> str:
    """Return a `Baca juga` that stands at the end of a story's own paragraph, below it or in brackets."""
    told = draft.other()
    mark = draft.no(draft.pick(ALSO[draft.stock], f"inside {told.id}"))
    if draft.dice(2, f"bracket {told.id}"):
        return f' (<em>{mark} <a href="{draft.link(told)}">{draft.no(told.title)}</a></em>)'
    return f'<br><br><strong>{mark}&nbsp;<a href="{draft.link(told)}">{draft.no(told.title)}</a></strong>'


def also_ahead(draft: Draft) -> str:
    """Return a `Baca juga` that stands at the start of a story's own paragraph, left there by a slip of the editor."""
    told = draft.other()
    mark = draft.no(draft.pick(ALSO[draft.stock], f"ahead {told.id}"))
    return f'<strong>{mark} <a href="{draft.link(told)}">{draft.no(told.title)}</a></strong><br />'


def transcript(draft: Draft) -> str:
    """Return the transcript below an embedded video, which is no part of the written story."""
    lines = (
        "Selamat siang pemirsa, kami laporkan langsung dari lokasi bersama rekan juru kamera.",
        "Baik, itu tadi laporan singkat, kita akan kembali setelah jeda berikut ini.",
    )
    spoken = "".join(f"<p>{draft.no(line)}</p>" for line in lines)
    return f'<div class="video-transcript"><h4>{draft.no("Transkrip video")}</h4>{spoken}</div>\n'


def other(draft: Draft) -> str:
    """Return a link to another story."""
    told = draft.other()
    return f'<a href="{draft.link(told)}">{draft.no(told.title)}</a>'


def links(draft: Draft, count: int, name: str, *, element: str = "h3", box: str = "widget", lead: bool = False) -> str:
    """Return a box of links under a name; with `lead` each has the first sentence of its story, as themes print it."""
    out = []
    for _ in range(count):
        told = draft.other()
        first = told.blocks[0].text.split(". ")[0].removesuffix(".") + "."
        text = f"<p>{draft.no(first)}</p>" if lead else ""
        thumb = f'<img src="https://cdn.{draft.outlet.host}/t/{draft.dice(9999, told.id)}.jpg" alt="">'
        out.append(f'<li>{thumb}<a href="{draft.link(told)}">{draft.no(told.title)}</a>{text}</li>')
    return f'<div class="{box}"><{element}>{draft.no(name)}</{element}><ul>{"".join(out)}</ul></div>\n'


def share(draft: Draft, kind: int = 0) -> str:
    """Return a share bar in words."""
    names = ("Facebook", "Twitter", "WhatsApp", "Telegram", "Salin Tautan")
    if kind == 0:
        spans = " ".join(f'<a href="#" class="s-{name[:2].lower()}">{ICONS}<span>{name}</span></a>' for name in names)
        return f'<div class="share"><span>{draft.no("Bagikan artikel ini")}</span> {spans}</div>\n'
    if kind == 1:
        items = "".join(f"<li>{draft.no(f'Share on {name}')}</li>" for name in names[:4])
        return f'<ul class="sosmed">{items}<li>{draft.no("Copy Link")}</li></ul>\n'
    text = draft.no("Bagikan ini: Klik untuk membagikan di Facebook Klik untuk berbagi di WhatsApp")
    return f'<p class="sharedaddy">{text}</p>\n'


def follow(draft: Draft, salt: str = "follow") -> str:
    """Return a line that asks the reader to follow the outlet somewhere."""
    text = draft.pick(FOLLOW[draft.stock], salt).format(name=draft.outlet.name)
    return f'<p class="ikuti"><em><a href="https://news.example/{draft.number}">{draft.no(text)}</a></em></p>\n'


def scroll(draft: Draft, salt: str = "scroll") -> str:
    """Return the label of an advertisement in the middle of the story."""
    return f'<div class="iklan-tengah"><small>{draft.no(draft.pick(SCROLL[draft.stock], salt))}</small></div>\n'


def consent(draft: Draft) -> str:
    """Return the bar that asks for consent."""
    text = draft.no(draft.pick(CONSENT[draft.stock], "consent"))
    return f'<div id="cookie-bar" role="dialog"><p>{text}</p><button>Setuju</button></div>\n'


def comments(draft: Draft) -> str:
    """Return readers' comments with the form below."""
    start = draft.dice(len(COMMENTS), "comment")
    chosen = [COMMENTS[(start + step) % len(COMMENTS)] for step in range(2)]
    items = "".join(f"<li><b>{draft.no(who)}</b><p>{draft.no(text)}</p></li>" for who, text in chosen)
    form = draft.no("Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *")
    return (
        f'<div id="comments"><h3>{draft.no("2 Komentar pembaca")}</h3><ol class="commentlist">{items}</ol>'
        f"<form><p>{form}</p><textarea></textarea></form></div>\n"
    )


def spun(draft: Draft) -> str:
    """Return links that intruders hide in a page."""
    text = " ".join(f'<a href="https://spam.example/{n}">{draft.no(line)}</a>' for n, line in enumerate(SPUN))
    style = draft.pick(("position:absolute;left:-9999px", "height:1px;overflow:hidden", "font-size:0"), "spun")
    return f'<div style="{style}">{text}</div>\n'


def tags(draft: Draft, name: str = "Tags:") -> str:
    """Return the line of tags."""
    items = " ".join(f'<a href="/tag/{escape(tag)}" rel="tag">#{draft.no(tag)}</a>' for tag in draft.told.tags)
    return f'<div class="tags"><span>{draft.no(name)}</span> {items}</div>\n'


def legal(draft: Draft) -> str:
    """Return a disclaimer below the story."""
    return f'<p class="disclaimer"><small>{draft.no(draft.pick(LEGAL[draft.stock], "legal"))}</small></p>\n'


def footer(draft: Draft) -> str:
    """Return the foot of the page with the network's line of rights."""
    name, year = draft.outlet.name, draft.published.year
    rights = draft.pick(
        (
            f"Copyright © {year} {name}. All rights reserved.",
            f"© {year} {name} - Bagian dari Jaringan Media Nusa. Hak cipta milik penerbit.",
            f"Hak Cipta © {year} {name}, seluruh isi milik redaksi.",
        ),
        "rights",
    )
    pages = " | ".join(draft.no(text) for text in ("Tentang Kami", "Pedoman Media Siber", "Info Iklan", "Hubungi Kami"))
    return f'<footer class="footer"><p>{pages}</p><p>{draft.no(rights)}</p></footer>\n'


def menu(draft: Draft) -> str:
    """Return the head of the page with its sections."""
    sections = ("Beranda", "Nasional", "Daerah", "Olahraga", "Ekonomi", "Hiburan", "Indeks Berita")
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in sections)
    return f'<header><a class="logo" href="/">{draft.outlet.name}</a><nav><ul>{items}</ul></nav></header>\n'


def second(draft: Draft, *, heading: str = "h2") -> str:
    """Return the story that an endless page puts below the first."""
    told = draft.other()
    texts = "".join(f"<p>{draft.no(block.text)}</p>\n" for block in told.blocks if block.kind == "text")
    return f"<{heading}>{draft.no(told.title)}</{heading}>\n{texts}"
