"""An officer's and a researcher's day on the demo archive, in Debian's chromium; screenshots go to test-artefacts/."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# What a mouse could use in the page's body, but for what stands in closed details, by its place in the document.
CONTROLS = """
    [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea, main summary')]
    .filter(e => e.checkVisibility() && e.type !== 'hidden' && !e.closest('details:not([open]) > :not(summary)'))
    .map(e => [...document.querySelectorAll('*')].indexOf(e))"""
PASSWORD = "kata sandi panjang"
SCREENS = [("light", 1200), ("dark", 1200), ("light", 380), ("dark", 380)]
PAGES = ["/", "/?hari=30", "/incidents", "/incidents/2024-0001", "/search?q=camat", "/map", "/charts", "/articles/1"]
PAGES += ["/outlets", "/subscriptions", "/saved", "/account", "/api"]


def pantau(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "pantau", "--config", str(folder / "config"), *words]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=120)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pantau", "--config", str(folder / "config"), "web", "--as-of", "2024-11-01"]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=2):
                    break
            except OSError:
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        assert server.wait(20) == 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo archive with an officer, served as `pantau web` serves it."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    demo = [sys.executable, "-m", "pantau", "demo", "--keep", str(folder)]
    subprocess.run(demo, check=True, cwd=ROOT, capture_output=True, timeout=300)
    pantau(folder, "user", "add", "rina", "--role", "officer", "--password", PASSWORD)
    with served(folder) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def enter(browser: Browser, site: str, scheme: str = "light", width: int = 1200, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        accept_downloads=True,
    )
    page = context.new_page()
    page.goto(f"{site}/login")
    page.get_by_label("Nama pengguna").fill("rina")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page).to_have_url(f"{site}/")
    return page


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_no_page_is_cut_off_or_loads_from_elsewhere(browser: Browser, site: str, scheme: str, width: int) -> None:
    page = enter(browser, site, scheme, width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    folder = ROOT / "test-artefacts" / "web"
    folder.mkdir(parents=True, exist_ok=True)
    for address in PAGES:
        answer = page.goto(f"{site}{address}")
        assert answer is not None
        assert answer.status == 200, address
        assert len(answer.body()) < 200_000, address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        name = address.strip("/").replace("/", "-").replace("?", "-").replace("=", "-") or "today"
        page.screenshot(path=folder / f"{name}-{scheme}-{width}.png")
    assert all(url.startswith(site) for url in asked)


def check_barriers(page: Page, address: str) -> None:
    """Run axe-core in the page's world; the policy forbids scripts to the page, not to the one who tests."""
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{address}: {one['id']} ({one['impact']}): {one['help']} at {[n['target'] for n in one['nodes'][:3]]}"
        for one in found["violations"]
    ]
    assert told == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 380)])
def test_axe_finds_no_barrier_on_any_page(browser: Browser, site: str, scheme: str, width: int) -> None:
    core = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT
    page = enter(browser, site, scheme, width)
    for language in ("id", "en"):
        for address in [*PAGES, "/map?province=63", "/search?q=camat+(", "/nothing", "/incidents?level=Kritis"]:
            sign = "&" if "?" in address else "?"
            page.goto(f"{site}{address}{sign}bahasa={language}")
            page.evaluate(core)
            check_barriers(page, f"{address} {language}")
    stranger = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    stranger.goto(f"{site}/login")
    stranger.evaluate(core)
    check_barriers(stranger, "/login")


def test_everything_on_a_page_is_reached_by_the_keyboard_and_is_seen(browser: Browser, site: str) -> None:
    page = enter(browser, site)
    for address in ("/", "/search?q=camat", "/map", "/incidents/2024-0001", "/account"):
        page.goto(f"{site}{address}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", address
        page.keyboard.press("Enter")
        assert page.url.endswith("#isi"), address
        reached = set()
        for _ in range(600):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "(() => { const e = document.activeElement; if (e === document.body) return null;"
                " const r = e.getBoundingClientRect(), s = getComputedStyle(e);"
                " return [[...document.querySelectorAll('*')].indexOf(e), r.width > 0 && r.height > 0,"
                " s.outlineStyle !== 'none' || e.type === 'date' || e.closest('svg') !== null] })()"
            )
            if here is None:  # behind the last one is the browser itself
                break
            reached.add(here[0])
            assert here[1:] == [True, True], (address, here)
        wanted = page.evaluate(CONTROLS)
        assert set(wanted) <= reached, (address, len(wanted), len(reached))


def test_the_officers_day(browser: Browser, site: str) -> None:
    page = enter(browser, site, "light", 380)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jumat, 1 November 2024")
    expect(page.get_by_role("heading", name="Tenggat berjalan")).to_be_visible()
    page.get_by_role("link", name="30 hari", exact=True).click()
    page.locator(".card h3 a").first.click()
    code = page.url.rsplit("/", 1)[1]
    expect(page.get_by_role("heading", name="Kronologi")).to_be_visible()
    assert page.locator("blockquote mark").count() > 0
    page.get_by_role("button", name="Saya tangani kasus ini").click()
    expect(page.get_by_text("ditangani rina")).to_be_visible()
    page.get_by_label("Alasan").fill("Diperiksa dengan surat Bawaslu")
    page.get_by_role("button", name="Benar: memang kasus").click()
    expect(page.locator("main .tag", has_text="terverifikasi")).to_be_visible()
    page.goto(f"{site}/incidents?review=verified")
    expect(page.locator(".card .code")).to_have_text([code])


def test_the_researchers_day(browser: Browser, site: str) -> None:
    page = enter(browser, site)
    page.get_by_role("link", name="Cari", exact=True).click()
    page.get_by_label("Kata pencarian").fill("camat jenis:kasus")
    page.get_by_label("Kata pencarian").press("Enter")
    expect(page.locator(".hits > li").first).to_be_visible()  # waits for the page that Enter asked for
    expect(page.locator(".hits mark").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    page.get_by_label("Simpan pencarian ini sebagai").fill("Camat saya")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="Camat saya")).to_be_visible()
    page.get_by_role("button", name="Jadikan umpan").click()
    expect(page.get_by_role("link", name="Umpan")).to_be_visible()
    page.get_by_role("link", name="Peta").click()
    page.locator(".map a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card").first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cases")
