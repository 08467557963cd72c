from dataclasses import replace

from archive.records.analysis import Act, Kind
from pipeline.judge.rehearsal import rehearse

TOLD = "Bawaslu memanggil seorang camat yang mengacungkan dua jari bersama calon bupati."


def test_only_articles_that_change_are_told(analyser, article):
    one = article("Camat Acungkan Dua Jari", TOLD)
    said = analyser.analyse(one)
    other = replace(said, acts=(Act("A06"),))
    (change,) = rehearse([("1", one, said), ("2", one, other)], analyser.analyse)
    assert (change.key, change.article) == ("2", one)
    assert [name for name, _, _ in change.fields] == ["acts"]
    assert not change.alarms


def test_an_article_that_becomes_a_case_raises_an_alarm(analyser, article):
    one = article("Camat Acungkan Dua Jari", TOLD)
    before = replace(analyser.analyse(one), kind=Kind.APPEAL)
    (change,) = rehearse([("1", one, before)], analyser.analyse)
    assert change.alarms


def test_a_rejected_page_that_stays_irrelevant_is_not_told(analyser, article):
    assert list(rehearse([("1", article("Harga Cabai", "Harga cabai naik."), None)], analyser.analyse)) == []


def test_a_rejected_page_that_becomes_relevant_is_told(analyser, article):
    (change,) = rehearse([("1", article("Camat Acungkan Dua Jari", TOLD), None)], analyser.analyse)
    assert ("relevant", "rejected", "True") in change.fields
