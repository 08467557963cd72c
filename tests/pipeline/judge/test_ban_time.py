"""The day from which no posts may be given is told by the calendar, and known by the lexicon."""

from pathlib import Path

import pytest
import yaml

from pipeline.text.document import Document

CONFIG = Path(__file__).parents[3] / "config"
MONTHS = {1: "Januari", 3: "Maret", 8: "Agustus"}


def pilkada():
    events = yaml.safe_load((CONFIG / "calendar.yaml").read_text(encoding="utf-8"))["elections"]
    return {event["id"]: event["candidates_fixed"]["day"] for event in events if event["id"].startswith("pilkada-")}


@pytest.mark.parametrize("fixed", pilkada().values(), ids=pilkada().keys())
def test_the_ban_on_rotations_begins_six_months_before_candidates_are_fixed(reader, fixed):
    begins = f"{fixed.day} {MONTHS[(fixed.month - 7) % 12 + 1]}"
    reading = reader.read(Document("Camat Dimutasi", f"Lima camat dimutasi setelah {begins}."))
    assert reading.sentences[0].mask & reader.lexicon.mask("ban_time")


def test_another_day_is_none_of_the_ban(reader):
    reading = reader.read(Document("Camat Dimutasi", "Lima camat dimutasi setelah 3 Mei 2023."))
    assert not reading.sentences[0].mask & reader.lexicon.mask("ban_time")
