"""Finds everything nameable in an article, without deciding yet what the story is about.

document -> words -> places | roles -> persons | institutions | laws | parties ... -> Entities
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.entities.model import Entities
from pipeline.text.document import Document


@dataclass(frozen=True)
class Gazetteers:
    """All name lists, ready to be searched in one pass. Load once a process."""

    config: Path

    @classmethod
    def load(cls, config: Path) -> "Gazetteers":
        """Read the lists under `config`.

        Raises:
            ConfigError: A list is missing or malformed.
        """
        return cls(config)


def find(document: Document, published: date | None, gazetteers: Gazetteers) -> Entities:  # noqa: ARG001
    """Return all finds of one article.

    Args:
        document: Title, text and address.
        published: The local day of publication, to complete dates without a year; None when unknown.
        gazetteers: From `Gazetteers.load`.
    """
    return Entities()
