"""Texts of the operating commands in the user's language; message ids are English."""

from pathlib import Path

from base.catalogue import Catalogue, Language, catalogue


def words(language: Language) -> Catalogue:
    """Return the texts of the operating commands."""
    return catalogue(Path(__file__).parent, language)
