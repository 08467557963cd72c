import pytest


@pytest.fixture
def lexicon_read(monkeypatch, shipped):
    """The check finds lexicon and gazetteers read and their examples right: what is tested comes after them."""
    monkeypatch.setattr("pipeline.text.lexicon.load_lexicon", lambda _config: shipped.analyser.reader.lexicon)
    monkeypatch.setattr("pipeline.judge.rehearsal.failures", lambda _lexicon: [])
    monkeypatch.setattr("pipeline.entities.find.Gazetteers.load", lambda _config: shipped.analyser.gazetteers)
