"""News agencies' regional bureaus and a political news network."""

from html import escape

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import slot

from .splitting import half, paging

ANTARA = (
    Outlet("SENTARA News Sulawesi Tenggara", "sultra.sentara.example", "Asia/Makassar"),
    Outlet("SENTARA News Jawa Timur", "jatim.sentara.example"),
    Outlet("SENTARA News Papua", "papua.sentara.example", "Asia/Jayapura"),
)
RMOL = (Outlet("KMOL Bengkulu", "www.kmolbengkulu.example"), Outlet("KMOL Jateng", "www.kmoljateng.example"))


def antara(d: Draft) -> str:
    """Write a page of a news agency: `post-content`, no closed paragraphs, names and rights in one small paragraph."""
    d.show("reporter", "editor")
    cut = half(d) if d.number == 4 else None
    agency = "SENTARA"
    inline, more = _inline(d), "" if d.number == 3 else _inline(d)
    last = "" if d.number == 3 else _inline(d)
    d.no("Baca juga")
    breaks = d.number % 2 == 0
    places = spread(d, f"{inline} {more}", slot(2) + last)
    form = Form(
        paragraph="breaks" if breaks else "p",
        head="strong",
        dateline=f"{d.told.place} ({agency}) - ",
        dateline_text=f"{d.told.place} ({agency}) - ",
        after={} if d.number == 3 else {key: f"{text}<br />\n" if breaks else text for key, text in places.items()},
        inside={1: f"<br>{inline} "} if d.number == 3 else {},
        cut=cut,
    )
    text = body(d, form)
    clock = dates.full(d.published, " ")
    again = d.no(f"Berita ini telah tayang di {d.outlet.host} dengan judul: {d.told.title}")
    crawl = d.no(
        "Dilarang mengambil konten, merayapi atau mengindeks otomatis untuk pelatihan mesin tanpa izin tertulis kantor "
        "berita ini."
    )
    d.no(f"Pewarta : {d.reporter}")
    d.no(f"Editor : {d.editor}")
    rights = d.no(f"COPYRIGHT © {agency} {d.published.year}")
    ld = heads.linked(heads.article(d, author=d.reporter, editor=d.editor)) if d.number % 3 else ""
    return (
        heads.head(
            d,
            heads.graph(d),
            heads.named(author=d.reporter, article_section=d.told.section),
            ld,
            suffix=f" - {d.outlet.name}",
        )
        + f"""<body>{furniture.menu(d)}<div class="main-content"><div class="row"><div class="col-md-8">
<article class="post-wrapper clearfix"><header class="post-header clearfix">
<p class="text-muted small">{d.no(f"Beranda / {d.told.section} / Kabar Daerah")}</p>
<h1 class="post-title">{d.title}</h1>
<p class="simple-share"><span class="article-date">
<i class="fa fa-clock-o"></i> {d.no(clock)}</span></p></header>
<div class="post-content clearfix font17">
<div class="img-caption"><img class="img-responsive" src="{d.image}"><p class="wp-caption-text">{d.picture}
{d.no(f"({agency}/{d.reporter})")}</p></div>
{text}
<br><p><i>{again}</i></p>
<p class="text-muted small mt10">Pewarta : {escape(d.reporter)}<br />
Editor : <span>{escape(d.editor)}</span><br />
{rights}</p><p class="small">{crawl}</p></div>
{paging(d, "Berikutnya »") if cut else ""}
<footer class="post-meta">{furniture.tags(d, "Tags:")}{furniture.share(d, 1)}</footer>
<h4>{d.no("Berita Terkait Lain")}</h4>{furniture.links(d, 4, "Pilihan Editor", lead=True, box="row")}
{furniture.comments(d) if d.number == 1 else ""}
</article></div><div class="col-md-4">{furniture.links(d, 5, "Terpopuler Sepekan", box="sidebar")}</div></div></div>
{furniture.footer(d)}</body></html>"""
    )


def _inline(d: Draft) -> str:
    told = d.other()
    return f'<span class="baca-juga"><b>Baca juga: <a href="{d.link(told)}">{d.no(told.title)}</a></b></span>'


def rmol(d: Draft) -> str:
    """Write a page of a political network: LAPORAN above the text, its name as the dateline, EDITOR below."""
    d.show("reporter", "editor")
    name = d.outlet.name.split()[0] + d.outlet.name.split()[1].upper()
    form = Form(
        paragraph="p" if d.number % 2 else "breaks",
        head="strong",
        dateline=f"<strong>{name}.</strong> ",
        dateline_text=f"{name}. ",
        after=spread(d, furniture.also(d, 4 if d.number % 2 else 8), slot(6) + furniture.also(d)),
    )
    text = body(d, form)
    clock = f"{dates.day(d.published)}, {d.published.day:02d} {dates.MONTHS[d.published.month - 1]} {d.published.year}"
    clock = f"{clock}, {d.published:%H:%M} {dates.label(d.published)}"
    find = d.no(f"Temukan berita-berita hangat dan terpercaya {d.outlet.name} lewat Google News.")
    opinion = d.no("Komentar sepenuhnya tanggung jawab pengirim dan tidak mewakili sikap redaksi.")
    return (
        heads.head(
            d,
            heads.graph(d) if d.number != 5 else "",
            heads.times(d, dates.naive) if d.number % 2 else "",
            heads.named(description=heads.teaser(d)),
            suffix=f" | {d.outlet.name}",
        )
        + f"""<body>{furniture.menu(d)}{furniture.spun(d) if d.number == 2 else ""}
<section class="section"><div class="row"><div class="col-lg-8">
<div class="blog-title-area"><span class="color-orange">{d.told.section}</span>
<h1>{d.title}</h1>
<div class="blog-meta"><small>LAPORAN: <a href="/r">{d.no(d.reporter.upper())}</a></small>
<small>{d.no(clock)}</small></div>{furniture.share(d, 0)}</div>
<div class="single-post-media"><img class="img-fluid" src="{d.image}" alt=""><p class="caption">{d.picture}/{
            d.no(d.outlet.name + " Foto")
        }</p></div>
<div class="blog-content"><div class="pp article-content">
{text}
<p>{find}</p></div></div>
<div class="blog-title-area">{d.no(f"EDITOR: {d.editor.upper()}")}
{furniture.tags(d, "Tag:")}</div>
<div class="custombox"><h4>{d.no("Komentar Pembaca Setia")}</h4><p>{opinion}</p></div>
{furniture.links(d, 4, "Berita Lainnya dari kami", lead=True, element="h4", box="custombox")}
</div><div class="col-lg-4"><div class="sidebar">{furniture.links(d, 5, "Terpopuler Bulan Ini", element="h2")}
{furniture.links(d, 3, "Berita Video Terbaru", element="h2")}</div></div></div></section>
{furniture.footer(d)}</body></html>"""
    )
