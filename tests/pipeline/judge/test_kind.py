"""Relevance first, then whether it is a case, then which kind."""

from dataclasses import replace

import pytest

from archive.records.analysis import Kind
from archive.records.article import Article
from pipeline.judge.kind import decide


@pytest.fixture(scope="module")
def model(analyser):
    weights = {"bias": -1.0, "text_official": 1.0, "text_supervisor": 2.0, "essay": 2.0}
    rows = dict.fromkeys(analyser.model.kinds, (0.0,) * 6) | {"bias": (9.0, 0.0, 0.0, 0.0, 0.0, 0.0)}
    return replace(analyser.model, relevance=weights, kinds=rows, relevance_threshold=0.53)


def said(model, *about):
    return decide(dict.fromkeys(("bias", *about), 1.0), {"bias": 1.0}, model, ())


def test_what_only_a_writers_thoughts_make_relevant_is_no_case(model):
    assert said(model, "text_official", "text_supervisor", "essay").kind is Kind.INCIDENT
    verdict = said(model, "text_official", "essay")
    assert verdict.kind is Kind.UNRELATED
    assert not verdict.relevant
    assert verdict.confidence >= 0.5


def test_thoughts_stay_relevant_where_no_case_is_told(model):
    silent = replace(model, kinds={**model.kinds, "bias": (0.0, 0.0, 0.0, 0.0, 0.0, 9.0)})
    assert said(silent, "text_official", "essay").relevant


def test_the_reason_of_a_headlines_kind_shows_the_words_behind_it(analyser):
    told = analyser.analyse(Article("", "", "Lurah Divonis Dua Bulan Penjara karena Kampanye", "", "ok", None))
    assert told.kind.is_case
    quoted = {span.text for reason in told.reasons if reason.claim.startswith("kind:") for span in reason.spans}
    assert any("Divonis" in text for text in quoted)


@pytest.mark.parametrize(
    "title",
    ["Dua ASN Dibui Gara-gara Kampanyekan Caleg", "Bawaslu Periksa Puluhan Pejabat soal Dukungan ke Paslon"],
)
def test_a_number_of_officials_beside_what_befell_them_is_no_round_up(analyser, article, title):
    assert analyser.analyse(article(title, "")).kind.is_case


@pytest.mark.parametrize(
    "title", ["Sepanjang 2024, 76 ASN Langgar Netralitas", "Bawaslu Catat 45 Pelanggaran Netralitas ASN"]
)
def test_a_sum_over_a_time_is_a_round_up(analyser, article, title):
    assert analyser.analyse(article(title, "")).kind is Kind.STATISTICS


def test_many_laws_cited_against_somebody_make_no_article_about_rules(analyser, article):
    text = (
        "MEDAN - Majelis kode etik Pemko Medan menyidang seorang lurah yang berfoto dengan calon wali kota sambil "
        "mengacungkan dua jari. Menurut majelis, lurah itu melanggar UU Nomor 20 Tahun 2023, Pasal 5 huruf n "
        "PP Nomor 94 Tahun 2021, Pasal 11 huruf c PP Nomor 42 Tahun 2004, Peraturan BKN Nomor 6 Tahun 2022, SE "
        "MenPAN-RB 18 Tahun 2023, SKB Nomor 2 Tahun 2022, UU Nomor 10 Tahun 2016 dan Peraturan Wali Kota."
        "\n\nLurah itu mengaku khilaf."
    )
    assert analyser.analyse(article("Langgar Delapan Aturan, Lurah Disidang Etik", text)).kind.is_case
