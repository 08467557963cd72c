"""What the page's layout says of a story: paragraphs put back, words inside links, leads, headlines, pointers."""

from datetime import UTC, datetime

from archive.records.page import Page
from pipeline.page.extract import extract
from pipeline.page.joining import rejoin
from pipeline.page.shape import shape
from pipeline.page.siblings import fill
from pipeline.page.tree import Block, blocks, parse, picture_texts

NOW = datetime(2026, 11, 1, tzinfo=UTC)
KIND = "div.isi > p.paragraf"
FIRST = "Camat Sukamaju hadir dalam rapat koordinasi persiapan pemilihan di balai desa pada Senin pagi."
LINKED = "Menurut catatan panitia, sebelas kepala desa datang bersama perangkatnya sejak pukul delapan."
LAST = "Rapat itu ditutup dengan doa bersama dan pembagian tugas bagi para petugas di tiap dusun."
TEASER = "Lima dusun di Sukamaju menerima bantuan bibit jagung dari dinas pertanian"


def block(text, linked=0.0, tag="p", kind=KIND):
    return Block(text, linked, tag, kind)


STORY = [block(FIRST), block(LINKED, 0.7), block(LAST), block(FIRST[::-1] + ".")]


def test_a_paragraph_dropped_for_its_links_is_put_back_in_its_place():
    lines = (FIRST, LAST, FIRST[::-1] + ".")
    assert fill(lines, STORY) == (FIRST, LINKED, LAST, FIRST[::-1] + ".")


def test_words_lost_inside_a_sentence_are_put_back():
    cut = FIRST.replace(" koordinasi persiapan", "")
    assert fill((cut, LAST), [block(FIRST), block(LAST)])[0] == FIRST


def test_what_looks_unlike_the_story_is_not_put_back():
    other = block("Promo akhir tahun untuk semua pelanggan setia di kota ini.", kind="div.promo > p.")
    page = [STORY[0], other, *STORY[1:]]
    assert other.text not in fill((FIRST, LAST, FIRST[::-1] + "."), page)


def test_a_page_of_very_many_blocks_is_left_alone():
    assert fill((FIRST,), STORY * 1_000) == (FIRST,)


def test_a_paragraph_named_a_lead_is_taken_and_a_second_headline_is_not():
    heading = block("Rapat koordinasi di Sukamaju", tag="h1", kind="div. > h1.")
    lead = block("Rapat persiapan pemilihan digelar di balai desa.", kind="div.article-lead > p.")
    dek = block("Rapat persiapan pemilihan digelar di balai kota.", kind="div.head > p.subtitle")
    for below, expected in ((lead, (lead.text, FIRST)), (dek, (FIRST,))):
        assert shape((FIRST,), [heading, below, block(FIRST)], heading.text, None).lines == expected


def test_a_first_paragraph_with_a_dateline_is_taken():
    heading = block("Rapat koordinasi di Sukamaju", tag="h1", kind="div. > h1.")
    opening = (
        "SUKAMAJU - Pemerintah kecamatan menggelar rapat persiapan pemilihan yang diikuti oleh seluruh kepala desa "
    )
    opening += "dan tokoh masyarakat setempat."
    assert shape((FIRST,), [heading, block(opening, kind="div. > div."), block(FIRST)], heading.text, None).lines == (
        opening,
        FIRST,
    )


def test_a_headline_that_metadata_words_otherwise_is_no_part_of_the_text():
    page = [block("Camat hadiri rapat desa", tag="h1", kind="div. > h1."), block(FIRST), block(LAST)]
    shaped = shape((page[0].text, FIRST, LAST), page, "Rapat desa dihadiri camat", None)
    assert shaped.lines == (FIRST, LAST)
    assert shaped.cuts[0].rule == "title"


def test_a_line_that_only_points_to_another_story_is_cut():
    sentence = "Panitia pemilihan di kecamatan sebelah sudah lebih dulu menggelar rapat serupa pekan lalu."
    for pointer in (block(TEASER, 1.0), block(sentence, 1.0), block(f"Berita lain: {TEASER}", 0.85)):
        assert shape((FIRST, pointer.text, LAST), [block(FIRST), pointer, block(LAST)], None, None).lines == (
            FIRST,
            LAST,
        )


def test_a_page_that_links_every_paragraph_keeps_its_story():
    page = [block(FIRST, 1.0), block(LINKED, 1.0), block(LAST, 1.0)]
    assert shape((FIRST, LINKED, LAST), page, None, None).lines == (FIRST, LINKED, LAST)


def test_blocks_of_one_kind_share_element_class_and_holder():
    tree = parse('<div class="isi"><p class="a">Satu.</p><p class="a">Dua.</p><p>Tiga.</p></div>')
    assert tree.body is not None
    first, second, third = (one.kind for one in blocks(tree.body))
    assert first == second != third


def test_the_words_beside_a_picture_are_its_caption():
    markup = '<div class="foto-utama"><span><img src="a.jpg"></span><p>Suasana rapat di balai desa.</p></div>'
    assert picture_texts(parse(markup)) == ["Suasana rapat di balai desa."]
    story = "".join(f"<p>{line} {line}</p>" for line in (FIRST, LINKED, LAST))
    body = f"<html><body><article><h1>Rapat</h1>{markup}{story}</article></body></html>".encode()
    article = extract(Page("https://kabar.example/rapat", body, "html", NOW), None, NOW)
    assert "Suasana rapat" not in article.text
    assert article.captions == ("Suasana rapat di balai desa.",)


def test_a_paragraph_that_the_extractor_broke_is_one_again():
    whole = f"RANUBAYA (KC), {FIRST}"
    assert rejoin(("RANUBAYA (KC)", f", {FIRST}", LAST), [block(whole), block(LAST)]) == (whole, LAST)
    assert rejoin((FIRST, LAST), [block(FIRST), block(LAST)]) == (FIRST, LAST)


def test_what_was_cut_for_its_place_is_not_put_back():
    caption = block("Warga menonton rapat itu dari halaman balai desa.")
    page = [STORY[0], caption, *STORY[1:]]
    lines = tuple(one.text for one in STORY)
    assert caption.text in fill(lines, page)
    assert caption.text not in fill(lines, page, (caption.text,))


def test_an_aside_that_points_elsewhere_leaves_its_sentence():
    aside = f'(<em>Kabar serupa: <a href="/x">{TEASER}</a></em>)'
    quoted = f'<em>Dalam surat berjudul <a href="/y">{TEASER}</a></em>'
    story = f"<p>{FIRST} {aside}</p><p>{LINKED} {quoted} ia meminta maaf.</p><p>{LAST}</p>"
    text = extract(Page("https://kabar.example/1", f"<article>{story}</article>".encode(), "html", NOW), None, NOW).text
    assert text.splitlines()[0] == FIRST
    assert text.count(TEASER) == 1


def test_another_story_below_with_a_headline_of_its_own_is_none_of_it():
    other = "".join(f"<p>{FIRST[::-1]} {number}.</p>" for number in range(9))
    first = "<br><br>".join(f"{FIRST} Itu hal ke-{number}." for number in range(9))
    title = "Rapat koordinasi di Sukamaju berjalan lancar"
    page = f"<title>Kabar | {title}</title><div><h2>{title}</h2>{first}</div><div><h1>{TEASER}</h1>{other}</div>"
    article = extract(Page("https://kabar.example/1", page.encode(), "html", NOW), None, NOW)
    assert article.title == title
    assert FIRST[::-1] not in article.text
    assert article.text.count(FIRST) == 9
