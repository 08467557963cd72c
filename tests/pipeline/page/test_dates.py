from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.dates import parse_instant, text_dates

MAKASSAR = ZoneInfo("Asia/Makassar")
EVENING = datetime(2023, 2, 6, 13, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Senin, 6 Februari 2023 | 20:59 WIB",
        "Senin, 06 Pebruari 2023 - 20.59 WIB",
        "Mon, 06 Feb 2023 20:59:00 +0700",
        "Mon, 06 Feb 2023 20:59:00 WIB",
        "Mon, 06 Feb 2023 13:59:00 GMT",
        "2023-02-06T20:59:00+07:00",
        "2023-02-06T13:59:00.000Z",
        "20230206T135900Z",
        "February 6, 2023 8:59 pm WIB",
        "20:59 WIB, 6/2/2023",
        "06-02-2023 21:59 WITA",
        "Diterbitkan 6 Feb 2023, 22:59 WIT",
        "1675691940",
        "1675691940000",
        "6 Feb 2023 20:59 GMT+7",
    ],
)
def test_an_instant_with_its_zone_is_stated(text):
    reading = parse_instant(text, MAKASSAR)
    assert reading is not None
    assert reading.at == EVENING
    assert reading.local_day == date(2023, 2, 6)
    assert reading.confidence == "stated"


@pytest.mark.parametrize("text", ["6 Februari 2023 21:59", "2023-02-06 21:59:00", "06/02/2023 21.59", "6 Feb 23 21:59"])
def test_a_clock_without_zone_is_read_at_the_outlet_and_derived(text):
    reading = parse_instant(text, MAKASSAR)
    assert reading is not None
    assert (reading.at, reading.confidence, reading.zoned) == (EVENING, "derived", False)


def test_a_day_alone_is_the_start_of_that_day_at_the_outlet():
    reading = parse_instant("Senin, 6 Februari 2023", MAKASSAR)
    assert reading is not None
    assert reading.at == datetime(2023, 2, 5, 16, tzinfo=UTC)
    assert (reading.local_day, reading.has_time, reading.confidence) == (date(2023, 2, 6), False, "derived")


def test_an_instant_in_utc_gets_the_day_of_the_outlet():
    reading = parse_instant("2023-02-06T20:00:00Z", MAKASSAR)
    assert reading is not None
    assert reading.local_day == date(2023, 2, 7)


def test_american_order_is_read_where_no_other_can_be():
    reading = parse_instant("10/25/2024 8:05 PM", MAKASSAR)
    assert reading is not None
    assert reading.local_day == date(2024, 10, 25)


@pytest.mark.parametrize(
    "text", ["", "2 jam yang lalu", "31 Februari 2023", "32/13/2023", "1234", "0001-01-01", "Senin"]
)
def test_what_names_no_day_is_none(text):
    assert parse_instant(text, MAKASSAR) is None


@given(st.text(max_size=300))
def test_reading_never_raises(text):
    parse_instant(text, MAKASSAR)
    text_dates(text, date(2024, 10, 3))
    text_dates(text, None)


def mentions(text, published=None):
    return [(found.day.isoformat(), text[found.start : found.end]) for found in text_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("kata dia, Senin (6/2).", date(2023, 2, 7), "2023-02-06"),
        ("kata dia, Senin (6/2), soal Pemilu 2024.", None, "2023-02-06"),
        ("kata dia, Kamis (8/6), soal Pemilu 2024 dan PP Nomor 94 tahun 2021.", None, "2023-06-08"),
        ("kata dia, Rabu (8/3/2023), di hotel.", None, "2023-03-08"),
        ("kata dia, Minggu, 7 Januari 2024.", None, "2024-01-07"),
        ("kata dia, Selasa (31/12).", date(2025, 1, 2), "2024-12-31"),
        ("pada 13 Juni nanti.", date(2024, 6, 8), "2024-06-13"),
        ("pada Senin malam (23/9).", date(2024, 9, 24), "2024-09-23"),
        ("on Monday, September 23, 2024.", None, "2024-09-23"),
        ("Rapat digelar kemarin.", date(2024, 9, 24), "2024-09-23"),
        ("Rapat digelar Senin malam.", date(2024, 9, 25), "2024-09-23"),
        ("Rapat digelar Senin pekan lalu.", date(2024, 9, 25), "2024-09-16"),
        ("Rapat digelar Jumat depan.", date(2024, 9, 25), "2024-09-27"),
        ("Rapat digelar Jumat (4/10/24).", None, "2024-10-04"),
        ("Sabtu-Minggu (5-6/10/2024).", None, "2024-10-06"),
    ],
)
def test_days_in_running_text_get_their_year(text, published, day):
    assert day in [found for found, _ in mentions(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "sebanyak 2/3 suara",
        "sesuai PP 94/2021, SE 1/2023 dan UU 10/2016",
        "skor 10.15.20",
        "Senin, 2/3 suara sudah dihitung",
        "Menag dan Mei adalah nama",
        "Rapat digelar kemarin",
    ],
)
def test_fractions_laws_and_names_are_no_days(text):
    published = None if "kemarin" in text else date(2024, 10, 3)
    assert [found for found in mentions(text, published) if found[1] != "Senin"] == []


def test_agreeing_weekday_is_surer_than_a_bare_day():
    (sure,) = text_dates("Senin (6/2)", date(2023, 2, 7))
    (bare,) = text_dates("pada 6 Februari", date(2023, 2, 7))
    (contrary,) = text_dates("Selasa (6/2)", date(2023, 2, 7))
    assert sure.confidence > bare.confidence > contrary.confidence


def test_offsets_point_at_the_mention():
    text = "Hal itu ia sampaikan, Senin (6/2), di kantor."
    (found,) = text_dates(text, date(2023, 2, 7))
    assert text[found.start : found.end] == "Senin (6/2)"
