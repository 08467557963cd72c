"""Hundreds of near copies cost no more each than the first ones, and stand in one case."""

import pytest
from sqlalchemy import func, select

from archive.database import write
from archive.store.incidents import list_incidents, load_incident
from archive.tables.incidents import link_key, pair_score
from pipeline.linking import crowd
from pipeline.linking.check import inconsistencies
from pipeline.linking.link import link

TEXT = "Camat Wringin mengajak warga memilih pasangan nomor dua dalam acara panen raya di lapangan desa Gambiran. " * 5


@pytest.fixture
def crowded(tell, monkeypatch):
    monkeypatch.setattr(crowd, "CROWD", 6)
    return [tell(f"c{number}", name="Harsono Wibawa", text=TEXT + f"Berita {number}.", event=0) for number in range(15)]


def test_a_crowd_of_copies_is_one_case_whose_pairs_do_not_grow_with_the_square(crowded, engine):
    with engine.connect() as connection:
        case = load_incident(connection, crowded[0].code)
        pairs = connection.execute(select(func.count()).select_from(pair_score)).scalar_one()
        filed = connection.execute(select(func.count(link_key.c.article_id.distinct()))).scalar_one()
        assert len(list_incidents(connection)) == 1
        assert inconsistencies(connection) == []
    assert len(case.articles) == 15
    assert len(case.sources) == 1
    assert (pairs, filed) == (6 * 5 // 2 + 9, 6)


def test_a_follow_up_joins_the_crowd_and_the_case_is_made_anew_with_all_of_them(crowded, tell, engine):
    late = "Hukuman bagi Camat Wringin atas ajakan di panen raya lapangan desa Gambiran dibacakan Harsono Wibawa."
    result = tell("late", name="Harsono Wibawa", text=late, day=20, stage="S6", kind="follow_up")
    assert result.incident_id == crowded[0].incident_id
    with engine.connect() as connection:
        case = load_incident(connection, result.code)
        assert inconsistencies(connection) == []
    assert len(case.articles) == 16
    assert case.discipline == "S6"


def test_linking_a_copy_of_a_crowd_again_leaves_it_where_it_is(crowded, engine):
    with engine.connect() as connection:
        before = load_incident(connection, crowded[0].code)
    with write(engine) as connection:
        for one in before.articles[-3:]:
            assert link(connection, one, now=before.changed, alertable=False, anew=True).incident_id == before.id
        assert inconsistencies(connection) == []
        assert set(load_incident(connection, before.code).articles) == set(before.articles)
