"""The texts of the query language in the reader's language."""

from pathlib import Path

from base.catalogue import Catalogue, Language, catalogue

Say = Catalogue


def texts(language: Language) -> Say:
    """Return the texts of the archive's room."""
    return catalogue(Path(__file__).parent.parent, language)
