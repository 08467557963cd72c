"""WordPress sites in the four themes that regional outlets buy most."""

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import slot

JNEWS = (
    Outlet("Suluh Sultra", "suluhsultra.example", "Asia/Makassar"),
    Outlet("Gema Parahyangan", "gemaparahyangan.example"),
)
NEWSPAPER = (
    Outlet("Mimbar Riau", "mimbarriau.example"),
    Outlet("Tabea Post", "tabeapost.example", "Asia/Makassar"),
)
WPBERITA = (
    Outlet("Obor Timur", "obortimur.example", "Asia/Jayapura"),
    Outlet("Kabar Bumi Serasan", "kabarbumiserasan.example"),
)


def _graph(d: Draft) -> str:
    """Return the `@graph` that an SEO plugin prints: the author is the account, not the reporter."""
    page = {"@type": "WebPage", "@id": d.url, "name": f"{d.told.title} - {d.outlet.name}"}
    person = {"@type": "Person", "@id": f"https://{d.outlet.host}/#/schema/person/1", "name": "admin"}
    account = {"@id": f"https://{d.outlet.host}/#/schema/person/1", "name": "admin"}
    story = heads.article(d, author="admin") | {"@type": "Article", "author": account}
    return heads.linked(story, page, heads.crumbs(d), person, together=True)


def jnews(d: Draft) -> str:
    """Write a page of a JNews site: related posts inside the text, counters, author box, posts before and after."""
    inline = (
        '<div class="jnews_inline_related_post_wrapper left"><div class="jnews_inline_related_post">'
        f'<div class="jeg_heading"><h3><span>{d.no(d.pick(("BERITA TERKAIT", "BacaJuga yang ini", "Related Posts"), "r"))}'
        f"</span></h3></div>{_small(d)}{_small(d)}</div></div>\n"
    )
    form = Form(
        dateline=f"<strong>{d.outlet.name.upper()}, {d.told.place.upper()}</strong> – ",
        dateline_text=f"{d.outlet.name.upper()}, {d.told.place.upper()} – ",
        after=spread(d, inline, f'<div class="jeg_ad"><div class="ads-text">{d.no("Iklan sponsor kami")}</div></div>')
        | ({-1: furniture.spun(d)} if d.number == 3 else {}),
        curly=True,
        linked=d.told.tags[:2],
        cited=6 if d.number in {0, 5} else None,
        head="h3" if d.number % 2 else "strong",
    )
    text = body(d, form)
    names = ""
    if d.number % 3:
        d.show("reporter", "editor")
        names = f"<p><strong>{d.no(f'Reporter: {d.reporter}')}<br>{d.no(f'Editor: {d.editor}')}</strong></p>\n"
    box = d.no(f"Redaksi {d.outlet.name} menyajikan kabar dari pelosok dengan bahasa yang mudah dipahami.")
    clock = d.no(f"{dates.date(d.published)} {d.published:%H:%M} {dates.label(d.published)}")
    post = " ".join(
        f'<a href="#">{d.no(t)}</a>' for t in ("Share on Facebook", "Share on Twitter", "Kirim via WhatsApp")
    )
    return (
        heads.head(
            d,
            heads.graph(d, f"{d.told.title} - {d.outlet.name}"),
            heads.times(d),
            _graph(d),
            suffix=f" - {d.outlet.name}",
        )
        + f"""<body class="post-template-default single single-post jnews">{furniture.menu(d)}
<div class="jeg_main"><div class="container"><div class="jeg_content jeg_singlepage"><div class="jeg_inner_content row">
<div class="jeg_breadcrumbs"><a href="/">Home</a> <a href="/k">{d.no("Kabar " + d.told.section)}</a></div>
<div class="entry-header"><h1 class="jeg_post_title">{d.title}</h1>
<div class="jeg_meta_container"><div class="jeg_meta_author"><span>by</span> <a href="/author/admin">admin</a></div>
<div class="jeg_meta_date"><a href="#">{clock}</a></div><div class="jeg_meta_category">in {d.told.section}</div>
<div class="jeg_meta_comment">0</div></div></div>
<div class="jeg_featured featured_image"><a href="#"><img class="wp-post-image" src="{d.image}"></a>
<p class="wp-caption-text">{d.picture}</p></div>
<div class="jeg_share_top_container"><div class="counts">{d.no("114 SHARES")}</div><div>{d.no("1.4k VIEWS")}</div>{post}
</div>
<div class="entry-content no-share"><div class="content-inner">
{text}{names}<p>{d.no(f"Views: {41 + d.number}")}</p></div>
<div class="jeg_post_tags">{furniture.tags(d, "Tags:")}</div>
<div class="jeg_share_bottom_container">{post}</div></div>
<div class="jeg_authorbox"><h3>admin</h3><p class="jeg_author_desc">{box}</p></div>
<div class="jnews_prev_next_container"><div><span>{d.no("Previous Post")}</span> {furniture.other(d)}</div>
<div><span>{d.no("Next Post")}</span> {furniture.other(d)}</div></div>
<div class="jnews_related_post_container">{furniture.links(d, 4, "Related Posts untuk Anda", lead=True, box="jeg_posts")}
</div><div class="jnews_comment_container">{furniture.comments(d) if d.number % 2 else d.no("Discussion about this post")}
</div></div><div class="jeg_sidebar">{furniture.links(d, 5, "Recent News Hari Ini", lead=d.number % 2 == 0)}
<p>{d.no("Langganan buletin kami dan terima ringkasan berita setiap Senin.")}</p></div></div></div></div>
{furniture.footer(d)}</body></html>"""
    )


def _small(d: Draft) -> str:
    told = d.other()
    return (
        f'<article class="jeg_post jeg_pl_xs"><h3 class="jeg_post_title"><a href="{d.link(told)}">{d.no(told.title)}</a>'
        f'</h3><div class="jeg_post_meta"><i class="fa fa-clock-o"></i> {d.no("12 Januari 2022")}</div></article>'
    )


def newspaper(d: Draft) -> str:
    """Write a page of a Newspaper (tagDiv) site: English theme words, lists of the same author, a long bold first line."""
    inside = {0: furniture.also_inside(d)} if d.number % 3 == 0 else {}
    form = Form(
        paragraph="span" if d.number % 2 else "p",
        dateline=f"<b>{d.told.place.upper()} – </b>",
        dateline_text=f"{d.told.place.upper()} – ",
        after=spread(
            d, f'<div class="td-a-rec">{slot(8)}<span>{d.no("- Advertisement -")}</span></div>', furniture.also(d)
        ),
        inside=inside,
        pasted=d.number % 2 == 1,
        bold=(0,) if d.number == 2 else (),
        curly=True,
        head="h4",
    )
    text = body(d, form)
    sign = d.sign(d.reporter.split()[0].lower(), "rls")
    name = ""
    if d.number % 2:
        d.show("reporter")
        name = f"<p><em>{d.no(f'Laporan Wartawan {d.outlet.name}, {d.reporter}')}</em></p>"
    clock = f"{dates.MONTHS[d.published.month - 1]} {d.published.day}, {d.published.year} {d.published:%H:%M}"
    reply = d.no("Save my name, email, and website in this browser for the next time I comment.")
    wrong = d.number in {2, 5}
    zone = f"{dates.slashed(d.published)}"
    return (
        heads.head(
            d,
            heads.graph(d) if d.number != 4 else "",
            heads.times(d, dates.mislabelled if wrong else dates.offset, modified=not wrong),
            suffix=f" | {d.outlet.name}",
        )
        + f"""<body class="single single-post td-standard-pack">{furniture.menu(d)}{furniture.consent(d)}
<div class="td-container td-post-template-default"><div class="td-crumb-container"><div class="entry-crumbs">
<a href="/">Home</a> <a href="/k">{d.told.section}</a> {d.no(" ".join(d.told.title.split()[:3]) + " ...")}</div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><article class="post type-post">
<div class="td-post-header"><h1 class="entry-title">{d.title}</h1>
<div class="td-module-meta-info"><span>By</span> <a href="/author/redaksi">Redaksi</a>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{
            dates.mislabelled(d.published) if wrong else dates.offset(d.published)
        }">{d.no(zone if wrong else clock)}</time></span></div></div>
<div class="td-post-sharing">{furniture.share(d, 0)}</div>
<div class="td-post-content tagdiv-type">
<div class="td-post-featured-image"><figure><img class="entry-thumb" src="{
            d.image
        }"><figcaption class="wp-caption-text">{d.picture} {
            d.no("(ist/" + d.outlet.name + ")")
        }</figcaption></figure></div>
{name}{text}<p><strong>{sign}</strong></p>
{furniture.follow(d)}
<p>{d.no(f"Post Views: {300 + d.number}")}</p></div>
<footer>{furniture.tags(d, "TAGS")}<div class="td-block-row td-post-next-prev"><div><span>{
            d.no("Previous article")
        }</span> {furniture.other(d)}</div><div><span>{d.no("Next article")}</span> {furniture.other(d)}</div></div>
<div class="author-box-wrap"><div class="desc">{
            d.no(f"Redaksi {d.outlet.name} dapat dihubungi setiap hari kerja di kantor pusat.")
        }</div></div></footer></article>
<div class="td_block_related_posts">{
            furniture.links(d, 3, "RELATED ARTICLES MORE FROM AUTHOR", element="h4", lead=d.number % 2 == 0)
        }</div><div id="respond"><h3>{d.no("LEAVE A REPLY")}</h3><p>{d.no("Cancel reply")}</p><p>{reply}</p></div></div>
<div class="td-pb-span4 td-main-sidebar">{furniture.links(d, 4, "Must Read This Week")}
{furniture.links(d, 4, "Most Popular Posts", lead=True)}</div></div></div>
{furniture.footer(d)}</body></html>"""
    )


def wpberita(d: Draft) -> str:
    """Write a page of a KentoozTheme site: names and clock in one meta line, inline link lists, floating shares."""
    d.show("reporter")
    editor = ""
    if d.number % 2 == 0:
        d.show("editor")
        editor = f"{d.no(f'Editor: {d.editor}')}"
    plain = f"<p><b>{furniture.other(d)}</b></p>\n" if d.number in {1, 4} else furniture.also(d)
    shortcode = f"<p>{d.no('[irp posts=2231 name=baca juga]')}</p>\n" if d.number == 5 else ""
    form = Form(
        paragraph="p",
        dateline=f"<strong>{d.told.place.upper()}, {d.outlet.host.split('.')[0]}.com</strong> – ",
        dateline_text=f"{d.told.place.upper()}, {d.outlet.host.split('.')[0]}.com – ",
        after=spread(d, furniture.also(d), plain + shortcode, furniture.also(d, 4)),
        ahead={2: furniture.also_ahead(d)} if d.number == 6 else {},
        bold=(0,) if d.number % 2 == 0 else (),
        curly=True,
        linked=(d.told.place,) if d.number % 2 else (),
        head="strong",
    )
    text = body(d, form)
    clock = dates.full(d.published, ", ")
    scrolled = furniture.scroll(d)
    ld = _graph(d) if d.number % 2 else ""
    return (
        heads.head(d, heads.graph(d) if d.number != 3 else "", heads.times(d) if d.number != 3 else "", ld)
        + f"""<body class="single idtheme kentooz">{furniture.menu(d)}
<div id="page" class="site"><div id="content" class="gmr-content"><div class="container"><div class="row">
<main id="primary" class="col-md-main"><article class="post content-single"><div class="gmr-box-content gmr-single">
<header class="entry-header entry-header-single"><div class="gmr-meta-topic"><strong>
<span class="cat-links-content">{d.told.section}</span></strong></div>
<h1 class="entry-title"><strong>{d.title}</strong></h1>
<div class="list-table clearfix"><div class="table-row"><div class="table-cell gmr-content-metasingle">
<div class="meta-content gmr-content-metasingle"><span class="author vcard">{d.no(f"Penulis: {d.reporter}")}</span> {editor}
<span class="posted-on"><time class="entry-date published" datetime="{dates.offset(d.published)}">{d.no(clock)}</time></span>
</div></div></div></div></header>
<figure class="post-thumbnail gmr-thumbnail-single"><img src="{d.image}"><figcaption class="wp-caption-text">{d.picture}
</figcaption></figure>
<div class="single-wrap"><div class="content-right">{furniture.share(d, 2)}</div>
<div class="entry-content entry-content-single clearfix have-content">
{scrolled}{text}
<div class="gmr-banner-aftercontent text-center">{slot(5)}</div></div></div>
<footer class="entry-footer entry-footer-single">{furniture.tags(d, "Tag :")}
<div class="gmr-gnews"><a href="#">{d.no(f"Ikuti {d.outlet.name} di Google News dan saluran WhatsApp")}</a></div>
<div class="gmr-nextposts-button"><p>{d.no("Pos berikutnya yang mungkin Anda cari")}</p>{furniture.other(d)}</div></footer>
</div>
<div class="gmr-related-post">{furniture.links(d, 4, "Pos terkait", lead=True, box="gmr-related-post-onlytitle")}</div>
{furniture.comments(d)}</article></main>
<aside id="secondary" class="widget-area col-md-sb-r">{furniture.links(d, 5, "Pos-pos Terbaru")}
{furniture.links(d, 5, "Berita Populer Bulan Ini", lead=d.number % 2 == 1)}
<div class="widget poll"><p>{d.no("Jajak pendapat: puaskah Anda dengan layanan kantor desa?")}</p>
<label>{d.no("Puas sekali")}</label><label>{d.no("Tidak puas")}</label></div></aside></div></div></div></div>
{furniture.footer(d)}</body></html>"""
    )
