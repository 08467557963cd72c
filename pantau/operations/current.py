"""Opens the archive for an examination: only where there is one, and only of this version's schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from archive.engine import open_database, read
from archive.upgrade import pending
from pantau.settings import Settings

FILE = "sqlite:///"


def is_missing(settings: Settings) -> bool:
    """Tell whether the archive would be a file that nobody has made yet."""
    url = settings.archive_url
    return url.startswith(FILE) and not Path(url.removeprefix(FILE)).exists()


@contextmanager
def current(settings: Settings) -> Iterator[Connection | None]:
    """Give a connection for reading; None where there is no archive, or one of an older schema. Nothing is made.

    Raises:
        ArchiveError: It cannot be opened or read.
    """
    if is_missing(settings):
        yield None
        return
    engine = open_database(settings.archive_url)
    try:
        if pending(engine):
            yield None
            return
        with read(engine) as connection:
            yield connection
    finally:
        engine.dispose()
