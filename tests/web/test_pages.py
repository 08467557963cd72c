import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from alerts.roster import enrolled
from archive.database import read
from archive.records.analysis import Kind, Rule
from archive.tables.operations import audit

Store = Callable[..., int]
TEXT = "Guru Sutarno Wibisana di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon."
PAGES = ["/", "/incidents", "/incidents/2024-0001", "/articles/1", "/search?q=bawaslu"]


def test_today_shows_the_new_case_its_level_and_the_limit_that_runs(client: TestClient, store: Store) -> None:
    store()
    page = client.get("/").text
    assert 'Kasus baru <span class="count">1</span>' in page
    assert "/incidents/2024-0001" in page
    assert "Jumat, 1 November 2024" in page
    assert "Bawaslu" in page.split('id="tenggat"')[1].split("</section>")[0]


def test_a_day_without_cases_is_not_taken_for_calm_when_nothing_was_read(client: TestClient) -> None:
    page = client.get("/").text
    assert "Tidak ada kasus baru" in page
    assert "sebelum menganggap keadaan tenang" in page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_speaks_english_when_asked_and_remembers_it(client: TestClient, store: Store, address: str) -> None:
    store()
    assert '<html lang="id">' in client.get(address).text
    sign = "&" if "?" in address else "?"
    assert '<html lang="en">' in client.get(f"{address}{sign}bahasa=en").text
    assert '<html lang="en">' in client.get(address).text


def test_a_case_shows_its_evidence_marked_and_its_rule_of_doubt(client: TestClient, store: Store) -> None:
    store()
    page = client.get("/incidents/2024-0001").text
    assert '<mark class="act"' in page
    assert "mengajak warga memilih" in page
    assert "belum ada keputusan lembaga berwenang" in page


def test_copies_are_folded_under_the_article_they_repeat(client: TestClient, store: Store) -> None:
    text = (
        TEXT + " Kepala sekolahnya mengatakan belum menerima surat apa pun dari pengawas pemilihan sampai Kamis sore."
    )
    store(1, text=text)
    store(2, text=text, outlet_name="Kabar Kedua", hours=4)
    page = client.get("/incidents/2024-0001").text
    assert "1 salinannya" in page
    assert ">Kabar Kedua (Artikel 2)</a>" in client.get("/articles/1").text


def test_names_of_low_ranks_are_initials_on_every_page(client: TestClient, store: Store) -> None:
    store()
    for address in [*PAGES, "/search?q=sutarno"]:
        assert not re.search(r"sutarno\s+wibisana", client.get(address).text, re.IGNORECASE), address
    assert "S.W." in client.get("/articles/1").text


def test_an_officer_sees_names_on_request_and_the_audit_knows(
    login: Callable[[str], TestClient], store: Store, archive: Engine
) -> None:
    store()
    officer = login("officer")
    assert "Sutarno Wibisana" not in officer.get("/incidents/2024-0001").text
    assert "Sutarno Wibisana" in officer.get("/incidents/2024-0001?nama=1").text
    with read(archive) as connection:
        rows = connection.execute(select(audit.c.by, audit.c.object).where(audit.c.act == "names")).all()
    assert [tuple(row) for row in rows] == [("si-officer", "incident:2024-0001")]


def test_a_reader_gets_no_names_however_asked(login: Callable[[str], TestClient], store: Store) -> None:
    store()
    reader = login("reader")
    assert "Sutarno" not in reader.get("/incidents/2024-0001?nama=1").text
    assert "Sutarno" not in reader.get("/articles/1?nama=1").text


def test_search_marks_words_counts_and_offers_facets(client: TestClient, store: Store) -> None:
    store()
    page = client.get("/search?q=bawaslu").text
    assert "<mark>Bawaslu</mark>" in page
    assert "1 artikel" in page
    assert "wilayah%3A63.72" in page


def test_an_unticked_word_form_is_no_longer_looked_for(client: TestClient, store: Store) -> None:
    store(1, text="Camat dilaporkan karena mengajak warga.", title="Satu")
    store(
        2,
        text="Ajakan itu dilaporkan warga kepada pengawas.",
        title="Dua",
        name="Lain Orang",
        region=("62.71", "Kota Palangka Raya"),
    )
    assert "2 artikel" in client.get("/search?q=ajakan").text
    assert "1 artikel" in client.get("/search?q=ajakan&chosen=1").text


def test_a_wrong_query_is_answered_with_its_column(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "camat ("})
    assert answer.status_code == 400
    assert "kolom" in answer.text


@pytest.mark.parametrize("address", ["/nothing", "/incidents/2024-9999", "/articles/99"])
def test_what_is_not_there_is_told_on_a_page_of_ours(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Tidak berhasil" in answer.text


def test_the_list_goes_on_page_by_page_and_ends(client: TestClient, store: Store) -> None:
    for number in range(1, 36):
        text = f"Guru Orang{number} Nama{number} dilaporkan ke Bawaslu {number} karena mengajak warga memilih {number}."
        region = (f"{11 + number}.{1 + number % 9:02d}", f"Kabupaten {number}")
        store(
            number, text=text, title=f"Berita {number}", name=f"Orang{number} Nama{number}", region=region, hours=number
        )
    first = client.get("/incidents").text
    codes = re.findall(r'class="code">(\d{4}-\d{4})<', first)
    more = re.search(r'href="(/incidents\?[^"]+)" rel="next"', first)
    assert more is not None
    second = client.get(more[1].replace("&amp;", "&")).text
    codes += re.findall(r'class="code">(\d{4}-\d{4})<', second)
    assert len(codes) == len(set(codes)) == 35
    assert 'rel="next"' not in second


def test_a_name_is_hidden_in_every_article_of_its_case_however_that_article_prints_it(
    client: TestClient, store: Store
) -> None:
    store(1)
    other = "Guru Sutarno W di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih; SUTARNO membantah."
    store(2, text=other, title="Sutarno dilaporkan ke Bawaslu", name="Soetarno Wibisana", hours=4)
    store(3, text="Guru Anwar dari Kota Banjarbaru.", title="Anwar bicara", name="Anwar", kind=Kind.COMMENTARY, hours=3)
    addresses = [
        "/search?q=bawaslu",
        "/search?q=guru+OR+anwar",
        "/search",
        "/articles/2",
        "/articles/3",
        "/incidents/2024-0001",
    ]
    addresses += ["/api/v1/articles?q=guru", "/api/v1/incidents/2024-0001", "/api/v1/incidents", "/export"]
    addresses += ["/export?format=ris", "/export?format=bibtex", "/export?format=jsonl", "/articles/2?versi=1"]
    for address in addresses:
        text = re.sub(r"<[^>]+>", "", client.get(address).text)
        assert not re.search("s[uo]e?tarno|wibisana|anwar", text.replace("guru OR anwar", ""), re.IGNORECASE), address


def total_of(page: str) -> int:
    return int(re.split(r'<h1>[^<]*<span class="count">', page)[1].split("<")[0])


def test_every_figure_leads_to_the_list_that_it_counts(
    client: TestClient, login: Callable[[str], TestClient], store: Store
) -> None:
    store(1)
    store(
        2, text="Lurah A dilaporkan ke Bawaslu.", title="Lain", name="Beda Orang", region=("62.71", "Kota P"), hours=700
    )
    store(
        3, text="Camat B dilaporkan ke Bawaslu.", title="Tiga", name="Tiga Orang", region=("63.71", "Kota B"), hours=2
    )
    officer = login("officer")
    csrf = officer.get("/account").text.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]
    code = re.findall(r'class="code">(\d{4}-\d{4})<', officer.get("/incidents?region=63.71").text)[0]
    data = {"verdict": "dismissed", "reason": "bukan kasus", "csrf": csrf}
    officer.post(f"/incidents/{code}/review", data=data)
    followed = 0
    for address in ("/charts", "/charts?region=63&since=2024-10-01&until=2024-12-01", "/charts?until=2024-10-15"):
        page = officer.get(address).text
        rows = re.findall(r'<th scope="row"><a href="([^"]+)">.*?<td class="num">(\d+)</td>', page)
        rows += re.findall(r'<td><a href="(/incidents[^"]+)">\d{4}-\d\d</a></td><td class="num">(\d+)</td>', page)
        for link, figure in rows:
            assert total_of(officer.get(link.replace("&amp;", "&")).text) == int(figure), (address, link)
            followed += 1
    for link, figure in re.findall(
        r'<a href="(/incidents[^"]+)"><path[^>]*><title>[^:]+: (\d+) kasus', officer.get("/map").text
    ):
        assert total_of(officer.get(link.replace("&amp;", "&")).text) == int(figure), link
        followed += 1
    facets = re.findall(
        r'<a href="(/search\?q=[^"]+)">[^<]*</a> <span class="num">(\d+)<', officer.get("/search?q=dilaporkan").text
    )
    for link, figure in facets:
        assert f"{figure} artikel, salinan" in officer.get(link.replace("&amp;", "&")).text, link
        followed += 1
    assert followed > 25


def test_a_limit_is_worked_out_anew_when_its_case_changes(login: Callable[[str], TestClient], store: Store) -> None:
    store()
    officer = login("officer")
    first = officer.get("/").text
    assert "/incidents/2024-0001" in first.split('id="tenggat"')[1].split("</section>")[0]
    csrf = officer.get("/account").text.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]
    data = {"verdict": "dismissed", "reason": "bukan kasus", "csrf": csrf}
    officer.post("/incidents/2024-0001/review", data=data)
    assert "/incidents/2024-0001" not in officer.get("/").text.split('id="tenggat"')[1].split("</section>")[0]
    officer.post("/incidents/2024-0001/review", data={"verdict": "verified", "reason": "", "csrf": csrf})
    assert "/incidents/2024-0001" in officer.get("/").text.split('id="tenggat"')[1].split("</section>")[0]


def test_a_period_has_an_address_that_keeps_its_figures(client: TestClient, store: Store) -> None:
    store(1, hours=24 * 10)
    store(2, text="Lurah A dilaporkan ke Bawaslu.", title="Lain", name="Beda Orang", region=("62.71", "Kota P"))
    link = re.search(r'class="dim" href="([^"]+)">Alamat periode ini', client.get("/?hari=30").text)
    assert link is not None
    address = link[1].replace("&amp;", "&")
    assert address == "/?hari=30&sampai=2024-11-01"
    assert 'Kasus baru <span class="count">2</span>' in client.get(address).text
    earlier = client.get("/?hari=7&sampai=2024-10-23").text
    assert 'Kasus baru <span class="count">1</span>' in earlier
    assert "Rabu, 23 Oktober 2024" in earlier
    for figure, tile in re.findall(r'href="(/incidents[^"]+)"><b>(\d+)</b>', earlier):
        assert total_of(client.get(figure.replace("&amp;", "&")).text) == int(tile)
    assert 'Kasus baru <span class="count">0</span>' in client.get("/?hari=7&sampai=2024-09-01").text


def test_a_saved_search_becomes_a_feed_or_a_mail_in_one_step(
    login: Callable[[str], TestClient], archive: Engine
) -> None:
    officer, reader = login("officer"), login("reader")
    for client in (officer, reader):
        csrf = client.get("/account").text.split('name="csrf" value="')[1].split('"', maxsplit=1)[0]
        client.post("/saved", data={"name": "Camat", "q": "camat", "csrf": csrf})
        key = re.findall(r"/saved/(\d+)/feed", client.get("/saved").text)[0]
        assert client.post(f"/saved/{key}/feed", data={"csrf": csrf}).status_code == 303
        data = {"recipient": "rina@contoh.example", "mode": "digest", "csrf": csrf}
        allowed = client is officer
        assert client.post(f"/saved/{key}/mail", data={**data, "recipient": "bukan alamat"}).status_code == (
            400 if allowed else 403
        )
        assert client.post(f"/saved/{key}/mail", data=data).status_code == (303 if allowed else 403)
        assert ("rina@contoh.example" in client.get("/saved").text) is allowed
    with read(archive) as connection:
        held = {one.subscription.channel: one.subscription for one in enrolled(connection)}
    assert (held["email"].query, held["email"].mode) == ("camat", "digest")
    assert held["feed"].query == "camat"


def test_a_denial_is_a_sentence_with_its_article_and_a_hidden_name(client: TestClient, store: Store) -> None:
    text = f"{TEXT}\n\nSutarno membantah pernah mengajak siapa pun. Ia menyebut rekaman itu palsu."
    store(text=text, denied="membantah")
    store(2, text=text.replace("dilaporkan", "diadukan"), denied="membantah", outlet_name="Kabar Kedua", hours=4)
    part = client.get("/incidents/2024-0001").text.split("<h2>Bantahan</h2>")[1].split("</section>")[0]
    assert part.count("<blockquote>") == 1, "what several newsrooms print alike is told once"
    assert '<mark class="denial"' in part
    assert "pernah mengajak siapa pun." in part
    assert "rekaman itu palsu" not in part
    assert 'href="/articles/1">Kabar Contoh</a>' in part
    assert "Sutarno" not in part


def test_rules_are_told_in_words(client: TestClient, store: Store) -> None:
    rule = Rule("DIS-08", "A10", "A10 oleh ASN, hari perbuatan 2024-10-30, Pilkada Serentak 2024: masa kampanye")
    store(rules=(rule, replace(rule, code="PP94-5n-6")))  # which stands in the same place of the law
    page = client.get("/incidents/2024-0001").text
    assert "2 aturan: PP 94/2021 ps 5 huruf n angka 6</summary>" in page
    assert "mengadakan kegiatan yang mengarah pada keberpihakan" in page
    assert "Kegiatan atau ajakan keberpihakan oleh ASN, hari perbuatan" in page


def test_a_day_without_cases_shows_no_row_of_zeros_and_leads_to_earlier_ones(client: TestClient, store: Store) -> None:
    empty = client.get("/").text
    assert "tile" not in empty
    assert "Belum ada media yang dibaca. Di mesin: pantau run" in empty
    store(hours=24 * 5)
    page = client.get("/").text
    assert "tile" not in page
    assert '<a href="/?hari=30">Dalam 30 hari terakhir: 1 kasus</a>' in page
    assert "tile" in client.get("/?hari=30").text
    later = client.get("/?hari=1&sampai=2024-10-30").text
    assert '<a href="/?hari=30&amp;sampai=2024-10-30">Dalam 30 hari terakhir: 1 kasus</a>' in later
