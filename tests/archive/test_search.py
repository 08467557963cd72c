from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from archive.database import read, write
from archive.finding.highlight import mark, passage, wanted
from archive.query.expand import expand
from archive.query.parse import parse
from archive.records.analysis import Act, Kind, Place
from archive.search import search
from archive.store.incident_privacy import erase_article
from archive.tables.articles import article as articles
from base.errors import QueryError

DAY = datetime(2024, 10, 1, 5, tzinfo=UTC)


def ids(found) -> list[int]:
    return [hit.article_id for hit in found.hits]


def shown(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.fixture
def some(engine: Engine, add, analysis):
    """Seven articles, the newest first in number, the third a copy of the second in another outlet."""
    with write(engine) as connection:
        for number in range(1, 8):
            found = analysis(kind=Kind.APPEAL if number == 7 else Kind.INCIDENT, acts=(Act(f"A0{1 + number % 2}"),))
            text = f"Camat {number} menolak kampanye. " + "Isi lain yang panjang. " * 20 + "Netralitas dijaga."
            add(connection, number, at=DAY - timedelta(days=number), text=text, analysis=found, outlet=f"o{number}")
        connection.execute(update(articles).where(articles.c.id == 3).values(copy_of=2))
    return engine


def test_the_newest_come_first_and_pages_follow_each_other(some: Engine) -> None:
    pages, cursor = [], None
    with read(some) as connection:
        while True:
            found = search(connection, "camat", limit=2, cursor=cursor)
            pages.append(ids(found))
            cursor = found.cursor
            if cursor is None:
                break
    assert pages == [[1, 2], [4, 5], [6, 7]]


def test_a_copy_is_folded_into_its_original_and_counted(some: Engine) -> None:
    with read(some) as connection:
        found = search(connection, "camat")
        assert 3 not in ids(found)
        assert [hit.copies for hit in found.hits if hit.article_id == 2] == [1]
        assert 3 in ids(search(connection, "camat", fold_copies=False))


def test_a_copy_whose_original_does_not_match_is_shown(some: Engine) -> None:
    with read(some) as connection:
        assert ids(search(connection, "media:o3")) == [3]
        assert ids(search(connection, "camat media:(o2 OR o3)")) == [2]


def test_an_undated_article_stands_where_it_was_first_seen(engine: Engine, add, now) -> None:
    with write(engine) as connection:
        dated, undated = add(connection, 1, at=now - timedelta(days=1)), add(connection, 2, at=None)
        assert ids(search(connection, "")) == [undated, dated]
        assert ids(search(connection, f"tanggal:{now.date()}")) == [undated]


def test_word_forms_are_found_shown_and_can_be_unticked(engine: Engine, add) -> None:
    with write(engine) as connection:
        for number, text in enumerate(("netral", "netralitas", "ketidaknetralan", "kecamatan", "camat")):
            add(connection, number, text=text, title="")
        found = search(connection, "netral")
        assert sorted(ids(found)) == [1, 2, 3]
        assert found.expansions[0].forms == ("netral", "netralitas", "ketidaknetralan")
        fewer = search(connection, "netral", without_forms=["netralitas", "netral"])
        assert sorted(ids(fewer)) == [1, 3]
        assert fewer.expansions[0].left_out == ("netralitas",)
        assert ids(search(connection, "=netral")) == [1]
        assert ids(search(connection, "camat")) == [5]


def test_an_edited_article_is_found_by_its_new_words_alone(engine: Engine, add) -> None:
    with write(engine) as connection:
        add(connection, 1, text="kampanye")
        add(connection, 1, text="imbauan")
        assert ids(search(connection, "imbauan")) == [1]
        assert ids(search(connection, "kampanye")) == []


def test_the_best_come_first_when_asked(engine: Engine, add) -> None:
    with write(engine) as connection:
        add(connection, 1, title="Lain", text="lurah " + "kata " * 200)
        add(connection, 2, title="Lurah", text="lurah lurah lurah")
        add(connection, 3, title="Lain", text="lurah dan " + "kata " * 20)
        found = search(connection, "lurah", sort="rank", limit=2)
        assert ids(found)[0] == 2
        rest = search(connection, "lurah", sort="rank", limit=2, cursor=found.cursor)
        assert sorted(ids(found) + ids(rest)) == [1, 2, 3]
        assert search(connection, "media:contoh", sort="rank").sort == "date"


def test_figures_count_every_hit_once(some: Engine, add, analysis) -> None:
    with read(some) as connection:
        spread = search(connection, "camat", limit=1, with_facets=True).spread
    figures = {facet: {count.value: count.articles for count in counts} for facet, counts in spread.facets.items()}
    assert (spread.total, spread.basis) == (6, "exact")
    assert figures["kind"] == {"incident": 5, "appeal": 1}
    assert figures["act"] == {"A01": 3, "A02": 3}
    assert figures["region"] == {"63.72": 6}
    assert figures["province"] == {"63": 6}
    assert figures["month"] == {"2024-09": 6}
    assert figures["stage"] == {"S2": 6}
    assert figures["role"] == {"camat": 6}
    assert figures["outlet"] == {f"o{number}": 1 for number in (1, 2, 4, 5, 6, 7)}


def test_above_the_bound_figures_are_estimated_from_an_even_sample(engine: Engine, add, monkeypatch) -> None:
    monkeypatch.setattr("archive.finding.hits.EXACT", 4)
    monkeypatch.setattr("archive.finding.hits.SAMPLE", 10)
    with write(engine) as connection:
        for number in range(40):
            add(connection, number, at=DAY, text=f"Camat {number}", outlet="a" if number % 4 else "b", sketch=())
        connection.execute(update(articles).where(articles.c.id > 20).values(copy_of=articles.c.id - 20))
    with read(engine) as connection:
        for query in (
            "camat",
            "camat wilayah:63",
            "wilayah:63",
            "tanggal:2024",
            "camat tanggal:2024-10",
            "camat severity:>=1",
        ):
            found = search(connection, query, with_facets=True).spread
            assert found.basis == "estimated", query
            assert 10 <= found.total <= 32, query
            assert found.described <= 12
            assert [count.articles for count in found.facets["month"]] == [found.total], query
        assert search(connection, "camat media:b", with_facets=True).spread.total == 5


def test_few_hits_among_many_that_cannot_be_narrowed_are_counted_one_by_one(some: Engine, monkeypatch) -> None:
    monkeypatch.setattr("archive.finding.hits.EXACT", 4)
    monkeypatch.setattr("archive.finding.hits.WIDE", 1)
    with read(some) as connection:
        found = search(connection, "camat jenis:imbauan", with_facets=True).spread
    assert (found.total, found.basis) == (1, "exact")


def test_an_article_that_names_a_province_alone_is_in_no_city_or_regency(engine: Engine, add, analysis) -> None:
    with write(engine) as connection:
        add(connection, 1, analysis=analysis(places=(Place("63", "Kalimantan Selatan", "event"),)))
        add(connection, 2, analysis=analysis(places=(Place("63.72", "Kota Banjarbaru", "event"),)), text="Camat lain.")
    with read(engine) as connection:
        for query in ("", "camat"):
            facets = search(connection, query, with_facets=True).spread.facets
            assert [(count.value, count.articles) for count in facets["region"]] == [("63.72", 1)]
            assert [(count.value, count.articles) for count in facets["province"]] == [("63", 2)]


def figures_of(connection) -> dict[str, dict[str, int]]:
    facets = search(connection, "", with_facets=True).spread.facets
    return {facet: {count.value: count.articles for count in counts} for facet, counts in facets.items()}


def test_the_whole_archives_counts_follow_every_change(sqlite_engine: Engine, add, analysis, monkeypatch) -> None:
    with write(sqlite_engine) as connection:
        for number in range(1, 6):
            add(connection, number, at=DAY, text=f"Camat {number}", outlet=f"o{number % 2}", sketch=(number,))
        add(connection, 6, at=None, outlet=None, text="tanpa hari", sketch=(9,))
        connection.execute(update(articles).where(articles.c.id.in_([2, 3])).values(copy_of=1))
        connection.execute(update(articles).where(articles.c.id == 3).values(copy_of=None))
        # read anew: another outlet, another kind, another place
        other = analysis(
            kind=Kind.APPEAL, stage=None, acts=(Act("A10"),), places=(Place("31", "DKI Jakarta", "event"),)
        )
        add(connection, 4, at=DAY, text="Camat 4", outlet="o9", sketch=(4,), analysis=other)
        erase_article(connection, 5)
        spread = search(connection, "", with_facets=True).spread
        assert (spread.total, spread.basis) == (5, "maintained")
        kept = figures_of(connection)
        counted = search(connection, "tanggal:>=2000 OR tanggal:<2000", with_facets=True).spread
        assert counted.basis == "exact"
        plain = {facet: {one.value: one.articles for one in found} for facet, found in counted.facets.items()}
    assert kept == plain
    assert kept["outlet"] == {"o1": 3, "o9": 1}
    assert kept["kind"] == {"incident": 3, "appeal": 1}


@pytest.mark.parametrize("cursor", ["x", "", "bnVsbA", "WzEsMl0", "LTU", "é", "A" * 9999])
def test_a_false_cursor_is_refused(some: Engine, cursor: str) -> None:
    with read(some) as connection, pytest.raises(QueryError):
        search(connection, "camat", cursor=cursor)


def test_a_province_finds_its_cities(engine: Engine, add, analysis) -> None:
    with write(engine) as connection:
        add(connection, 1, analysis=analysis(places=(Place("63.72.01", "Landasan Ulin", "event"),)))
        add(connection, 2, analysis=analysis(places=(Place("64", "Kalimantan Timur", "event"),)))
        assert [ids(search(connection, f"wilayah:{code}")) for code in ("63", "63.72", "63.72.01", "64")] == [
            [1],
            [1],
            [1],
            [2],
        ]


def test_the_passage_shows_where_the_words_stand(some: Engine) -> None:
    with read(some) as connection:
        hit = search(connection, "netral kampany*", limit=1).hits[0]
    assert "[Netralitas]" in shown(hit.passage) or "[kampanye]" in shown(hit.passage)
    with read(some) as connection:
        hit = search(connection, "=netralitas", limit=1).hits[0]
    assert shown(hit.passage).startswith("… ")
    assert "[Netralitas] dijaga." in shown(hit.passage)


def test_a_passage_never_loses_or_invents_text(plain_engine: Engine) -> None:
    with read(plain_engine) as connection:
        node, _ = expand(connection, parse('camat "pegawai negeri" -lurah'))
    what = wanted(node)
    assert shown(mark("Camat, pegawai & lurah", what)) == "[Camat], [pegawai] & lurah"
    text = "Awal.\n\nCamat itu <b>pegawai</b> negeri; lurah bukan."
    assert shown(passage(text, what)) == "Awal. [Camat] itu <b>[pegawai]</b> [negeri]; lurah bukan."
    assert passage("", what) == ()
    assert shown(passage("satu dua", what)) == "satu dua"


def test_nothing_a_reader_types_reaches_the_database_as_syntax(some: Engine) -> None:
    for query in ('"camat\' OR 1=1 --"', "camat; DROP TABLE article", "title:camat", "camat^2", "{title}", "a:*:&|!"):
        with read(some) as connection:
            try:
                search(connection, query, with_facets=True)
            except QueryError:
                continue
    with read(some) as connection:
        assert len(search(connection, "").hits) == 6
