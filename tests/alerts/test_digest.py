import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from alerts.deliver import deliver_due
from alerts.digest.collect import collect
from alerts.digest.plan import plan_digests
from alerts.digest.render import MOST_BYTES, render
from alerts.digest.scope import period_scope, told_scope
from alerts.links import Links
from alerts.model import Delivery, Message, Receipt, Refused, Subscription
from alerts.parts import MOST
from alerts.plan import plan_alerts
from alerts.roster import enrol
from archive.database import read, write
from archive.records.analysis import Stage
from archive.records.codec import from_json
from archive.records.incident import CaseSeverity, IncidentPlace
from archive.tables.alerts import outbox
from archive.tables.articles import analysis, article
from archive.tables.operations import coverage, outlet_state

DAY = timedelta(days=1)
SEVEN = datetime(2024, 11, 1, 23, 0, tzinfo=UTC)  # 07.00 WITA on 2 November
READER = Subscription("kalsel", "file", "outbox", name="Bawaslu Kalsel", timezone="Asia/Makassar", mode="digest")


class Taken:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def send(self, message: Message, _: Delivery):
        self.messages.append(message)
        return Receipt()


def begin(world, *readers, at=SEVEN - 10 * DAY):
    with write(world.engine) as connection:
        enrol(connection, readers, at)


def digest(world, reader=READER, now=SEVEN) -> Message:
    plan_alerts(world.engine, (reader,), now)
    assert plan_digests(world.engine, (reader,), now) == 1
    return from_json(Message, world.messages(form="digest")[-1].payload)


def shown(world, reader=READER, days=2, now=SEVEN):
    with read(world.engine) as connection:
        scope = period_scope(connection, reader, now - days * DAY, now)
        return collect(connection, reader, scope, date(2024, 11, 2), now)


# When and how often


def test_each_local_day_has_one_digest_however_often_it_is_planned(world_on_each):
    world = world_on_each
    begin(world, READER)
    world.event(world.case(), alertable=False)
    assert plan_digests(world.engine, (READER,), SEVEN - timedelta(seconds=1)) == 1  # that of yesterday, missed
    assert plan_digests(world.engine, (READER,), SEVEN) == 1
    assert plan_digests(world.engine, (READER,), SEVEN) == 0
    assert plan_digests(world.engine, (READER,), SEVEN + timedelta(hours=23)) == 0
    assert plan_digests(world.engine, (READER,), SEVEN + DAY) == 1
    assert [row.local_day.day for row in world.messages()] == [1, 2, 3]


def test_a_downtime_over_several_digests_makes_one_with_everything(world):
    begin(world, READER, at=SEVEN)
    for key in range(1, 4):
        at = SEVEN + key * DAY
        world.event(world.case(key, last_published=at, first_published=at), at=at, alertable=False)
    later = SEVEN + 3 * DAY + timedelta(hours=4)
    message = digest(world, now=later)
    assert "3 dugaan baru" in message.subject
    assert plan_digests(world.engine, (READER,), later) == 0
    assert world.fates("kalsel") == {"queued": 3}


def test_an_event_is_told_in_one_digest_only(world):
    begin(world, READER)
    world.event(world.case(), alertable=False)
    assert "1 dugaan baru" in digest(world).subject
    assert "tidak ada yang baru" in digest(world, now=SEVEN + DAY).subject


def test_the_first_digest_does_not_wait_for_the_morning_and_does_not_replace_it(world):
    now = SEVEN - timedelta(hours=5)
    begin(world, READER, at=now)
    assert plan_digests(world.engine, (READER,), now) == 0
    assert plan_digests(world.engine, (READER,), now, first=True) == 1
    assert plan_digests(world.engine, (READER,), now + timedelta(hours=1), first=True) == 0
    assert plan_digests(world.engine, (READER,), SEVEN) == 1


def test_a_paused_reader_gets_no_digest(world):
    begin(world, READER)
    assert plan_digests(world.engine, (replace(READER, paused=True),), SEVEN) == 0


def test_who_wants_only_alerts_gets_a_digest_only_of_what_was_left_over(world):
    instant = replace(READER, mode="instant", hourly_cap=1, group_wait=timedelta(0))
    begin(world, instant)
    assert plan_digests(world.engine, (instant,), SEVEN) == 0
    for key in (1, 2):
        world.event(world.case(key, last_published=SEVEN, first_published=SEVEN), at=SEVEN)
    plan_alerts(world.engine, (instant,), SEVEN)
    assert plan_digests(world.engine, (instant,), SEVEN) == 1
    message = from_json(Message, world.messages(form="digest")[0].payload)
    assert "1 peringatan melebihi batas per jam" in message.text


def test_a_digest_that_is_refused_stays_visible_and_is_sent_when_a_person_says_so(world):
    from alerts.ledger import retry

    class No:
        async def send(self, _message, _delivery):
            return Refused("550 nobody", "recipient")

    begin(world, READER)
    world.event(world.case(), alertable=False)
    digest(world)
    deliver_due(world.engine, {"file": No()}, SEVEN)
    assert world.fates("kalsel") == {"failed": 1}
    with write(world.engine) as connection:
        retry(connection, (), SEVEN)
    taken = Taken()
    deliver_due(world.engine, {"file": taken}, SEVEN)
    assert len(taken.messages) == 1
    assert world.fates("kalsel") == {"sent": 1}


def test_the_digest_of_a_day_can_be_shown_again_as_it_was_told(world):
    begin(world, READER)
    world.event(world.case(), alertable=False)
    digest(world)
    with read(world.engine) as connection:
        scope = told_scope(connection, READER, date(2024, 11, 2))
        assert scope is not None
        assert len(scope.waiting) == 1
        assert told_scope(connection, READER, date(2024, 11, 5)) is None


# What it says


def fill(world) -> None:
    at = SEVEN - timedelta(hours=20)

    def case(key: int, level: str = "Sedang", *events: str, **changes: object) -> None:
        found = world.case(key, level, first_published=at, last_published=at, **changes)
        for kind in events or ("opened",):
            world.event(found, kind, at=at, alertable=False, stage="S4")

    case(1, "Kritis")
    case(2, "Sedang")
    case(3, "Tinggi", "step", discipline=Stage.S4)
    case(4, "Rendah", "cleared", end=Stage.X1, closed_day=at.date())
    case(5, "Sedang", "denied")
    case(6, "Sedang", "corrected")
    case(7, "Rendah", severity=CaseSeverity(None, "Rendah", (), ("victim",)))
    case(8, "Sedang", "opened", "denied")


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
        connection.execute(
            coverage.insert().values(outlet="warta", hour=SEVEN - timedelta(hours=2), means="feed", found=40, failed=2)
        )
    text = render(shown(world), Links()).text
    assert "1 dari 2 media terbaca" in text
    assert "40 artikel ditemukan, 2 tidak terbaca" in text
    assert "lensa: diam (tidak ada artikel), terakhir terbaca 30 Okt 2024" in text


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


# How it looks to programs


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_foreign_text_starts_no_markup(world):
    at = SEVEN - timedelta(hours=20)
    case = world.case(1, "Kritis", title='<script>x</script>"><a href="javascript:1">', label="<b>diduga</b>",
                      last_published=at, first_published=at)  # fmt: skip
    world.event(case, at=at, alertable=False)
    page = render(shown(world), Links("https://pantau.example", b"k"))
    for form in (page.html, *page.parts):
        tags = Tags()
        tags.feed(form)
        assert tags.open == []
        assert "<script" not in form
        assert all(link.startswith("https://") for link in tags.links)


def test_a_thousand_cases_fit_into_ninety_kilobytes_in_a_second(world):
    at = SEVEN - timedelta(hours=20)
    with write(world.engine):
        pass
    for key in range(1, 41):
        level = ("Kritis", "Tinggi", "Sedang", "Rendah")[key % 4]
        world.event(world.case(key, level, last_published=at, first_published=at), at=at, alertable=False)
    data = shown(world)
    many = replace(data, levels=tuple(replace(level, lines=level.lines * 25) for level in data.levels))
    began = time.process_time()
    page = render(many, Links())
    assert time.process_time() - began < 1.5
    assert len(page.html.encode()) <= MOST_BYTES
    assert page.left_out > 900
    assert "lihat semua" in page.html
    assert all(len(part) <= MOST for part in page.parts)
    assert len(render(many, Links(), full=True).html) > MOST_BYTES


@pytest.mark.parametrize("public", [None, "https://pantau.example"])
def test_without_a_public_address_the_command_line_is_named(world, public):
    fill(world)
    page = render(shown(world), Links(public, b"k"))
    assert ("https://pantau.example/incidents/2024-0001" in page.html) == (public is not None)
    assert ("unsubscribe/kalsel" in page.text) == (public is not None)


def test_the_payload_in_the_outbox_is_the_whole_message(world):
    begin(world, READER)
    fill(world)
    message = digest(world)
    with read(world.engine) as connection:
        row = connection.execute(outbox.select()).one()
    assert from_json(Message, row.payload) == message
    assert message.html is not None
    assert message.parts
    assert message.data["cases"] == ["2024-0001", "2024-0002", "2024-0008", "2024-0007"]


def test_messenger_parts_keep_headings_with_their_first_case(world):
    at = SEVEN - timedelta(hours=20)
    for key in range(1, 31):
        level = ("Kritis", "Tinggi", "Sedang")[key % 3]
        world.event(world.case(key, level, last_published=at, first_published=at), at=at, alertable=False)
    page = render(shown(world), Links("https://pantau.example"))
    assert len(page.parts) > 1
    for part in page.parts:
        assert len(part) <= MOST
        assert not part.rsplit("\n\n", 1)[-1].rstrip().endswith("</b>")
        tags = Tags()
        tags.feed(part)
        assert tags.open == []
    assert "".join(page.parts).count("2024-00") >= 30


def test_a_case_asks_for_action_once(world):
    at = SEVEN - timedelta(hours=20)
    for key in range(1, 4):
        case = world.case(key, "Kritis", known_day=at.date(), last_published=at, first_published=at)
        world.event(case, at=at, alertable=False)
    codes = [line.view.code for line in shown(world).actions]
    assert len(codes) == len(set(codes)) == 3
