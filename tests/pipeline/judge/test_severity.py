from pathlib import Path

import pytest

from archive.records.analysis import Act, Actor, Kind, Mention
from archive.records.span import Span
from pipeline.judge.rules import Rulebook
from pipeline.judge.severity import severity_parts

TABLE = Rulebook.load(Path(__file__).parents[3] / "config").severity


def at(start, text="kata"):
    return (Span(start, start + len(text), text),)


def points(name, *, acts=(), facilities=(), **others):
    parts = severity_parts(
        TABLE,
        kind=Kind.INCIDENT,
        acts=acts,
        stage=None,
        steps=(),
        sanctions=(),
        facilities=facilities,
        persons=None,
        standing=None,
        verified=False,
        **{"actors": (), **others},
    )
    return next(part.points for part in parts if part.name == name)


GIVES = (Act("A18", at(100), 0.9),)
URGES = (Act("A10", at(100), 0.9),)


@pytest.mark.parametrize(
    ("acts", "facilities", "wanted"),
    [
        (GIVES, (), 0),  # campaign shirts and private envelopes are no means of the state
        (GIVES, (Mention("bantuan sosial", at(130)),), 15),
        (URGES, (Mention("gedung pemerintah", at(130)),), 10),
        (URGES, (Mention("gedung pemerintah", at(900)),), 0),  # the office where he was examined
        (URGES, (Mention("seragam", at(60)),), 5),
        ((Act("A14", at(100), 0.9),), (), 10),
    ],
)
def test_only_means_of_the_state_told_with_an_act_count(acts, facilities, wanted):
    assert points("sumber daya negara", acts=acts, facilities=facilities) == wanted


@pytest.mark.parametrize(("role", "wanted"), [("pengawas_sekolah", 12), ("camat", 16), ("warga", 4)])
def test_the_office_counts_by_its_rank(role, wanted):
    assert points("jabatan", actors=[Actor(None, role, None, "asn", "alleged")]) == wanted


@pytest.mark.parametrize(
    ("sure", "wanted"), [({"A07": 0.9, "A15": 0.42}, 5), ({"A07": 0.9, "A15": 0.6}, 20), ({"A15": 0.42}, 20)]
)
def test_an_unlikely_act_lifts_no_score_beside_a_likely_one(sure, wanted):
    acts = [Act(code, at(1), confidence) for code, confidence in sure.items()]
    assert points("perbuatan", acts=acts) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("mewajibkan 150 karyawan", 15), ("mengumpulkan 34 ketua RT", 10), ("puluhan kades", 10), ("kades pada 2024", 2)],
)
def test_who_was_made_to_come_is_reached(text, wanted):
    assert points("jangkauan", acts=[Act("A15", at(1, text), 0.9)]) == wanted
    assert points("jangkauan", acts=[Act("A10", at(1, text), 0.9)]) == 2


def test_how_many_came_is_told_beside_the_act_of_making_them_come():
    crowd = (Span(300, 324, "Ada 200 guru yang datang", "text"),)
    assert points("jangkauan", acts=(Act("A15", at(100), 0.9),), crowds=crowd) == 15
    assert points("jangkauan", acts=URGES, crowds=crowd) == 2
