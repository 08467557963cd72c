"""Pages served at an article's own address that are none: walls, blocked sites, stubs that only lead on."""

from datetime import UTC, datetime

import pytest

from archive.records.page import Entry, Page
from crawlers.inplace import wall_in_place
from crawlers.refresh import leads_to
from crawlers.walls import find_wall
from pipeline.page.announced import is_other_page

NOW = datetime(2024, 11, 4, 5, tzinfo=UTC)
TITLE = "Sekretaris Daerah Rindu Diperiksa Pengawas"
FORM = '<form action="/akun"><input name="surel"><input type="password" name="sandi"><button>Lanjut</button></form>'
WALLS = {
    "a subscription": (
        "<title>Masuk dulu - Contoh</title><h1>Konten premium</h1><p>Silakan berlangganan untuk membaca ini.</p>"
        + FORM,
        "login",
    ),
    "a bare login form": (f"<title>Akun - Harian Contoh</title><h1>Akun pembaca</h1>{FORM}", "login"),
    "the article's own title over a form": (
        f"<title>{TITLE}</title><h1>{TITLE}</h1><p>Masuk untuk membaca selengkapnya.</p>{FORM}",
        "login",
    ),
    "consent": (
        "<title>Privasi</title><div><h2>Sebelum lanjut</h2><p>Situs kami menyimpan cookie di gawai Anda.</p></div>",
        "consent",
    ),
    "a consent layer alone": ('<title>Harian Contoh</title><div id="onetrust-consent-sdk">Pilihan</div>', "consent"),
    "a provider's page": (
        "<title>Internet Positif</title><h1>Mohon maaf</h1><p>Laman yang Anda tuju tidak dapat diakses.</p>",
        "refused",
    ),
}
SHORT = "<p>Ia diperiksa selama dua jam pada Senin siang di kantor pengawas kabupaten.</p>"
CONTENT = {
    "a short item beside a login form": f"<title>{TITLE}</title><h1>{TITLE}</h1>{SHORT}{FORM}",
    "a short item under another title": f"<title>Pengawas Panggil Pejabat Rindu</title>{SHORT}{FORM}",
    "the beginning of a paid article": f"<title>{TITLE}</title>{SHORT}<p>Berlangganan untuk terus membaca artikel.</p>",
    "a report on blocked sites": f"<title>Internet Positif Dipersoalkan</title>{SHORT * 8}<p>Situs ini diblokir.</p>",
    "a story under a consent layer": f'<title>{TITLE}</title><div id="didomi-host">Setujui cookie</div>{SHORT * 8}',
    "a page without text": "<title>Harian Contoh</title><div id=root></div>",
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_in_place_of_an_article_is_known(name):
    body, kind = WALLS[name]
    wall = wall_in_place(f"<html><body>{body}</body></html>".encode(), TITLE)
    assert wall is not None
    assert wall.kind == kind


@pytest.mark.parametrize("name", CONTENT)
def test_content_is_no_wall(name):
    assert wall_in_place(f"<html><body>{CONTENT[name]}</body></html>".encode(), TITLE) is None
    assert wall_in_place(f"<html><body>{CONTENT[name]}</body></html>".encode(), None) is None


def test_walls_are_blocked_counted_and_never_delivered(lab, site):
    site.pages = {f"/{n}": f"<html><body>{body}</body></html>" for n, (body, _) in enumerate(WALLS.values())}
    site.pages["/feed/"] = lab.feed(site, *site.pages)
    status, headers, body = site.pages["/feed/"]
    site.pages["/feed/"] = status, headers, body.replace("<title>Judul ", f"<title>{TITLE} ")
    (report,), pages, _ = lab.run(lab.outlet(site))
    assert (report.outcome, report.states, list(pages)) == ("blocked", {"blocked": len(WALLS)}, [])
    assert report.reasons["the site asks for a login"] == 3
    assert report.reasons["the network's provider blocks the site"] == 1


STUB = '<html><head><meta http-equiv="refresh" content="{};url={}"><title>Mohon tunggu</title></head><p>Sebentar ya'


def test_a_page_that_only_leads_on_is_followed_once_to_its_article(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, "/lama", "/pribadi", "/masuk-dulu"),
        "/lama": STUB.format(0, "/baru"),
        "/baru": lab.article("Sekretaris daerah itu diperiksa."),
        "/pribadi": STUB.format(2, "http://169.254.169.254/latest/"),
        "/masuk-dulu": STUB.format(0, "/login?kembali=1"),
        "/login?kembali=1": f"<title>Akun</title>{FORM}",
    }
    (report,), pages, _ = lab.run(lab.outlet(site))
    assert report.states == {"kept": 1, "refused": 1, "blocked": 1}
    assert [(page.url, page.requested_url) for page in pages] == [(f"{site.home}baru", f"{site.home}lama")]


@pytest.mark.parametrize(
    "page",
    [
        STUB.format(300, "/lain"),
        STUB.format(0, "/lain") + SHORT * 4,
        "<noscript>" + STUB.format(0, "/?tanpa=skrip") + "</noscript>",
        "<p>Cara memuat ulang: refresh.</p>",
    ],
    ids=["late", "beside a story", "without scripts only", "the word alone"],
)
def test_a_page_that_is_to_be_read_is_not_left(page):
    assert leads_to("https://contoh.example/1", page.encode()) is None


def page_of(body, announced):
    url = "https://contoh.example/1"
    return Page(url, body.encode(), "html", NOW, entry=Entry("satu", url, "feed", NOW, title=announced))


@pytest.mark.parametrize(
    ("body", "text", "announced", "other"),
    [
        ("<title>Sebentar...</title>", "Sebentar...", TITLE, True),
        ("<title>Situs dalam perbaikan</title>", "Kami segera kembali.", TITLE, True),
        (f"<title>{TITLE}</title>", "Selesai.", TITLE, False),
        ("<title>Harian Contoh</title>", "Sekretaris itu diperiksa dua jam.", TITLE, False),
        ("<title>Harian Contoh</title><h1>Pengawas <i>panggil</i> pejabat</h1>", "Ia datang.", TITLE, False),
        ("<title>Harian Contoh</title>", "Kabar lain sama sekali. " * 20, TITLE, False),
        ("<title>Sebentar...</title>", "Sebentar...", "Baca", False),
        ("<title>Sebentar...</title>", "Sebentar...", None, False),
    ],
)
def test_a_stub_that_has_nothing_to_do_with_what_was_announced_is_another_page(body, text, announced, other):
    assert is_other_page(page_of(body, announced), text) is other


def test_a_redirect_to_a_page_of_blocked_sites_is_a_wall_and_news_of_it_is_none():
    asked = "https://contoh.example/camat-diperiksa"
    wall = find_wall("http://lamanlabuh.aduankonten.id/", asked, 200, {}, b"<title>Maaf</title>")
    assert (wall.kind, wall.reason) == ("refused", "the network's provider blocks the site")
    news = "https://contoh.example/internet-sehat-untuk-siswa"
    assert find_wall(news, asked, 200, {}, b"<title>Internet Sehat</title>") is None
