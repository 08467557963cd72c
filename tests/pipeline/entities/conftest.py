from datetime import date
from pathlib import Path

import pytest

from pipeline.entities.find import find
from pipeline.entities.model import Entities
from pipeline.entities.resolve import resolve_actors
from pipeline.text.document import Document

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="session")
def config():
    return CONFIG


@pytest.fixture(scope="session")
def gazetteers(shipped):
    return shipped.analyser.gazetteers


@pytest.fixture(scope="session")
def accusing(shipped):
    return shipped.analyser.accusing


@pytest.fixture(scope="session")
def read(gazetteers):
    def run(text: str, title: str = "", published: date | None = date(2024, 11, 5), url: str = "") -> Entities:
        return find(Document(title, text, url), published, gazetteers)

    return run


@pytest.fixture
def named(read):
    def run(text: str) -> set[str]:
        return {person.name for person in read(text).persons}

    return run


@pytest.fixture
def actors(read, accusing):
    def run(text, title="", acts=()):
        return resolve_actors(Document(title, text), read(text, title), acts, (), accusing)

    return run


def alleged(found):
    """Return role and name of everybody accused."""
    return {(actor.role, actor.name) for actor in found if actor.part == "alleged"}
