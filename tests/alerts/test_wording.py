from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alerts import wording
from alerts.changes import change_line, change_lines
from alerts.instant import Cause, why
from alerts.links import Links
from alerts.model import Case, Event
from alerts.plan import plan_alerts
from alerts.quotes import around, quotations
from alerts.wording import clean_line, clock_time, evidence, standing, words
from archive.records.analysis import Rule, Stage
from archive.records.incident import IncidentActor
from archive.records.span import Span
from base.errors import UsageError
from pipeline.linking.covering import Hidden, hidden_names
from pipeline.linking.rulings import check
from pipeline.linking.stalled import Stalled
from pipeline.text.document import Document


def texts_module():
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("alert_texts", Path(__file__).parent / "texts.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_exists_in_bahasa_indonesia():
    known = words("id").texts
    assert texts_module().message_ids() - set(known) == set()


def test_no_translation_loses_or_invents_a_place():
    import re

    for english, indonesian in words("id").texts.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", indonesian)), english


def test_an_open_case_says_how_unsure_it_is(incident_like):
    t = words("id")
    assert standing(incident_like(), t) == ("belum ada keputusan berwenang", "belum diverifikasi petugas")
    assert standing(incident_like(discipline=Stage.S7), t)[0] == "sudah ada keputusan berwenang"
    assert "tidak terbukti" in standing(incident_like(end=Stage.X1), t)[0]


def hidden(case):
    return Hidden(hidden_names(case, (), may_see_names=False))


def test_low_ranks_are_masked_until_a_body_decided(incident_like):
    case = incident_like()
    assert evidence("Guru Sutarno Wibisana ikut kampanye", hidden(case)) == "Guru S.W. ikut kampanye"
    assert evidence("Sutarno membantah", hidden(case)) == "S. membantah"
    assert "Sutarno" in evidence("Sutarno dihukum", hidden(replace(case, discipline=Stage.S7)))
    high = replace(case, actors=(IncidentActor("Sutarno Wibisana", "camat", None, "asn", None, (1,)),))
    assert "Sutarno" in evidence("Camat Sutarno Wibisana", hidden(high))


@pytest.mark.parametrize(
    ("days", "told"),
    [(25, "direkomendasikan 25 hari lalu, sanksi belum"), (752, "direkomendasikan 9 Okt 2022, sanksi belum")],
)
def test_a_standstill_of_long_ago_is_told_with_its_day(days, told):
    found = Stalled("recommended", date(2024, 10, 30) - timedelta(days=days), days)
    assert wording.stall_text(found, words("id")).startswith(told)


def test_the_rules_of_an_alert_are_told_with_what_they_are_about(world, officer, noon):
    rules = (Rule("DIS-07", "A07", "x"), Rule("KE-06", "A07", "x"), Rule("DIS-08", "A10", "x"))
    world.event(world.case(rules=rules))
    plan_alerts(world.engine, (officer,), noon)
    (row,) = world.messages()
    told = "Aturan: Foto bersama atau pose jari: DIS-07, KE-06; Kegiatan atau ajakan keberpihakan: DIS-08"
    assert told in row.payload


def test_one_sentence_is_quoted_once_however_it_is_cut():
    long = "Pada hari Jumat di kantor kecamatan " * 6
    text = f"{long}camat mengumpulkan lurah dan mengarahkan mereka. Ia memakai mobil dinas. Ia pulang."
    spans = [
        Span(text.index(part), text.index(part) + len(part), part, "text")
        for part in ("mengumpulkan", "mengarahkan", "mobil dinas")
    ]
    first, second = quotations(Document("", text), spans)
    assert "mengumpulkan lurah dan mengarahkan" in first
    assert second == "Ia memakai mobil dinas."


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Jakarta", "19.00 WIB"),
        ("Asia/Makassar", "20.00 WITA"),
        ("Asia/Jayapura", "21.00 WIT"),
        ("Europe/Amsterdam", "13.00 CET"),
    ],
)
def test_hours_carry_their_zone(zone, told, noon):
    assert clock_time(noon.replace(hour=12), ZoneInfo(zone)) == told


def test_foreign_text_becomes_one_harmless_line():
    assert clean_line("a\r\nBcc: x\x00\u202eb\ud800  c") == "a Bcc: x b c"
    assert clean_line("x" * 400, 10) == "xxxxxxxxx…"


def test_changes_are_told_in_words(noon):
    t = words("id")
    case = Case(1, "2024-0001", "", "Tinggi")

    def line(kind: str, **payload: object) -> str:
        return change_line(Event(1, case, kind, noon, "Tinggi", alertable=True, payload=payload), t)

    assert line("step", stage="S4", **{"from": "S1"}) == "Tahap baru: klarifikasi (S4)"
    assert line("severity", to="Kritis", **{"from": "Sedang"}) == "Tingkat: Sedang → Kritis"
    assert line("cleared", to="X2") == "Berakhir: laporan dicabut"
    assert line("corrected", field="end") == "Koreksi: kasus dibuka lagi"
    assert line("decision", field="review", value="dismissed") == "Keputusan petugas: bukan kasus menurut petugas"
    told = line("decision", field="actor", value="Sutarno Wibisana;guru;SDN 1")
    assert told == "Keputusan petugas: orangnya diperbaiki"


def test_signed_links_hold_only_for_what_was_signed():
    links = Links("https://pantau.example/", b"key")
    address = links.act("bungkam", "2024-0001", "x")
    token = address.split("?t=")[1]
    assert address.startswith("https://pantau.example/act/bungkam/2024-0001/x?t=")
    assert links.verify(("act", "bungkam", "2024-0001", "x"), token)
    assert not links.verify(("act", "benar", "2024-0001", "x"), token)
    assert not Links("https://pantau.example/", b"").verify(("act", "bungkam", "2024-0001", "x"), token)
    assert Links(None, b"key").act("bungkam", "2024-0001", "x") is None


def test_the_short_names_cover_every_stage():
    assert set(wording.STAGES) == {stage.value for stage in Stage}


def test_many_changes_become_few_words(noon):
    t = words("id")
    case = Case(1, "2024-0001", "", "Tinggi")

    def happened(kind: str, **payload: object) -> Event:
        return Event(1, case, kind, noon, "Tinggi", alertable=True, payload=payload)

    steps = (happened("step", stage="S2"), happened("severity", to="Tinggi", **{"from": "Sedang"}))
    more = (happened("step", stage="S4"), happened("article"), happened("severity", to="Kritis", **{"from": "Tinggi"}))
    assert change_lines(steps + more, t) == (
        "Tahap baru: penelusuran (S2), klarifikasi (S4)", "Tingkat: Sedang → Kritis",
    )  # fmt: skip
    new = (happened("opened"), happened("denied"), *steps)
    assert change_lines(new, t) == ("Kasus baru", "Bantahan", "Tahap baru: penelusuran (S2)")
    assert change_lines((happened("article"), happened("article")), t) == ("Pemberitaan baru",)
    raised_and_lowered = (steps[1], happened("severity", to="Sedang", **{"from": "Tinggi"}))
    assert change_lines((*raised_and_lowered, happened("step", stage="S4")), t) == ("Tahap baru: klarifikasi (S4)",)


def test_evidence_is_a_sentence_cut_around_its_words():
    short = Document("", "Awal cerita. Camat itu memakai mobil dinas untuk kampanye. Akhir.")
    start = short.text.index("mobil")
    assert around(short, Span(start, start + 11, "mobil dinas")) == "Camat itu memakai mobil dinas untuk kampanye."
    long = Document("", "Kata " * 60 + "mobil dinas " + "kata " * 60)
    start = long.text.index("mobil")
    found = around(long, Span(start, start + 11, "mobil dinas"))
    assert "mobil dinas" in found
    assert len(found) <= 184
    assert found.startswith("… Kata")
    assert found.endswith("kata …")


def test_why_names_every_filter_that_let_the_alert_through(officer):
    reader = replace(officer, regions=("63",), acts=("A10",), kinds=("incident",), query="camat")
    told = why(reader, Cause((), follows=False, reasons=("new",)), words("id"))
    assert all(part in told for part in ("63", "A10", "incident", "camat", "Tinggi")), told


def test_what_a_correction_may_say_is_told_in_the_readers_language():
    with pytest.raises(UsageError) as wrong:
        check("event_day", "kemarin", article=False)
    assert wrong.value.tell("id") == "event_day 'kemarin': hari seperti 2024-10-05, atau none"
    assert str(wrong.value) == "event_day 'kemarin': a day such as 2024-10-05, or none"
