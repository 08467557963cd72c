from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from archive.database import read, write
from archive.records.analysis import Kind
from archive.records.article import Moment
from archive.records.page import Entry, Page
from archive.records.span import Span
from archive.store.articles import (
    find_article,
    load_article,
    load_articles,
    load_page,
    mark_removed,
    store_article,
)
from archive.store.wordings import versions
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet, article_sketch
from base.errors import ArchiveError

NIP = "196802121990031004"
NIK = "6372015204680003"


def page(article, body: bytes = b"<p>Halaman</p>\xff", **changes) -> Page:
    return Page(article.url, body, "html", article.first_seen, **changes)


def facets_of(connection, article_id: int) -> set[tuple[str, str]]:
    query = select(article_facet.c.field, article_facet.c.value).where(article_facet.c.article_id == article_id)
    return {tuple(row) for row in connection.execute(query)}


def test_what_is_stored_comes_back_whole(engine: Engine, article, analysis, now) -> None:
    one, found = article(1), analysis()
    with write(engine) as connection:
        stored = store_article(connection, one, found, page(one), network="jawapos", now=now)
    assert stored.outcome == "new"
    assert stored.reanalysed
    with read(engine) as connection:
        assert load_article(connection, stored.article_id) == (one, found)
        assert find_article(connection, one.url_key) == stored.article_id


def test_the_same_article_again_changes_nothing(engine: Engine, article, analysis, now) -> None:
    for expected in ("new", "unchanged", "unchanged"):
        with write(engine) as connection:
            stored = store_article(connection, article(1), analysis(), page(article(1)), network=None, now=now)
        assert stored.outcome == expected
    assert not stored.reanalysed
    with read(engine) as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar_one() == 1
        assert len(versions(connection, stored.article_id)) == 1


def test_every_wording_of_an_edited_article_is_kept(engine: Engine, article, analysis, now) -> None:
    for hours, wording in enumerate(("Pertama.", "Kedua.", "Ketiga.")):
        with write(engine) as connection:
            at = now + timedelta(hours=hours)
            stored = store_article(connection, article(1, text=wording), analysis(), None, network=None, now=at)
    assert stored.outcome == "updated"
    with read(engine) as connection:
        kept = versions(connection, stored.article_id)
        assert [(one.number, one.text, one.seen_at) for one in kept] == [
            (1, "Pertama.", now),
            (2, "Kedua.", now + timedelta(hours=1)),
            (3, "Ketiga.", now + timedelta(hours=2)),
        ]
        assert load_article(connection, stored.article_id)[0].text == "Ketiga."


def test_a_new_analysis_of_the_same_text_replaces_facets(engine: Engine, article, analysis, now) -> None:
    with write(engine) as connection:
        store_article(connection, article(1), analysis(), None, network=None, now=now)
        again = analysis(kind=Kind.APPEAL, acts=(), parties=())
        stored = store_article(connection, article(1), again, None, network=None, now=now)
        assert (stored.outcome, stored.reanalysed) == ("unchanged", True)
        found = facets_of(connection, stored.article_id)
    assert ("region", "63.72") in found
    assert not {value for field, value in found if field in {"act", "party"}}


def test_a_city_is_found_by_its_province_and_a_mere_mention_is_not(engine: Engine, add) -> None:
    with write(engine) as connection:
        found = facets_of(connection, add(connection, 1))
    assert {("region", "63.72"), ("province", "63")} <= found
    assert not {("region", "31"), ("province", "31")} & found
    assert {("law", "UU 10/2016"), ("law", "UU 10/2016 ps 71"), ("step", "S1"), ("step", "S2")} <= found
    assert ("role", "ketua") not in found
    assert ("name", "badu contoh") in found


def test_an_irrelevant_article_has_no_facets(engine: Engine, add, analysis) -> None:
    with write(engine) as connection:
        assert facets_of(connection, add(connection, 1, analysis=analysis(relevant=False))) == set()


def test_personal_numbers_are_never_stored(sqlite_engine: Engine, article, analysis, now) -> None:
    body = f"Camat NIP {NIP}, juga {NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]},\n{NIK} dan nomor 12345."
    one = article(1, text=body, title=f"NIP {NIP}", captions=(f"NIK {NIK}",))
    found = replace(analysis(), denials=(Span(6, len(body), body[6:]),))
    fetched = page(one, f'<p>{NIP}</p><p>{NIK}</p><img src="/{NIP}.jpg">'.encode())
    with write(sqlite_engine) as connection:
        stored = store_article(connection, one, found, fetched, network=None, now=now)
        kept, understood = load_article(connection, stored.article_id)
        assert load_page(connection, stored.article_id).body.count(NIP.encode()) == 1  # the picture's name
    files = b"".join(path.read_bytes() for path in Path(sqlite_engine.url.database).parent.iterdir())
    assert NIP.encode() not in files
    assert NIK.encode() not in files
    assert len(kept.text) == len(body)
    assert "nomor 12345" in kept.text
    assert understood.denials[0].text == kept.text[6:]


def test_a_page_of_any_bytes_comes_back(engine: Engine, article, analysis, now) -> None:
    one = article(1)
    entry = Entry("contoh", one.url, "feed", now, title="Judul")
    fetched = page(one, bytes(range(256)), more=(b"dua\n\x00", b""), entry=entry, content_type="text/html")
    with write(engine) as connection:
        stored = store_article(connection, one, analysis(), fetched, network=None, now=now)
        assert load_page(connection, stored.article_id) == fetched


def test_a_text_with_nul_and_lone_surrogates_is_stored(engine: Engine, article, analysis, now) -> None:
    with write(engine) as connection:
        odd = article(1, text="ada\x00 isi \ud800 di sini", title="x\x00y")
        evidence = analysis(denials=(Span(0, 5, "\ud800\x00"),))
        stored = store_article(connection, odd, evidence, None, network=None, now=now)
        assert load_article(connection, stored.article_id)[0].text == "ada  isi ? di sini"


def test_a_surer_publication_replaces_a_guess_and_not_the_other_way(engine: Engine, article, analysis, now) -> None:
    day = now.date()
    guess, stated, later = (
        Moment(now, day, "url", "guessed"),
        Moment(now - timedelta(hours=2), day, "meta", "stated"),
        Moment(now + timedelta(days=2), day, "meta", "stated"),
    )
    for moment, kept in ((guess, guess), (None, guess), (stated, stated), (later, stated), (guess, stated)):
        with write(engine) as connection:
            one = article(1, published=moment)
            stored = store_article(connection, one, analysis(), None, network=None, now=now)
            assert load_article(connection, stored.article_id)[0].published == kept


def test_sketches_follow_the_newest_wording(engine: Engine, article, analysis, now) -> None:
    with write(engine) as connection:
        store_article(connection, article(1, sketch=(1, 2, 2**63 - 1)), analysis(), None, network=None, now=now)
        store_article(connection, article(1, text="baru", sketch=(3,)), analysis(), None, network=None, now=now)
        assert connection.execute(select(article_sketch.c.hash)).scalars().all() == [3]


def test_many_articles_are_read_in_batches(engine: Engine, add) -> None:
    with write(engine) as connection:
        ids = [add(connection, number, sketch=()) for number in range(7)]
        loaded = list(load_articles(connection, [*ids, 999], batch=3))
    assert [one[0] for one in loaded] == sorted(ids)


def test_a_takedown_keeps_its_first_day(engine: Engine, add, now) -> None:
    with write(engine) as connection:
        one = add(connection, 1)
        mark_removed(connection, one, now=now)
        mark_removed(connection, one, now=now + timedelta(days=1))
        assert connection.execute(select(articles.c.removed_at)).scalar_one() == now


def test_a_missing_article_is_told_as_such(engine: Engine) -> None:
    with read(engine) as connection, pytest.raises(ArchiveError, match="no article 7"):
        load_article(connection, 7)


def test_the_full_text_index_stays_whole_through_edits(sqlite_engine: Engine, article, analysis, now) -> None:
    for wording in ("netralitas pegawai", "kampanye camat", "kampanye lurah"):
        with write(sqlite_engine) as connection:
            store_article(connection, article(1, text=wording), analysis(), None, network=None, now=now)
    with write(sqlite_engine) as connection:
        connection.execute(text("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)"))
        hits = text("SELECT count(*) FROM article_fts WHERE article_fts MATCH :word")
        assert [connection.execute(hits, {"word": word}).scalar_one() for word in ("lurah", "netralitas")] == [1, 0]


def test_writers_that_bring_the_same_articles_store_each_once(engine: Engine, article, analysis, now) -> None:
    outcomes: list[str] = []

    def bring(order: list[int]) -> None:
        for number in order:
            with write(engine) as connection:
                one = article(number, text=f"Kata{number} kampanye lurah{number}.", sketch=(number,))
                outcomes.append(store_article(connection, one, analysis(), None, network=None, now=now).outcome)

    numbers = list(range(12))
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(bring, numbers), pool.submit(bring, numbers[::-1]), pool.submit(bring, numbers)]:
            done.result(timeout=600)
    assert sorted(outcomes) == ["new"] * 12 + ["unchanged"] * 24
    with read(engine) as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar_one() == 12


def test_what_is_known_stays_when_it_comes_without(engine: Engine, article, analysis, now) -> None:
    with write(engine) as connection:
        store_article(connection, article(1), analysis(), None, network="jawapos", now=now)
        bare = article(1, outlet=None, outlet_name=None, published=None, first_seen=now + timedelta(days=1))
        stored = store_article(connection, bare, analysis(), None, network=None, now=now)
        assert stored.outcome == "unchanged"
        assert load_article(connection, stored.article_id)[0] == article(1)
        assert connection.execute(select(articles.c.network)).scalar_one() == "jawapos"


def test_a_better_reading_of_the_same_page_is_no_edit(engine: Engine, article, analysis, now) -> None:
    def store(wording: str, *, reread: bool = False) -> int:
        with write(engine) as connection:
            stored = store_article(
                connection, article(1, text=wording), analysis(), None, network=None, now=now, reread=reread
            )
        return stored.article_id

    store("Pertama dan perabot.")
    article_id = store("Pertama.", reread=True)
    with read(engine) as connection:
        assert [one.text for one in versions(connection, article_id)] == ["Pertama."]
    store("Kedua dan perabot.")
    store("Kedua.", reread=True)
    with read(engine) as connection:
        assert [one.text for one in versions(connection, article_id)] == ["Pertama.", "Kedua."]
        assert load_article(connection, article_id)[0].text == "Kedua."
