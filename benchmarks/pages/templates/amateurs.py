"""Pages without a newsroom's system: citizen blogs, Blogspot sites, table layouts and pages made by hand."""

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import COUNTER, slot

CITIZEN = (Outlet("Pedomaniana", "www.pedomaniana.example"),)
BLOGSPOT = (
    Outlet("Pena Rakyat Lombok", "penarakyatlombok.blogspot.example", "Asia/Makassar"),
    Outlet("Lensa Kerinci", "www.lensakerinci.example"),
)
TABLES = (
    Outlet("Harian Bahari", "www.harianbahari.example", "Asia/Makassar"),
    Outlet("Koran Agam", "koranagam.example"),
)
HANDMADE = (
    Outlet("Media Bentara", "mediabentara.example"),
    Outlet("Tifa Online", "tifaonline.example", "Asia/Jayapura"),
)


def citizen(d: Draft) -> str:
    """Write a page of a platform of citizens' posts: a biography, votes, other posts, a line that disclaims."""
    d.show("reporter")
    form = Form(
        paragraph="ltr" if d.number % 2 else "p",
        after=spread(d, slot(1), f'<div class="next">{d.no("Mohon tunggu sebentar...")}</div>'),
        cited=4 if d.number == 4 else None,
        head="strong",
    )
    text = body(d, form)
    bio = d.no(f"{d.reporter} adalah pegawai yang senang menulis catatan ringan sepulang kerja.")
    clock = d.no(f"{dates.date(d.published)}   {d.published:%H:%M}")
    d.show("modified")
    changed = d.no(f"Diperbarui: {dates.date(d.modified)}   {d.modified:%H:%M}")
    own = d.no(
        "Konten ini ditulis oleh pengguna dan menjadi tanggung jawab penulis, bukan pendapat redaksi Pedomaniana."
    )
    votes = "".join(f"<li>{d.no(word)}: {n}</li>" for n, word in enumerate(("Nilai Aktual", "Nilai Menarik"), 2))
    article = heads.article(d, dates.offset, modified=True, author=d.reporter)
    return (
        heads.head(d, heads.graph(d), heads.linked(article) if d.number != 2 else heads.times(d), suffix=" Halaman all")
        + f"""<body>{furniture.menu(d)}<div class="container detail"><div class="col-left">
<div class="profile-box"><a href="/u">{d.no(d.reporter)}</a> <span>{d.no("Lainnya - Pegawai")}</span><p>{bio}</p></div>
<h1 class="title">{d.title}</h1>
<div class="read-count"><span class="count-item">{clock}</span> <span>{changed}</span> <span>{d.no("38 pembaca")}</span></div>
<div class="share-box">{furniture.share(d, 1)}</div>
<figure><img src="{d.image}"><div class="photo-caption">{d.picture} {d.no("(Sumber gambar: dokumen pribadi)")}</div></figure>
<div class="read-content">
{text}</div>
<p class="disclaimer-text">{own}</p><ul class="vote">{votes}</ul>
<div class="join">{d.no("Ikuti Instagram @pedomaniana juga Tiktok supaya tidak ketinggalan event dan tips menarik.")}</div>
<div class="all-content">{d.no("Lihat Konten Ragam Selengkapnya")}</div>{furniture.tags(d, "Tag Artikel")}
{furniture.comments(d)}{furniture.links(d, 4, "Artikel Lainnya dari penulis", lead=True, box="other-artikel")}</div>
<div class="col-right">{furniture.links(d, 5, "Artikel Utama Pilihan", lead=d.number % 2 == 0)}</div></div>
{furniture.footer(d)}</body></html>"""
    )


def blogspot(d: Draft) -> str:
    """Write a page of a Blogspot site: divisions and breaks for paragraphs, a table for the picture, gadgets around."""
    form = Form(
        paragraph="blog" if d.number % 2 else "breaks",
        dateline=f"<b>{d.outlet.name} | {d.told.place}</b> - ",
        dateline_text=f"{d.outlet.name} | {d.told.place} - ",
        after=spread(d, furniture.also(d, 8), furniture.also(d, 2 if d.number % 2 else 1)),
        head="strong",
    )
    text = body(d, form)
    poster = d.no(f"Diposting oleh {d.outlet.name}")
    sign = ""
    if d.number % 3 != 1:
        d.show("reporter")
        sign = f"<div><b>{d.no(f'Penulis : {d.reporter}')}</b></div>"
    labels = " ".join(f'<a rel="tag" href="/search/label/{tag}">{d.no(tag)}</a>' for tag in d.told.tags)
    clock = dates.full(d.published, ", ")
    follow = d.no("Dapatkan kiriman terbaru lewat email, ketik alamat Anda lalu tekan Enter")
    return (
        heads.head(
            d,
            heads.graph(d),
            "<link rel='alternate' type='application/atom+xml' href='/feeds/posts/default' />",
            "<meta content='blogger' name='generator'/>",
            lang="en" if d.number == 2 else "id",
        )
        + f"""<body class='item-page'>{furniture.menu(d)}{furniture.spun(d) if d.number in {1, 6} else ""}
<div id='outer-wrapper'><div id='main-wrapper'><div class='main section' id='main'><div class='widget Blog' id='Blog1'>
<div class='blog-posts hfeed'><div class='post-outer'><div class='post hentry' itemscope itemtype='http://schema.org/BlogPosting'>
<h1 class='post-title entry-title' itemprop='name headline'>{d.title}</h1>
<div class='post-header'><span>{poster}</span> <abbr class='published' itemprop='datePublished' title='{
            dates.offset(d.published)
        }'>{d.no(clock)}</abbr></div>
<div class='post-body entry-content' id='post-body-881' itemprop='description articleBody'>
<table align="center" cellpadding="0" class="tr-caption-container"><tbody><tr><td><a href="{d.image}"><img src="{
            d.image
        }">
</a></td></tr><tr><td class="tr-caption" style="text-align: center;">{d.picture}</td></tr></tbody></table><br />
{text}{sign}<div style='clear: both;'></div></div>
<div class='post-footer'>{furniture.share(d, 0)}<div class='post-labels'>{d.no("Label Berita:")} {labels}</div>
<div id='related-posts'>{
            furniture.links(d, 4, "Artikel Terkait Lain", box="related", lead=d.number % 2 == 0)
        }</div></div>
</div></div></div>
<div class='blog-pager'><a href='/n'>{d.no("Posting Lebih Baru")}</a> <a href='/o'>{d.no("Posting Lama")}</a></div>
<div class='comments' id='comments'><h4>{d.no("Tidak ada komentar:")}</h4>
<p>{d.no("Berkomentarlah dengan santun, tautan aktif akan dihapus admin.")}</p></div></div></div></div>
<div id='sidebar-wrapper'><div class='widget PopularPosts'>{
            furniture.links(d, 5, "Postingan Populer", element="h2", lead=True)
        }
</div><div class='widget FollowByEmail'><p>{follow}</p></div>
<div class='widget BlogArchive'><h2>{d.no("Arsip Blog Kami")}</h2><ul><li>{
            d.no("Maret (114)")
        }</li></ul></div></div></div>
{furniture.footer(d)}</body></html>"""
    )


def tables(d: Draft) -> str:
    """Write a page of an old content system: tables for the layout, windows-1252, unclosed paragraphs, no metadata."""
    d.charset = "cp1252"
    d.show("reporter")
    form = Form(
        paragraph=("open", "breaks", "span")[d.number % 3],
        dateline=f"{d.told.place}, HB - ",
        dateline_text=f"{d.told.place}, HB - ",
        after=spread(d, furniture.also(d, 8 if d.number % 2 else 0), furniture.also(d, 7)),
        head="strong",
    )
    text = body(d, form)
    clock = f"{dates.day(d.published)}, {d.published.day:02d} {dates.MONTHS[d.published.month - 1]} {d.published.year}"
    clock = f"{clock} {d.published:%H:%M}" + (f" {dates.label(d.published)}" if d.number % 2 else "")
    last = ""
    if d.number % 2:
        d.show("modified")
        last = d.no(
            f"Terakhir diperbaharui ( {dates.day(d.modified)}, {dates.date(d.modified)} {d.modified:%H:%M} )",
        )
    poll = "".join(
        f"<tr><td><input type=radio></td><td>{d.no(t)}</td></tr>" for t in ("Sangat setuju", "Kurang setuju")
    )
    return (
        heads.head(d, heads.named(generator="Joomla! 1.5 - Open Source Content Management"), suffix=None, junk=False)
        + f"""<body bgcolor="#ffffff" leftmargin=0>
<table width="980" align="center" cellspacing="0"><tr><td colspan="3"><img src="/header.gif"><br>
{d.no("Selamat datang di situs resmi harian kami")}</td></tr>
<tr><td width="180" valign="top"><table class="moduletable"><tr><th>{d.no("Menu Utama Situs")}</th></tr>
<tr><td><a href="/">Beranda</a><br><a href="/foto">{d.no("Galeri Foto Pembaca")}</a></td></tr></table>
<table class="moduletable"><tr><th>{d.no("Jajak Pendapat Pembaca")}</th></tr>
<tr><td>{d.no("Setujukah Anda parkir di trotoar didenda?")}</td></tr>{poll}</table></td>
<td width="600" valign="top"><span class="breadcrumbs pathway">{
            d.no(f"Beranda » {d.told.section} » Arsip Berita")
        }</span>
<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{d.title}</td>
<td class="buttonheading"><a href="#">{d.no("Cetak halaman")}</a> <a href="#">E-mail</a></td></tr></table>
<table class="contentpaneopen"><tr><td><span class="small">{d.no(f"Ditulis oleh {d.reporter}")}</span></td></tr>
<tr><td class="createdate">{d.no(clock)}</td></tr>
<tr><td valign="top"><table align="left" width="200"><tr><td><img src="{d.image}"></td></tr><tr><td><font size="1">{
            d.picture
        }</font></td></tr></table>
{text}</td></tr>
<tr><td class="modifydate">{last}</td></tr></table>
{slot(1)}<h3>{d.no("Berita lain pada rubrik ini:")}</h3><ul><li>{furniture.other(d)}</li><li>{
            furniture.other(d)
        }</li></ul>
<p>{d.no("Komentar (0) - Tulis komentar, maksimal seribu huruf")}</p></td>
<td width="200" valign="top">{furniture.links(d, 4, "Berita Terakhir", element="b", box="latestnews")}
{furniture.links(d, 3, "Paling Dibaca Pekan Ini", element="b", lead=True)}
<p>{d.no("Kami memiliki 18 Tamu online")}</p></td></tr>
<tr><td colspan="3" align="center">{furniture.footer(d)}</td></tr></table></body></html>"""
    )


def handmade(d: Draft) -> str:
    """Write a page of a site made by hand: fonts and breaks, everything in text, nothing in metadata."""
    d.show("reporter")
    form = Form(
        paragraph=("breaks", "div", "open")[d.number % 3],
        dateline=f"<b>{d.told.place.upper()} (MB)</b>, ",
        dateline_text=f"{d.told.place.upper()} (MB), ",
        after=spread(d, furniture.also(d), furniture.scroll(d), furniture.also(d, 1)),
        head="strong",
    )
    text = body(d, form)
    clock = f"{dates.day(d.published)}, {d.published:%d-%m-%Y %H:%M} {dates.label(d.published)}"
    if d.number % 2:
        clock = f"{d.published.day} {dates.SHORT[d.published.month - 1]} {d.published:%Y} Pkl. {d.published:%H.%M} "
        clock += dates.label(d.published)
    editor = ""
    if d.number in {0, 3}:
        d.show("editor")
        editor = f"<i>{d.no(f'Redaktur: {d.editor}')}</i><br>"
    second = f"<div class='lanjut'>{furniture.second(d, heading='h1')}</div>" if d.number in {2, 6} else ""
    return (
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=utf-8'><title>{d.outlet.name} | {d.title}</title></head>"
        f"""<body><center><font size=6 color=red>{d.outlet.name}</font><br>{d.no("Tegas, lugas, dan berimbang untuk semua")}
</center><div id="menu"><a href="index.php">Home</a> | <a href="?k=1">Daerah</a> | <a href="?k=2">{d.no("Buku Tamu")}</a></div>
<div id="kiri">{furniture.links(d, 3, "BERITA TERBARU KAMI", element="b", lead=True)}</div>
<div id="isi"><h2>{d.title}</h2>
<font size=1>{d.no(clock)} - {d.no(f"Dibaca: {88 + d.number} kali")}</font><br>
<font size=1>{d.no(f"Oleh: {d.reporter}")}</font><br>{furniture.share(d, 1) if d.number % 2 else ""}
<img src="{d.image}" width=400><br><font size=1 color=gray>{d.picture}</font><br><br>
{text}
{editor}{furniture.follow(d)}{furniture.legal(d)}
<b>{d.no("BERITA LAIN YANG MENARIK")}</b><br>- {furniture.other(d)}<br>- {furniture.other(d)}<br>
{furniture.comments(d) if d.number % 2 else ""}{second}</div>
<div id="kanan"><marquee>{d.no("Hubungi kami untuk pasang iklan murah meriah")}</marquee>
{furniture.links(d, 4, "TERBANYAK DIBACA", element="b")}</div>
{furniture.footer(d)}{COUNTER}</body></html>"""
    )
