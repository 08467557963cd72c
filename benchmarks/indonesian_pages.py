"""Pages of twelve Indonesian templates around the written corpus, with all that must not appear in the text.

The templates follow the markup of WordPress themes, regional networks, portals and agencies; class names, order of blocks
and furniture differ from the golden pages. Each article is served in four templates, so that every template carries at least
twelve of them. Gold is the article's own paragraphs, title, instant and byline.

Data statement: the articles are those of the written corpus (invented persons, real places and institutions); furniture
is ours. The templates were written by the authors of the rules: the set shows regressions, it proves nothing about
pages nobody has seen; for these see the public sets of `extraction.py`.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
_DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()  # noqa: SIM905
_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
FURNITURE = (
    "Harga Cabai Rawit Turun Lagi", "Jalan Lintas Tertutup Longsor", "Simak Video", "SCROLL TO CONTINUE", "ADVERTISEMENT",
    "Google News", "All rights reserved", "Akismet", "cookies", "Bagikan", "Post Views", "Exit mobile version", "Site icon",
    "Halaman 1", "telah tayang", "Recent Posts", "Read More", "Tinggalkan Balasan", "Dilarang keras", "Baca juga", "Baca Juga",
)  # fmt: skip


# The corpus prints bylines, captions and codes as real stories do; they are no part of the gold text.
_NO_STORY = re.compile(
    r"\(?(?:baca juga|artikel ini|oleh:|penulis:|editor:|reporter:|keterangan foto|foto:)", re.IGNORECASE
)
_CODE = re.compile(r"\s*\((?:[a-z]{2,4}(?:/[a-z]{2,4})?|\*)\)$")


@dataclass(frozen=True, slots=True)
class Story:
    """One article to be served: title, paragraphs, instant, reporter, editor, zone name."""

    title: str
    paragraphs: tuple[str, ...]
    at: datetime
    reporter: str
    editor: str
    zone: str

    @property
    def local(self) -> datetime:
        """Return the instant at the outlet."""
        return self.at.astimezone(ZoneInfo(_ZONES[self.zone]))

    @property
    def spoken(self) -> str:
        """Return the visible dateline."""
        day = self.local
        return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year} | {day:%H:%M} {self.zone}"


def stories(corpus: Path) -> Iterator[Story]:
    """Yield the articles of the written corpus, with bylines of ours."""
    names = ("Surti Wanda", "Dul Karim", "Endah Laras", "Yafet Mandosir", "Rukmini", "Arman Lase")
    for number, line in enumerate(corpus.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        parts = tuple(" ".join(part.split()) for part in item["text"].split("\n\n") if part.strip())
        story = tuple(_CODE.sub("", part) for part in parts if not _NO_STORY.match(part))
        at = datetime.fromisoformat(item["published"]).replace(second=0, microsecond=0)
        zone = ("WIB", "WITA", "WIT")[number % 3]
        yield Story(item["title"], story, at, names[number % 6], names[(number + 1) % 6], zone)


def _p(parts: tuple[str, ...], inside: str = "", tag: str = "p") -> str:
    half = max(1, len(parts) // 2)
    shown = [f"<{tag}>{html.escape(part)}</{tag}>" for part in parts]
    return "\n".join([*shown[:half], inside, *shown[half:]])


def _page(story: Story, body: str, head: str = "", site: str = "Kabar Contoh") -> str:
    title = html.escape(story.title)
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} - {site}</title>'
        f'<meta property="og:site_name" content="{site}">{head}</head><body>'
        f'<header><a href="/">{site}</a><nav><a href="/d">Daerah</a> <a href="/p">Politik</a></nav></header>{body}'
        f"<footer><p>Copyright © {story.at.year} {site}. All rights reserved</p></footer></body></html>"
    )


def _ld(story: Story) -> str:
    data = {"@type": "NewsArticle", "headline": story.title, "datePublished": story.at.isoformat()}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _meta(story: Story) -> str:
    return f'<meta property="article:published_time" content="{story.at.isoformat()}">'


_ALSO = '<p><strong>Baca juga: <a href="/1">Harga Cabai Rawit Turun Lagi</a></strong></p>'
_SIDE = '<aside><h3>Terpopuler</h3><ul><li><a href="/2">Jalan Lintas Tertutup Longsor</a></li></ul></aside>'


def _newspaper_theme(s: Story) -> str:
    body = f'<div class="td-main"><h1>{html.escape(s.title)}</h1><div class="td-post-content">{_p(s.paragraphs, _ALSO)}<p>Reporter: {s.reporter}<br>Editor: {s.editor}</p></div></div>{_SIDE}'
    return _page(
        s, body + "<div><h4>Recent Posts</h4><p>KABAR - Warga diminta waspada… <a>Read More</a></p></div>", _ld(s)
    )


def _jnews_theme(s: Story) -> str:
    body = f'<article><h1>{html.escape(s.title)}</h1><div class="jeg_meta">{s.spoken}</div><div class="content-inner"><div>Bagikan</div>{_p(s.paragraphs, _ALSO.replace("juga:", "Juga:"))}<p>Penulis: {s.reporter} | Editor: {s.editor}</p><p>Post Views: 1.204</p></div></article><div id="respond"><h3>Tinggalkan Balasan</h3><p>Situs ini menggunakan Akismet untuk mengurangi spam.</p></div>'
    return _page(s, body, _meta(s))


def _amp_theme(s: Story) -> str:
    body = f'<p>Site icon Kabar Contoh</p><article><h1>{html.escape(s.title)}</h1><div class="konten">{_p(s.paragraphs)}</div><p>Penulis: {s.reporter}</p><p>Editor: {s.editor}</p></article><p>Exit mobile version</p>'
    return _page(s, body, _meta(s))


def _network(s: Story) -> str:
    body = f'<div id="artikel"><h1>{html.escape(s.title)}</h1><time>{s.spoken}</time><div class="penulis">Penulis: {s.reporter} | Editor: {s.editor}</div><div class="txt">{_p(s.paragraphs, _ALSO)}<p>Artikel ini telah tayang di Kabar Contoh dengan judul {html.escape(s.title)}</p><p>Halaman 1 2 3 Selanjutnya</p></div></div>'
    return _page(s, body)


def _portal(s: Story) -> str:
    inside = '<p class="ad">ADVERTISEMENT</p><p class="ad">SCROLL TO CONTINUE WITH CONTENT</p><div>Baca juga: <a href="/1">Harga Cabai Rawit Turun Lagi</a></div>'
    body = f'<section class="dtl"><h1>{html.escape(s.title)}</h1><div>{s.reporter} - Kabar</div><div>{s.spoken}</div><div class="isi-berita">{_p(s.paragraphs, inside)}<p>Simak Video "Debat Publik"</p><p>(abc/def)</p></div></section>{_SIDE}'
    return _page(
        s, body, _meta(s) + f'<meta name="author" content="{s.reporter}"><meta name="editor" content="{s.editor}">'
    )


def _agency(s: Story) -> str:
    body = f'<div class="wrap"><h1>{html.escape(s.title)}</h1><span>{s.spoken}</span><div class="post-content">{_p(s.paragraphs)}<p>Pewarta: {s.reporter}<br>Editor: {s.editor}<br>Copyright © KABAR {s.at.year}</p><p>Dilarang keras mengambil konten tanpa izin tertulis.</p></div></div>'
    return _page(s, body, _ld(s))


def _breaks(s: Story) -> str:
    body = f'<div class="konten"><h2 class="judul">{html.escape(s.title)}</h2><span class="tgl">{s.spoken}</span><div class="naskah">{"<br><br>".join(map(html.escape, s.paragraphs))}<br><br>Reporter: {s.reporter}<br>Editor: {s.editor}</div></div><div class="lain"><a href="/2">Jalan Lintas Tertutup Longsor</a></div>'
    return _page(s, body)


def _next(s: Story) -> str:
    item = {
        "title": s.title,
        "published_at": s.at.isoformat(),
        "author": s.reporter,
        "editor": s.editor,
        "content": _p(s.paragraphs, _ALSO),
    }
    data = json.dumps({"props": {"pageProps": {"detail": item}}})
    return _page(s, f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{data}</script>')


def _links(s: Story) -> str:
    body = f'<div class="read"><h1>{html.escape(s.title)}</h1><div class="read-body">{_p(s.paragraphs, _ALSO)}<p>Simak breaking news dan berita pilihan kami langsung di ponselmu lewat Google News.</p></div></div>{_SIDE}'
    return _page(
        s,
        body,
        _meta(s)
        + f'<meta name="content_author" content="{s.reporter}"><meta name="content_editor" content="{s.editor}">',
    )


def _divs(s: Story) -> str:
    body = f'<main><div class="title"><h1>{html.escape(s.title)}</h1></div><div class="tanggal">{s.spoken}</div><div class="body">{_p(s.paragraphs, tag="div")}<div>Reporter: {s.reporter} | Editor: {s.editor}</div></div></main><div class="cookie-banner"><p>This website uses cookies.</p></div>'
    return _page(s, body)


def _disway(s: Story) -> str:
    body = f'<div class="post"><h1>{html.escape(s.title)}</h1><div class="date">{s.spoken}</div><div>Reporter: {s.reporter}|Editor: {s.editor}</div><div class="content-article">{_p(s.paragraphs, _ALSO)}</div><p>Cek Berita dan Artikel yang lain di Google News</p><p>Sumber:</p></div>'
    return _page(s, body, _meta(s))


def _blog(s: Story) -> str:
    body = f'<div class="post hentry"><h3 class="post-title entry-title">{html.escape(s.title)}</h3><div class="post-body entry-content">{_p(s.paragraphs, _ALSO)}<p>Penulis: {s.reporter}</p><p>Editor: {s.editor}</p></div><div class="post-footer"><p>Bagikan ini:</p></div></div>{_SIDE}'
    return _page(s, body, _meta(s))


TEMPLATES: tuple[Callable[[Story], str], ...] = (
    _newspaper_theme, _jnews_theme, _amp_theme, _network, _portal, _agency, _breaks, _next, _links, _divs, _disway, _blog,
)  # fmt: skip


def pages(corpus: Path) -> Iterator[tuple[str, Story, bytes]]:
    """Yield (template's name, story, page): every article of the corpus in four templates."""
    for number, story in enumerate(stories(corpus)):
        for turn in range(0, len(TEMPLATES), 3):
            template = TEMPLATES[(number + turn) % len(TEMPLATES)]
            yield template.__name__.strip("_"), story, template(story).encode()
