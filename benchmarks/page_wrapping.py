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
_INDEX = (
    "Resep sayur asem khas pesisir yang segar untuk makan siang keluarga",
    "Prakiraan cuaca: hujan ringan turun merata pada sore hari",
    "Pelajar setempat raih medali perunggu olimpiade matematika",
    "Festival layang-layang kembali digelar di pantai timur",
    "Harga emas batangan naik tipis pada awal pekan",
    "Lima tempat melihat matahari terbit di pegunungan selatan",
    "Jembatan lama diperbaiki, arus lalu lintas dialihkan",
    "Puluhan nelayan terima pelatihan mengolah hasil laut",
)
_SECTIONS = ("Wisata", "Kuliner", "Teknologi", "Otomotif", "Kesehatan", "Bola", "Film", "Musik", "Cuaca")
_PUSH = "dataLayer.push({'event':'lihat','nilai':1});"
_RULE = ".kartu-berita .judul{font-size:1.1rem;line-height:1.4;margin:0 0 .5rem}"


def wrap(
    title: str, text: str, *, url: str = "https://kabar.example/daerah/berita-contoh-hari-ini", kilobytes: int = 0
) -> bytes:
    """Return a page of about 12 KB, or of a given weight, that holds the article.

    Args:
        title: The article's title.
        text: Paragraphs separated by blank lines.
        url: Address the page says it has.
        kilobytes: Weight to reach with scripts, styles, menus and cards of other stories, in the proportions of seven
            Indonesian pages that were weighed (a third of their bytes is scripts; their median is 122 KB; a word of
            the screen in every 2 KB).
    """
    shown = html.escape(title)
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    script = _script(_PUSH * 150)
    page = f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{shown} - Kabar Contoh</title>
<meta property="og:title" content="{shown}"><meta property="og:url" content="{url}">{script}%s</head>
<body><header><a href="/">Kabar Contoh</a><nav><ul>{_menu(_MENU)}</ul></nav></header>
<main><article><h1>{shown}</h1><div class="entry-content">{paragraphs}</div></article></main>
<aside class="sidebar"><h2>Terpopuler</h2>{_cards(_SIDEBAR * 3)}</aside>%s
<footer><p>Hak cipta Kabar Contoh. Pedoman Media Siber, Redaksi, Tentang Kami</p></footer></body></html>"""
    lacking = max(0, 1_000 * kilobytes - len(page))
    scripts = _script(_PUSH * (lacking // 3 // 20 // len(_PUSH))) * 20 if lacking else ""
    style = f"<style>{_RULE * (lacking // 8 // len(_RULE))}</style>" if lacking else ""
    menu, card = _menu(_SECTIONS), _cards(_INDEX)
    menus = menu * (lacking // 8 // len(menu))
    cards = card * ((lacking - len(scripts) - len(style) - len(menus)) // len(card))
    below = f'<nav class="mega"><ul>{menus}</ul></nav><section class="indeks">{cards}</section>' if lacking else ""
    head, rest, tail = page.split("%s")
    return f"{head}{scripts}{style}{rest}{below}{tail}".encode()


def _script(content: str) -> str:
    return f"<script>window.dataLayer=window.dataLayer||[];{content}</script>"


def _menu(names: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/kanal/{name.lower()}">{name}</a></li>' for name in names)


def _cards(lines: tuple[str, ...]) -> str:
    return "".join(
        f'<div class="card"><a href="/daerah/{number}"><img src="/foto/{number}.jpg" alt=""><h3>{line}</h3></a></div>'
        for number, line in enumerate(lines)
    )
