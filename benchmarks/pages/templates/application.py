"""Pages of JavaScript applications: the story stands in their data, and most times in their markup too; and AMP pages."""

import json

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import GTM

from .splitting import half

RADAR = (
    Outlet("Radar Kendeng", "radarkendeng.jawara.example"),
    Outlet("Radar Buleleng", "radarbuleleng.jawara.example", "Asia/Makassar"),
)
AMP = (
    Outlet("Kabar Pesisir", "kabarpesisir.example", "Asia/Makassar"),
    Outlet("Lintas Musi", "amp.lintasmusi.example"),
)


def radar(d: Draft) -> str:
    """Write a page of a Next.js network of dailies; numbers 2 and 5 are shells whose story stands in the data only."""
    d.show("reporter", "editor", "modified")
    shell = d.number in {2, 5}
    name = d.outlet.name.upper()
    cut = half(d) if d.number == 3 else None
    form = Form(
        dateline=f"<strong>{d.told.place.upper()}, {name} - </strong>",
        dateline_text=f"{d.told.place.upper()}, {name} - ",
        after=spread(d, furniture.also(d, 0), furniture.also(d, 3 if d.number % 2 else 0)),
        head="h3",
        cut=cut,
    )
    text = body(d, form)
    data = {
        "props": {
            "pageProps": {
                "article": {
                    "id": 670000 + d.number,
                    "title": d.told.title,
                    "slug": d.slug,
                    "content": text,
                    "excerpt": heads.teaser(d),
                    "published_at": dates.utc(d.published),
                    "updated_at": dates.utc(d.modified),
                    "author": {"name": d.reporter, "role": "Reporter"},
                    "editor": {"name": d.editor},
                    "image": {"url": d.image, "caption": d.told.caption},
                    "tags": [{"name": tag} for tag in d.told.tags],
                },
                "latest": [_item(d) for _ in range(4)],
                "popular": [_item(d) for _ in range(3)],
            }
        },
        "page": "/[kanal]/[id]/[slug]",
        "buildId": "q8Zk1",
    }
    if d.told.caption:
        d.show("caption")
        d.no(d.told.caption)
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    if shell:
        main = f'<div class="skeleton"><p>{d.no("Memuat artikel, mohon tunggu sebentar")}</p></div>'
        return (
            heads.head(d, heads.graph(d), suffix=f" - {d.outlet.name}")
            + f"<body><div id='__next'>{furniture.menu(d)}{main}{furniture.footer(d)}</div>{script}</body></html>"
        )
    turn = ""
    if cut:
        word = d.no("Lihat semua")
        turn = f'<div class="flex"><span>{d.no("Halaman 1 dari 2")}</span> <a href="?page=all">{word}</a></div>'
    return (
        heads.head(d, heads.graph(d), heads.linked(heads.article(d, dates.utc, author=d.reporter)), junk=False)
        + f"""<body><div id="__next">{furniture.menu(d)}<main class="mx-auto max-w-7xl">
<nav class="css-1k2 text-xs">{d.no(f"Home > {d.told.section} > Detail")}</nav>
<h1 class="text-3xl font-bold">{d.title}</h1>
<div class="flex text-sm"><p>{d.no(d.reporter)}</p><p>{d.no(dates.full(d.published))}</p></div>
<figure class="my-4"><img src="{d.image}"><figcaption class="css-9xa text-gray-500">{d.no(d.told.caption or "")}
{d.no(f"({d.reporter}/{d.outlet.name})")}</figcaption></figure>
<div class="css-share flex">{d.no("Bagikan ke teman")} <button>WhatsApp</button><button>X</button></div>
<div class="content-article prose">{text}</div>{turn}
<div class="css-ed"><p>{d.no(f"Editor : {d.editor}")}</p></div>
<div class="css-tags">{" ".join(f"<a>#{d.no(tag)}</a>" for tag in d.told.tags)}</div>
<section class="css-11"><h2>{d.no("Artikel Terbaru Kami")}</h2>{_cards(d)}</section>
</main><aside class="css-77"><h2>{d.no("Terpopuler Pekan Ini")}</h2>{_cards(d)}</aside>{furniture.consent(d)}
{furniture.footer(d)}</div>{script}</body></html>"""
    )


def _item(d: Draft) -> dict[str, str]:
    told = d.other()
    return {"title": d.no(told.title), "excerpt": d.no(told.blocks[0].text), "slug": told.id}


def _cards(d: Draft) -> str:
    out = []
    for _ in range(3):
        told = d.other()
        lead = f'<p class="text-xs">{d.no(told.blocks[0].text)}</p>' if d.number % 2 else ""
        out.append(
            f'<a class="css-card" href="{d.link(told)}"><p class="line-clamp-2">{d.no(told.title)}</p>'
            f"{lead}<span>{d.no('2 jam lalu')}</span></a>"
        )
    return "".join(out)


def amp(d: Draft) -> str:
    """Write an AMP page: accordion menu, consent and advertisement elements, lists filled by scripts."""
    d.show("reporter")
    fallback = d.no("Iklan tidak dapat dimuat saat ini")
    ad = (
        f'<amp-ad width="300" height="250" type="doubleclick"><div placeholder>{d.no("Memuat iklan ...")}</div>'
        f"<div fallback>{fallback}</div></amp-ad>\n"
    )
    form = Form(
        paragraph="p",
        dateline=f"<strong>{d.told.place}, {d.outlet.name}</strong> – ",
        dateline_text=f"{d.told.place}, {d.outlet.name} – ",
        after=spread(d, furniture.also(d), ad, furniture.also(d)),
        curly=True,
        head="h2",
    )
    text = body(d, form)
    editor = ""
    if d.number % 2:
        d.show("editor")
        editor = f"<p>{d.no(f'Penyunting: {d.editor}')}</p>"
    ld = heads.article(d, dates.offset if d.number != 4 else dates.utc, author=d.reporter)
    full = d.no("Lihat versi lengkap halaman ini")
    ask = d.no("Izinkan kami mengirim pemberitahuan berita penting kepada Anda?")
    return (
        heads.head(
            d,
            '<script async src="https://cdn.ampproject.example/v0.js"></script>',
            "<style amp-boilerplate>body{visibility:hidden}</style><style amp-custom>.c{color:red}</style>",
            heads.linked(ld),
            f'<link rel="canonical" href="{d.url}">',
            suffix=f" - {d.outlet.name}" if d.number % 2 else None,
            amp=True,
            junk=False,
        )
        + f"""<body><amp-analytics type="gtag"></amp-analytics>
<amp-sidebar id="sb" layout="nodisplay"><ul><li>{d.no("Tutup menu ini")}</li><li><a href="/d">Daerah</a></li></ul>
<amp-accordion><section><h4>{d.no("Jaringan Situs Kami")}</h4><p>{d.no("Kabar Gunung, Kabar Lembah, Kabar Kota")}</p>
</section></amp-accordion></amp-sidebar>
<amp-consent id="cc" layout="nodisplay"><div id="ui"><p>{d.no("Kami menghargai privasi Anda di situs ini")}</p>
<button>Terima</button></div></amp-consent>
<amp-web-push-widget><p>{ask}</p></amp-web-push-widget>
<div class="amp-wp-header"><a href="/">{d.outlet.name}</a></div>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{d.title}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author">{d.no(d.reporter)}</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{dates.offset(d.published)}">{
            d.no(dates.full(d.published, ", "))
        }</time></div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="{d.image}" width="800" height="450" layout="responsive">
</amp-img><p class="amp-wp-caption-text">{d.picture}</p></figure>
<div class="amp-wp-article-content">
<amp-social-share type="whatsapp"></amp-social-share><p>{d.no("Ukuran teks: kecil sedang besar")}</p>
{text}
<amp-embed type="taboola"><p>{d.no("Konten pilihan mitra kami")}</p></amp-embed>{editor}{furniture.follow(d)}
</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-tax-category">{d.no("Kategori: " + d.told.section + " Daerah")}
</div><a class="amp-full" href="{d.url}">{full}</a>
{
            furniture.links(d, 4, "Kabar lain untuk Anda", lead=d.number % 2 == 0, box="amp-related", element="h3")
        }</footer></article>
<amp-list src="/next.json"><template type="amp-mustache"><p>{{{{title}}}}</p></template></amp-list>
{furniture.footer(d)}{GTM if d.number == 3 else ""}</body></html>"""
    )
