"""Wraps an article's text in a page as outlets serve it: menus, sidebars with other headlines, related links, footer.

The headlines around it are ours; some are about elections and officials, as every sidebar is in an election season.
"""

import html

_SIDEBAR = (
    "Harga cabai rawit di pasar induk turun menjelang akhir pekan",
    "Bawaslu buka posko aduan masyarakat di tiap kecamatan",
    "Timnas voli putri menang tiga set langsung atas tuan rumah",
    "ASN diminta netral jelang Pilkada, ini pesan sekda",
    "Jalan lintas kabupaten tertutup longsor, antrean mencapai dua kilometer",
    "KPU tetapkan nomor urut pasangan calon bupati",
    "Pemkot buka lowongan PPPK untuk tenaga kesehatan",
    "Warga gotong royong perbaiki jembatan gantung",
)
_MENU = ("Beranda", "Daerah", "Politik", "Hukum", "Ekonomi", "Olahraga", "Pilkada 2024", "Pemilu", "Opini", "Indeks")


def wrap(title: str, text: str, *, url: str = "https://kabar.example/daerah/berita-contoh-hari-ini") -> bytes:
    """Return a page of about 20 KB that holds the article.

    Args:
        title: The article's title.
        text: Paragraphs separated by blank lines.
        url: Address the page says it has.
    """
    shown = html.escape(title)
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    menu = "".join(f'<li><a href="/kanal/{name.lower()}">{name}</a></li>' for name in _MENU)
    cards = "".join(
        f'<div class="card"><a href="/daerah/{number}"><img src="/foto/{number}.jpg" alt=""><h3>{line}</h3></a></div>'
        for number, line in enumerate(_SIDEBAR * 3)
    )
    script = (
        "<script>window.dataLayer=window.dataLayer||[];"
        + "dataLayer.push({'event':'lihat','nilai':1});" * 150
        + "</script>"
    )
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{shown} - Kabar Contoh</title>
<meta property="og:title" content="{shown}"><meta property="og:url" content="{url}">{script}</head>
<body><header><a href="/">Kabar Contoh</a><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{shown}</h1><div class="entry-content">{paragraphs}</div></article></main>
<aside class="sidebar"><h2>Terpopuler</h2>{cards}</aside>
<footer><p>Hak cipta Kabar Contoh. Pedoman Media Siber, Redaksi, Tentang Kami</p></footer></body></html>""".encode()
