"""What goes on in place where scripts run works without them as well, in Debian's chromium; nothing else runs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.web.test_browser import browser, check_barriers, enter, site  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser
STAMP = "window.stamp = 'the same page'"
STAMPED = "window.stamp === 'the same page'"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str) -> StorageState:  # noqa: F811
    """The cookies of one login: more than ten in five minutes are refused."""
    return enter(browser, site).context.storage_state()


def open_page(browser: Browser, officer: StorageState, *, scripts: bool = True) -> Page:  # noqa: F811
    made = browser.new_context(storage_state=officer, java_script_enabled=scripts).new_page()
    made.set_default_timeout(8_000)
    return made


@pytest.fixture
def page(browser: Browser, officer: StorageState, *, scripts: bool) -> Iterator[Page]:  # noqa: F811
    """An officer's page; what the browser complains of fails the test."""
    told: list[str] = []
    made = open_page(browser, officer, scripts=scripts)
    made.on("console", lambda message: told.append(message.text))
    made.on("pageerror", lambda error: told.append(str(error)))
    yield made
    made.context.close()
    assert [one for one in told if "400 (Bad Request)" not in one] == []


def in_place(page: Page) -> bool:
    """Tell whether the page was not loaded anew since `STAMP` (a test's scripts run where the page's do not)."""
    return bool(page.evaluate(STAMPED))


def test_a_search_is_narrowed_and_turned_page_by_page(page: Page, site: str, *, scripts: bool) -> None:  # noqa: F811
    page.goto(f"{site}/search?q=")
    page.evaluate(STAMP)
    first = page.locator(".hits h2").first.inner_text()
    page.get_by_role("link", name="Halaman berikut").click()
    expect(page.locator(".hits h2").first).not_to_have_text(first)
    assert "cursor=" in page.url
    assert in_place(page) is scripts
    assert page.locator(".facet").count() > 0 or not scripts  # figures stay where only the hits change
    page.go_back()
    expect(page.locator(".hits h2").first).to_have_text(first)

    page.evaluate(STAMP)
    page.locator(".facet a").first.click()
    expect(page.get_by_label("Kata pencarian")).to_have_value(re.compile("media:"))
    assert "media%3A" in page.url
    assert in_place(page) is scripts
    assert "media%3A" in (page.get_by_role("link", name="English").get_attribute("href") or "")
    page.reload()
    expect(page.get_by_label("Kata pencarian")).to_have_value(re.compile("media:"))


def test_a_word_form_is_unticked(page: Page, site: str, *, scripts: bool) -> None:  # noqa: F811
    page.goto(f"{site}/search?q=dukung")
    page.evaluate(STAMP)
    told = page.get_by_role("status")
    before = told.inner_text()
    page.get_by_text("Dicari pula").click()
    box = page.get_by_role("checkbox", name="mendukung", exact=True)
    box.uncheck()
    if not scripts:
        page.get_by_role("button", name="Cari dengan bentuk kata ini").click()
    expect(told).not_to_have_text(before)
    expect(box).not_to_be_checked()
    assert in_place(page) is scripts
    if scripts:
        expect(box).to_be_focused()
    assert "form=" in page.url


def test_a_query_that_cannot_be_read_says_where(page: Page, site: str, *, scripts: bool) -> None:  # noqa: F811
    page.goto(f"{site}/search?q=camat")
    page.evaluate(STAMP)
    page.get_by_label("Kata pencarian").fill("camat (")
    page.get_by_label("Kata pencarian").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Kata pencarian")).to_have_value("camat (")
    assert in_place(page) is scripts


def test_a_case_is_reviewed_where_one_reads_it(page: Page, site: str, *, scripts: bool) -> None:  # noqa: F811
    page.goto(f"{site}/incidents/2024-0003")
    page.evaluate(STAMP)
    page.get_by_role("button", name="Bukan kasus").click()  # without a reason
    expect(page.get_by_role("alert")).to_contain_text("alasan")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    assert in_place(page) is scripts
    page.goto(f"{site}/incidents/2024-0003")
    page.evaluate(STAMP)
    page.get_by_label("Alasan").fill("Suratnya sudah diperiksa")
    page.get_by_role("button", name="Benar: memang kasus").click()
    expect(page.locator("#tinjau .done")).to_have_text("Dicatat: kasus ini terverifikasi.")
    expect(page.locator("#tinjau .done")).to_be_in_viewport()
    expect(page.locator("main .meta .tag")).to_contain_text(["terverifikasi"])
    assert in_place(page) is scripts
    page.get_by_role("button", name="Batalkan tinjauan").click()
    expect(page.locator("#tinjau .done")).to_have_text("Dicatat: tinjauan dibatalkan.")


def test_the_map_changes_its_period(page: Page, site: str, *, scripts: bool) -> None:  # noqa: F811
    page.goto(f"{site}/map")
    page.evaluate(STAMP)
    page.get_by_role("link", name="7 hari").click()
    expect(page.get_by_role("link", name="7 hari")).to_have_attribute("aria-current", "true")
    assert "since=2024-10-25" in page.url
    assert in_place(page) is scripts


def test_whose_session_ended_is_led_to_the_login(browser: Browser, officer: StorageState, site: str) -> None:  # noqa: F811
    page = open_page(browser, officer)
    page.goto(f"{site}/search?q=bawaslu")
    page.context.clear_cookies()
    page.locator(".facet a").first.click()
    expect(page).to_have_url(re.compile("/login.next=.*bawaslu"))


def test_nothing_of_a_page_is_kept_in_the_browser(browser: Browser, officer: StorageState, site: str) -> None:  # noqa: F811
    """Pages hold names; the script would keep the last ten in the browser's storage if it were let."""
    page = open_page(browser, officer)
    page.goto(f"{site}/search?q=bawaslu")
    page.locator(".facet a").first.click()
    expect(page.get_by_label("Kata pencarian")).to_have_value(re.compile("media:"))
    kept = page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert "bawaslu" not in kept.lower().replace("?q=bawaslu", "")


def test_axe_finds_no_barrier_in_what_was_put_in_place(browser: Browser, officer: StorageState, site: str) -> None:  # noqa: F811
    core = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT
    page = open_page(browser, officer)
    page.goto(f"{site}/search?q=dukung")
    page.locator(".facet a").first.click()
    expect(page.get_by_label("Kata pencarian")).to_have_value(re.compile("media:"))
    page.evaluate(core)
    check_barriers(page, "narrowed search")
