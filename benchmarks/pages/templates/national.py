"""The regional pages of national portals."""

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import COUNTER, GTM, WIDGET, slot

from .splitting import half, paging

DETIK = (
    Outlet("sekonJatim", "www.sekon.example"),
    Outlet("sekonSulsel", "sulsel.sekon.example", "Asia/Makassar"),
)
KOMPAS = (Outlet("PEDOMAN.com", "regional.pedomankita.example"),)
LIPUTAN = (Outlet("Reportase6.com", "www.reportase6.example"),)
OKEZONE = (
    Outlet("Kabarzone", "daerah.kabarzone.example"),
    Outlet("iKabar.id", "sultra.ikabar.example", "Asia/Makassar"),
)


def detik(d: Draft) -> str:
    """Write a page of a news portal: `detail__body-text`, `linksisip` tables, initials at the end, scroll labels."""
    d.show("reporter")
    video = d.no("[Putar Video 20sekon]")
    watch = d.no(f"Simak Video: {d.other().title}")
    cut = half(d) if d.number == 3 else None
    scroller = (
        f'<div class="parallaxindetail scrollpage"><p class="para_caption">{d.no("ADVERTISEMENT SLOT")}</p>'
        f"{slot(1)}<p class='para_caption'>{d.no('SCROLL TO CONTINUE WITH CONTENT')}</p></div>"
    )
    form = Form(
        dateline=f"<strong>{d.told.place}</strong> - ",
        dateline_text=f"{d.told.place} - ",
        after=spread(d, scroller, furniture.also(d, 5), furniture.also(d, 5) if d.number % 2 else ""),
        head="h3",
        linked=(d.told.place,) if d.number % 3 == 0 else (),
        cited=3 if d.number in {1, 2} else None,
        cut=cut,
    )
    text = body(d, form)
    caption = f"{d.picture} ({d.no(f'Foto: {d.reporter}/{d.outlet.name}')})" if d.told.caption else ""
    stamp = f"{d.published:%Y/%m/%d %H:%M:%S}"
    clock = f"{dates.day(d.published)}, {dates.short(d.published)} {d.published:%H:%M} {dates.label(d.published)}"
    meta = heads.named(publishdate=stamp, author=d.reporter, kanalid="2-500", dtk_articleid=str(7000 + d.number))
    ld = heads.linked(heads.article(d, modified=False, author=d.reporter)) if d.number % 2 else ""
    alt = d.no(f"{d.told.title} (ilustrasi)").replace('"', "&quot;")
    initials = d.sign(d.reporter[:3].lower(), d.editor[:3].lower())
    return (
        heads.head(d, heads.graph(d), meta, ld)
        + f"""<body>{furniture.menu(d)}{furniture.consent(d)}<div class="grid-row"><div class="column-8">
<article class="detail"><div class="detail__header">
<div class="page__breadcrumb"><a href="/">{d.outlet.name}</a> <a href="/k">{d.no("Hukum dan Kriminal")}</a></div>
<h1 class="detail__title">{d.title}</h1>
<div class="detail__author">{d.no(d.reporter)} - <span class="detail__label">{d.outlet.name}</span></div>
<div class="detail__date">{d.no(clock)}</div></div>
<div class="detail__media"><figure><img src="{d.image}" alt="{alt}">
<figcaption class="detail__media-caption">{caption}</figcaption></figure></div>
<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent">
{text}<p>{video}</p><p><strong>{watch}</strong></p>{furniture.transcript(d) if d.number == 4 else ""}
<br><strong>{initials}</strong></div>
{paging(d, "Halaman 2 selanjutnya") if cut else ""}
<div class="detail__body-tag">{furniture.tags(d, "Topik terkait")}</div></div>
{furniture.share(d, 1)}
{furniture.links(d, 3, "Berita Terkait", box="list-content", element="h2")}
{WIDGET}{furniture.links(d, 4, "Rekomendasi untuk Anda", box="list-content", lead=d.number % 3 == 0)}
</article></div><div class="column-4">{furniture.links(d, 5, "Berita Terpopuler", box="box cb-mostpop")}
{furniture.links(d, 3, "Video Populer", box="box")}</div></div>{furniture.footer(d)}</body></html>"""
    )


def kompas(d: Draft) -> str:
    """Write a page of a daily's portal: `read__content`, bold links between paragraphs, a call to join a channel."""
    d.show("reporter", "editor")
    name = d.outlet.name
    dateline = f"{d.told.place.upper()}, {name}"
    cut = half(d) if d.number in {1, 6} else None
    join = d.no(
        f"Mau kabar pilihan {name} setiap hari di ponsel? Masuk ke saluran WhatsApp kami lewat tautan ini dan nyalakan "
        "pemberitahuannya."
    )
    form = Form(
        dateline=f"<strong>{dateline}</strong> - ",
        dateline_text=f"{dateline} - ",
        after=spread(
            d,
            furniture.also(d, 0),
            f'<div class="ads-on-body">{slot(4)}</div>' + furniture.also(d, 0),
            f'<div class="kcm__article"><p>{d.no("Dukung jurnalisme jernih, gabung keanggotaan PEDOMAN+")}</p></div>',
        ),
        head="h2",
        cited=4 if d.number == 2 else None,
        cut=cut,
    )
    text = body(d, form)
    meta = heads.named(
        content_PublishedDate=dates.naive(d.published),
        content_author=d.reporter,
        content_editor=d.editor,
        content_location=d.told.place,
    )
    ld = heads.linked(
        heads.article(d, modified=True, author=d.reporter, editor={"@type": "Person", "name": d.editor}),
        heads.crumbs(d),
        together=d.number % 2 == 0,
    )
    return (
        heads.head(d, heads.graph(d, d.told.title + " Halaman all"), meta, ld, suffix=" Halaman all - Pedoman.com")
        + f"""<body>{furniture.menu(d)}<div class="container clearfix"><div class="row"><div class="col-bs9-7">
<div class="read__header"><h1 class="read__title">{d.title}</h1>
<div class="read__time">{d.no(f"Pedoman.com - {dates.slashed(d.published)}")}</div>
<div class="credit"><div class="credit-title-name">{d.no(d.reporter)}, {d.no(d.editor)}</div>
<div class="credit-title">{d.no("Tim Redaksi Daerah")}</div></div></div>
<div class="photo__wrap"><img src="{d.image}"><div class="photo__caption">{d.picture}
<span>{d.no(f"({name}/{d.reporter.upper()})")}</span></div></div>
{furniture.share(d, 0)}
<div class="read__article clearfix"><div class="read__content"><div class="clearfix">
{text}<p><em>{join}</em></p></div></div></div>
{paging(d, "Halaman Selanjutnya") if cut else ""}
<div class="read__credit"><div id="penulis">{d.no(f"Penulis: {d.reporter}")}</div>
<div id="editor">{d.no(f"Editor: {d.editor}")}</div></div>
{furniture.tags(d, "Tag")}
<div class="form__komentar"><p>{d.no("Jadilah yang pertama menulis tanggapan atas artikel ini")}</p></div>
{furniture.links(d, 4, "Rekomendasi untuk anda", lead=d.number == 5, box="jixie")}
{furniture.legal(d)}</div>
<div class="col-bs9-3">{furniture.links(d, 5, "Terpopuler hari ini", box="most")}</div></div></div>
{GTM}{furniture.footer(d)}</body></html>"""
    )


def liputan(d: Draft) -> str:
    """Write a page of a broadcaster's portal: text in numbered parts, collections of links, a video at the end."""
    name = d.outlet.name
    d.show("reporter")
    collection = (
        f'<div class="baca-juga-collections"><h6>{d.no("BACA JUGA SELENGKAPNYA")}</h6><ul>'
        f"<li>{furniture.other(d)}</li><li>{furniture.other(d)}</li><li>{furniture.other(d)}</li></ul></div>\n"
    )
    asked = "* Benar atau tidak? Kirim kabar yang meragukan ke nomor Cek Kabar kami 0800 1112 2334"
    wa = f'<div class="whatsapp-cta"><p>{d.no(asked)}</p></div>' if d.number % 2 else ""
    form = Form(
        paragraph="p",
        dateline=f"<b>{name}, {d.told.place} - </b>",
        dateline_text=f"{name}, {d.told.place} - ",
        after=spread(d, collection, furniture.scroll(d) + wa, furniture.also(d, 2)),
        head="h2",
    )
    text = body(d, form)
    video = d.no("Saksikan Video Pilihan Ini:")
    clip = d.no(f"Video: {d.other().title}")
    clock = f"{dates.short(d.published)}, {d.published:%H:%M} {dates.label(d.published)}"
    later = ""
    if d.number % 2:
        d.show("modified")
        later = d.no(
            f"Diperbarui {dates.short(d.modified)}, {d.modified:%H:%M} {dates.label(d.modified)}",
        )
    ld = heads.linked(
        heads.article(d, modified=d.number % 2 == 1, author=d.reporter, articleBody=d.told.blocks[0].text),
    )
    return (
        heads.head(d, heads.graph(d), heads.named(news_keywords=", ".join(d.told.tags)), ld, suffix=f" - {name}")
        + f"""<body class="articles show">{furniture.menu(d)}<div class="container-main">
<article class="main read-page"><header class="read-page--header">
<ul class="read-page--breadcrumb"><li><a href="/">Home</a></li><li><a href="/regional">Regional</a></li></ul>
<h1 class="read-page--header--title entry-title">{d.title}</h1>
<span class="read-page--header--author__name fn">{d.no(d.reporter)}</span>
<p class="read-page--header--author__datetime-wrapper"><time datetime="{dates.offset(d.published)}">{d.no(clock)}</time>
{later}</p></header>
<div class="read-page--top-media"><figure><img src="{d.image}">
<figcaption class="read-page--photo-gallery--item__caption">{d.picture} {d.no(f"(Dok. {name}/{d.reporter})")}</figcaption>
</figure></div>{furniture.share(d, 0)}
<div class="article-content-body"><div class="article-content-body__item-page" data-page="1">
<div class="article-content-body__item-content" data-component="desktop:read-page:article-content-body">
{text}</div></div>
<div class="article-content-body__item-page"><h2>{video}</h2><div class="vidio-embed"><iframe src="https://v.example/1">
</iframe><p>{clip}</p></div></div></div>
{furniture.tags(d, "Tag Terkait")}
<div class="author-card"><p>{d.no(f"{d.reporter} menulis untuk {name} sejak 2016 dan gemar mendaki.")}</p></div>
</article><aside>{furniture.links(d, 4, "Berita Terbaru", lead=True)}{furniture.links(d, 4, "Terpopuler pekan ini")}
</aside></div>{WIDGET}{furniture.footer(d)}</body></html>"""
    )


def okezone(d: Draft) -> str:
    """Write a page of a media group's portal: text size buttons, a journalist's line, thumbnails inside the text."""
    d.show("reporter")
    name = d.outlet.name
    thumb = (
        f'<div class="bacajuga-img"><img src="https://cdn.{d.outlet.host}/t/1.jpg"><span>{d.no("Baca Juga Yuk")}</span> '
        f"{furniture.other(d)}</div>\n"
    )
    form = Form(
        paragraph="p" if d.number % 2 else "open",
        head="strong",
        dateline=f"<strong>{d.told.place.upper()}</strong> - ",
        dateline_text=f"{d.told.place.upper()} - ",
        after=spread(d, thumb, furniture.follow(d), furniture.also(d)),
        ahead={1: furniture.also_ahead(d)} if d.number == 3 else {},
    )
    text = body(d, form)
    account = d.no(f"Dapatkan berita up to date dengan satu akun {name} ID, daftar sekarang dan raih hadiahnya!")
    clock = (
        f"{dates.day(d.published)} {d.published.day:02d} {dates.MONTHS[d.published.month - 1]} {d.published:%Y %H:%M}"
    )
    line = d.no(f"{d.reporter}, Jurnalis · {clock} {dates.label(d.published)}")
    ld = heads.linked(heads.article(d, dates.mislabelled if d.number == 2 else dates.offset, modified=False))
    views = d.no(f"Telah dibaca {1200 + 37 * d.number} kali")
    return (
        heads.head(d, heads.graph(d), ld, suffix=f" : {name} {d.told.section}")
        + f"""<body>{furniture.menu(d)}{COUNTER}<div class="container"><div class="detail-top">
<div class="title"><h1>{d.title}</h1></div>
<div class="reporter"><div class="namerep">{line}</div></div>
<div class="size">{d.no("Ukuran huruf A A A")}</div>{furniture.share(d, 1)}</div>
<div class="detfoto"><img id="imgCheck" src="{d.image}"><div class="caption-img-ab"><figcaption>{d.picture}
{d.no(f"(foto: {name})")}</figcaption></div></div>
<div class="read box-detail" id="article-box"><div class="detail-text" id="contentx">
{text}<p class="views">{views}</p><p>{account}</p></div>
<div class="detail-tag">{furniture.tags(d, "#Topik Artikel :")}</div></div>
{furniture.links(d, 3, "Baca Juga Lainnya", box="bacajuga-list", element="h4")}
{furniture.links(d, 3, "Terpopuler di Daerah", box="berita-populer", lead=d.number % 2 == 0)}
<div class="berita-lain">{furniture.second(d) if d.number in {1, 4} else ""}</div></div>
{furniture.footer(d)}</body></html>"""
    )
