from datetime import date
from pathlib import Path

import pytest

from pipeline.entities.find import Gazetteers, find
from pipeline.entities.model import Entities
from pipeline.text.document import Document

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="session")
def config():
    return CONFIG


@pytest.fixture(scope="session")
def gazetteers():
    return Gazetteers.load(CONFIG)


@pytest.fixture(scope="session")
def read(gazetteers):
    def run(text: str, title: str = "", published: date | None = date(2024, 11, 5), url: str = "") -> Entities:
        return find(Document(title, text, url), published, gazetteers)

    return run
