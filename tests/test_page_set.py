"""The Indonesian page benchmark keeps its own rules."""

import html
import importlib
import json
import re
from types import ModuleType

import pytest
from lxml import html as markup

from pantau.settings import ROOT

FOLDER = ROOT / "benchmarks" / "pages"
SETS = ("load", "held_out")
INLINE = {"a", "b", "strong", "em", "i", "font", "span"}


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER.parent))
        return importlib.import_module("pages")


def read(source: str) -> str:
    """Return the text that a reader of a page or fragment can see, scripts left out."""
    tree = markup.fromstring(f"<div>{source}</div>" if "<html" not in source else source.encode())
    for script in tree.xpath("//script|//style"):
        script.drop_tree()
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return "".join(tree.itertext())


def visible(case: object) -> str:
    """Return what stands on the page, or in the data that its application would show."""
    source = case.html.decode(case.charset)
    source = source.replace('charset="windows-1252"', 'charset="utf-8"')
    found = [read(source), *map(html.unescape, re.findall(r'alt="([^"]*)"', source))]
    for data in re.findall(r'__NEXT_DATA__" type="application/json">(.*?)</script>', source):
        props = json.loads(data)["props"]["pageProps"]
        article = props["article"]
        found += [read(article["content"]), article["title"], article["image"]["caption"] or ""]
        found += [article["author"]["name"], article["editor"]["name"]]
        found += [f"{one['title']} {one['excerpt']}" for one in (*props["latest"], *props["popular"])]
    return " ".join(found)


def test_the_set_is_large_and_of_many_families(pages: ModuleType) -> None:
    found = pages.load()
    assert len(found) >= 120
    assert len({case.template for case in found}) >= 12
    assert len({case.id for case in found}) == len(found)
    assert len({case.url for case in found}) == len(found)
    assert all(".example/" in case.url for case in found)


@pytest.mark.parametrize("chosen", SETS)
def test_all_gold_stands_on_its_page(pages: ModuleType, chosen: str) -> None:
    missing = []
    for case in getattr(pages, chosen)():
        seen = pages.words(visible(case))
        lines = [*case.text, case.title, *case.boilerplate]
        lines += [name for name in (case.reporter, case.editor, case.caption) if name]
        missing += [(case.id, line) for line in lines if pages.words(line) not in seen]
    assert missing == []


@pytest.mark.parametrize("chosen", SETS)
def test_no_boilerplate_line_is_a_part_of_the_story(pages: ModuleType, chosen: str) -> None:
    wrong = [(case.id, line) for case in getattr(pages, chosen)() for line in pages.leaks(case, case.gold)]
    assert wrong == []
    assert min(len(case.boilerplate) for case in getattr(pages, chosen)()) > 10


@pytest.mark.parametrize("chosen", SETS)
def test_instants_have_the_zone_of_their_outlet(pages: ModuleType, chosen: str) -> None:
    for case in getattr(pages, chosen)():
        assert str(case.published.tzinfo) == case.zone, case.id
        assert case.published.second == 0, case.id
        assert case.published < case.fetched_at, case.id
        assert case.modified is None or case.published < case.modified < case.fetched_at, case.id


def test_pages_held_out_are_others(pages: ModuleType) -> None:
    known = {(case.template, case.title) for case in pages.load()}
    assert {(case.template, case.title) for case in pages.held_out()} & known == set()


def test_every_story_is_told_twice_in_different_words_of_place(pages: ModuleType) -> None:
    openings = [case.text[0] for case in pages.load()]
    assert len(set(openings)) == len(openings)


def test_pages_are_the_same_everywhere(pages: ModuleType) -> None:
    assert pages.digest() == (FOLDER / "digest.txt").read_text(encoding="utf-8").strip()
