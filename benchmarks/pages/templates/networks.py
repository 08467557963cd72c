"""Networks of regional sites: many hosts, one markup each."""

from pages import dates, furniture, heads
from pages.body import Form, body, spread
from pages.draft import Draft, Outlet
from pages.junk import COUNTER, WIDGET, slot

from .splitting import half, paging

TRIBUN = (
    Outlet("WartaTribuna-Sultra.com", "sultra.wartatribuna.example", "Asia/Makassar"),
    Outlet("WartaTribuna-Jatim.com", "jatim.wartatribuna.example"),
    Outlet("WartaTribuna-Papua.com", "papua.wartatribuna.example", "Asia/Jayapura"),
)
DISWAY = (
    Outlet("HARIANKHATULISTIWA.ID", "khatulistiwa.harianwe.example"),
    Outlet("RADARSEKAYU.ID", "radarsekayu.harianwe.example"),
)
PROMEDIA = (
    Outlet("PortalMahakam.com", "www.portalmahakam.example", "Asia/Makassar"),
    Outlet("Suara Priangan", "www.suarapriangan.example"),
)


def tribun(d: Draft) -> str:
    """Write a page of a newspaper group's regional network: `txt-article`, names above the text, much repetition."""
    d.show("reporter", "editor")
    name, place = d.outlet.name, d.told.place
    cut = half(d) if d.number in {2, 5} else None
    dateline = f"{name.upper()}, {place.upper()}"
    form = Form(
        dateline=f"<strong>{dateline}</strong> - ",
        dateline_text=f"{dateline} - ",
        after=spread(
            d,
            f'<p class="baca">{furniture.also(d, 6).removeprefix("<p>")}' + slot(d.number),
            furniture.also(d, 0),
            furniture.scroll(d) if d.number % 2 else furniture.also(d, 7),
        ),
        linked=(place,) if d.number % 2 else (),
        head="h3",
        cut=cut,
    )
    text = body(d, form)
    again = d.no(f"Artikel ini telah tayang di {name} dengan judul {d.told.title}")
    video = f"<p>{d.no('VIDEO: Detik-detik kejadian yang direkam warga dari lantai dua')}</p>" if d.number == 3 else ""
    clock = dates.full(d.published, " ")
    ld = heads.article(d, author=d.reporter, editor=d.editor) if d.number % 3 else heads.article(d, author="")
    claims = heads.times(d, dates.naive) if d.number == 4 else ""
    return (
        heads.head(
            d,
            heads.graph(d, f"{d.told.title} - {name}"),
            claims,
            heads.linked(ld, heads.crumbs(d)),
            suffix=f" - {name}",
        )
        + f"""<body>{furniture.menu(d)}{furniture.consent(d)}
<div class="main" id="article_con"><div class="content"><div id="article">
<div class="breadcrumb"><a href="/">Home</a> » <a href="/k">{d.no(d.told.section + " Daerah")}</a></div>
<h1 class="f50 black2 f400 crimson" id="arttitle">{d.title}</h1>
<div class="mt10"><time class="grey">{d.no(clock)}</time></div>
<div id="penulis" class="credit">Penulis: <a href="/p/1">{d.no(d.reporter)}</a> |
<span id="editor">Editor: <a href="/e/1">{d.no(d.editor)}</a></span></div>
{furniture.share(d, 1)}
<div class="ovh imgfull_div"><img class="imgfull" src="{d.image}" alt="foto">
<div class="arial f12 pb10 grey2">{d.no(f"{name}/{d.reporter}")}<br>{d.picture}</div></div>
<div class="side-article txt-article multi-fontsize">
{text}
<p>({d.no(f"{name}/{d.reporter}")})</p>
{video}<p>{again}</p>
{furniture.follow(d)}
</div>
{paging(d, "Halaman selanjutnya") if cut else ""}
{furniture.tags(d, "Tags:")}
<div class="mb20"><h4>{d.no("Berita Terkait :#" + d.told.section)}</h4>{furniture.other(d)}<br>{furniture.other(d)}</div>
{WIDGET}{furniture.comments(d) if d.number % 2 else ""}
</div></div>
<div class="sidebar">{furniture.links(d, 5, "BERITA TERKINI", lead=d.number % 3 == 0)}{furniture.links(d, 4, "Berita POPULER")}</div>
</div>{COUNTER}{furniture.footer(d)}</body></html>"""
    )


def disway(d: Draft) -> str:
    """Write a page of a network of dailies: `div.post`, pairs of BACA JUGA, one line of reporter, editor and clock."""
    d.show("reporter", "editor")
    cut = half(d) if d.number in {1, 4} else None
    dateline = f"{d.told.place.upper()}, {d.outlet.name}"
    caption = f"{d.picture}--<i>{d.no(d.outlet.name + ' / ' + d.reporter)}</i>" if d.told.caption else ""
    pair = furniture.also(d, 0).upper() if d.number == 6 else furniture.also(d, 0) + furniture.also(d, 0)
    form = Form(
        paragraph="p" if d.number % 2 else "ltr",
        head="strong",
        dateline=f"<strong>{dateline}</strong> - ",
        dateline_text=f"{dateline} - ",
        after=spread(d, pair, slot(3) + furniture.also(d, 0) + furniture.also(d, 7)),
        inside={0: furniture.also_inside(d)} if d.number == 3 else {},
        cited=5 if d.number == 5 else None,
        cut=cut,
    )
    clock = f"{dates.day(d.published)} {d.published:%d-%m-%Y,%H:%M} {dates.label(d.published)}"
    line = d.no(f"Reporter: {d.reporter}|Editor: {d.editor}|{clock}")
    text = body(d, form)
    ld = heads.linked(heads.article(d, dates.naive, modified=False)) if d.number % 2 else ""
    return (
        heads.head(d, heads.graph(d), ld, heads.named(author=d.outlet.name, keywords=", ".join(d.told.tags)))
        + f"""<body>{furniture.menu(d)}<div class="container"><div class="row"><div class="col-md-8">
<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/k">{d.told.section}</a></li></ul>
<h1 class="text-black">{d.title}</h1>
<div class="date"><span>{line}</span></div>
{furniture.share(d, 0)}
<figure class="image-detail"><img src="{d.image}"><figcaption>{caption}</figcaption></figure>
<div class="post">
{text}
<p><strong><em>{d.no(f"Cek Berita dan Artikel pilihan {d.outlet.name.title()} di Google News")}</em></strong></p>
<p>{d.no("Sumber: wawancara dan rilis resmi")}</p>
</div>
{paging(d, "Selanjutnya") if cut else ""}
<div class="tag">{furniture.tags(d, "Tag")}</div>
{furniture.links(d, 3, "Berita Terkait", lead=d.number % 2 == 0, box="related media-list")}
{furniture.links(d, 4, "Berita Terkini", box="media-list")}
</div><div class="col-md-4">{furniture.links(d, 5, "Berita Terpopuler", box="sidebar")}</div></div></div>
{furniture.footer(d)}{COUNTER}</body></html>"""
    )


def promedia(d: Draft) -> str:
    """Write a page of a shared platform of partner sites: `read__content`, starred end, names below the text."""
    d.show("editor")
    name = d.outlet.name
    cut = half(d) if d.number in {0, 3} else None
    form = Form(
        dateline=f"<strong>{name.upper()}</strong> - ",
        dateline_text=f"{name.upper()} - ",
        after=spread(d, furniture.also(d, 0), slot(9) + furniture.also(d, 0), furniture.also(d, 4)),
        head="h2",
        linked=(d.told.place,),
        cut=cut,
    )
    text = body(d, form)
    source = f"<p>{d.no('Sumber: Siaran pers')}</p>" if d.number % 2 else ""
    by = ""
    if d.number != 2:
        d.show("reporter")
        by = f"{d.no(f'Penulis: {d.reporter}')}"
    wrong = dates.mislabelled if d.number in {1, 5} else dates.offset
    ld = heads.linked(
        heads.article(d, wrong, author=d.reporter if "reporter" in d.shown else None),
        {"@type": "WebSite", "name": name},
        heads.crumbs(d),
    )
    latest = furniture.links(d, 6, "Terkini Lainnya", element="h2", box="latest__wrap", lead=True)
    return (
        heads.head(d, heads.graph(d), ld, suffix=f" - {name}")
        + f"""<body>{furniture.menu(d)}<main class="container"><section class="read">
<div class="read__header"><h1 class="read__title">{d.title}</h1>
<div class="read__info"><div class="read__info__author">{by}</div>
<div class="read__info__date">- {d.no(dates.full(d.published))}</div></div></div>
<div class="photo"><img src="{d.image}"><div class="photo__caption">{d.picture} <span>({d.no("Foto: dok. " + name)})</span>
</div></div>
{furniture.share(d, 0)}
<article class="read__content clearfix">
{text}***
</article>
{paging(d, "Halaman berikutnya") if cut else ""}
<div class="editor"><p>{d.no(f"Editor: {d.editor}")}</p>{source}</div>
{furniture.tags(d, "Tags")}
<div class="related"><h2>{d.no("Artikel Terkait Lainnya")}</h2>{furniture.other(d)} {furniture.other(d)}</div>
{latest}
</section><aside>{furniture.links(d, 5, "Berita Terpopuler", box="mostpopular")}
{furniture.links(d, 3, "Berita Pilgub", box="hl")}</aside></main>{furniture.footer(d)}</body></html>"""
    )
