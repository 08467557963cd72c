"""The digest in a real browser: narrow and wide, light and dark, nothing cut off, everything readable."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.digest.collect import collect
from alerts.digest.render import render
from alerts.digest.scope import period_scope
from alerts.links import Links
from alerts.model import Subscription
from archive.database import read
from archive.records.analysis import Stage

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Contrast of every text with what lies behind it (WCAG 2.2, 1.4.3): the lowest ratio on the page.
CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length && c[3] !== 0) return c; }
    return [255, 255, 255]; };
  let worst = [99, ''];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (!n.textContent.trim()) continue;
    const a = light(parse(getComputedStyle(n.parentElement).color)), b = light(behind(n.parentElement));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, n.textContent.trim().slice(0, 60)];
  }
  return worst;
}"""


@pytest.fixture
def page_file(world, noon, tmp_path) -> Path:
    for key, level in enumerate(("Kritis", "Tinggi", "Sedang", "Rendah"), start=1):
        world.event(world.case(key, level, title="Headline " + "panjang " * 12 + "w" * 200), alertable=False)
    ended = world.case(9, end=Stage.X1)
    world.event(ended, "cleared", alertable=False, to="X1")
    reader = Subscription("kalsel", "file", "outbox", name="Bawaslu Kalimantan Selatan")
    with read(world.engine) as connection:
        scope = period_scope(connection, reader, noon - timedelta(days=1), noon)
        data = collect(connection, reader, scope, noon.date(), noon)
    path = tmp_path / "digest.html"
    path.write_text(render(replace(data), Links()).html, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1200])
def test_the_digest_fits_and_can_be_read(page_file, width, scheme):
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.fail("needs Debian's chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(page_file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ratio, text = page.evaluate(CONTRAST)
        assert ratio >= 4.5, text
        first = page.locator("h2").first.bounding_box()
        todo = page.get_by_text("Perlu Tindakan", exact=True).first.bounding_box()
        assert first is not None
        assert todo is not None
        assert todo["y"] < 800  # numbers and what is to be done stand on the first screen
        browser.close()
