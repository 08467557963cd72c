from dataclasses import replace
from datetime import date, timedelta

from alerts.deliver import deliver_due
from alerts.digest.render import render
from alerts.links import Links
from alerts.plan import plan_alerts
from archive.database import write
from archive.records.analysis import Stage
from archive.records.incident import Denial, IncidentPlace
from archive.records.span import Span
from archive.tables.articles import analysis, article
from archive.tables.operations import coverage, outlet_state
from tests.alerts.digests import DAY, READER, SEVEN, Taken, begin, digest, fill, shown


def test_each_case_stands_in_exactly_one_section(world):
    fill(world)
    data = shown(world)
    found = {
        "new": [line.view.incident.id for level in data.levels for line in level.lines],
        "progress": [line.view.incident.id for line in data.progress],
        "cleared": sorted(line.view.incident.id for line in data.cleared),
        "corrections": [line.view.incident.id for line in data.corrections],
    }
    assert found == {"new": [1, 2, 8, 7], "progress": [3], "cleared": [4, 5], "corrections": [6]}
    assert [level.name for level in data.levels] == ["Kritis", "Sedang", "Pencatutan nama (ASN sebagai korban)"]
    assert (data.counts.new, data.counts.grave, data.counts.progress, data.counts.cleared) == (3, 1, 1, 2)


def test_sections_stand_in_the_order_officers_know(world):
    fill(world)
    page = render(shown(world), Links())
    for form in (page.html, page.text):
        places = [
            form.index(title)
            for title in (
                "Ringkasan Hari Ini", "Perlu Tindakan", "Dugaan Baru menurut Tingkat", "Perkembangan Kasus",
                "Tidak Terbukti, Dihentikan dan Bantahan", "Rekap", "Imbauan dan Sosialisasi", "Catatan Mutu Data",
                "Koreksi dan Hak Jawab",
            )
        ]  # fmt: skip
        assert places == sorted(places)


def test_the_recap_counts_cases_by_what_officers_ask_for(world):
    fill(world)
    tables = {table.title: {row.name: row.number for row in table.rows} for table in shown(world).tables}
    assert list(tables) == ["Bentuk Pelanggaran", "Wilayah", "Jabatan", "Tahapan", "Sumber"]
    assert tables["Wilayah"] == {"Kota Banjarbaru": 6}  # neither the corrected nor the misused name
    assert tables["Jabatan"] == {"guru": 6}
    assert tables["Tahapan"] == {"dugaan (S1)": 4, "klarifikasi (S4)": 1, "tidak terbukti atau dihentikan (X1)": 1}


def test_no_name_of_a_low_rank_is_sent_out(world):
    fill(world)
    page = render(shown(world), Links())
    for form in (page.html, page.text, *page.parts):
        assert "Sutarno" not in form
        assert "Wibisana" not in form
    assert "S.W." in page.text


def test_no_hidden_name_is_sent_out_with_official_numbers(world):
    fill(world)
    with write(world.engine) as connection:
        at, title = SEVEN - timedelta(hours=3), "Puluhan perkara dicatat, termasuk Sutarno Wibisana"
        connection.execute(
            article.insert().values(
                id=950, url_key="950", url="https://warta.example/x", title=title, text="",
                published_at=at, first_seen_at=at, text_hash="x", record="{}", outlet="warta", state="ok",
            )
        )  # fmt: skip
        connection.execute(
            analysis.insert().values(
                article_id=950, relevant=True, kind="statistics", kind_confidence=1, analysed_at=at,
                versions="{}", record="{}",
            )
        )  # fmt: skip
    page = render(shown(world), Links())
    assert "termasuk S.W." in page.text
    assert "Wibisana" not in page.text + page.html


def test_what_is_to_be_done_comes_with_its_time_limit(world):
    at = SEVEN - timedelta(hours=20)
    world.event(
        world.case(1, known_day=date(2024, 10, 28), last_published=at, first_published=at), at=at, alertable=False
    )
    data = shown(world)
    (line,) = data.actions
    assert (line.left, line.what, line.timed) == ("sisa 2 hari", "Lapor ke Bawaslu s.d. 4 Nov 2024", True)


def test_a_reported_case_has_no_time_limit_to_report(world):
    from archive.records.incident import IncidentStep

    at = SEVEN - timedelta(hours=20)
    step = IncidentStep(Stage.S3, date(2024, 11, 1), True, 1, (), (1,))  # noqa: FBT003 - dated
    case = world.case(1, "Sedang", steps=(step,), discipline=Stage.S3, last_published=at, first_published=at)
    world.event(case, at=at, alertable=False)
    assert not any("Lapor ke Bawaslu" in line.what for line in shown(world).actions)


def test_a_reader_of_one_province_sees_nothing_of_another(world):
    fill(world)
    at = SEVEN - timedelta(hours=20)
    far = world.case(20, "Kritis", places=(IncidentPlace("11.01", "Kabupaten Aceh Selatan", 0.9),),
                     first_published=at, last_published=at)  # fmt: skip
    world.event(far, at=at, alertable=False)
    assert "2024-0020" not in render(shown(world, replace(READER, regions=("63",))), Links()).text
    assert "2024-0020" in render(shown(world), Links()).text


def test_what_was_alerted_already_is_marked(world):
    both = replace(READER, mode="both", group_wait=timedelta(0))
    begin(world, both)
    at = SEVEN - timedelta(hours=2)
    world.event(world.case(1, last_published=at, first_published=at), at=at)
    plan_alerts(world.engine, (both,), at)
    deliver_due(world.engine, {"file": Taken()}, at)
    assert "sudah dikirim sebagai peringatan" in digest(world, both).text
    assert world.fates("kalsel") == {"sent": 1}


def test_an_alert_that_has_not_gone_out_yet_is_not_called_sent(world):
    both = replace(READER, mode="both", group_wait=timedelta(hours=3))
    begin(world, both)
    at = SEVEN - timedelta(hours=2)
    world.event(world.case(1, last_published=at, first_published=at), at=at)
    plan_alerts(world.engine, (both,), at)
    told = digest(world, both).text
    assert "peringatannya sedang dikirim" in told
    assert "sudah dikirim" not in told


def denial_of(key, words, start=0, where="text"):
    return Denial(key, date(2024, 11, 1), Span(start, start + len(words), words, where))


def test_a_new_allegation_stands_with_the_denial(world):
    at = SEVEN - timedelta(hours=20)
    said = (denial_of(1, "Guru bantah", where="title"), denial_of(1, "tidak benar", 4))
    for key, denials in ((1, said), (2, ())):
        world.event(world.case(key, denials=denials, first_published=at, last_published=at), at=at, alertable=False)
    with write(world.engine) as connection:
        text = "Itu tidak benar, kata Sutarno Wibisana. Ia pulang."
        connection.execute(article.update().where(article.c.id == 1).values(text=text))
    data = shown(world)
    page = render(data, Links())
    assert (data.counts.new, data.counts.denied, data.counts.cleared) == (2, 1, 0)
    assert "2 dugaan baru (2 Tinggi atau Kritis, 1 dibantah)" in page.summary
    for form in (page.html, page.text, "".join(page.parts)):
        assert form.count("Bantahan: “Itu tidak benar, kata S.W..”") == 1


def test_old_news_of_an_import_stands_apart_from_what_is_new(world):
    begin(world, READER)
    old = SEVEN - timedelta(days=40)
    for key, published in ((1, old), (2, SEVEN - timedelta(days=20))):
        case = world.case(key, first_published=published, last_published=published)
        world.event(case, at=SEVEN - timedelta(hours=2), published=published, alertable=False)
    message = digest(world)
    assert "1 dugaan baru (1 berat), 1 dari arsip" in message.subject
    apart = message.text.index("== Dari Arsip ==")
    assert message.text.index("[2024-0002]") < apart < message.text.index("* [2024-0001]")
    assert "dari 1 artikel di 1 media" in message.text
    assert (message.data["new"], message.data["archive"]) == (1, 1)


def test_notes_and_assignments_stand_in_no_digest(world):
    at = SEVEN - timedelta(hours=20)
    for key, kinds in ((1, ("opened",)), (2, ())):
        case = world.case(key, last_published=at, first_published=at)
        for kind in kinds:
            world.event(case, kind, at=at, alertable=False)
        world.event(case, "decision", at=at, alertable=False, field="note", value="menunggu pleno")
        world.event(case, "decision", at=at, alertable=False, field="assignee", value="rina")
    data = shown(world)
    page = render(data, Links())
    assert (data.counts.new, data.counts.progress) == (1, 0)
    for form in (page.html, page.text, *page.parts):
        assert "menunggu pleno" not in form
        assert "rina" not in form


def test_appeals_are_counted_and_official_numbers_listed(world):
    with write(world.engine) as connection:
        for key, kind in ((50, "appeal"), (51, "appeal"), (52, "statistics"), (53, "regulation"), (54, "unrelated")):
            at = SEVEN - timedelta(hours=3)
            connection.execute(
                article.insert().values(
                    id=key, url_key=f"{key:064d}", url="https://warta.example/x", title=f"Judul {kind}", text="",
                    published_at=at, first_seen_at=at, text_hash="x", record="{}", outlet="warta", state="ok",
                )
            )  # fmt: skip
            connection.execute(
                analysis.insert().values(
                    article_id=key, relevant=kind != "unrelated", kind=kind, kind_confidence=1, analysed_at=at,
                    versions="{}", record="{}",
                )
            )  # fmt: skip
    data = shown(world)
    assert data.appeals == 2
    page = render(data, Links())
    assert "2 artikel imbauan" in page.text
    assert "Judul appeal" not in page.text
    assert "Judul statistics" in page.text
    assert "Judul regulation" in page.html


def test_silent_newsrooms_and_gaps_are_told(world):
    with write(world.engine) as connection:
        connection.execute(outlet_state.insert().values(outlet="warta", health="ok"))
        connection.execute(
            outlet_state.insert().values(outlet="lensa", health="silent", last_success_at=SEVEN - 3 * DAY)
        )
        connection.execute(outlet_state.insert().values(outlet="kabar", health="robots"))
        connection.execute(
            coverage.insert().values(outlet="warta", hour=SEVEN - timedelta(hours=2), means="feed", found=40, failed=2)
        )
    text = render(shown(world), Links()).text
    assert "1 dari 3 media terbaca" in text
    assert "kabar: dilarang robots.txt, belum pernah terbaca; minta izin kepada media" in text
    assert "40 artikel ditemukan, 2 tidak terbaca" in text
    assert "lensa: diam (tidak ada artikel), terakhir terbaca 30 Okt 2024" in text


def test_many_newsrooms_in_trouble_do_not_make_a_long_digest(world):
    with write(world.engine) as connection:
        for number in range(140):
            health = "blocked" if number else "ok"
            connection.execute(outlet_state.insert().values(outlet=f"warta{number:03}", health=health))
    page = render(shown(world), Links())
    for form in (page.text, page.html):
        assert "1 dari 140 media terbaca" in form
        assert form.count("belum pernah terbaca") == 12
        assert "dan 127 lagi" in form
        assert "pantau outlet list" in form


def test_without_a_network_one_line_says_so(world):
    with write(world.engine) as connection:
        for number in range(140):
            connection.execute(outlet_state.insert().values(outlet=f"warta{number:03}", health="unreachable"))
    text = render(shown(world), Links()).text
    assert "0 dari 140 media terbaca" in text
    assert "Tidak satu pun media terjangkau" in text
    assert "warta" not in text
    assert len(text.splitlines()) < 40


def test_an_empty_day_says_so(world):
    page = render(shown(world), Links())
    assert "tidak ada yang baru" in page.subject
    assert "Tidak ada dugaan baru" in page.text


def test_the_same_digest_speaks_english(world):
    fill(world)
    page = render(shown(world, replace(READER, language="en")), Links())
    assert "Today in short" in page.text
    assert "Sub-district head allegedly" in page.text
    for indonesian in ("Dugaan", "dugaan", "diduga", "sumber"):
        assert indonesian not in page.text
